"""What the second pass of the line model looks at: the first pass's answers, seen from afar."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from app.intake.features import NAMES as FIRST_NAMES
from app.intake.features import Columns, shared_with
from app.intake.shape import Shape

_WORDS_COUNTED = 80.0
_NEAR_WORDS = 60.0
_WIDE_WORDS = 250.0
_SPAN_LEVELS = (("wide", 0.25), ("tight", 0.5))

OWN_NAMES: tuple[str, ...] = (
    "logit", "chance", "logit@-2", "logit@-1", "logit@+1", "logit@+2", "mean_5_before",
    "mean_5_after", "mean_15_before",
    "mean_15_after", "mean_near_before", "mean_near_after", "mean_wide_before",
    "mean_wide_after", "lower_near", "higher_near", "lower_wide", "higher_wide", "best_before",
    "best_after", "lower_best", "kept_before", "kept_after", "kept_lower", "mean_of_page",
    "best_of_page", "log_kept",
    *(f"{what}_{level}" for level, _chance in _SPAN_LEVELS
      for what in ("in_span", "in_span_logit", "before_span", "after_span")),
    "shared_with_kept",
)  # fmt: skip
NAMES: tuple[str, ...] = (*OWN_NAMES, *FIRST_NAMES)


def logit(chance: float, floor: float = 0.004) -> float:
    """The log-odds of a chance, kept within what `floor` allows."""
    bounded = min(max(chance, floor), 1 - floor)
    return math.log(bounded / (1 - bounded))


def columns(shapes: Sequence[Shape], first: Columns, chances: Sequence[float]) -> Columns:
    """All features of the second pass.

    Args:
        shapes: The lines' shapes.
        first: The columns of the first pass.
        chances: The first pass's answers: how likely each line belongs to the body.
    """
    weights = [min(shape.words, _WORDS_COUNTED) + 1 for shape in shapes]
    logits = [logit(chance) for chance in chances]
    result = {**first, "logit": logits, "chance": list(chances)}
    result["logit@-2"] = [-4.0, -4.0, *logits][: len(logits)]
    result["logit@+2"] = [*logits, -4.0, -4.0][2:]
    result["logit@-1"] = [-4.0, *logits[:-1]]
    result["logit@+1"] = [*logits[1:], -4.0]
    result.update(_means(weights, chances))
    result.update(_best(chances))
    result.update(_shares(weights, chances))
    result.update(_spans(weights, chances))
    for level, _least in _SPAN_LEVELS:
        result[f"in_span_logit_{level}"] = [
            value * inside for value, inside in zip(logits, result[f"in_span_{level}"], strict=True)
        ]
    result["shared_with_kept"] = shared_with(shapes, [chance > 0.5 for chance in chances])
    return result


def _means(weights: Sequence[float], chances: Sequence[float]) -> Columns:
    """Mean chances over windows of lines and of words, before and behind each line."""
    count = len(chances)
    upto = list(accumulate(weights, initial=0.0))
    kept = list(accumulate((w * c for w, c in zip(weights, chances, strict=True)), initial=0.0))

    def mean(start: int, end: int) -> float:
        return (kept[end] - kept[start]) / (upto[end] - upto[start]) if end > start else 0.0

    result: Columns = {}
    for reach in (5, 15):
        result[f"mean_{reach}_before"] = [mean(max(at - reach, 0), at) for at in range(count)]
        result[f"mean_{reach}_after"] = [
            mean(at + 1, min(at + 1 + reach, count)) for at in range(count)
        ]
    for name, words in (("near", _NEAR_WORDS), ("wide", _WIDE_WORDS)):
        before = [mean(max(bisect_right(upto, upto[at] - words) - 1, 0), at) for at in range(count)]
        after = [
            mean(at + 1, min(bisect_left(upto, upto[at + 1] + words), count)) for at in range(count)
        ]
        result[f"mean_{name}_before"], result[f"mean_{name}_after"] = before, after
        result[f"lower_{name}"] = list(map(min, before, after))
        result[f"higher_{name}"] = list(map(max, before, after))
    result["mean_of_page"] = [kept[-1] / upto[-1]] * count
    result["best_of_page"] = [max(chances)] * count
    result["log_kept"] = [math.log1p(kept[-1])] * count
    return result


def _best(chances: Sequence[float]) -> Columns:
    """The best chance before and behind each line."""
    before = list(accumulate([0.0, *chances[:-1]], max))
    after = list(accumulate([0.0, *reversed(chances[1:])], max))[::-1]
    return {
        "best_before": before,
        "best_after": after,
        "lower_best": list(map(min, before, after)),
    }


def _shares(weights: Sequence[float], chances: Sequence[float]) -> Columns:
    """How much of what the page keeps stands before and behind each line."""
    kept = list(accumulate((w * c for w, c in zip(weights, chances, strict=True)), initial=0.0))
    total = kept[-1] or 1.0
    before = [value / total for value in kept[:-1]]
    after = [1 - value / total for value in kept[1:]]
    return {
        "kept_before": before,
        "kept_after": after,
        "kept_lower": list(map(min, before, after)),
    }


def _spans(weights: Sequence[float], chances: Sequence[float]) -> Columns:
    """Where each line stands relative to the stretch that is worth most."""
    result: Columns = {}
    places = range(len(chances))
    for level, chance in _SPAN_LEVELS:
        first, last = _best_span(weights, chances, chance)
        result[f"in_span_{level}"] = [float(first <= place <= last) for place in places]
        result[f"before_span_{level}"] = [math.log1p(max(first - place, 0)) for place in places]
        result[f"after_span_{level}"] = [math.log1p(max(place - last, 0)) for place in places]
    return result


def _best_span(weights: Sequence[float], chances: Sequence[float], level: float) -> tuple[int, int]:
    """The stretch with the largest sum of words times (chance minus level)."""
    best, span, current, start = 0.0, (0, -1), 0.0, 0
    for place, (weight, chance) in enumerate(zip(weights, chances, strict=True)):
        if current <= 0:
            current, start = 0.0, place
        current += weight * (chance - level)
        if current > best:
            best, span = current, (start, place)
    return span
