"""How likely each line belongs to the body, and which lines are kept.

Two passes of boosted trees: the second one sees the first one's answers over a wide window. The
trees are a table that can be read (`resources/words/models.tsv`); how they came about stands in
`docs/decisions/0010-line-model.md`, the training in `tests/intake/training`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.intake import features, second_look
from app.intake.forest import Forest, read_forest
from app.intake.lines import Line
from app.intake.shape import Shape

# Found by cross-validation: a change between kept and left out costs this many log-odds.
SWITCH_COST = 2.5
# Somewhat below one half, since leaving text out costs more than keeping a line too many.
LEAST_CHANCE = 0.4
# So little text has no menus around it worth guessing at.
_FEW_LINES = 6
# No pasted page is as long: a book or a log is kept whole, and quickly.
_MOST_LINES = 20_000
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
        first=read_forest("first"),
        second=read_forest("second"),
    )


def body_chances(
    lines: Sequence[Line], shapes: Sequence[Shape], model: LineModel | None = None
) -> list[float]:
    """How likely each line belongs to the body of a document."""
    if not lines:
        return []
    if len(lines) > _MOST_LINES:
        return [1.0] * len(lines)
    model = model or default_model()
    first = features.columns(lines, shapes)
    chances = model.first.chances(first).tolist()
    second = second_look.columns(shapes, first, chances)
    found: list[float] = model.second.chances(second).tolist()
    return found


def choose(chances: Sequence[float], shapes: Sequence[Shape]) -> list[bool]:
    """Which lines are kept: the likely ones, smoothed weakly.

    A lone doubtful line follows its neighbours.
    """
    words = sum(shape.words for shape in shapes)
    if len(shapes) <= _FEW_LINES or words < _FEW_WORDS:
        return [True] * len(shapes)
    lean = second_look.logit(LEAST_CHANCE)
    kept = _smooth([second_look.logit(chance, 0.003) - lean for chance in chances])
    _trim(kept, chances)
    kept_words = sum(shape.words for shape, keep in zip(shapes, kept, strict=True) if keep)
    if kept_words < 25 and kept_words < 0.2 * words:
        return _fallback(shapes, words)
    return kept


def _trim(kept: list[bool], chances: Sequence[float]) -> None:
    """Smoothing fills gaps; it does not lengthen a stretch by unlikely lines at its ends."""
    for order in (range(len(kept)), range(len(kept) - 1, -1, -1)):
        outside = True
        for place in order:
            if outside and kept[place] and chances[place] < LEAST_CHANCE:
                kept[place] = False
            outside = not kept[place]


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
