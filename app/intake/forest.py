"""Sums of small decision trees, read from a table.

Every level of such a tree asks the same question of all examples, so that a tree is a handful of
conditions and one value for each combination of answers. The table can be read, and the sum is
quick to compute (trained by `tests/intake/training`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.intake.windows import Column
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forest:
    """Trees whose values are added up. A forest is only equal to itself."""

    bias: float
    trees: tuple[Tree, ...]

    def log_odds(self, columns: Mapping[str, Column]) -> Column:
        """The sum for each example.

        Args:
            columns: The features by name, one value for each example.

        Raises:
            KeyError: A column that a tree asks for is missing.
        """
        if not self.trees:
            return np.full(len(next(iter(columns.values()), ())), self.bias)
        table = _table(self)
        values = np.array([columns[name] for name in table.names])
        # One number for each tree and example.
        places = np.broadcast_to(table.offsets[:, None], (len(self.trees), values.shape[1])).copy()
        for bit, (features, thresholds) in enumerate(
            zip(table.features, table.thresholds, strict=True)
        ):
            places += (values[features] > thresholds[:, None]).astype(np.intp) << bit
        return np.asarray(self.bias + table.values[places].sum(axis=0))

    def chances(self, columns: Mapping[str, Column]) -> Column:
        """The same as chances, 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.log_odds(columns), -30, 30))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """All trees of a forest side by side, so that a few large steps do the work of many small ones.

    Attributes:
        names: Of the columns that any tree asks for.
        features: Shape (depth, trees): the place in `names` of the column that each condition asks
            for. Trees of fewer conditions end in ones that never hold.
        thresholds: Shape (depth, trees).
        values: Of all trees, one after the other.
        offsets: Where the values of each tree begin.
    """

    names: tuple[str, ...]
    features: NDArray[np.intp]
    thresholds: NDArray[np.float64]
    values: NDArray[np.float64]
    offsets: NDArray[np.intp]


@cache
def _table(forest: Forest) -> _Table:
    names = tuple(dict.fromkeys(name for tree in forest.trees for name in tree.features))
    depth = max(len(tree.features) for tree in forest.trees)
    shape = (depth, len(forest.trees))
    features = np.zeros(shape, dtype=np.intp)
    thresholds = np.full(shape, np.inf)
    for place, tree in enumerate(forest.trees):
        own = len(tree.features)
        features[:own, place] = [names.index(name) for name in tree.features]
        thresholds[:own, place] = tree.thresholds
    sizes = [len(tree.values) for tree in forest.trees]
    return _Table(
        names=names,
        features=features,
        thresholds=thresholds,
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
