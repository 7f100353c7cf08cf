"""Gradient boosting with oblivious trees: every level of a tree asks one question of all lines.

Such a tree is a few conditions and a table of values, one for each combination of answers, which
is quick to compute and can be read (Friedman 2001; Prokhorenkova et al. 2018 for the shape).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.intake.forest import Forest, Tree

Matrix = NDArray[np.float64]
Bins = NDArray[np.uint8]

_BINS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How trees are grown.

    Attributes:
        trees: How many.
        depth: Conditions in each.
        rate: How much of each step is taken.
        ridge: Penalty on the values.
        columns: Share of the features that each tree may choose from.
        rows: Share of the examples that each tree is grown on.
    """

    trees: int = 80
    depth: int = 5
    rate: float = 0.15
    ridge: float = 10.0
    columns: float = 0.4
    rows: float = 0.7
    seed: int = 1


def log_odds(forest: Forest, vectors: Matrix, names: Sequence[str]) -> Matrix:
    """What `Forest.log_odds` computes, for many examples at once."""
    places = {name: place for place, name in enumerate(names)}
    total = np.full(len(vectors), forest.bias)
    for tree in forest.trees:
        place = np.zeros(len(vectors), dtype=np.int64)
        for bit, (feature, threshold) in enumerate(
            zip(tree.features, tree.thresholds, strict=True)
        ):
            place += (vectors[:, places[feature]] > threshold).astype(np.int64) << bit
        total += np.array(tree.values)[place]
    return total


def chances(forest: Forest, vectors: Matrix, names: Sequence[str]) -> Matrix:
    """The same as chances, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds(forest, vectors, names), -30, 30))))


def boost(
    vectors: Matrix,
    answers: Matrix,
    importance: Matrix,
    names: Sequence[str],
    settings: Settings,
) -> Forest:
    """Grow a forest on plain vectors.

    Args:
        vectors: Shape (examples, features).
        answers: 0 or 1 for each example.
        importance: Weight of each example.
        names: Of the features.
        settings: How to grow it.
    """
    cuts = [_cut_points(column) for column in vectors.T]
    bins = np.asfortranarray(
        np.stack(
            [
                np.searchsorted(cut, column, side="left")
                for cut, column in zip(cuts, vectors.T, strict=True)
            ],
            axis=1,
        ).astype(np.uint8)
    )
    random = np.random.default_rng(settings.seed)
    prior = float(np.average(answers, weights=importance))
    bias = float(np.log(prior / (1 - prior)))
    score = np.full(len(vectors), bias)
    trees = []
    for _ in range(settings.trees):
        chance = 1 / (1 + np.exp(-score))
        slope = importance * (chance - answers)
        bend = importance * np.maximum(chance * (1 - chance), 1e-6)
        rows = np.flatnonzero(random.random(len(vectors)) < settings.rows)
        width = max(1, int(settings.columns * vectors.shape[1]))
        columns = np.sort(random.choice(vectors.shape[1], width, replace=False))
        features, splits = _conditions(bins, slope[rows], bend[rows], rows, columns, cuts, settings)
        place = _places(bins, features, splits)
        count = 1 << len(features)
        grads = np.bincount(place[rows], slope[rows], count)
        bends = np.bincount(place[rows], bend[rows], count)
        values = -settings.rate * grads / (bends + settings.ridge)
        score += values[place]
        trees.append(
            Tree(
                features=tuple(names[feature] for feature in features),
                thresholds=tuple(float(cuts[f][s]) for f, s in zip(features, splits, strict=True)),
                values=tuple(values.tolist()),
            )
        )
    return Forest(bias=bias, trees=tuple(trees))


def _cut_points(column: Matrix) -> Matrix:
    """Thresholds of a feature: between its values, or quantiles where those are many."""
    values = np.unique(column)
    if len(values) <= _BINS:
        return np.asarray((values[1:] + values[:-1]) / 2)
    return np.unique(np.quantile(column, np.linspace(0, 1, _BINS + 1)[1:-1]))


def _conditions(
    bins: Bins,
    slope: Matrix,
    bend: Matrix,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    cuts: list[Matrix],
    settings: Settings,
) -> tuple[list[int], list[int]]:
    """The questions of one tree, each the best one given those before."""
    features: list[int] = []
    splits: list[int] = []
    node = np.zeros(len(rows), dtype=np.int64)
    for level in range(settings.depth):
        count = 1 << level
        best, chosen = 0.0, (-1, -1)
        for column in columns:
            if not len(cuts[column]):
                continue
            key = node * _BINS + bins[rows, column]
            left_slope = np.bincount(key, slope, count * _BINS).reshape(count, _BINS).cumsum(1)
            left_bend = np.bincount(key, bend, count * _BINS).reshape(count, _BINS).cumsum(1)
            all_slope, all_bend = left_slope[:, -1:], left_bend[:, -1:]
            gain = (
                left_slope**2 / (left_bend + settings.ridge)
                + (all_slope - left_slope) ** 2 / (all_bend - left_bend + settings.ridge)
                - all_slope**2 / (all_bend + settings.ridge)
            ).sum(axis=0)[: len(cuts[column])]
            split = int(gain.argmax())
            if gain[split] > best:
                best, chosen = float(gain[split]), (int(column), split)
        if chosen[0] < 0:
            break
        features.append(chosen[0])
        splits.append(chosen[1])
        node += (bins[rows, chosen[0]] > chosen[1]).astype(np.int64) << level
    return features, splits


def _places(bins: Bins, features: list[int], splits: list[int]) -> NDArray[np.int64]:
    place = np.zeros(len(bins), dtype=np.int64)
    for bit, (feature, split) in enumerate(zip(features, splits, strict=True)):
        place += (bins[:, feature] > split).astype(np.int64) << bit
    return place
