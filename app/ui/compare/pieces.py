"""A paragraph of a comparison: what only it has is struck or underlined, on a soft ground."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from app.archive.difference import Piece
from app.ui.painting import fill
from app.ui.reader.laid_text import Inks, LaidStyle, LaidText
from app.ui.reader.spans import Span, units
from app.ui.theme import Theme
from app.ui.tokens import Radius, Size

_LINE = 1.5


class Side(Enum):
    """Which of the two texts: what only the first has went, what only the second has came."""

    FIRST = "first"
    SECOND = "second"


class LaidPieces:
    """The pieces of one paragraph in lines.

    Args:
        width: In logical pixels.
    """

    def __init__(self, pieces: Sequence[Piece], side: Side, width: float) -> None:
        theme = Theme.current()
        style = LaidStyle(font=theme.font(Size.TITLE), line=_LINE * theme.scaled(Size.TITLE))
        self._side = side
        self._own: list[Span] = []
        at = 0
        for piece in pieces:
            end = at + units(piece.text)
            if not piece.common:
                self._own.append(Span(at, end))
            at = end
        self._laid = LaidText("".join(piece.text for piece in pieces), style, width)

    @property
    def height(self) -> float:
        """Of all lines, in logical pixels."""
        return self._laid.height

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Draw with the upper left corner at a point."""
        tokens = Theme.current().tokens
        gone = self._side is Side.FIRST
        ground, ink = (tokens.bad_ground, tokens.bad) if gone else (tokens.ok_ground, tokens.ok)
        places = [
            place.translated(at) for span in self._own for place in self._laid.places_of(span)
        ]
        for place in places:
            fill(painter, place, Radius.MARK, ground)
        self._laid.draw(painter, at, Inks(text=tokens.text))
        for place in places:
            below = place.center().y() if gone else place.bottom() - 1
            painter.fillRect(QRectF(place.left(), below, place.width(), 1), QColor(ink))
