"""An empty place: what is so, then real buttons with their shortcuts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import IconSize, Ink, Radius, Size
from app.ui.widgets.buttons import Button, link_button
from app.ui.widgets.enter_key import pressed_by_enter
from app.ui.widgets.key_caps import caps, caps_width, draw_caps
from app.ui.widgets.plain_label import PlainLabel

_CARD_WIDTH, _CARD_HEIGHT, _ROUND = 460, 58, 64


class ActionCard(QAbstractButton):
    """An action as a card: icon, name, one line about it, key caps.

    Args:
        action: What pressing does; its shortcut is drawn.
        about: One line on what it is for.
        icon: Name of an icon.
    """

    def __init__(
        self, action: QAction, about: str, icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action, self._about, self._icon = action, about, icon
        self.setText(action.text().replace("&", "").removesuffix("…"))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_CARD_WIDTH)
        self.clicked.connect(action.trigger)

    def sizeHint(self) -> QSize:
        """460 by 58, times the text size."""
        return QSize(_CARD_WIDTH, Theme.current().scaled(_CARD_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the pointer's ground."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take it away."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        theme, painter, whole = Theme.current(), QPainter(self), QRectF(self.rect())
        tokens, direction = theme.tokens, self.layoutDirection()
        fill(painter, whole, Radius.CARD, tokens.hover if self.underMouse() else tokens.raised)
        outline(painter, whole, Radius.CARD, tokens.line)
        size = IconSize.RAIL
        place = QRectF(16, whole.center().y() - size / 2, size, size)
        icons.draw(painter, self._icon, mirrored_f(place, whole, direction), tokens.accent)
        keys = caps(QKeySequence(self._action.shortcut()))
        wide = whole.width() - 50 - 16 - (caps_width(keys) + 8 if keys else 0)
        leading = int(Qt.AlignmentFlag.AlignLeading)
        name = QRectF(50, 0, wide, whole.height() / 2)
        painter.setFont(theme.font(Size.TITLE, weight=600))
        painter.setPen(QColor(tokens.text))
        painter.drawText(
            mirrored_f(name, whole, direction),
            leading | int(Qt.AlignmentFlag.AlignBottom),
            self.text(),
        )
        about = QRectF(50, whole.height() / 2, wide, whole.height() / 2)
        painter.setFont(theme.font())
        painter.setPen(QColor(tokens.text3))
        painter.drawText(
            mirrored_f(about, whole, direction),
            leading | int(Qt.AlignmentFlag.AlignTop),
            self._about,
        )
        draw_caps(painter, keys, whole.adjusted(16, 0, -16, 0), direction)
        if self.hasFocus():
            focus_ring(painter, whole, Radius.CARD, tokens.accent)


class _Round(QWidget):
    """The icon on a round ground."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(_ROUND, _ROUND)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        fill(painter, whole, _ROUND / 2, tokens.hover)
        place = QRectF(0, 0, IconSize.EMPTY, IconSize.EMPTY)
        place.moveCenter(whole.center())
        icons.draw(painter, self._icon, place, tokens.text2)


class EmptyState(QWidget):
    """What is so, and what can be done about it.

    Args:
        icon: Name of an icon.
        title: What is so.
        sentence: One more sentence; may be empty.
        cards: Actions as cards, most useful first.
        link: The word of a last, lesser action; its button is `link`, or None.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        parent: QWidget | None = None,
        *,
        cards: Sequence[ActionCard] = (),
        link: str = "",
    ) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, self, size=Size.DIALOG, weight=600, wrap=True)
        self.sentence = PlainLabel(sentence, self, ink=Ink.TEXT2, size=Size.TITLE, wrap=True)
        self.link: Button | None = link_button(link, self) if link else None
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(6)
        layout.addStretch(2)
        layout.addWidget(_Round(icon, self), 0, middle)
        layout.addSpacing(10)
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMaximumWidth(_CARD_WIDTH)
            # Centred by stretches: with an alignment, Qt would not let the label wrap.
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 1_000)
            row.addStretch(1)
            layout.addLayout(row)
        self.sentence.setVisible(bool(sentence))
        layout.addSpacing(8)
        for card in cards:
            card.setParent(self)
            layout.addWidget(card)
            layout.setAlignment(card, middle)
        if self.link is not None:
            layout.addSpacing(8)
            layout.addWidget(self.link, 0, middle)
        layout.addStretch(3)
        self.setAccessibleName(title)
