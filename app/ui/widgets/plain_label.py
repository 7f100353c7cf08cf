"""A label that shows text as it is.

`QLabel` guesses: text that looks like HTML is interpreted, and an `<img src>` is even opened.
Nothing that may hold a record's words is shown by a bare `QLabel`.
"""

import html

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from app.ui.fonts import Face
from app.ui.theme import Theme
from app.ui.tokens import Ink, Size

_LEFT = Qt.AlignmentFlag.AlignLeft


class PlainLabel(QLabel):
    """Plain text in one of the inks, at one of the sizes; follows the theme.

    Args:
        text: Shown as it is; no markup.
        wrap: Break into lines where the width ends.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        ink: Ink = Ink.TEXT,
        size: Size = Size.INTERFACE,
        weight: int = 400,
        face: Face = Face.INTERFACE,
        tabular: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self._ink, self._size, self._weight = ink, size, weight
        self._face, self._tabular = face, tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setOpenExternalLinks(False)
        self.setWordWrap(wrap)
        # At the interface's leading edge, whatever the direction of the words.
        side = Qt.AlignmentFlag.AlignRight if QApplication.isRightToLeft() else _LEFT
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.setText(text)
        Theme.current().changed.connect(self._put_on)
        self._put_on()

    def setTextFormat(self, _wanted: Qt.TextFormat) -> None:
        """Plain text, whatever is asked for."""
        super().setTextFormat(Qt.TextFormat.PlainText)

    def set_ink(self, ink: Ink) -> None:
        """Change the colour of the words."""
        if ink is not self._ink:
            self._ink = ink
            self._put_on()

    @Slot()
    def _put_on(self) -> None:
        theme = Theme.current()
        self.setFont(
            theme.font(self._size, weight=self._weight, face=self._face, tabular=self._tabular)
        )
        palette = QPalette(self.palette())
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(role, QColor(theme.tokens.ink(self._ink)))
        self.setPalette(palette)


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where the width ends; the whole text is the tooltip."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        ink: Ink = Ink.TEXT,
        size: Size = Size.INTERFACE,
        weight: int = 400,
        face: Face = Face.INTERFACE,
        tabular: bool = False,
    ) -> None:
        super().__init__(
            text, parent, ink=ink, size=size, weight=weight, face=face, tabular=tabular
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)

    def setText(self, text: str) -> None:
        """Show a text, on one line."""
        line = " ".join(text.split())
        super().setText(line)
        self.setToolTip(plain_tooltip(line))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(
            self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown
        )


def plain_tooltip(text: str) -> str:
    """A tooltip that Qt cannot mistake for markup."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""
