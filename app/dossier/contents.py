"""The table of contents: what stands where, with dotted leaders, each line a link."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from reportlab.platypus.flowables import Flowable

from app.dossier.document import HEIGHT, WIDTH
from app.dossier.paragraph import ShapedParagraph, shortened
from app.dossier.plain_pdf import PlainCanvas
from app.dossier.shaping import Shaper
from app.dossier.style import CONTENTS_LINE, CONTENTS_PART, FAINT, PART_TITLE, Align
from app.translation import _

_NUMBER_ROOM = 34.0
_LABEL_ROOM = 34.0
_CODE_ROOM = 52.0
_GAP = 5.0
_STEP = 4.6
_MOST_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the contents and of the outline.

    Attributes:
        key: The anchor it leads to.
        label: Number such as `2.1`, or a letter; may be empty.
        code: The record's code; empty for parts.
    """

    key: str
    level: int
    label: str
    title: str
    code: str = ""
    language: str | None = None


class ContentsLine(Flowable):
    """Label, title, leaders and page number.

    Args:
        page: Printed number of the page; None while only the height matters.
    """

    def __init__(self, entry: Entry, shaper: Shaper, page: int | None) -> None:
        super().__init__()
        self._entry = entry
        self._shaper = shaper
        style = CONTENTS_PART if entry.level == 0 else CONTENTS_LINE
        room = WIDTH - _LABEL_ROOM - _NUMBER_ROOM - (_CODE_ROOM if entry.code else 0)
        title = shortened(entry.title, style, shaper, entry.language, width=room, most=_MOST_LINES)
        if title.right_to_left:
            title.style = replace(title.style, align=Align.END)
        self._title = title
        self._style = style
        self._left = _LABEL_ROOM
        self._page = "" if page is None else str(page)
        self.width = WIDTH
        self.height = title.line_count * title.style.leading

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's name)
        """Parts stand apart from what comes before them."""
        return self._title.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802 (ReportLab's name)
        """Least distance to the next line."""
        return self._title.style.after

    def draw(self) -> None:
        """Draw the line and make all of it a link."""
        canvas = cast(PlainCanvas, self.canv)
        style = self._title.style
        self._beside(self._entry.label, 0, _LABEL_ROOM, self.height - style.leading, Align.START)
        self._title.draw_lines(canvas, self._left, 0)
        end = WIDTH - _NUMBER_ROOM
        if self._entry.code:
            self._beside(self._entry.code, end - _CODE_ROOM + 6, _CODE_ROOM, 0, Align.START)
            end -= _CODE_ROOM
        self._beside(self._page, WIDTH - _NUMBER_ROOM, _NUMBER_ROOM, 0, Align.END)
        if self._entry.level:
            self._leaders(end)
        canvas.linkRect(
            "", self._entry.key, (0, 0, WIDTH, self.height), relative=1, Border="[0 0 0]"
        )

    def _beside(self, words: str, left: float, width: float, bottom: float, align: Align) -> None:
        if words:
            style = replace(self._style, align=align, leading=self._title.style.leading)
            paragraph = ShapedParagraph(words, style, self._shaper)
            paragraph.wrap(width, HEIGHT)
            rows = paragraph.line_count
            lift = bottom - (rows - 1) * paragraph.style.leading if bottom else 0
            shift = (self._title.style.leading - paragraph.style.leading) / 2
            paragraph.draw_lines(cast(PlainCanvas, self.canv), left, lift + shift)

    def _leaders(self, end: float) -> None:
        """Dots from the end of the title to the next column, on one grid for all lines.

        They are drawn, not written: copied text holds the words and the number only.
        """
        style = self._title.style
        start = self._left + self._title.last_line_width() + _GAP
        first, last = (int(start / _STEP) + 1) * _STEP, end - _GAP
        if last - first < 2 * _STEP:
            return
        baseline = style.leading / 2 - style.size * 0.34 + 0.5
        canvas = self.canv
        canvas.setStrokeColorRGB(*FAINT)
        canvas.setLineWidth(0.9)
        canvas.setLineCap(1)
        canvas.setDash([0, _STEP])
        canvas.line(first, baseline, last, baseline)


def contents_pages(
    entries: list[Entry], shaper: Shaper, page_of: dict[str, int] | None
) -> Iterator[list[Flowable]]:
    """The contents, one list of flowables for each page.

    Args:
        page_of: Printed page of each anchor; None while only the number of pages matters.
    """
    heading = ShapedParagraph(_("Contents"), PART_TITLE, shaper)
    page: list[Flowable] = [heading]
    room = HEIGHT - heading.wrap(WIDTH, HEIGHT)[1] - PART_TITLE.after - 4
    for index, entry in enumerate(entries):
        line = ContentsLine(entry, shaper, page_of.get(entry.key) if page_of is not None else None)
        need = line.getSpaceBefore() + line.height + line.getSpaceAfter()
        follows = entry.level == 0 and index + 1 < len(entries) and entries[index + 1].level
        if need + (40 if follows else 0) > room:
            yield page
            page, room = [], HEIGHT - 4
        page.append(line)
        room -= need
    yield page
