"""How likely each line belongs to the body, and which lines are kept.

Two passes of boosted trees: the second one sees the first one's answers over a wide window. The
trees are a table that can be read (`resources/words/models.tsv`); how they came about stands in
`docs/decisions/0010-line-model.md`, the training in `tests/intake/training`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from app.intake import features, second_look
from app.intake.forest import Forest, read_forest
from app.intake.lines import Line
from app.intake.shape import Shape

# Found by cross-validation: a change between kept and left out costs this many log-odds.
SWITCH_COST = 2.5
_THRESHOLDS = (0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
# So little text has no menus around it worth guessing at.
_FEW_LINES = 6
_FEW_WORDS = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineModel:
    """Both passes."""

    first: Forest
    second: Forest


@cache
def default_model() -> LineModel:
    """The model that comes with the program."""
    return LineModel(
        first=read_forest("first", features.NAMES),
        second=read_forest("second", second_look.NAMES),
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

    For each of several thresholds the lines are chosen with weak smoothing, so that a lone
    doubtful line follows its neighbours; the choice with the largest expected F1 is taken.
    """
    words = sum(shape.words for shape in shapes)
    if len(shapes) <= _FEW_LINES or words < _FEW_WORDS:
        return [True] * len(shapes)
    weights = [shape.words + 0.5 for shape in shapes]
    total = sum(map(mul, chances, weights))
    logits = [second_look.logit(chance, 0.003) for chance in chances]
    best, kept = -1.0, [True] * len(shapes)
    for threshold in _THRESHOLDS:
        lean = second_look.logit(threshold)
        choice = _smooth([value - lean for value in logits])
        expected = _expected_f1(choice, chances, weights, total)
        if expected > best:
            best, kept = expected, choice
    kept_words = sum(shape.words for shape, keep in zip(shapes, kept, strict=True) if keep)
    if kept_words < 25 and kept_words < 0.2 * words:
        return _fallback(shapes, words)
    return kept


def _expected_f1(
    choice: Sequence[bool], chances: Sequence[float], weights: Sequence[float], total: float
) -> float:
    kept = sum(weight for weight, keep in zip(weights, choice, strict=True) if keep)
    right = sum(
        weight * chance
        for weight, chance, keep in zip(weights, chances, choice, strict=True)
        if keep
    )
    return 2 * right / (kept + total) if kept + total else 0.0


def _fallback(shapes: Sequence[Shape], words: float) -> list[bool]:
    """Nothing looked like a body: keep the sentences, or everything where it is little."""
    if words >= 60 and any(shape.prose for shape in shapes):
        return [shape.prose > 0 for shape in shapes]
    return [words < 400] * len(shapes)


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
