"""Strokes that several painted widgets share."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.ui.tokens import Grid


def fill(painter: QPainter, place: QRectF, radius: float, colour: str) -> None:
    """Fill a rounded rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(place, radius, radius)


def outline(painter: QPainter, place: QRectF, radius: float, colour: str, width: float = 1) -> None:
    """Stroke a rounded rectangle, wholly inside `place`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(
        place.adjusted(half, half, -half, -half), max(0, radius - half), max(0, radius - half)
    )


def focus_ring(painter: QPainter, place: QRectF, radius: float, colour: str) -> None:
    """The sign of keyboard focus: 2 px, on every control, row and chip."""
    outline(painter, place, radius, colour, Grid.FOCUS)


def shadow(painter: QPainter, place: QRectF, radius: float, colour: str = "#000000") -> None:
    """A soft shadow under a dialog or the palette; nothing else casts one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    tint = QColor(colour)
    for step in range(20, 0, -1):
        tint.setAlphaF(0.0075 * (1 - step / 21))
        painter.setBrush(tint)
        grown = place.adjusted(-step, -step + 5, step, step + 5)
        painter.drawRoundedRect(grown, radius + step, radius + step)
