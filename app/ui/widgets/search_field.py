"""The search line: magnifier, text, cross."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import Grid, Ink, Radius, Size
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.text_input import LineInput


class _Line(LineInput):
    focus_changed = Signal()
    left_down = Signal()
    cleared = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class SearchField(QWidget):
    """Where one types a question. Results may come after every letter: `changed` says each.

    Args:
        hint: Shown while empty.
        name: For screen readers.
    """

    changed = Signal(str)
    """The text is different."""
    entered = Signal(str)
    """Enter was pressed."""
    left_down = Signal()
    """The down arrow was pressed: the list takes over."""

    def __init__(self, hint: str = "", parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._mark = IconMark("search", self, ink=Ink.TEXT2)
        self.line = _Line("", self, name=name or _("Search"), hint=hint)
        self.line.setProperty("bare", "true")
        self._cross = IconButton("x", _("Clear the search"), self, extent=24)
        self._cross.setVisible(False)
        layout = QHBoxLayout(self)
        set_margins(layout, 11, 0, 6, 0)
        layout.setSpacing(9)
        layout.addWidget(self._mark)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._cross)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textChanged.connect(self._text_changed)
        self.line.returnPressed.connect(self._return_pressed)
        self.line.focus_changed.connect(self._focus_changed)
        self.line.left_down.connect(self.left_down)
        self.line.cleared.connect(self.clear)
        self._cross.clicked.connect(self.clear)
        Theme.current().changed.connect(self._put_on)
        self._put_on()

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put a question in; says so by `changed`."""
        self.line.setText(text)

    @Slot()
    def clear(self) -> None:
        """Empty the line and stay in it."""
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """36 high."""
        return QSize(260, Theme.current().scaled(Grid.SEARCH))

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

    @Slot(str)
    def _text_changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        self.changed.emit(text)

    @Slot()
    def _return_pressed(self) -> None:
        self.entered.emit(self.line.text())

    @Slot()
    def _focus_changed(self) -> None:
        # A window that is taken apart loses Python's attributes first, and the focus afterwards.
        if not hasattr(self, "_mark"):
            return
        self._mark.show_icon("search", Ink.ACCENT if self.line.hasFocus() else Ink.TEXT2)
        self.update()
