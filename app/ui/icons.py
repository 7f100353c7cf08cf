"""Line icons (Lucide), drawn in the colour and at the pixel ratio of the place they stand in."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.ui.theme import Theme
from app.ui.tokens import IconSize, Ink

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"

# Icons that point along the line of reading, and turn with it.
_DIRECTIONAL = frozenset(
    (
        "arrow-left",
        "arrow-right",
        "book-open",
        "chevron-left",
        "chevron-right",
        "columns-2",
        "file-text",
        "list",
        "log-out",
        "panel-left",
        "redo-2",
        "undo-2",
    )
)


def pixmap(name: str, size: float, colour: str, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture.

    Args:
        name: A file of resources/icons without `.svg`.
        size: Edge in logical pixels.
        colour: `#RRGGBB`.
        ratio: Device pixels per logical pixel.

    Raises:
        FileNotFoundError: There is no icon of this name.
    """
    turned = name in _DIRECTIONAL and QApplication.isRightToLeft()
    pictures = Theme.current().pictures
    key = (name, size, colour, ratio, turned)
    if key in pictures:
        return pictures[key]
    drawing = (FOLDER / f"{name}.svg").read_text("utf-8")
    drawing = drawing.replace("currentColor", colour)
    drawing = drawing.replace('stroke-width="2"', 'stroke-width="1.75"')
    made = QPixmap(QSizeF(size * ratio, size * ratio).toSize())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    if turned:
        painter.translate(made.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(drawing.encode())).render(
        painter, QRectF(0, 0, made.width(), made.height())
    )
    painter.end()
    made.setDevicePixelRatio(ratio)
    pictures[key] = made
    return made


def draw(painter: QPainter, name: str, place: QRectF, colour: str) -> None:
    """Draw an icon centred in a rectangle, as large as its shorter side."""
    size = min(place.width(), place.height())
    picture = pixmap(name, size, colour, painter.device().devicePixelRatio())
    corner = QPointF(place.center().x() - size / 2, place.center().y() - size / 2)
    painter.drawPixmap(corner, picture)


def icon(name: str, ink: Ink = Ink.TEXT2, size: int = IconSize.ROW) -> QIcon:
    """An icon for an action or a Qt control, in the present theme's colours."""
    tokens = Theme.current().tokens
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0, 3.0):
        made.addPixmap(pixmap(name, size, tokens.ink(ink), ratio))
        made.addPixmap(pixmap(name, size, tokens.edge, ratio), QIcon.Mode.Disabled)
    return made


def draw_satchel(painter: QPainter, place: QRectF, ground: str, ink: str) -> None:
    """Draw the program's own mark: a satchel on a rounded square."""
    edge = min(place.width(), place.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.center().x() - edge / 2, place.center().y() - edge / 2)
    painter.scale(edge / 56, edge / 56)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(0, 0, 56, 56), 13, 13)
    pen = QPen(QColor(ink), 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_satchel())
    painter.restore()


def _satchel() -> QPainterPath:
    """Bag, flap, buckle and handle on a field of 56 × 56."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(14, 19, 28, 25), 4, 4)
    path.moveTo(22, 19)
    path.cubicTo(22, 10.5, 34, 10.5, 34, 19)
    path.moveTo(14, 24)
    path.cubicTo(14, 30.5, 18, 32.5, 25, 32.5)
    path.moveTo(31, 32.5)
    path.cubicTo(38, 32.5, 42, 30.5, 42, 24)
    path.addRoundedRect(QRectF(25, 29.5, 6, 6), 1.5, 1.5)
    return path
