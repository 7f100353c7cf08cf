"""A shortcut drawn as key caps."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.direction import mirrored_f
from app.ui.painting import fill, outline
from app.ui.theme import Theme
from app.ui.tokens import Radius, Size

_GAP, _AROUND, _HEIGHT = 4, 6, 20


def caps(shortcut: QKeySequence) -> list[str]:
    """The keys of a shortcut's first chord, as they are printed on the keyboard."""
    text = shortcut.toString(QKeySequence.SequenceFormat.NativeText).split(", ")[0]
    keys = text.split("+")
    return [*keys[:-2], "+"] if text.endswith("++") else [key for key in keys if key]


def caps_width(keys: list[str]) -> int:
    """How wide these caps are, in logical pixels."""
    metrics = QFontMetrics(Theme.current().font(Size.SMALL))
    return sum(max(_HEIGHT, metrics.horizontalAdvance(key) + 2 * _AROUND) + _GAP for key in keys)


def draw_caps(
    painter: QPainter, keys: list[str], whole: QRectF, direction: Qt.LayoutDirection
) -> None:
    """Draw caps at the end of a line. The chord itself is not mirrored."""
    theme = Theme.current()
    font = theme.font(Size.SMALL)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    room = QRectF(whole)
    room.setLeft(whole.right() - caps_width(keys) + _GAP)
    left = mirrored_f(room, whole, direction).left()
    for key in keys:
        wide = max(_HEIGHT, metrics.horizontalAdvance(key) + 2 * _AROUND)
        place = QRectF(left, whole.center().y() - _HEIGHT / 2, wide, _HEIGHT)
        fill(painter, place, Radius.MARK, theme.tokens.list)
        outline(painter, place, Radius.MARK, theme.tokens.line)
        painter.setPen(QColor(theme.tokens.text2))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), key)
        left += wide + _GAP


class KeyCaps(QWidget):
    """A shortcut, for reading."""

    def __init__(self, shortcut: QKeySequence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = caps(shortcut)
        self.setAccessibleName(shortcut.toString(QKeySequence.SequenceFormat.NativeText))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the caps."""
        return QSize(caps_width(self._keys), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        draw_caps(QPainter(self), self._keys, QRectF(self.rect()), self.layoutDirection())
