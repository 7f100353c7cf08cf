"""Sums and distances over columns of values, one for each line of a page."""

from collections.abc import Sequence
from itertools import accumulate

# The widest window looks this far to each side.
_PADDING = 96


class Sums:
    """Sums of a column over windows around each line."""

    def __init__(self, values: Sequence[float]) -> None:
        sums = list(accumulate(values, initial=0.0))
        self.upto = sums
        self._count = len(values)
        self._padded = [0.0] * _PADDING + sums + [sums[-1]] * _PADDING

    def window(self, start: int, end: int) -> list[float]:
        """For each line the sum from `start` lines on up to `end`, the latter not included."""
        first = self._padded[_PADDING + start : _PADDING + start + self._count]
        last = self._padded[_PADDING + end : _PADDING + end + self._count]
        return [high - low for low, high in zip(first, last, strict=True)]

    def near(self, reach: int) -> list[float]:
        """The sum over the line and `reach` lines on each side."""
        return self.window(-reach, reach + 1)


def distances(
    marks: Sequence[bool], farthest: int, *, here: bool = False
) -> tuple[list[float], list[float]]:
    """Lines since the last mark, and until the next one; `farthest` where there is none.

    Args:
        marks: Which lines are marked.
        farthest: No distance is larger than this.
        here: A marked line itself has distance 0.
    """

    def walk(order: Sequence[bool]) -> list[float]:
        result, distance = [], farthest
        for mark in order:
            if here and mark:
                distance = 0
            result.append(float(distance))
            distance = 0 if mark and not here else min(distance + 1, farthest)
        return result

    return walk(marks), walk(marks[::-1])[::-1]
