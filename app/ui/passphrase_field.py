"""The field for a passphrase: key, dots, an eye that shows them while it is held."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import Ink, Radius, Size
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.text_input import SecretInput

_HEIGHT = 40


class _Dots(SecretInput):
    focus_changed = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class PassphraseField(QWidget):
    """Where a passphrase is typed.

    Args:
        name: For screen readers.
    """

    changed = Signal()
    """The text is different."""
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._key = IconMark("key-round", self)
        self.line = _Dots(self, name=name or _("Passphrase"))
        self.line.setProperty("bare", "true")
        self._eye = IconButton("eye", _("Show while pressed"), self)
        layout = QHBoxLayout(self)
        set_margins(layout, 11, 0, 6, 0)
        layout.setSpacing(9)
        layout.addWidget(self._key)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._eye)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self.line.focus_changed.connect(self._focus_changed)
        self._eye.pressed.connect(self._show)
        self._eye.released.connect(self._hide)
        Theme.current().changed.connect(self._put_on)
        self._put_on()

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empty it; unlike the line's own `clear`, this cannot be undone."""
        self.line.setText("")

    def sizeHint(self) -> QSize:
        """40 high."""
        return QSize(260, Theme.current().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and edge."""
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        fill(painter, whole, Radius.CONTROL, tokens.page)
        if self.line.hasFocus():
            focus_ring(painter, whole, Radius.CONTROL, tokens.accent)
        else:
            outline(painter, whole, Radius.CONTROL, tokens.edge)

    @Slot()
    def _put_on(self) -> None:
        self.line.setFont(Theme.current().font(Size.TITLE))
        self.updateGeometry()

    @Slot()
    def _focus_changed(self) -> None:
        if not self.line.hasFocus():
            self.line.show_plain(False)
        self._key.show_icon("key-round", Ink.ACCENT if self.line.hasFocus() else Ink.TEXT2)
        self.update()

    @Slot()
    def _show(self) -> None:
        self.line.show_plain(True)
        self._eye.set_icon_name("eye-off")

    @Slot()
    def _hide(self) -> None:
        self.line.show_plain(False)
        self._eye.set_icon_name("eye")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
