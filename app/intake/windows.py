"""Sums and distances over columns of values, one for each line of a page."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]

# The widest window looks this far to each side.
_PADDING = 128


def column(values: Sequence[float] | Sequence[bool] | NDArray[np.generic]) -> Column:
    """Values, one for each line, as a column."""
    return np.asarray(values, dtype=np.float64)


class Sums:
    """Sums of a column over windows around each line."""

    def __init__(self, values: Sequence[float] | NDArray[np.generic]) -> None:
        sums = np.zeros(len(values) + 1)
        np.cumsum(column(values), out=sums[1:])
        self.upto = sums
        self._count = len(values)
        self._padded = np.concatenate([np.zeros(_PADDING), sums, np.full(_PADDING, sums[-1])])

    def window(self, start: int, end: int) -> Column:
        """For each line the sum from `start` lines on up to `end`, the latter not included."""
        first = self._padded[_PADDING + start : _PADDING + start + self._count]
        last = self._padded[_PADDING + end : _PADDING + end + self._count]
        return np.asarray(last - first)

    def near(self, reach: int) -> Column:
        """The sum over the line and `reach` lines on each side."""
        return self.window(-reach, reach + 1)


def distances(
    marks: Sequence[bool] | NDArray[np.bool_], farthest: int, *, here: bool = False
) -> tuple[Column, Column]:
    """Lines since the last mark, and until the next one; `farthest` where there is none.

    Args:
        marks: Which lines are marked.
        farthest: No distance is larger than this.
        here: A marked line itself has distance 0.
    """
    marked = np.asarray(marks, dtype=bool)
    return _since(marked, farthest, here=here), _since(marked[::-1], farthest, here=here)[::-1]


def _since(marked: NDArray[np.bool_], farthest: int, *, here: bool) -> Column:
    places = np.arange(len(marked))
    never = -farthest - 1
    last = np.maximum.accumulate(np.where(marked, places, never)) if len(marked) else places
    if not here:
        last = np.concatenate([[never], last[:-1]]) + 1
    return np.minimum(places - last, farthest).astype(np.float64)


def shifted(values: Column, by: int, missing: float) -> Column:
    """The column of the values that stand `by` lines further on; `missing` past the ends."""
    result = np.full(len(values), missing)
    if by > 0:
        result[:-by] = values[by:]
    else:
        result[-by:] = values[:by]
    return result


def most_in(values: Column, start: int, end: int, missing: float) -> Column:
    """For each line the largest value from `start` lines on up to `end`, the latter not included.

    Args:
        missing: Stands for the lines past the ends.
    """
    count = len(values)
    if not count:
        return values
    padding = max(abs(start), abs(end))
    padded = np.concatenate([np.full(padding, missing), values, np.full(padding, missing)])
    around = np.lib.stride_tricks.sliding_window_view(padded, end - start)
    return np.asarray(around[padding + start : padding + start + count].max(axis=1))
