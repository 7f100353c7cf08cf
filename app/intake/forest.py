"""Sums of small decision trees, read from a table.

Every level of such a tree asks the same question of all examples, so that a tree is a handful of
conditions and one value for each combination of answers. The table can be read, and the sum is
quick to compute (trained by `tests/intake/training`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.words import rows

_TABLE = "models"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """One tree.

    Attributes:
        features: Place in the vector that each condition looks at.
        thresholds: A condition holds where the feature is greater than this.
        values: Log-odds by the number whose bits are the answers, the first condition lowest.
    """

    features: tuple[int, ...]
    thresholds: tuple[float, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Trees whose values are added up."""

    bias: float
    trees: tuple[Tree, ...]

    def log_odds(self, vectors: Sequence[Sequence[float]]) -> list[float]:
        """The sum for each vector."""
        if not vectors:
            return []
        totals = [self.bias] * len(vectors)
        columns = list(zip(*vectors, strict=True))
        for tree in self.trees:
            places = [0] * len(vectors)
            for bit, (feature, threshold) in enumerate(
                zip(tree.features, tree.thresholds, strict=True)
            ):
                weight = 1 << bit
                places = [
                    place + weight if value > threshold else place
                    for place, value in zip(places, columns[feature], strict=True)
                ]
            values = tree.values
            totals = [total + values[place] for total, place in zip(totals, places, strict=True)]
        return totals

    def chances(self, vectors: Sequence[Sequence[float]]) -> list[float]:
        """The same as chances, 0 to 1."""
        return [
            1 / (1 + math.exp(-max(min(value, 30.0), -30.0))) for value in self.log_odds(vectors)
        ]


def read_forest(part: str, names: Sequence[str]) -> Forest:
    """Read one part of the table.

    Args:
        part: Its name in the table's first column.
        names: Of the features, in the order of the vectors.

    Raises:
        KeyError: The table asks for a feature that is not among the names.
        ValueError: The table has no such part.
    """
    places = {name: place for place, name in enumerate(names)}
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
                features=tuple(places[feature] for feature, _threshold in pairs),
                thresholds=tuple(float(threshold) for _feature, threshold in pairs),
                values=numbers,
            )
        )
    if bias is None:
        raise ValueError(f"no model for {part}")
    return Forest(bias=bias, trees=tuple(trees))
