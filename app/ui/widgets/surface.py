"""A plain ground in one of the tokens, perhaps as a card or with a line along one side."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.direction import mirrored
from app.ui.painting import fill, outline
from app.ui.theme import Theme
from app.ui.tokens import Ground


class Surface(QWidget):
    """A ground that other widgets stand on.

    Args:
        ground: Which token fills it.
        line: Where a separator is drawn: `end`, `start`, `top`, `bottom`, or empty. Start and end
            follow the line of reading.
        radius: Corner radius; above 0 it is a card with a thin edge.
    """

    def __init__(
        self,
        ground: Ground,
        parent: QWidget | None = None,
        *,
        line: str = "",
        radius: int = 0,
    ) -> None:
        super().__init__(parent)
        self._ground, self._line, self._radius = ground, line, radius

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and line."""
        tokens, painter, whole = Theme.current().tokens, QPainter(self), self.rect()
        if self._radius:
            fill(painter, QRectF(whole), self._radius, tokens.ground(self._ground))
            outline(painter, QRectF(whole), self._radius, tokens.line)
            return
        painter.fillRect(whole, QColor(tokens.ground(self._ground)))
        edges = {
            "start": QRect(whole.left(), whole.top(), 1, whole.height()),
            "end": QRect(whole.right(), whole.top(), 1, whole.height()),
            "top": QRect(whole.left(), whole.top(), whole.width(), 1),
            "bottom": QRect(whole.left(), whole.bottom(), whole.width(), 1),
        }
        if self._line in edges:
            place = mirrored(edges[self._line], whole, self.layoutDirection())
            painter.fillRect(place, QColor(tokens.line))
