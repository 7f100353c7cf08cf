"""A text broken into lines on a baseline grid, with rounded grounds under found words.

Scripts differ in ascent, so lines stand by their baseline and keep an even distance; a script that
needs more room (Arabic, Thai) gets it. The reader and the list of hits both draw with this.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from app.ui.painting import fill
from app.ui.reader.spans import Span, sliced, units
from app.ui.theme import Theme
from app.ui.tokens import Radius

_LINE_SEPARATOR = "\u2028"
_ELLIPSIS = "…"
# Blocks of scripts that run from right to left (Unicode 16, DerivedBidiClass: R, AL, AN).
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidStyle:
    """How a text is set.

    Attributes:
        line: Distance of baselines in logical pixels; more where the script needs it.
        align: Where lines stand; `AlignLeading` follows the text's own direction.
        most: Lines at most; the rest is cut off with an ellipsis. 0 for no limit. With a limit
            the distance of lines is kept for every script, since the place is only so high.
        strong_marks: Set found words in weight 600, as lists do.
    """

    font: QFont
    line: float
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading
    most: int = 0
    strong_marks: bool = False


@dataclass(frozen=True, slots=True)
class Inks:
    """What is drawn in which colour beside the text itself.

    Attributes:
        current: Number of the found word being visited, or -1.
        selection: What is selected, or None.
    """

    text: str
    current: int = -1
    selection: Span | None = None


class LaidText:
    """One paragraph, cell, title or snippet in lines.

    Args:
        text: Plain text; line breaks stay.
        width: In logical pixels.
        marks: Found words, in UTF-16 units, sorted.
    """

    def __init__(
        self, text: str, style: LaidStyle, width: float, marks: Sequence[Span] = ()
    ) -> None:
        self._style, self.width = style, max(8.0, width)
        self._metrics = QFontMetricsF(style.font)
        self.marks = tuple(marks)
        self.text = text
        self._turns = _turns(text)
        self._break(text)
        if style.most and self._overflows:
            self._cut()

    @property
    def height(self) -> float:
        """Of all lines, in logical pixels."""
        return self._height

    @property
    def natural_width(self) -> float:
        """Of the longest line."""
        return max((line.naturalTextWidth() for line in self._lines()), default=0.0)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        count = self._layout.lineCount()
        return min(count, self._style.most) if self._style.most else count

    def draw(self, painter: QPainter, at: QPointF, inks: Inks) -> None:
        """Draw with the upper left corner at a point."""
        tokens = Theme.current().tokens
        over: list[QTextLayout.FormatRange] = []
        for number, mark in enumerate(self.marks):
            now = number == inks.current
            ground = tokens.current_mark_ground if now else tokens.mark_ground
            for place in self.places_of(mark):
                fill(painter, place.translated(at).adjusted(-2, 0, 2, 0), Radius.MARK, ground)
            ink = tokens.current_mark_text if now else tokens.mark_text
            over.append(_inked(mark, ink))
        if inks.selection is not None and inks.selection.length > 0:
            chosen = _inked(inks.selection, tokens.on_accent)
            chosen.format.setBackground(QColor(tokens.accent))
            over.append(chosen)
        painter.setPen(QColor(inks.text))
        self._layout.draw(painter, at, over)

    def places_of(self, span: Span) -> list[QRectF]:
        """The rectangles that a span covers, relative to the upper left corner."""
        found: list[QRectF] = []
        for line in self._lines():
            start = max(span.start, line.textStart())
            end = min(span.end, line.textStart() + line.textLength())
            if end <= start:
                continue
            top = line.y() + line.ascent() - self._metrics.ascent() - 1
            tall = self._metrics.ascent() + self._metrics.descent() + 2
            for left, right in self._extents(line, start, end):
                found.append(QRectF(left, top, right - left, tall))
        return found

    def position_at(self, point: QPointF) -> int:
        """The place in the text, in UTF-16 units, nearest to a point."""
        chosen: QTextLine | None = None
        for line in self._lines():
            chosen = line
            if point.y() < line.y() + line.height():
                break
        if chosen is None:
            return 0
        place = chosen.xToCursor(point.x())
        last = chosen.lineNumber() == self.lines - 1
        end = chosen.textStart() + chosen.textLength()
        return int(place) if last else min(int(place), max(chosen.textStart(), end - 1))

    def word_at(self, place: int) -> Span:
        """The word around a place, for a double click."""
        start = place
        if start > 0:
            start = self._layout.previousCursorPosition(place + 1, QTextLayout.CursorMode.SkipWords)
        end = self._layout.nextCursorPosition(start, QTextLayout.CursorMode.SkipWords)
        trimmed = sliced(self.text, Span(start, end)).rstrip()
        return Span(start, start + units(trimmed))

    def _lines(self) -> list[QTextLine]:
        return [self._layout.lineAt(at) for at in range(self.lines)]

    def _extents(self, line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
        if not self._turns:
            first, last = _x_of(line, start), _x_of(line, end)
            return [(min(first, last), max(first, last))]
        boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
        return [(box.left() + line.x(), box.right() + line.x()) for box in boxes if box.width()]

    def _break(self, text: str) -> None:
        style = self._style
        layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), style.font)
        option = QTextOption(_alignment(text, style.align))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if style.strong_marks:
            layout.setFormats([_strong(mark) for mark in self.marks])
        even, top = style.line, 0.0
        above = (even - self._metrics.height()) / 2 + self._metrics.ascent()
        self._overflows = False
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            if style.most and layout.lineCount() > style.most:
                # Begun, but not laid out: it is not one of ours.
                self._overflows = True
                break
            line.setLineWidth(self.width)
            baseline = top + (above if style.most else max(above, math.ceil(line.ascent())))
            line.setPosition(QPointF(0, baseline - line.ascent()))
            below = 0 if style.most else baseline + math.ceil(line.descent())
            top = max(top + even, below)
        layout.endLayout()
        self._layout, self._height = layout, top

    def _cut(self) -> None:
        """Cut after the last line that may be shown, and end it with an ellipsis."""
        line = self._layout.lineAt(self._style.most - 1)
        wide = self._metrics.horizontalAdvance(_ELLIPSIS) + 2
        right_to_left = self._layout.textOption().textDirection() is (
            Qt.LayoutDirection.RightToLeft
        ) or begins_right_to_left(self.text)
        natural = line.naturalTextRect()
        if right_to_left:
            edge = max(natural.left(), natural.right() - self.width + wide)
        else:
            edge = min(natural.right(), natural.left() + self.width - wide)
        end = min(int(line.xToCursor(edge)), line.textStart() + line.textLength())
        whole, marks = self.text, self.marks
        for _attempt in range(12):
            crossed = next((mark for mark in marks if mark.start < end < mark.end), None)
            if crossed is not None and crossed.start > line.textStart():
                end = crossed.start
            kept = sliced(whole, Span(0, end)).rstrip(" \u00a0\n\t,;:–—-")
            self.marks = tuple(mark for mark in marks if mark.end <= units(kept))
            self.text = kept + _ELLIPSIS
            self._break(self.text)
            if not self._overflows:
                return
            end = units(kept) - 1
            if end <= 0:
                return


def _alignment(text: str, wanted: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Where lines stand. Qt's layouts do not turn `AlignLeading` by the text's direction."""
    if wanted & Qt.AlignmentFlag.AlignAbsolute or not begins_right_to_left(text):
        return wanted
    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def _turns(text: str) -> bool:
    """Whether some of the text runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def begins_right_to_left(text: str) -> bool:
    """The direction of a paragraph by its first strong letter (UAX #9, rules P2 and P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return False
        if kind in ("R", "AL"):
            return True
    return False


def _x_of(line: QTextLine, place: int) -> float:
    found: object = line.cursorToX(place)
    # The binding gives the place back beside x, since the C++ argument is in and out.
    return float(found[0]) if isinstance(found, tuple) else float(str(found))


def _inked(span: Span, colour: str) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = span.start, span.length
    made.format = QTextCharFormat()
    made.format.setForeground(QColor(colour))
    return made


def _strong(span: Span) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = span.start, span.length
    made.format = QTextCharFormat()
    made.format.setFontWeight(QFont.Weight.DemiBold)
    return made
