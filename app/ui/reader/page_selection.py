"""What is selected on a page: from one place to another, within one column."""

from dataclasses import dataclass

from app.ui.reader.spans import Span, units


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text of a page.

    Attributes:
        column: 0 the original, 1 the translation.
        at: UTF-16 units into the block's text of that column.
    """

    block: int
    column: int
    at: int


@dataclass(frozen=True, slots=True)
class Selection:
    """From where it was begun to where it is now; the first decides the column."""

    anchor: Spot
    head: Spot

    @property
    def first(self) -> Spot:
        """The earlier end."""
        return min(self.anchor, self.head, key=lambda spot: (spot.block, spot.at))

    @property
    def last(self) -> Spot:
        """The later end."""
        return max(self.anchor, self.head, key=lambda spot: (spot.block, spot.at))

    @property
    def is_empty(self) -> bool:
        """Nothing is selected."""
        return (self.anchor.block, self.anchor.at) == (self.head.block, self.head.at)

    def within(self, block: int, column: int, text: str) -> Span | None:
        """What is selected of a block's text; None for nothing."""
        first, last = self.first, self.last
        if column != self.anchor.column or not first.block <= block <= last.block:
            return None
        start = first.at if block == first.block else 0
        end = last.at if block == last.block else units(text)
        return Span(start, end) if end > start else None
