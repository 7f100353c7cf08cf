"""One page of the preview, as a sheet of paper on the desk."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.translation import _
from app.ui.painting import shadow
from app.ui.theme import Theme
from app.ui.tokens import Size

_AROUND = 18
_SMALLEST, _LARGEST, _STEP = 0.25, 4.0, 1.25
_A4 = QSize(595, 842)


class PageView(QAbstractScrollArea):
    """Shows a page that fits, or larger and scrolled.

    Keys: Page Up and Page Down turn pages; plus and minus zoom; 0 fits the page, 1 its width.
    """

    width_changed = Signal()
    """The page is wanted at another width now; see `wanted_width`."""
    turned = Signal(int)
    """Another page is wanted: -1 back, 1 forth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._page = _A4
        self._zoom = 0.0
        self._wide = False
        self._note = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Page preview"))
        self.viewport().setAutoFillBackground(False)

    @property
    def zoom(self) -> float:
        """Pixels per point; 0 fits the whole page."""
        return self._zoom

    @property
    def wanted_width(self) -> int:
        """Device pixels that the page is drawn wide."""
        return max(1, round(self._shown_size().width() * self.devicePixelRatioF()))

    def show_page(self, picture: QImage, described: str) -> None:
        """Show a page.

        Args:
            described: What it is, for screen readers, such as "Page 2 of 26".
        """
        self._picture = picture
        self._page = QSize(_A4.width(), round(_A4.width() * picture.height() / picture.width()))
        self.setAccessibleDescription(described)
        self._note = ""
        self._set_range()
        self.viewport().update()

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a page."""
        self._picture, self._note = QImage(), sentence
        self.setAccessibleDescription(sentence)
        self.viewport().update()

    def zoom_by(self, steps: int) -> None:
        """Larger by steps (negative: smaller)."""
        now = self._zoom or self._fitting()
        self._wide = False
        self._zoom = max(_SMALLEST, min(_LARGEST, now * _STEP**steps))
        self._rescaled()

    def fit(self) -> None:
        """Show the whole page."""
        self._zoom, self._wide = 0.0, False
        self._rescaled()

    def fit_width(self) -> None:
        """Show the page as wide as the view, whatever its height."""
        self._zoom, self._wide = self._widest(), True
        self._rescaled()

    def _widest(self) -> float:
        # The bar will be there, and must not cover the edge of the page.
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - 2 * _AROUND - 2 * self.frameWidth()
        return max(_SMALLEST, min(_LARGEST, room / self._page.width()))

    def to_top(self) -> None:
        """Show the head of the page."""
        self.verticalScrollBar().setValue(0)

    def _rescaled(self) -> None:
        self._set_range()
        self.viewport().update()
        self.width_changed.emit()

    def _fitting(self) -> float:
        room = self.viewport().size() - QSize(2 * _AROUND, 2 * _AROUND)
        return max(
            _SMALLEST, min(room.width() / self._page.width(), room.height() / self._page.height())
        )

    def _shown_size(self) -> QSize:
        factor = self._zoom or self._fitting()
        return QSize(round(self._page.width() * factor), round(self._page.height() * factor))

    def _set_range(self) -> None:
        shown, port = self._shown_size() + QSize(2 * _AROUND, 2 * _AROUND), self.viewport().size()
        for bar, length, page in (
            (self.verticalScrollBar(), shown.height(), port.height()),
            (self.horizontalScrollBar(), shown.width(), port.width()),
        ):
            bar.setPageStep(page)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, length - page) if self._zoom else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        if self._wide:
            self._zoom = self._widest()
        self._set_range()
        if self._wide or not self._zoom:
            self.width_changed.emit()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Draw at the new place."""
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the desk, the shadow and the page."""
        painter, port = QPainter(self.viewport()), self.viewport().rect()
        theme = Theme.current()
        painter.fillRect(port, QColor(theme.tokens.desk))
        if self._picture.isNull():
            painter.setFont(theme.font(Size.TITLE))
            painter.setPen(QColor(theme.tokens.text2))
            words = port.adjusted(24, 24, -24, -24)
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(words, flags, self._note)
            return
        size = self._shown_size()
        corner = QPoint(
            max(_AROUND, (port.width() - size.width()) // 2) - self.horizontalScrollBar().value(),
            _AROUND - self.verticalScrollBar().value(),
        )
        place = QRect(corner, size)
        shadow(painter, QRectF(place), 0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._picture)
        if self.hasFocus():
            painter.setPen(QColor(theme.tokens.accent))
            painter.drawRect(port.adjusted(0, 0, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the preview; see the class."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown if bar.value() == bar.maximum():
                self.turned.emit(1)
            case Qt.Key.Key_PageUp if bar.value() == bar.minimum():
                self.turned.emit(-1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_1:
                self.fit_width()
            case _:
                super().keyPressEvent(event)
