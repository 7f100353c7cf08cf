"""How high each block of a page is: guessed until it is laid out, and where each begins."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class PageHeights:
    """Heights of blocks one below the other, in logical pixels."""

    def __init__(self, guesses: Sequence[float] = (), between: float = 0.0) -> None:
        self._heights = list(guesses)
        self._known = [False] * len(self._heights)
        self._between = between
        self._tops: list[float] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def whole(self) -> float:
        """Of all blocks together."""
        return self._all_tops()[-1]

    def height(self, block: int) -> float:
        """Of one block."""
        return self._heights[block]

    def top(self, block: int) -> float:
        """Where a block begins."""
        return self._all_tops()[block]

    def is_known(self, block: int) -> bool:
        """Whether its height is measured, not guessed."""
        return self._known[block]

    def measured(self, block: int, height: float) -> float:
        """Take a measured height; says by how much it differs from before."""
        change = height - self._heights[block]
        self._known[block] = True
        if change:
            self._heights[block] = height
            self._tops = None
        return change

    def block_at(self, y: float) -> int:
        """The block at a height; the nearest where there is none. -1 on an empty page."""
        if not self._heights:
            return -1
        found = bisect_right(self._all_tops(), y) - 1
        return min(max(found, 0), len(self._heights) - 1)

    def next_unknown(self, around: int) -> int:
        """The nearest block below, then above, that is only guessed; -1 if all are measured."""
        for at in range(max(0, around), len(self._known)):
            if not self._known[at]:
                return at
        for at in range(min(around, len(self._known)) - 1, -1, -1):
            if not self._known[at]:
                return at
        return -1

    def _all_tops(self) -> list[float]:
        if self._tops is None:
            steps = (height + self._between for height in self._heights)
            self._tops = list(accumulate(steps, initial=0.0))
        return self._tops
