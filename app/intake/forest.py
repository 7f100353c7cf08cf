"""Sums of small decision trees, read from a table.

Every level of such a tree asks the same question of all examples, so that a tree is a handful of
conditions and one value for each combination of answers. The table can be read, and the sum is
quick to compute (trained by `tests/intake/training`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.intake.words import rows

_TABLE = "models"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """One tree.

    Attributes:
        features: Name of the column that each condition looks at.
        thresholds: A condition holds where the feature is greater than this.
        values: Log-odds by the number whose bits are the answers, the first condition lowest.
    """

    features: tuple[str, ...]
    thresholds: tuple[float, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Trees whose values are added up."""

    bias: float
    trees: tuple[Tree, ...]

    def log_odds(self, columns: Mapping[str, Sequence[float]]) -> list[float]:
        """The sum for each example.

        Args:
            columns: The features by name, one value for each example.

        Raises:
            KeyError: A column that a tree asks for is missing.
        """
        if not self.trees:
            return [self.bias] * len(next(iter(columns.values()), ()))
        table = _table(self)
        values = np.array([columns[name] for name in table.names])
        # Shape (conditions, examples), then one number for each tree and example.
        holds = values[table.features] > table.thresholds[:, None]
        places = np.add.reduceat(holds * table.weights[:, None], table.starts, axis=0)
        found = table.values[places + table.offsets[:, None]]
        total: list[float] = (self.bias + found.sum(axis=0)).tolist()
        return total

    def chances(self, columns: Mapping[str, Sequence[float]]) -> list[float]:
        """The same as chances, 0 to 1."""
        return [
            1 / (1 + math.exp(-max(min(value, 30.0), -30.0))) for value in self.log_odds(columns)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """All trees of a forest side by side, so that a few large steps do the work of many small ones.

    Attributes:
        names: Of the columns that any tree asks for.
        features: For each condition of each tree, the place of its column in `names`.
        thresholds: Of the conditions.
        weights: What a condition that holds adds to its tree's place in the values.
        starts: Number of the first condition of each tree.
        values: Of all trees, one after the other.
        offsets: Where the values of each tree begin.
    """

    names: tuple[str, ...]
    features: NDArray[np.intp]
    thresholds: NDArray[np.float64]
    weights: NDArray[np.intp]
    starts: NDArray[np.intp]
    values: NDArray[np.float64]
    offsets: NDArray[np.intp]


@cache
def _table(forest: Forest) -> _Table:
    conditions = [
        pair for tree in forest.trees for pair in zip(tree.features, tree.thresholds, strict=True)
    ]
    names = tuple(dict.fromkeys(name for name, _threshold in conditions))
    depths = [len(tree.features) for tree in forest.trees]
    sizes = [len(tree.values) for tree in forest.trees]
    return _Table(
        names=names,
        features=np.array([names.index(name) for name, _threshold in conditions]),
        thresholds=np.array([threshold for _name, threshold in conditions]),
        weights=np.array([1 << bit for depth in depths for bit in range(depth)]),
        starts=np.cumsum([0, *depths[:-1]]),
        values=np.concatenate([tree.values for tree in forest.trees]),
        offsets=np.cumsum([0, *sizes[:-1]]),
    )


def read_forest(part: str) -> Forest:
    """Read one part of the table.

    Args:
        part: Its name in the table's first column.

    Raises:
        ValueError: The table has no such part.
    """
    bias: float | None = None
    trees = []
    for name, conditions, values in rows(_TABLE):
        if name != part:
            continue
        numbers = tuple(map(float, values.split()))
        if not conditions:
            (bias,) = numbers
            continue
        pairs = [condition.split(" > ") for condition in conditions.split("; ")]
        trees.append(
            Tree(
                features=tuple(feature for feature, _threshold in pairs),
                thresholds=tuple(float(threshold) for _feature, threshold in pairs),
                values=numbers,
            )
        )
    if bias is None:
        raise ValueError(f"no model for {part}")
    return Forest(bias=bias, trees=tuple(trees))
