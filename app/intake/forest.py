"""Sums of small decision trees, read from a table.

Every level of such a tree asks the same question of all examples, so that a tree is a handful of
conditions and one value for each combination of answers. The table can be read, and the sum is
quick to compute (trained by `tests/intake/training`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add

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
        totals: list[float] = []
        for tree in self.trees:
            found = _values_of(tree, columns)
            totals = list(map(add, totals, found)) if totals else found
        return [self.bias + total for total in totals]

    def chances(self, columns: Mapping[str, Sequence[float]]) -> list[float]:
        """The same as chances, 0 to 1."""
        return [
            1 / (1 + math.exp(-max(min(value, 30.0), -30.0))) for value in self.log_odds(columns)
        ]


def _values_of(tree: Tree, columns: Mapping[str, Sequence[float]]) -> list[float]:
    """The tree's value for each example; its answers are the bits of a place in the values."""
    values = tree.values
    tests = list(zip(tree.features, tree.thresholds, strict=True))
    if len(tests) == 5:
        (a, p), (b, q), (c, r), (d, s), (e, t) = tests
        return [
            values[(v > p) + 2 * (w > q) + 4 * (x > r) + 8 * (y > s) + 16 * (z > t)]
            for v, w, x, y, z in zip(
                columns[a], columns[b], columns[c], columns[d], columns[e], strict=True
            )
        ]
    places = [0] * len(columns[tree.features[0]])
    for bit, (feature, threshold) in enumerate(tests):
        weight = 1 << bit
        places = [
            place + weight * (value > threshold)
            for place, value in zip(places, columns[feature], strict=True)
        ]
    return [values[place] for place in places]


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
