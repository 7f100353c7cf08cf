"""A page with one card in its middle: the lock screen and the path to a new archive."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.direction import set_margins
from app.ui.painting import fill, outline, shadow
from app.ui.theme import Theme
from app.ui.tokens import Radius

CARD_WIDTH = 420


class Satchel(QWidget):
    """The program's mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(56, 56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        tokens = Theme.current().tokens
        icons.draw_satchel(QPainter(self), QRectF(self.rect()), tokens.accent, tokens.on_accent)


class _Card(QWidget):
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._ground_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ground_changed()

    def _ground_changed(self) -> None:
        """The shadow lies on the ground, outside of this widget."""
        ground = self.parentWidget()
        if ground is not None:
            ground.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        fill(painter, whole, Radius.DIALOG, tokens.page)
        outline(painter, whole, Radius.DIALOG, tokens.line)


class _Ground(QWidget):
    """What the card lies on; it carries the shadow."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        self._card = card

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = Theme.current().tokens, QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.side))
        shadow(painter, QRectF(self._card.geometry()), Radius.DIALOG)


class CardPage(QScrollArea):
    """A page whose content is one card; it scrolls where the window is low.

    Fill `column`; put lines below the card into `below`.

    Args:
        width: Of the card, in logical pixels at 100 % text size.
    """

    def __init__(self, parent: QWidget | None = None, *, width: int = CARD_WIDTH) -> None:
        super().__init__(parent)
        self.card = _Card()
        self.column = QVBoxLayout(self.card)
        set_margins(self.column, 36, 33, 36, 24)
        self.column.setSpacing(0)
        self.below = QVBoxLayout()
        self._width = width
        ground = _Ground(self.card)
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(16, 16, 16, 14)
        layout.setSpacing(12)
        layout.addStretch(1)
        # Centred by stretches: with an alignment, Qt would measure wrapped lines at full width.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)
        layout.addLayout(self.below)
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        Theme.current().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.card.setFixedWidth(round(self._width * max(1.0, Theme.current().factor)))
