"""The rail: words that lead between the screens, with settings and lock below."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.translation import ngettext
from app.ui import icons
from app.ui.painting import fill, focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Grid, Ground, IconSize, Radius, Size
from app.ui.widgets.enter_key import pressed_by_enter
from app.ui.widgets.plain_label import plain_tooltip
from app.ui.widgets.surface import Surface

_ENTRY, _ENTRY_BARE, _SECOND_LINE = 52, 40, 14


class RailButton(QAbstractButton):
    """An entry of the rail: icon, word, perhaps the number of items waiting.

    Args:
        action: What pressing does.
        icon: Name of an icon.
        word: Shown below the icon.
        destination: Whether it leads to a screen and can be the present one.
    """

    def __init__(
        self, action: QAction, icon: str, word: str, parent: QWidget, *, destination: bool
    ) -> None:
        super().__init__(parent)
        self._icon, self._word, self._badge, self._bare = icon, word, 0, False
        self.setCheckable(destination)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self.setToolTip(plain_tooltip(f"{word} ({keys})" if keys else word))
        self.setAccessibleName(word)
        self.clicked.connect(action.trigger)

    def show_badge(self, count: int) -> None:
        """Items waiting there; 0 shows none."""
        self._badge = count
        told = ngettext("{count} item waiting", "{count} items waiting", count)
        self.setAccessibleDescription(told.format(count=count) if count else "")
        self.update()

    def show_bare(self, bare: bool) -> None:
        """Icon only, where the window is low."""
        self._bare = bare
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Only the window says which screen is present."""

    def sizeHint(self) -> QSize:
        """As the rail is wide."""
        high = _ENTRY_BARE if self._bare else _ENTRY + _SECOND_LINE * (len(self._lines()) - 1)
        return QSize(Grid.RAIL, Theme.current().scaled(high))

    def _lines(self) -> list[str]:
        """The word, in two lines where one is too narrow; what is too long even then is cut."""
        room = Theme.current().scaled(Grid.RAIL) - 12
        metrics = QFontMetrics(Theme.current().font(Size.SMALL))
        parts, lines = self._word.split(), [self._word]
        if metrics.horizontalAdvance(self._word) > room and len(parts) > 1:
            halves = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
            lines = list(min(halves, key=lambda pair: max(map(metrics.horizontalAdvance, pair))))
        elide = Qt.TextElideMode.ElideRight
        return [metrics.elidedText(line, elide, room) for line in lines]

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the pointer's ground."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take it away."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, word and number."""
        theme, painter = Theme.current(), QPainter(self)
        tokens, whole = theme.tokens, QRectF(self.rect())
        field = whole.adjusted(5, 3, -5, -3)
        if self.isChecked():
            fill(painter, field, Radius.CARD, tokens.soft)
        elif self.underMouse():
            fill(painter, field, Radius.CARD, tokens.hover)
        ink = tokens.accent if self.isChecked() else tokens.text2
        size = IconSize.RAIL
        top = whole.center().y() - size / 2 if self._bare else whole.top() + 8
        place = QRectF(whole.center().x() - size / 2, top, size, size)
        icons.draw(painter, self._icon, place, ink)
        if not self._bare:
            font = theme.font(Size.SMALL)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            top = place.bottom() + 1
            for text in self._lines():
                line = QRectF(field.left(), top, field.width(), metrics.height() + 2)
                painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), text)
                top += theme.scaled(_SECOND_LINE)
        if self._badge:
            self._draw_badge(painter, place)
        if self.hasFocus():
            focus_ring(painter, field, Radius.CARD, tokens.accent)

    def _draw_badge(self, painter: QPainter, icon: QRectF) -> None:
        theme = Theme.current()
        text = str(self._badge) if self._badge < 100 else "99+"
        font = theme.font(Size.SMALL, weight=600, tabular=True)
        wide = max(16, QFontMetrics(font).horizontalAdvance(text) + 8)
        left = icon.right() - 7
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = icon.left() + 7 - wide
        place = QRectF(left, icon.top() - 6, wide, 16)
        fill(painter, place.adjusted(-1.5, -1.5, 1.5, 1.5), 9.5, theme.tokens.rail)
        fill(painter, place, 8, theme.tokens.accent)
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens.on_accent))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(Surface):
    """Destinations on top, the rest at the bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.RAIL, parent, line="end")
        self._buttons: dict[str, RailButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 6, 0, 6)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        self._destinations = 0
        Theme.current().changed.connect(self._measure)
        self._measure()

    def add_destination(self, key: str, action: QAction, icon: str, word: str) -> None:
        """Add a screen, below those added before."""
        button = RailButton(action, icon, word, self, destination=True)
        self._layout.insertWidget(self._destinations, button)
        self._destinations += 1
        self._buttons[key] = button

    def add_screen_below(self, key: str, action: QAction, icon: str, word: str) -> None:
        """Add a screen at the bottom."""
        self._add_last(key, RailButton(action, icon, word, self, destination=True))

    def add_below(self, key: str, action: QAction, icon: str, word: str) -> None:
        """Add something at the bottom that is no screen."""
        self._add_last(key, RailButton(action, icon, word, self, destination=False))

    def _add_last(self, key: str, button: RailButton) -> None:
        self._layout.addWidget(button)
        self._buttons[key] = button

    def show_present(self, key: str) -> None:
        """Mark the present screen."""
        for name, button in self._buttons.items():
            if button.isCheckable():
                button.setChecked(name == key)

    def show_badge(self, key: str, count: int) -> None:
        """Items waiting in a screen; an unknown key changes nothing."""
        if key in self._buttons:
            self._buttons[key].show_badge(count)

    def show_bare(self, bare: bool) -> None:
        """Icons only, where the window is low."""
        for button in self._buttons.values():
            button.show_bare(bare)

    def _measure(self) -> None:
        self.setFixedWidth(Theme.current().scaled(Grid.RAIL))
