"""Buttons, painted from the tokens. One primary button per screen; the others recede."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize, Ink, Radius, Size, Tokens
from app.ui.widgets.enter_key import pressed_by_enter
from app.ui.widgets.plain_label import plain_tooltip


class ButtonKind(Enum):
    """How loud a button is."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    LINK = "link"
    HARM = "harm"


class Button(QPushButton):
    """A button with a word, and an icon where one helps.

    Args:
        text: A verb; `&` marks the mnemonic.
        icon: Name of an icon, or empty.
        size: Size of the word.
        chevron: Show the arrow of a menu at the end.
    """

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        icon: str = "",
        size: Size = Size.INTERFACE,
        chevron: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._icon, self._size, self._chevron = kind, icon, size, chevron
        self.setAutoDefault(False)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor
            if kind is ButtonKind.LINK
            else Qt.CursorShape.ArrowCursor
        )
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Theme.current().changed.connect(self.updateGeometry)

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as icon, word and their space."""
        theme = Theme.current()
        word = QFontMetrics(self._type()).horizontalAdvance(self._word())
        around = 2 * (0 if self._kind is ButtonKind.LINK else 14)
        marks = (IconSize.ROW + 8) * bool(self._icon) + (IconSize.CHIP + 6) * self._chevron
        height = 24 if self._kind is ButtonKind.LINK else Grid.CONTROL
        return QSize(word + around + marks + 2, theme.scaled(height))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its word."""
        return self.sizeHint()

    def _word(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _type(self) -> QFont:
        strong = self._kind in (ButtonKind.PRIMARY, ButtonKind.HARM)
        return Theme.current().font(self._size, weight=600 if strong else 400)

    def _colours(self, tokens: Tokens) -> tuple[str, str, str]:
        """Ground, edge and ink; an empty one is not drawn."""
        near = self.underMouse() or self.isDown()
        if not self.isEnabled():
            off = {ButtonKind.LINK: ("", ""), ButtonKind.QUIET: ("", "")}
            ground, edge = off.get(self._kind, (tokens.line, ""))
            return ground, edge, tokens.text3
        match self._kind:
            case ButtonKind.PRIMARY:
                return (tokens.accent_hovered if near else tokens.accent), "", tokens.on_accent
            case ButtonKind.HARM:
                return tokens.bad_ground, tokens.bad, tokens.bad
            case ButtonKind.SECONDARY:
                return (tokens.hover if near else tokens.raised), tokens.edge, tokens.text
            case ButtonKind.QUIET:
                chosen = self.isCheckable() and self.isChecked()
                ground = tokens.soft if chosen else (tokens.hover if near else "")
                return ground, "", tokens.accent if chosen else tokens.text2
            case ButtonKind.LINK:
                return "", "", tokens.accent_hovered if near else tokens.accent

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, icon and word."""
        theme, painter = Theme.current(), QPainter(self)
        ground, edge, ink = self._colours(theme.tokens)
        whole = QRectF(self.rect())
        ringed = self.hasFocus()
        inner = whole.adjusted(3.5, 3.5, -3.5, -3.5) if ringed and not edge and ground else whole
        if ground:
            fill(painter, inner, Radius.CONTROL - (2 if inner is not whole else 0), ground)
        if edge and not ringed:
            outline(painter, whole, Radius.CONTROL, edge)
        if ringed:
            focus_ring(painter, whole, Radius.CONTROL, theme.tokens.accent)
        self._draw_content(painter, whole, ink)
        if self._kind is ButtonKind.LINK and self.underMouse() and self.isEnabled():
            painter.setPen(QPen(QColor(ink), 1))
            base = whole.center().y() + QFontMetrics(self._type()).ascent() / 2 + 2
            painter.drawLine(int(whole.left() + 1), int(base), int(whole.right() - 1), int(base))

    def _draw_content(self, painter: QPainter, whole: QRectF, ink: str) -> None:
        metrics = QFontMetrics(self._type())
        word = self._word()
        icon = (IconSize.ROW + 8) * bool(self._icon)
        chevron = (IconSize.CHIP + 6) * self._chevron
        free = max(0.0, whole.width() - icon - chevron)
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, int(free))
        wide = metrics.horizontalAdvance(shown)
        left = whole.center().x() - (icon + wide + chevron) / 2 + 0.5
        direction = self.layoutDirection()
        if self._icon:
            size = IconSize.ROW
            place = QRectF(left, whole.center().y() - size / 2, size, size)
            icons.draw(painter, self._icon, mirrored_f(place, whole, direction), ink)
        painter.setFont(self._type())
        painter.setPen(QColor(ink))
        place = QRectF(left + icon, whole.top(), wide + 2, whole.height())
        painter.drawText(
            mirrored_f(place, whole, direction), int(Qt.AlignmentFlag.AlignCenter), shown
        )
        if self._chevron:
            size = IconSize.CHIP
            place = QRectF(left + icon + wide + 6, whole.center().y() - size / 2, size, size)
            icons.draw(painter, "chevron-down", mirrored_f(place, whole, direction), ink)


def primary_button(text: str, parent: QWidget | None = None, *, icon: str = "") -> Button:
    """The one action that a screen is for."""
    return Button(text, parent, kind=ButtonKind.PRIMARY, icon=icon)


def secondary_button(text: str, parent: QWidget | None = None, *, icon: str = "") -> Button:
    """Another action, with an edge."""
    return Button(text, parent, kind=ButtonKind.SECONDARY, icon=icon)


def quiet_button(text: str, parent: QWidget | None = None, *, icon: str = "") -> Button:
    """An action without edge or ground until the pointer is on it."""
    return Button(text, parent, kind=ButtonKind.QUIET, icon=icon)


def link_button(text: str, parent: QWidget | None = None) -> Button:
    """An action that looks like a link. It opens nothing outside the program."""
    return Button(text, parent, kind=ButtonKind.LINK)


class IconButton(QAbstractButton):
    """A button that shows an icon only. Its name is spoken and is its tooltip.

    Args:
        icon: Name of an icon.
        name: What it does, for screen readers and as tooltip.
        extent: Edge of the button in logical pixels.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        extent: int = Grid.CONTROL,
        ink: Ink = Ink.TEXT2,
    ) -> None:
        super().__init__(parent)
        self._icon, self._extent, self._ink = icon, extent, ink
        self.set_name(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def set_name(self, name: str) -> None:
        """Say what it does."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Square."""
        edge = Theme.current().scaled(self._extent)
        return QSize(edge, edge)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the pointer's ground."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take it away."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and focus."""
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        chosen = self.isCheckable() and self.isChecked()
        if chosen:
            fill(painter, whole, Radius.CONTROL, tokens.soft)
        elif self.isEnabled() and (self.underMouse() or self.isDown()):
            fill(painter, whole, Radius.CONTROL, tokens.hover)
        ink = tokens.accent if chosen else tokens.ink(self._ink)
        size = IconSize.ROW
        place = QRectF(0, 0, size, size)
        place.moveCenter(whole.center())
        icons.draw(painter, self._icon, place, ink if self.isEnabled() else tokens.edge)
        if self.hasFocus():
            focus_ring(painter, whole, Radius.CONTROL, tokens.accent)
