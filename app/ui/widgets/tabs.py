"""Tabs: words with a line under the chosen one, and a segmented pair of icons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.ui.painting import fill, focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Grid, Radius
from app.ui.widgets.buttons import IconButton


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab: its stable key, its word, and an icon where only icons are shown."""

    key: str
    label: str
    icon: str = ""


class _WordTab(QAbstractButton):
    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(label)
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        theme = Theme.current()
        wide = QFontMetrics(theme.font(weight=600)).horizontalAdvance(self.text())
        return QSize(wide + 20, theme.scaled(36))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, whole = Theme.current(), QPainter(self), QRectF(self.rect())
        tokens, chosen = theme.tokens, self.isChecked()
        if self.underMouse() and not chosen:
            fill(painter, whole.adjusted(0, 4, 0, -4), Radius.CONTROL, tokens.hover)
        painter.setFont(theme.font(weight=600 if chosen else 400))
        painter.setPen(QColor(tokens.text if chosen else tokens.text2))
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if chosen:
            line = QRectF(10, whole.bottom() - 2, whole.width() - 20, 2)
            fill(painter, line, 1, tokens.accent)
        if self.hasFocus():
            focus_ring(painter, whole.adjusted(0, 3, 0, -3), Radius.CONTROL, tokens.accent)


class Tabs(QWidget):
    """A row of tabs; arrow keys move between them, in the line of reading.

    Args:
        tabs: In order; the first is chosen.
        icons_only: Show icons on a soft ground (a segmented control) instead of words.
        name: What the row chooses, for screen readers.
    """

    chosen = Signal(str)
    """The key of the tab now chosen."""

    def __init__(
        self,
        tabs: Sequence[Tab],
        parent: QWidget | None = None,
        *,
        icons_only: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._keys = [tab.key for tab in tabs]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4 if icons_only else 0)
        for number, tab in enumerate(tabs):
            button = self._button(tab, icons_only)
            self._group.addButton(button, number)
            layout.addWidget(button)
        self._group.idClicked.connect(self._tell)
        self._group.button(0).setChecked(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _button(self, tab: Tab, icons_only: bool) -> QAbstractButton:
        if not icons_only:
            return _WordTab(tab.label, self)
        made = IconButton(tab.icon, tab.label, self, extent=Grid.CONTROL)
        made.setCheckable(True)
        return made

    @property
    def current(self) -> str:
        """The key of the chosen tab."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Choose a tab; says so by the signal if it was another one.

        Raises:
            ValueError: There is no tab of this key.
        """
        number = self._keys.index(key)
        if number != self._group.checkedId():
            self._group.button(number).setChecked(True)
            self.chosen.emit(key)

    def set_label(self, key: str, label: str) -> None:
        """Change a tab's word, such as a count in it."""
        button = self._group.button(self._keys.index(key))
        button.setText(label)
        button.setAccessibleName(label)
        button.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move along the row."""
        back, forth = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            back, forth = forth, back
        now, last = self._group.checkedId(), len(self._keys) - 1
        targets = {
            back: max(0, now - 1),
            forth: min(last, now + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key not in targets:
            super().keyPressEvent(event)
            return
        self._group.button(targets[key]).setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(self._keys[targets[key]])

    @Slot(int)
    def _tell(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
