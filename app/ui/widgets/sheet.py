"""A sheet: a card laid over the window, with the rest of it shaded and out of reach.

It is part of the window, not a window of its own: it hides with it when the archive locks, has no
title for a task bar to show, and looks the same everywhere. It never runs an event loop of its
own; what was decided comes as a signal.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenuBar, QWidget

from app.ui.painting import fill, outline, shadow
from app.ui.theme import Theme
from app.ui.tokens import Grid, Radius

_MARGIN = 16
_LINE = 8


class _Card(QDialog):
    """The card. A `QDialog` for its spoken role, its default button and Escape."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Given to the constructor, QDialog would turn this into a window of its own.
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAutoFillBackground(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        fill(painter, whole, Radius.DIALOG, tokens.raised)
        outline(painter, whole, Radius.DIALOG, tokens.line)


class Sheet(QWidget):
    """A card over a window. Fill `card` with a layout, then `open`.

    Args:
        over: A widget of the window that is to be covered.
        width: Width of the card in logical pixels; less where the window is narrower.
        top: Distance from the window's top; None stands in the middle.
        closable: Whether Escape closes it.
    """

    closed = Signal()
    """It is gone, by whatever way."""

    def __init__(
        self,
        over: QWidget,
        *,
        width: int = Grid.DIALOG_WIDTH,
        top: int | None = None,
        closable: bool = True,
    ) -> None:
        window = over.window()
        super().__init__(window)
        self._window = window
        self._card_width, self._top, self._closable = width, top, closable
        self._before: QWidget | None = None
        self._menu_bars: list[QMenuBar] = []
        self.card = _Card(self)
        self.card.rejected.connect(self._escape)
        self.hide()

    def open(self) -> None:
        """Lay it over the window and take the keyboard."""
        window = self._window
        self._before = QApplication.focusWidget()
        # A menu would still answer Alt and a letter under the shade.
        self._menu_bars = [bar for bar in window.findChildren(QMenuBar) if bar.isEnabled()]
        for bar in self._menu_bars:
            bar.setEnabled(False)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.card.show()
        self.show()
        self.raise_()
        self._place()
        first = self.first_focus()
        (first if first is not None else self.card).setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def fit(self) -> None:
        """What the card holds grew or shrank: give it another height."""
        if not self.isHidden():
            self._place()

    def first_focus(self) -> QWidget | None:
        """Which control the keyboard stands on at first; by default the first in order."""
        for widget in _in_reading_order(self.card):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self.card):
                return widget
        return None

    @Slot()
    def close_sheet(self) -> None:
        """Take it away and give the keyboard back."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        for bar in self._menu_bars:
            bar.setEnabled(True)
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()
        self.deleteLater()

    @Slot()
    def _escape(self) -> None:
        if self._closable:
            self.close_sheet()
        else:
            self.card.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the window."""
        if event.type() is QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from answering; the lock shortcut still does."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Alt with a letter is left to the card's own buttons.
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if not alt and not self._is_lock(event):
                event.accept()
                return True
        return super().event(event)

    @staticmethod
    def _is_lock(event: QKeyEvent) -> bool:
        wanted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        return event.key() == Qt.Key.Key_L and (event.modifiers() & wanted) == wanted

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside the card."""
        stops = [
            widget
            for widget in _in_reading_order(self.card)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self)
        ]
        if not stops:
            return False
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card in its place."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """The whole window."""
        return self._window.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shade the window."""
        tokens, painter = Theme.current().tokens, QPainter(self)
        shade = QColor(tokens.shade)
        shade.setAlpha(tokens.shade_alpha)
        painter.fillRect(self.rect(), shade)
        shadow(painter, QRectF(self.card.geometry()), Radius.DIALOG)

    def _place(self) -> None:
        factor = Theme.current().factor
        wide = min(round(self._card_width * max(1.0, factor)), self.width() - 2 * _MARGIN)
        layout = self.card.layout()
        if layout is not None:
            layout.activate()
        hint = self.card.sizeHint().height()
        if self.card.hasHeightForWidth():
            hint = max(0, self.card.heightForWidth(wide))
        high = min(hint, self.height() - 2 * _MARGIN)
        top = (self.height() - high) // 2 if self._top is None else self._top
        top = max(_MARGIN, min(top, self.height() - high - _MARGIN))
        self.card.setGeometry((self.width() - wide) // 2, top, wide, high)
        self.update()


def _in_reading_order(root: QWidget) -> list[QWidget]:
    """Every widget below `root`, from top to bottom and along the line of reading.

    Qt's own chain is not asked: PySide6 6.11 takes what `nextInFocusChain` returns for a child of
    the widget asked, and drops it together with that one.
    """
    onward = -1 if root.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1

    def place(widget: QWidget) -> tuple[int, int]:
        middle = widget.mapTo(root, widget.rect().center())
        return middle.y() // _LINE, onward * middle.x()

    return sorted(root.findChildren(QWidget), key=place)
