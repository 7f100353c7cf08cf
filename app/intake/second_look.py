"""What the second pass of the line model looks at: the first pass's answers, seen from afar."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.intake.features import NAMES as FIRST_NAMES
from app.intake.features import Columns, shared_with
from app.intake.shape import Shape
from app.intake.windows import Column, column, shifted

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


def logits(chances: Column, floor: float = 0.004) -> Column:
    """The same for many chances."""
    bounded = np.clip(chances, floor, 1 - floor)
    return np.asarray(np.log(bounded / (1 - bounded)))


def columns(shapes: Sequence[Shape], first: Columns, found: Sequence[float]) -> Columns:
    """All features of the second pass.

    Args:
        shapes: The lines' shapes.
        first: The columns of the first pass.
        found: The first pass's answers: how likely each line belongs to the body.
    """
    chances = column(found)
    weights = np.minimum(column([shape.words for shape in shapes]), _WORDS_COUNTED) + 1
    odds = logits(chances)
    result = {**first, "logit": odds, "chance": chances}
    for offset in (-2, -1, 1, 2):
        result[f"logit@{offset:+d}"] = shifted(odds, offset, -4.0)
    result.update(_means(weights, chances))
    result.update(_best(chances))
    result.update(_shares(weights, chances))
    result.update(_spans(weights, chances))
    for level, _least in _SPAN_LEVELS:
        result[f"in_span_logit_{level}"] = odds * result[f"in_span_{level}"]
    result["shared_with_kept"] = shared_with(shapes, chances > 0.5)
    return result


def _means(weights: Column, chances: Column) -> Columns:
    """Mean chances over windows of lines and of words, before and behind each line."""
    count = len(chances)
    upto = np.concatenate([[0.0], np.cumsum(weights)])
    kept = np.concatenate([[0.0], np.cumsum(weights * chances)])
    places = np.arange(count)

    def mean(start: NDArray[np.intp], end: NDArray[np.intp]) -> Column:
        some = np.where(end > start, upto[end] - upto[start], 1.0)
        return np.asarray(np.where(end > start, (kept[end] - kept[start]) / some, 0.0))

    result: Columns = {}
    for reach in (5, 15):
        result[f"mean_{reach}_before"] = mean(np.maximum(places - reach, 0), places)
        end = np.minimum(places + 1 + reach, count)
        result[f"mean_{reach}_after"] = mean(places + 1, end)
    for name, words in (("near", _NEAR_WORDS), ("wide", _WIDE_WORDS)):
        start = np.searchsorted(upto, upto[:-1] - words, side="right") - 1
        before = mean(np.maximum(start, 0), places)
        end = np.minimum(np.searchsorted(upto, upto[1:] + words, side="left"), count)
        after = mean(places + 1, end)
        result[f"mean_{name}_before"], result[f"mean_{name}_after"] = before, after
        result[f"lower_{name}"] = np.minimum(before, after)
        result[f"higher_{name}"] = np.maximum(before, after)
    result["mean_of_page"] = np.full(count, kept[-1] / upto[-1])
    result["best_of_page"] = np.full(count, chances.max())
    result["log_kept"] = np.full(count, math.log1p(kept[-1]))
    return result


def _best(chances: Column) -> Columns:
    """The best chance before and behind each line."""
    before = np.maximum.accumulate(np.concatenate([[0.0], chances[:-1]]))
    after = np.maximum.accumulate(np.concatenate([[0.0], chances[:0:-1]]))[::-1]
    return {"best_before": before, "best_after": after, "lower_best": np.minimum(before, after)}


def _shares(weights: Column, chances: Column) -> Columns:
    """How much of what the page keeps stands before and behind each line."""
    kept = np.concatenate([[0.0], np.cumsum(weights * chances)])
    total = kept[-1] or 1.0
    before, after = kept[:-1] / total, 1 - kept[1:] / total
    return {"kept_before": before, "kept_after": after, "kept_lower": np.minimum(before, after)}


def _spans(weights: Column, chances: Column) -> Columns:
    """Where each line stands relative to the stretch that is worth most."""
    result: Columns = {}
    places = np.arange(len(chances))
    for level, chance in _SPAN_LEVELS:
        first, last = _best_span(weights.tolist(), chances.tolist(), chance)
        result[f"in_span_{level}"] = column((places >= first) & (places <= last))
        result[f"before_span_{level}"] = np.log1p(np.maximum(first - places, 0))
        result[f"after_span_{level}"] = np.log1p(np.maximum(places - last, 0))
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
