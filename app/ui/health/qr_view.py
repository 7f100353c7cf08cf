"""A QR code, always dark on light: readers of dark mode's opposite are rare."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.translation import _
from app.ui.painting import fill
from app.ui.theme import Theme
from app.ui.tokens import LIGHT, Radius

Modules = tuple[tuple[bool, ...], ...]
_EXTENT = 130


class QrView(QWidget):
    """Draws the modules on whole pixels of the screen, so that no edge is blurred."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: Modules = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("The head as a QR code; the words beside it say the same"))

    def show_modules(self, modules: Modules) -> None:
        """Show another code: rows of squares, true where dark, with its light margin."""
        self._modules = modules
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        edge = Theme.current().scaled(_EXTENT)
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the light ground and the dark modules."""
        painter, whole = QPainter(self), QRectF(self.rect())
        fill(painter, whole, Radius.CARD, LIGHT.page)
        count = len(self._modules)
        if not count:
            return
        ratio = self.devicePixelRatioF()
        step = max(1, int(whole.width() * ratio) // count) / ratio
        left = round((whole.width() - count * step) / 2 * ratio) / ratio
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        dark = QColor(LIGHT.text)
        for row, modules in enumerate(self._modules):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    place = QRectF(left + column * step, left + row * step, step, step)
                    painter.fillRect(place, dark)
