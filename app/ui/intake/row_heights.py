"""Where each row of a long list stands: heights estimated first, measured when asked."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from app.ui.intake.row_layout import RowLayout
from app.ui.intake.rows import Row

ABOVE, BELOW = 10, 40


class RowHeights:
    """Heights and tops of rows, in pixels of the whole list."""

    def __init__(self, layout: RowLayout) -> None:
        self._layout = layout
        self._rows: Sequence[Row] = ()
        self._heights: list[int] = []
        self._tops: list[int] = [ABOVE]

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """Height of the whole list with its margins."""
        return self._tops[-1] + BELOW

    def take(self, rows: Sequence[Row]) -> None:
        """Take these rows; what was measured before at this width is known at once."""
        self._rows = rows
        self._heights = [self._layout.estimate(row) for row in rows]
        self._stack()

    def retake(self, rows: Sequence[Row], first: int, last: int) -> None:
        """Take rows of which only those from `first` to `last` are different."""
        self._rows = rows
        self._heights[first : last + 1] = [
            self._layout.estimate(row) for row in rows[first : last + 1]
        ]
        self._stack()

    def top(self, number: int) -> int:
        """Where a row begins."""
        return self._tops[number]

    def height(self, number: int) -> int:
        """How tall a row is, as far as known."""
        return self._heights[number]

    def at(self, y: int) -> int:
        """The row at a height, -1 outside all of them."""
        return self.near(y) if self._heights and self._tops[0] <= y < self._tops[-1] else -1

    def near(self, y: int) -> int:
        """The row at a height, or the first or last one; 0 where there is none."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self._heights) - 1))

    def measure(self, numbers: range) -> bool:
        """Measure these rows exactly; True if a height became different."""
        changed = False
        for number in range(max(0, numbers.start), min(numbers.stop, len(self._heights))):
            height = self._layout.height(self._rows[number])
            changed = changed or height != self._heights[number]
            self._heights[number] = height
        if changed:
            self._stack()
        return changed

    def _stack(self) -> None:
        self._tops = list(accumulate(self._heights, initial=ABOVE))
