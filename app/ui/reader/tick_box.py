"""A box to tick with its word, drawn as the facets' boxes are."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import Grid, Radius

_BOX, _GAP = 14, 8


class TickBox(QCheckBox):
    """Yes or no."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Box and word."""
        theme = Theme.current()
        word = QFontMetricsF(theme.font()).horizontalAdvance(self.text())
        return QSize(round(word) + _BOX + _GAP + 10, theme.scaled(Grid.CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and word."""
        theme, painter, whole = Theme.current(), QPainter(self), QRectF(self.rect())
        tokens, direction = theme.tokens, self.layoutDirection()
        box = QRectF(2, whole.center().y() - _BOX / 2, _BOX, _BOX)
        box = mirrored_f(box, whole, direction)
        if self.isChecked():
            fill(painter, box, Radius.MARK, tokens.accent)
            icons.draw(painter, "check", box.adjusted(1, 1, -1, -1), tokens.on_accent)
        else:
            fill(painter, box, Radius.MARK, tokens.page)
            outline(painter, box, Radius.MARK, tokens.edge)
        painter.setFont(theme.font())
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.text3))
        word = QRectF(_BOX + _GAP, 0, whole.width() - _BOX - _GAP, whole.height())
        leading = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.drawText(mirrored_f(word, whole, direction), leading, self.text())
        if self.hasFocus():
            focus_ring(painter, whole, Radius.CONTROL, tokens.accent)

    def hitButton(self, pos: object) -> bool:
        """The whole of it can be pressed."""
        return True
