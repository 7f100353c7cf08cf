"""A box that drops a list down. `QComboBox` with our own arrow."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.theme import Theme
from app.ui.tokens import IconSize


class Dropdown(QComboBox):
    """One of several values. Fill it with `addItem(label, key)`; read `currentData()`.

    Args:
        name: What is chosen, for screen readers.
    """

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def choose(self, key: str) -> None:
        """Choose the value with this key; an unknown key changes nothing."""
        at = self.findData(key)
        if at >= 0:
            self.setCurrentIndex(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the arrow: a style sheet could only take it from a file."""
        super().paintEvent(event)
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        size = IconSize.CHIP
        place = QRectF(whole.right() - size - 8, whole.center().y() - size / 2, size, size)
        colour = tokens.text2 if self.isEnabled() else tokens.edge
        place = mirrored_f(place, whole, self.layoutDirection())
        icons.draw(painter, "chevron-down", place, colour)
