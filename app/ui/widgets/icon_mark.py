"""An icon that stands beside words and is no control."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import Theme
from app.ui.tokens import IconSize, Ink


class IconMark(QWidget):
    """An icon in one of the inks. Screen readers pass over it: the word beside it says the same."""

    def __init__(
        self,
        icon: str,
        parent: QWidget | None = None,
        *,
        ink: Ink = Ink.TEXT2,
        size: int = IconSize.ROW,
    ) -> None:
        super().__init__(parent)
        self._icon, self._ink, self._size = icon, ink, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, ink: Ink) -> None:
        """Show another icon."""
        self._icon, self._ink = icon, ink
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the icon."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        if self._icon:
            icons.draw(
                painter, self._icon, QRectF(self.rect()), Theme.current().tokens.ink(self._ink)
            )
