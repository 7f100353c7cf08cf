"""The passages of a page in order: which are laid out, how high they are, which are hidden."""

import math
from collections import OrderedDict
from collections.abc import Sequence

from app.ui.reader.block import Beside, Block, columns_for, estimated_height
from app.ui.reader.page_heights import PageHeights
from app.ui.reader.page_selection import Selection
from app.ui.reader.passage import Passage
from app.ui.reader.spans import Span, sliced

BETWEEN = 4.0
"""Space between two blocks, in logical pixels."""

_KEPT = 160


class PageFlow:
    """Blocks one below the other. Those that are looked at are laid out, and some are kept."""

    def __init__(self) -> None:
        self.passages: tuple[Passage, ...] = ()
        self.heights = PageHeights()
        self.edited: tuple[int, int, float] | None = None
        """Block, column and height of an editor."""
        self._beside = Beside.NOWHERE
        self._columns = columns_for(600, Beside.NOWHERE)
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._asked_for: set[int] = set()

    def begin(self, passages: Sequence[Passage], beside: Beside, *, same_record: bool) -> None:
        """Take other passages; what was asked for stays shown within one record."""
        self.passages, self._beside = tuple(passages), beside
        self.edited = None
        if not same_record:
            self._asked_for.clear()

    def set_width(self, page: float) -> None:
        """Forget every layout and guess anew, for a page of this width in logical pixels."""
        self._blocks.clear()
        self._columns = columns_for(page, self._beside)
        guesses = [
            _whole(estimated_height(passage, self._columns, self._beside, hidden=self.hides(at)))
            for at, passage in enumerate(self.passages)
        ]
        self.heights = PageHeights(guesses, BETWEEN)

    def block(self, at: int) -> Block:
        """A block, laid out."""
        self.lay_out(at)
        return self._blocks[at]

    def lay_out(self, at: int) -> float:
        """Lay a block out if it is not; says by how much its height differs from before."""
        if at in self._blocks:
            self._blocks.move_to_end(at)
            return 0.0
        edited = self.edited[1:] if self.edited is not None and self.edited[0] == at else None
        block = Block(
            self.passages[at], self._columns, self._beside, hidden=self.hides(at), edited=edited
        )
        self._blocks[at] = block
        if len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)
        return self.heights.measured(at, _whole(block.height))

    def lay_anew(self, at: int) -> None:
        """Lay a block out again; something in it is different."""
        self._blocks.pop(at, None)
        self.lay_out(at)

    def index_of(self, segment: int) -> int:
        """The place of a segment; -1 where it is not on the page."""
        found = (at for at, each in enumerate(self.passages) if each.segment.id == segment)
        return next(found, -1) if segment else -1

    def hides(self, at: int) -> bool:
        """Whether a passage is distressing and was not asked for."""
        segment = self.passages[at].segment
        return segment.distressing and segment.id not in self._asked_for

    def ask_for(self, at: int) -> None:
        """Show a hidden passage until the record is left."""
        self._asked_for.add(self.passages[at].segment.id)

    def hidden_count(self) -> int:
        """How many passages are hidden."""
        return sum(self.hides(at) for at in range(len(self.passages)))

    def found_count(self) -> int:
        """How many found words the text has."""
        return sum(passage.found for passage in self.passages)

    def found_before(self, at: int) -> int:
        """How many of them stand above a block."""
        return sum(passage.found for passage in self.passages[:at])

    def block_of_mark(self, number: int) -> tuple[int, int]:
        """The block that holds a found word, and the word's number in it; -1, -1 for none."""
        left = number
        for at, passage in enumerate(self.passages):
            if 0 <= left < passage.found:
                return at, left
            left -= passage.found
        return -1, -1

    def selected(self, at: int, column: int, selection: Selection | None) -> Span | None:
        """What is selected of a block's column; None for nothing."""
        if selection is None or selection.is_empty:
            return None
        return selection.within(at, column, self._text(at, column))

    def selected_text(self, selection: Selection | None) -> str:
        """What is selected, paragraphs parted by an empty line; nothing that is hidden."""
        if selection is None:
            return ""
        column, parts = selection.anchor.column, []
        for at in range(selection.first.block, selection.last.block + 1):
            span = self.selected(at, column, selection)
            if span is not None and not self.hides(at):
                parts.append(sliced(self._text(at, column), span))
        return "\n\n".join(part for part in parts if part)

    def _text(self, at: int, column: int) -> str:
        passage = self.passages[at]
        return passage.translated if column else passage.segment.text


def _whole(height: float) -> float:
    """Whole pixels: a scroll bar knows no others, and rounding would add up over many blocks."""
    return float(math.ceil(height))
