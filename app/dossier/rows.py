"""Paragraphs side by side: a numbered segment, original beside translation, a row of a table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from reportlab.platypus.flowables import Flowable

from app.dossier.paragraph import ShapedParagraph
from app.dossier.plain_pdf import PlainCanvas
from app.dossier.style import Colour

_LEAST_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A paragraph and its place in a row, in points from the left of the frame."""

    paragraph: ShapedParagraph
    left: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLook:
    """What a row has beside its text.

    Attributes:
        before, after: Least distance to what stands above and below.
        above, below: Room inside the row, over and under the text.
        bar: (left, colour) of a vertical line along the whole row.
        rule: Colour of a hairline under the row's end.
        ground: Colour behind the row.
    """

    before: float = 0
    after: float = 0
    above: float = 0
    below: float = 0
    bar: tuple[float, Colour] | None = None
    rule: Colour | None = None
    ground: Colour | None = None


class Row(Flowable):
    """Cells whose first lines stand level; a long row goes on over the page."""

    def __init__(self, cells: tuple[Cell, ...], look: RowLook) -> None:
        super().__init__()
        self._cells = cells
        self._look = look

    @property
    def first(self) -> ShapedParagraph:
        """The paragraph of the first cell."""
        return self._cells[0].paragraph

    def with_first(self, cell: Cell) -> "Row":
        """The same row with a cell before all others; what comes first is read first."""
        return Row((cell, *self._cells), self._look)

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's name)
        """Least distance to what stands above, in points."""
        return self._look.before

    def getSpaceAfter(self) -> float:  # noqa: N802 (ReportLab's name)
        """Least distance to what stands below, in points."""
        return self._look.after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Width of the frame and the height of the tallest cell, in points."""
        tallest = max(cell.paragraph.wrap(cell.width, aH)[1] for cell in self._cells)
        self.width = aW
        self.height = tallest + self._look.above + self._look.below
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Two rows, the first of which fits the height; nothing if none would."""
        room = aH - self._look.above
        firsts: list[Cell] = []
        rests: list[Cell] = []
        for cell in self._cells:
            paragraph = cell.paragraph
            count = len(paragraph.lines(cell.width))
            fitting = min(count, int((room + 0.01) / paragraph.style.leading))
            if fitting < count:
                fitting = min(fitting, count - _LEAST_LINES)
                if fitting < _LEAST_LINES:
                    return []
            first, rest = paragraph.cut(fitting)
            firsts.append(replace(cell, paragraph=first))
            if rest.line_count:
                rests.append(replace(cell, paragraph=rest))
        if not rests:
            return []
        look = self._look
        return [
            Row(tuple(firsts), replace(look, after=0, below=0, rule=None)),
            Row(tuple(rests), replace(look, before=0, above=0)),
        ]

    def draw(self) -> None:
        """Draw at the canvas' origin; ReportLab calls this after `wrap`."""
        look = self._look
        canvas = cast(PlainCanvas, self.canv)
        if look.ground:
            canvas.setFillColorRGB(*look.ground)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        top = self.height - look.above
        for cell in self._cells:
            height = cell.paragraph.line_count * cell.paragraph.style.leading
            cell.paragraph.draw_lines(canvas, cell.left, top - height)
        if look.bar:
            left, colour = look.bar
            canvas.setFillColorRGB(*colour)
            canvas.rect(left, 0, 1.6, self.height, stroke=0, fill=1)
        if look.rule:
            canvas.setStrokeColorRGB(*look.rule)
            canvas.setLineWidth(0.5)
            canvas.line(0, 0, self.width, 0)


class Gap(Flowable):
    """Distance before something new, with a hairline in it or not; nothing at the top of a page.

    Args:
        height: In points.
        rule: (left, right, height above the end of the gap, colour) of the hairline.
    """

    def __init__(
        self, height: float, rule: tuple[float, float, float, Colour] | None = None
    ) -> None:
        super().__init__()
        self._wanted = height
        self._rule = rule
        self.height = height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Its height, unless the page has just begun."""
        at_top = bool(getattr(getattr(self, "_frame", None), "_atTop", False))
        self.height = 0 if at_top else min(self._wanted, aH)
        return aW, self.height

    def draw(self) -> None:
        """Draw the hairline, if there is room for one."""
        if self._rule and self.height:
            left, right, up, colour = self._rule
            self.canv.setStrokeColorRGB(*colour)
            self.canv.setLineWidth(0.5)
            self.canv.line(left, up, right, up)


class Anchor(Flowable):
    """Where a link, the contents or the outline leads; takes no room.

    Args:
        key: Name of the destination.
        reached: Called with the key when the place on the page is known.
    """

    def __init__(self, key: str, reached: Callable[[str], None]) -> None:
        super().__init__()
        self._key = key
        self._reached = reached

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """No room at all."""
        return 0, 0

    def draw(self) -> None:
        """Bind the destination to this place, a little above what follows."""
        _x, top = self.canv.absolutePosition(0, 12)
        self.canv.bookmarkPage(self._key, fit="XYZ", left=0, top=top)
        self._reached(self._key)
