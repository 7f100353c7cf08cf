"""One passage on the page: number in the gutter, speaker above, the text and its translation."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.records.vocabularies import SegmentRole
from app.ui.direction import mirrored_f
from app.ui.fonts import Face
from app.ui.painting import fill
from app.ui.reader.hidden_cover import CoverPlaces, cover_height, cover_places, draw_cover
from app.ui.reader.laid_table import LaidTable
from app.ui.reader.laid_text import Inks, LaidStyle, LaidText
from app.ui.reader.passage import Passage
from app.ui.reader.spans import Span
from app.ui.theme import Theme
from app.ui.tokens import Ink, Radius, Size

GUTTER, END, BETWEEN, PAD = 44.0, 26.0, 36.0, 7.0
MEASURE_EM = 36.5
"""Width of a column of text: about 72 letters of the reading serif."""

_HEADING_HEIGHT = 21.0
_LINE = 1.6


class Beside(Enum):
    """Where a translation stands."""

    NOWHERE = "nowhere"
    BESIDE = "beside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where text stands on a page, as for left-to-right.

    Attributes:
        page: Width of the whole page.
        left: Where the original begins.
        width: Of each column.
        second: Where the translation begins; the same as `left` below the original.
    """

    page: float
    left: float
    width: float
    second: float


def columns_for(page: float, beside: Beside) -> Columns:
    """The columns of a page of this width, in logical pixels."""
    measure = MEASURE_EM * Size.READING * Theme.current().factor
    free = page - GUTTER - END
    if beside is Beside.BESIDE:
        wide = min((free - BETWEEN) / 2, measure)
        left = GUTTER + max(0.0, (free - BETWEEN - 2 * wide) / 2)
        return Columns(page, left, wide, left + wide + BETWEEN)
    wide = max(60.0, min(free, measure))
    left = GUTTER + max(0.0, (free - wide) / 2)
    return Columns(page, left, wide, left)


@dataclass(frozen=True, slots=True)
class Look:
    """How a block is drawn at the moment.

    Attributes:
        current: It is the paragraph one is at.
        mark: Number of its found word being visited, translation's after the original's, or -1.
        selection: What is selected of the original and of the translation.
        edited: Number of the column that an editor covers, or -1.
    """

    current: bool = False
    mark: int = -1
    selection: tuple[Span | None, Span | None] = (None, None)
    edited: int = -1


class Block:
    """A passage laid out at a width.

    Args:
        hidden: A distressing passage that nobody has asked for: only grey bars are laid out.
        edited: Column and height of an editor that takes the text's place, or None.
    """

    def __init__(
        self,
        passage: Passage,
        columns: Columns,
        beside: Beside,
        *,
        hidden: bool,
        edited: tuple[int, float] | None = None,
    ) -> None:
        self.passage, self._columns, self.hidden = passage, columns, hidden
        self._beside = beside
        self._edited = edited
        scaled = Theme.current().factor
        self._text_top = PAD + (_HEADING_HEIGHT * scaled if passage.heading else 0.0)
        if passage.segment.role is SegmentRole.HEADING:
            self._text_top += 10
        self.bodies: list[LaidText | LaidTable | None] = [None, None]
        self._tops = [self._text_top, self._text_top]
        if hidden:
            self.height = self._text_top + cover_height() + PAD
            return
        self.bodies[0] = _body(passage.segment.text, passage, columns.width, translated=False)
        first = self._height_of(0)
        second = 0.0
        if beside is not Beside.NOWHERE and (passage.translated or (edited and edited[0] == 1)):
            self.bodies[1] = _body(passage.translated, passage, columns.width, translated=True)
            second = self._height_of(1)
        if beside is Beside.BELOW and self.bodies[1] is not None:
            self._tops[1] = self._text_top + first + 6
            self.height = self._tops[1] + second + PAD
        else:
            self.height = self._text_top + max(first, second) + PAD

    @property
    def has_translations(self) -> bool:
        """Whether there is a column of translations, though this passage may have none."""
        return self._beside is Beside.BESIDE

    def column_place(self, column: int, direction: Qt.LayoutDirection) -> QRectF:
        """Where a column's text stands, relative to the block's upper left corner."""
        left = self._columns.second if column else self._columns.left
        high = self._height_of(column) or self._height_of(0)
        place = QRectF(left, self._tops[column], self._columns.width, high)
        return mirrored_f(place, QRectF(0, 0, self._columns.page, 1), direction)

    def cover(self, direction: Qt.LayoutDirection) -> CoverPlaces:
        """Where the grey bars and Show stand, relative to the upper left corner."""
        columns = self._columns
        right = columns.second + columns.width
        place = QRectF(columns.left, self._text_top, right - columns.left, cover_height())
        return cover_places(mirrored_f(place, QRectF(0, 0, columns.page, 1), direction))

    def mark_place(self, number: int, direction: Qt.LayoutDirection) -> QRectF:
        """Where a found word stands; the whole block where it is hidden."""
        count = len(self.passage.marks)
        column, at = (0, number) if number < count else (1, number - count)
        body = self.bodies[column]
        if body is None or not 0 <= at < len(body.marks):
            return QRectF(0, 0, self._columns.page, self.height)
        places = body.places_of(body.marks[at])
        corner = self.column_place(column, direction).topLeft()
        return places[0].translated(corner) if places else QRectF(0, 0, 1, self.height)

    def draw(
        self, painter: QPainter, top: float, direction: Qt.LayoutDirection, look: Look
    ) -> None:
        """Draw with the upper edge at `top`."""
        theme, columns = Theme.current(), self._columns
        tokens = theme.tokens
        page = QRectF(0, top, columns.page, self.height)
        if look.current:
            fill(painter, page.adjusted(8, 0, -8, 0), Radius.CONTROL, tokens.sel)
        painter.setFont(theme.font(Size.SMALL, tabular=True))
        painter.setPen(QColor(tokens.text3))
        number = QRectF(columns.left - GUTTER, top + self._text_top, 30, theme.scaled(26))
        painter.drawText(
            mirrored_f(number, page, direction), _TRAILING, str(self.passage.segment.id)
        )
        if self.passage.heading:
            painter.setFont(theme.font(Size.META, weight=600))
            painter.setPen(QColor(tokens.text2))
            above = QRectF(
                columns.left,
                top + self._text_top - _HEADING_HEIGHT * theme.factor,
                columns.width,
                _HEADING_HEIGHT * theme.factor,
            )
            painter.drawText(mirrored_f(above, page, direction), _LEADING, self.passage.heading)
        if self.hidden:
            draw_cover(painter, self.cover(direction).translated(QPointF(0, top)))
            return
        for column, body in enumerate(self.bodies):
            if body is not None and column != look.edited:
                self._draw_body(painter, top, direction, look, column)

    def _draw_body(
        self, painter: QPainter, top: float, direction: Qt.LayoutDirection, look: Look, column: int
    ) -> None:
        body = self.bodies[column]
        assert body is not None
        tokens = Theme.current().tokens
        place = self.column_place(column, direction).translated(0, top)
        role = self.passage.segment.role
        mark = look.mark - (len(self.passage.marks) if column else 0)
        quiet = role in _QUIET or (column == 1 and self._beside is Beside.BELOW)
        ink = tokens.ink(Ink.TEXT2 if quiet else Ink.TEXT)
        body.draw(painter, place.topLeft(), Inks(ink, mark, look.selection[column]))
        rail = role is SegmentRole.PULL_QUOTE or (column == 1 and self._beside is Beside.BELOW)
        if rail:
            edge = QRectF(place.left() - 12, place.top() + 2, 3, place.height() - 4)
            fill(painter, mirrored_f(edge, place, direction), 1.5, tokens.line)
        if role is SegmentRole.LIST_ITEM:
            dot = QRectF(place.left() - 12, place.top() + 10 * Theme.current().factor, 5, 5)
            fill(painter, mirrored_f(dot, place, direction), 2.5, tokens.text3)

    def _height_of(self, column: int) -> float:
        if self._edited is not None and self._edited[0] == column:
            return self._edited[1]
        body = self.bodies[column]
        return body.height if body is not None else 0.0


def estimated_height(passage: Passage, columns: Columns, beside: Beside, *, hidden: bool) -> float:
    """About how high a passage is, without laying it out."""
    theme = Theme.current()
    above = PAD * 2 + (_HEADING_HEIGHT * theme.factor if passage.heading else 0.0)
    if hidden:
        return above + cover_height()
    wide = columns.width / (Size.READING * theme.factor)
    first = _lines(passage.segment.text, passage.language, wide)
    second = 0.0
    if beside is not Beside.NOWHERE and passage.translated:
        second = _lines(passage.translated, passage.translated_language, wide)
    lines = first + second if beside is Beside.BELOW else max(first, second)
    return above + lines * Size.READING * _LINE * theme.factor


def reading_style(passage: Passage, *, translated: bool) -> LaidStyle:
    """The type of a passage, by its role and language."""
    theme = Theme.current()
    language = passage.translated_language if translated else passage.language
    serif, sans = Face.READING_SERIF, Face.READING_SANS
    match passage.segment.role:
        case SegmentRole.HEADING:
            font = theme.font(Size.DIALOG, weight=700, language=language, face=serif)
            return LaidStyle(font=font, line=Size.DIALOG * 1.4 * theme.factor)
        case SegmentRole.CAPTION | SegmentRole.EDITOR_NOTE | SegmentRole.TABLE:
            font = theme.font(Size.TITLE, language=language, face=sans)
            return LaidStyle(font=font, line=Size.TITLE * 1.5 * theme.factor)
        case _:
            font = theme.font(Size.READING, language=language, face=serif)
            return LaidStyle(font=font, line=round(Size.READING * _LINE * theme.factor))


_QUIET = (SegmentRole.CAPTION, SegmentRole.EDITOR_NOTE, SegmentRole.QUESTION)
_LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
_TRAILING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)


def _body(text: str, passage: Passage, width: float, *, translated: bool) -> LaidText | LaidTable:
    style = reading_style(passage, translated=translated)
    marks = passage.translated_marks if translated else passage.marks
    if passage.segment.role is SegmentRole.TABLE:
        return LaidTable(text, style, width, marks)
    return LaidText(text, style, width, marks)


def _lines(text: str, language: str, wide: float) -> float:
    """How many lines a text takes; `wide` is the column's width in em."""
    per_line = wide if language.split("-")[0] in ("zh", "ja", "ko") else wide * 1.95
    return sum(max(1.0, len(line) / per_line + 0.4) for line in text[:200_000].split("\n"))
