"""How tall the rows of an original are, and where their words stand.

Text layouts are kept for the rows last drawn; a long original is only estimated until it is seen.
"""

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from app.ui.intake.rows import Look, Row, RowKind
from app.ui.theme import Theme
from app.ui.tokens import Size

_KEPT_LAYOUTS = 400
_CUT_HEIGHT, _GAP_HEIGHT = 52, 26
_UNLIMITED, _BETWEEN_CELLS = 1e6, 12


@dataclass(frozen=True, slots=True)
class Type:
    """Size, weight, line pitch (as a factor of the size) and space above and below, in pixels."""

    size: Size
    weight: int
    pitch: float
    above: int
    below: int


_SMALL = Type(Size.META, 400, 1.5, 3, 4)
_BODY = Type(Size.TITLE, 400, 1.5, 5, 4)
_TYPES = {
    Look.LEFT_OUT: _SMALL,
    Look.TITLE: Type(Size.READING, 600, 1.45, 5, 5),
    Look.SUBTITLE: Type(Size.TITLE, 600, 1.5, 5, 4),
    Look.HEADING: Type(Size.TITLE, 600, 1.5, 7, 4),
    Look.QUESTION: Type(Size.TITLE, 600, 1.5, 5, 4),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The horizontal measures of the list, in logical pixels, for left-to-right.

    Attributes:
        gutter: End of the line numbers.
        box: Where a row's ground begins, and `end`, where it ends.
        text: Where its words begin.
        aside: Width kept free at the end of a kept line for its role and action; 0 where the
            list is too narrow for that.
        measure: Width of the words.
    """

    gutter: float
    box: float
    end: float
    text: float
    aside: float
    measure: float


def frame_for(width: float) -> Frame:
    """The measures for a list this wide."""
    factor = Theme.current().factor
    narrow = width < 420 * factor
    gutter = (28 if narrow else 40) * factor
    box = gutter + (4 if narrow else 10)
    end = width - (6 if narrow else 15)
    text = box + (6 if narrow else 12)
    aside = 0.0 if narrow else 112 * factor
    # 75 characters of reading text; wider lines are hard to follow.
    measure = max(80.0, min(end - text - 8 - aside, 640 * factor))
    return Frame(gutter=gutter, box=box, end=end, text=text, aside=aside, measure=measure)


def type_of(look: Look) -> Type:
    """How the words of a line are set."""
    return _TYPES.get(look, _BODY)


class RowLayout:
    """Layouts and heights at one width, in one theme and language."""

    def __init__(self) -> None:
        self._layouts: OrderedDict[tuple[Look, str], QTextLayout] = OrderedDict()
        self._heights: dict[tuple[Look, str], int] = {}
        self._fonts: dict[Look, QFont] = {}
        self._wide: dict[Look, float] = {}
        self._language = ""
        self.frame = frame_for(600)

    def use(self, width: float, language: str) -> None:
        """Measure for this width and language from now on; forgets what was measured."""
        self.frame = frame_for(width)
        self._language = language
        for kept in (self._layouts, self._heights, self._fonts, self._wide):
            kept.clear()

    def estimate(self, row: Row) -> int:
        """The height a row will have, roughly where it was not measured yet."""
        if row.kind is not RowKind.LINE:
            cut = row.kind is RowKind.CUT
            return Theme.current().scaled(_CUT_HEIGHT if cut else _GAP_HEIGHT)
        known = self._heights.get((row.look, row.text))
        if known is not None:
            return known
        kind = type_of(row.look)
        character = self._wide.get(row.look)
        if character is None:
            character = QFontMetricsF(self.font(row.look)).averageCharWidth()
            self._wide[row.look] = character
        if not row.text.isascii():
            character *= 1.3
        lines = max(1, ceil(len(row.text) * character / self.measure_of(row.look)))
        return self._tall(kind, lines)

    def measured(self, row: Row) -> bool:
        """Whether the height of a row is known exactly."""
        return row.kind is not RowKind.LINE or (row.look, row.text) in self._heights

    def height(self, row: Row) -> int:
        """The exact height of a row."""
        if not self.measured(row):
            if row.look is Look.TABLE:
                kind = type_of(row.look)
                tall = max((place.height() for place, _cell in self.cells(row)), default=0.0)
                self._heights[(row.look, row.text)] = round(tall) + kind.above + kind.below
            else:
                self.words(row)
        return self.estimate(row)

    def cells(self, row: Row) -> list[tuple[QRectF, str]]:
        """The cells of a table's row, each in its place from the row's words on.

        All are equally wide, so that the columns of neighbouring rows meet.
        """
        texts = row.text.split("\t")
        wide = self.measure_of(row.look) / len(texts)
        metrics = QFontMetricsF(self.font(row.look))
        room = QRectF(0, 0, max(20.0, wide - _BETWEEN_CELLS), _UNLIMITED)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        return [
            (
                QRectF(
                    at * wide, 0, room.width(), metrics.boundingRect(room, flags, text).height()
                ),
                text,
            )
            for at, text in enumerate(texts)
        ]

    def font(self, look: Look) -> QFont:
        """The font of a line."""
        found = self._fonts.get(look)
        if found is None:
            kind = type_of(look)
            found = Theme.current().font(kind.size, weight=kind.weight, language=self._language)
            found.setItalic(False)
            self._fonts[look] = found
        return found

    def measure_of(self, look: Look) -> float:
        """Width of the words of a line."""
        indent = 10 if look in (Look.CAPTION, Look.PULL_QUOTE, Look.EDITOR_NOTE) else 0
        if look is Look.LEFT_OUT:
            word = 100 * Theme.current().factor
            return max(80.0, self.frame.end - self.frame.text - word)
        if look in (Look.TITLE, Look.SUBTITLE, Look.HEADING) and self.frame.aside:
            # Headings are short: they may run closer to the word at the end.
            return self.frame.measure + self.frame.aside * 0.4
        return self.frame.measure - indent

    def words(self, row: Row) -> QTextLayout:
        """The laid out words of a line; its height is known afterwards."""
        key = (row.look, row.text)
        found = self._layouts.get(key)
        if found is not None:
            self._layouts.move_to_end(key)
            return found
        made, lines_height = self._lay_out(row)
        self._layouts[key] = made
        if len(self._layouts) > _KEPT_LAYOUTS:
            self._layouts.popitem(last=False)
        kind = type_of(row.look)
        self._heights[key] = round(lines_height) + kind.above + kind.below
        return made

    def _lay_out(self, row: Row) -> tuple[QTextLayout, float]:
        kind, font = type_of(row.look), self.font(row.look)
        pitch = kind.size * Theme.current().factor * kind.pitch
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        measure, y = self.measure_of(row.look), 0.0
        layout = QTextLayout(row.text or " ", font)
        layout.setTextOption(option)
        middle = QFontMetricsF(font)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(measure)
            # Scripts differ in ascent: every line keeps its baseline on one grid, and only a line
            # that is really taller (Arabic) takes more.
            tall = max(pitch, line.height())
            base = y + (tall + middle.ascent() - middle.descent()) / 2
            line.setPosition(QPointF(0, max(y, base - line.ascent())))
            y += tall
        layout.endLayout()
        return layout, y

    def _tall(self, kind: Type, lines: int) -> int:
        pitch = kind.size * Theme.current().factor * kind.pitch
        return round(lines * pitch) + kind.above + kind.below


def box_of(row: QRectF, frame: Frame) -> QRectF:
    """The ground of a row's line within its rectangle, for left-to-right."""
    return QRectF(row.left() + frame.box, row.top() + 1, frame.end - frame.box, row.height() - 2)
