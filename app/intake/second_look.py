"""What the second pass of the line model looks at: the first pass's answers, seen from afar."""

import math
from collections.abc import Sequence
from itertools import accumulate

from app.intake.features import NAMES as FIRST_NAMES
from app.intake.features import shared_with
from app.intake.shape import Shape

_WORDS_COUNTED = 80.0
_NEAR_WORDS = 60.0
_WIDE_WORDS = 250.0
_SPAN_LEVELS = (0.25, 0.5)

NAMES: tuple[str, ...] = (
    "logit", "chance", "logit@-2", "logit@-1", "logit@+1", "logit@+2",
    "mean_5_before", "mean_5_after", "mean_15_before", "mean_15_after",
    "mean_near_before", "mean_near_after", "mean_wide_before", "mean_wide_after",
    "lower_near", "higher_near", "lower_wide", "higher_wide",
    "best_before", "best_after", "lower_best", "kept_before", "kept_after", "kept_lower",
    "best_of_page", "mean_of_page", "log_kept",
    *(f"{what}_{level}" for level in ("wide", "tight")
      for what in ("in_span", "in_span_logit", "before_span", "after_span")),
    "shared_with_kept",
    *FIRST_NAMES,
)  # fmt: skip


def vectors(
    shapes: Sequence[Shape], first: Sequence[Sequence[float]], chances: Sequence[float]
) -> list[list[float]]:
    """One vector for each line, in the order of `NAMES`.

    Args:
        shapes: The lines' shapes.
        first: The vectors of the first pass.
        chances: The first pass's answers: how likely each line belongs to the body.
    """
    view = _View(shapes, chances)
    shared = shared_with(shapes, [chance > 0.5 for chance in chances])
    return [[*view.of(place), shared[place], *vector] for place, vector in enumerate(first)]


def logit(chance: float, floor: float = 0.004) -> float:
    """The log-odds of a chance, kept within what `floor` allows."""
    bounded = min(max(chance, floor), 1 - floor)
    return math.log(bounded / (1 - bounded))


class _View:
    """Means and spans of the first pass's answers, weighted by words."""

    def __init__(self, shapes: Sequence[Shape], chances: Sequence[float]) -> None:
        self._chances = chances
        self._logits = [logit(chance) for chance in chances]
        self._weights = [min(shape.words, _WORDS_COUNTED) + 1 for shape in shapes]
        self._weight_sums = list(accumulate(self._weights, initial=0.0))
        kept = (weight * chance for weight, chance in zip(self._weights, chances, strict=True))
        self._kept_sums = list(accumulate(kept, initial=0.0))
        self._best_before = list(accumulate([0.0, *chances[:-1]], max))
        self._best_after = list(accumulate([0.0, *reversed(chances[1:])], max))[::-1]
        self._spans = [self._best_span(level) for level in _SPAN_LEVELS]
        self._best = max(chances)

    def of(self, place: int) -> list[float]:
        count, logits = len(self._logits), self._logits
        beside = [
            logits[place + offset] if 0 <= place + offset < count else -4.0
            for offset in (-2, -1, 1, 2)
        ]
        near = (self._back(place, _NEAR_WORDS), self._ahead(place, _NEAR_WORDS))
        wide = (self._back(place, _WIDE_WORDS), self._ahead(place, _WIDE_WORDS))
        before, after = self._best_before[place], self._best_after[place]
        total = self._kept_sums[-1] or 1.0
        kept = self._kept_sums[place] / total
        left = (self._kept_sums[-1] - self._kept_sums[place + 1]) / total
        values = [
            logits[place], self._chances[place], *beside,
            self._mean(place - 5, place), self._mean(place + 1, place + 6),
            self._mean(place - 15, place), self._mean(place + 1, place + 16),
            *near, *wide, min(near), max(near), min(wide), max(wide),
            before, after, min(before, after), kept, left, min(kept, left),
            self._best, self._kept_sums[-1] / self._weight_sums[-1],
            math.log1p(self._kept_sums[-1]),
        ]  # fmt: skip
        for first, last in self._spans:
            inside = float(first <= place <= last)
            values += [
                inside,
                inside * logits[place],
                math.log1p(max(first - place, 0)),
                math.log1p(max(place - last, 0)),
            ]
        return values

    def _mean(self, start: int, end: int) -> float:
        start, end = max(start, 0), min(end, len(self._logits))
        if end <= start:
            return 0.0
        weight = self._weight_sums[end] - self._weight_sums[start]
        return (self._kept_sums[end] - self._kept_sums[start]) / weight

    def _back(self, place: int, words: float) -> float:
        start = place
        while start > 0 and self._weight_sums[place] - self._weight_sums[start] < words:
            start -= 1
        return self._mean(start, place)

    def _ahead(self, place: int, words: float) -> float:
        end, sums = place + 1, self._weight_sums
        while end < len(self._logits) and sums[end] - sums[place + 1] < words:
            end += 1
        return self._mean(place + 1, end)

    def _best_span(self, level: float) -> tuple[int, int]:
        """The stretch with the largest sum of words times (chance minus level)."""
        best, span, current, start = 0.0, (0, -1), 0.0, 0
        for place, (weight, chance) in enumerate(zip(self._weights, self._chances, strict=True)):
            if current <= 0:
                current, start = 0.0, place
            current += weight * (chance - level)
            if current > best:
                best, span = current, (start, place)
        return span
