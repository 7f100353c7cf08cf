"""A record's title: serif, in at most two lines; what does not fit is told by the tooltip."""

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.fonts import Face
from app.ui.reader.laid_text import Inks, LaidStyle, LaidText
from app.ui.theme import Theme
from app.ui.tokens import Size
from app.ui.widgets.plain_label import plain_tooltip

_LINE = 1.38


class TitleLabel(QWidget):
    """Plain text; nothing in it is interpreted."""

    double_clicked = Signal()
    """It is to be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._language, self._lines = "", "", 2
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(80)
        Theme.current().changed.connect(self.updateGeometry)

    def show_title(self, text: str, language: str) -> None:
        """Show a title in a language (BCP 47)."""
        self._text, self._language = " ".join(text.split()), language
        self.setAccessibleName(self._text)
        self.setToolTip(plain_tooltip(self._text))
        self.updateGeometry()
        self.update()

    def set_lines(self, most: int) -> None:
        """At most so many lines."""
        if most != self._lines:
            self._lines = most
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower may be higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One line or two."""
        return round(self._laid(width).height) + 2

    def sizeHint(self) -> QSize:
        """At the present width."""
        return QSize(200, self.heightForWidth(max(80, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        laid = self._laid(self.width())
        laid.draw(QPainter(self), QPointF(0, 0), Inks(Theme.current().tokens.text))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Ask to change it."""
        self.double_clicked.emit()

    def _laid(self, width: int) -> LaidText:
        theme = Theme.current()
        font = theme.font(Size.RECORD, weight=700, language=self._language, face=Face.READING_SERIF)
        style = LaidStyle(
            font=font, line=round(Size.RECORD * _LINE * theme.factor), most=self._lines
        )
        return LaidText(self._text, style, float(width))
