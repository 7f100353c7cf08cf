"""How likely each line belongs to the body, and which lines are kept.

Two logistic regressions: the second one sees the first one's answers over a wide window. The
weights are a table that can be read (`resources/words/line-model.tsv`); how they came about
stands in `docs/decisions/0010-line-model.md`, the training in `tests/intake/training`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from app.intake import features, second_look
from app.intake.lines import Line
from app.intake.shape import Shape
from app.intake.words import rows

# Found by cross-validation: a change between kept and left out costs this many log-odds.
SWITCH_COST = 1.2
_THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
# So little text has no menus around it worth guessing at.
_FEW_LINES = 6
_FEW_WORDS = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One logistic regression."""

    weights: tuple[float, ...]
    bias: float

    def chances(self, vectors: Sequence[Sequence[float]]) -> list[float]:
        """The chance, 0 to 1, that each vector speaks for."""
        weights, bias = self.weights, self.bias
        return [_sigmoid(bias + sum(map(mul, vector, weights))) for vector in vectors]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineModel:
    """Both passes."""

    first: Weights
    second: Weights


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))


def read_weights(part: str, names: Sequence[str]) -> Weights:
    """The weights of one part of the table, in the order of the names.

    Raises:
        KeyError: The table lacks one of them.
    """
    values = {name: float(value) for each, name, value in rows("line-model") if each == part}
    return Weights(weights=tuple(values[name] for name in names), bias=values["bias"])


@cache
def default_model() -> LineModel:
    """The model that comes with the program."""
    return LineModel(
        first=read_weights("first", features.NAMES),
        second=read_weights("second", second_look.NAMES),
    )


def body_chances(
    lines: Sequence[Line], shapes: Sequence[Shape], model: LineModel | None = None
) -> list[float]:
    """How likely each line belongs to the body of a document."""
    if not lines:
        return []
    model = model or default_model()
    first = features.vectors(lines, shapes)
    return model.second.chances(second_look.vectors(shapes, first, model.first.chances(first)))


def choose(chances: Sequence[float], shapes: Sequence[Shape]) -> list[bool]:
    """Which lines are kept.

    The threshold is the one that makes the expected F1 of this page largest; weak smoothing
    then lets a lone doubtful line follow its neighbours.
    """
    words = sum(shape.words for shape in shapes)
    if len(shapes) <= _FEW_LINES or words < _FEW_WORDS:
        return [True] * len(shapes)
    threshold = _best_threshold(chances, shapes)
    lean = second_look.logit(threshold)
    kept = _smooth([second_look.logit(chance, 0.003) - lean for chance in chances])
    kept_words = sum(shape.words for shape, keep in zip(shapes, kept, strict=True) if keep)
    if kept_words < 25 and kept_words < 0.2 * words:
        return _fallback(shapes, words)
    return kept


def _fallback(shapes: Sequence[Shape], words: float) -> list[bool]:
    """Nothing looked like a body: keep the sentences, or everything where it is little."""
    if words >= 60 and any(shape.prose for shape in shapes):
        return [shape.prose > 0 for shape in shapes]
    return [words < 400] * len(shapes)


def _best_threshold(chances: Sequence[float], shapes: Sequence[Shape]) -> float:
    weights = [shape.words + 0.5 for shape in shapes]
    total = sum(map(mul, chances, weights))
    best, chosen = -1.0, 0.5
    for threshold in _THRESHOLDS:
        kept = right = 0.0
        for chance, weight in zip(chances, weights, strict=True):
            if chance > threshold:
                kept += weight
                right += weight * chance
        expected = 2 * right / (kept + total) if kept + total else 0.0
        if expected > best:
            best, chosen = expected, threshold
    return chosen


def _smooth(gains: Sequence[float]) -> list[bool]:
    """The choice with the largest sum of gains, less a cost for each change (Viterbi)."""
    kept, left = gains[0], 0.0
    came_from: list[tuple[bool, bool]] = []
    for gain in gains[1:]:
        left_from_kept = kept - SWITCH_COST > left
        kept_from_kept = kept >= left - SWITCH_COST
        came_from.append((left_from_kept, kept_from_kept))
        kept, left = (
            (kept if kept_from_kept else left - SWITCH_COST) + gain,
            kept - SWITCH_COST if left_from_kept else left,
        )
    state = kept > left
    result = [state]
    for left_from_kept, kept_from_kept in reversed(came_from):
        state = kept_from_kept if state else left_from_kept
        result.append(state)
    return result[::-1]
