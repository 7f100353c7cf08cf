"""A table of plain text: rows are lines, cells stand between tabs."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from app.ui.reader.laid_text import Inks, LaidStyle, LaidText, begins_right_to_left
from app.ui.reader.spans import Span, units
from app.ui.theme import Theme

_AROUND_X, _AROUND_Y = 8.0, 4.0
_NARROWEST = 40.0
_MEASURED_ROWS = 200


class LaidTable:
    """Cells in rows and columns, with the same offers as `LaidText`.

    Args:
        text: Rows separated by line breaks, cells by tabs.
        width: In logical pixels; columns share it by what they hold.
        marks: Found words, in UTF-16 units of the whole text.
    """

    def __init__(
        self, text: str, style: LaidStyle, width: float, marks: Sequence[Span] = ()
    ) -> None:
        self.text, self.marks, self.width = text, tuple(marks), width
        self._turned = begins_right_to_left(text)
        rows = [line.split("\t") for line in text.split("\n")]
        self._widths = _column_widths(rows, style, width)
        self._cells: list[tuple[int, Span, LaidText]] = []
        self._tops: list[float] = [0.0]
        start = 0
        for number, row in enumerate(rows):
            tall = style.line
            for column, cell in enumerate(row):
                span = Span(start, start + units(cell))
                inner = self._widths[column] - 2 * _AROUND_X
                laid = LaidText(cell, replace(style, most=0), inner, _within(self.marks, span))
                tall = max(tall, laid.height)
                self._cells.append((number, span, laid))
                start = span.end + 1
            self._tops.append(self._tops[-1] + tall + 2 * _AROUND_Y)

    @property
    def height(self) -> float:
        """Of all rows, in logical pixels."""
        return self._tops[-1]

    @property
    def natural_width(self) -> float:
        """Of all columns."""
        return sum(self._widths)

    def draw(self, painter: QPainter, at: QPointF, inks: Inks) -> None:
        """Draw rows with a thin line below each."""
        line = QColor(Theme.current().tokens.line)
        for top in self._tops[1:]:
            painter.fillRect(QRectF(at.x(), at.y() + top - 1, self.natural_width, 1), line)
        number = 0
        for place, (row, span, laid) in zip(self._corners(), self._cells, strict=True):
            del row
            mine = Inks(inks.text, inks.current - number, _moved(inks.selection, span))
            laid.draw(painter, at + place, mine)
            number += len(laid.marks)

    def places_of(self, span: Span) -> list[QRectF]:
        """The rectangles that a span covers, relative to the upper left corner."""
        found: list[QRectF] = []
        for place, (_row, cell, laid) in zip(self._corners(), self._cells, strict=True):
            inner = _moved(span, cell)
            if inner is not None:
                found += [each.translated(place) for each in laid.places_of(inner)]
        return found

    def position_at(self, point: QPointF) -> int:
        """The place in the whole text nearest to a point."""
        best, nearest = 0, float("inf")
        for place, (row, cell, laid) in zip(self._corners(), self._cells, strict=True):
            above = max(self._tops[row] - point.y(), point.y() - self._tops[row + 1], 0.0)
            beside = max(place.x() - point.x(), point.x() - place.x() - laid.width, 0.0)
            if above * 10_000 + beside < nearest:
                nearest = above * 10_000 + beside
                best = cell.start + laid.position_at(point - place)
        return best

    def word_at(self, place: int) -> Span:
        """The word around a place."""
        for _row, cell, laid in self._cells:
            if cell.start <= place <= cell.end:
                word = laid.word_at(place - cell.start)
                return Span(word.start + cell.start, word.end + cell.start)
        return Span(place, place)

    def _corners(self) -> list[QPointF]:
        """The upper left corner of the text of each cell."""
        found: list[QPointF] = []
        row_before, left, column = -1, 0.0, 0
        for row, _span, _laid in self._cells:
            if row != row_before:
                row_before, left, column = row, 0.0, 0
            wide = self._widths[column]
            x = self.natural_width - left - wide if self._turned else left
            found.append(QPointF(x + _AROUND_X, self._tops[row] + _AROUND_Y))
            left, column = left + wide, column + 1
        return found


def _column_widths(rows: list[list[str]], style: LaidStyle, width: float) -> list[float]:
    """Columns as wide as they need; where that is too much, the wide ones share the rest."""
    metrics = QFontMetricsF(style.font)
    columns = max(len(row) for row in rows)
    wanted = [_NARROWEST] * columns
    for row in rows[:_MEASURED_ROWS]:
        for column, cell in enumerate(row):
            need = metrics.horizontalAdvance(cell[:200]) + 2 * _AROUND_X + 2
            wanted[column] = max(wanted[column], need)
    if sum(wanted) <= width:
        return wanted
    settled: dict[int, float] = {}
    while len(settled) < columns:
        share = (width - sum(settled.values())) / (columns - len(settled))
        small = [at for at in range(columns) if at not in settled and wanted[at] <= share]
        if not small:
            return [settled.get(at, max(_NARROWEST, share)) for at in range(columns)]
        settled |= {at: wanted[at] for at in small}
    return [settled[at] for at in range(columns)]


def _within(marks: Sequence[Span], cell: Span) -> tuple[Span, ...]:
    moved = (_moved(mark, cell) for mark in marks)
    return tuple(mark for mark in moved if mark is not None)


def _moved(span: Span | None, cell: Span) -> Span | None:
    """The part of a span that lies in a cell, counted from the cell's beginning."""
    if span is None:
        return None
    start, end = max(span.start, cell.start), min(span.end, cell.end)
    return Span(start - cell.start, end - cell.start) if end > start else None
