"""A chip: a short word on a soft ground, with an icon, perhaps closable."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.translation import _
from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import IconSize, Radius, Size, Tone
from app.ui.widgets.enter_key import pressed_by_enter

_AROUND = 8
_HEIGHT = 22


class Chip(QAbstractButton):
    """A short word with a meaning. Shape and word carry it; the colour only helps.

    Args:
        text: Shown as it is.
        icon: Name of an icon, or empty.
        closable: Offer a cross; Delete and Backspace do the same.
        active: Whether it can be pressed. A chip that only tells takes no focus.
        edged: White with an edge, as tags in the facets are.
    """

    close_requested = Signal()
    """The cross was pressed."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        tone: Tone = Tone.NEUTRAL,
        closable: bool = False,
        active: bool = False,
        edged: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._closable = icon, tone, closable
        self._active, self._edged = active, edged
        self.setText(text)
        self.setAccessibleName(text)
        if closable:
            self.setAccessibleDescription(_("Press Delete to remove"))
        reachable = active or closable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self.updateGeometry)

    def show_value(self, text: str, *, icon: str, tone: Tone) -> None:
        """Tell something else."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as icon, word and cross."""
        wide = QFontMetrics(self._type()).horizontalAdvance(self.text())
        marks = (IconSize.CHIP + 6) * (bool(self._icon) + self._closable)
        return QSize(wide + marks + 2 * _AROUND + 2, Theme.current().scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """May be narrower; then the word is elided."""
        marks = (IconSize.CHIP + 6) * (bool(self._icon) + self._closable)
        return QSize(marks + 2 * _AROUND + 24, Theme.current().scaled(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the pointer's ground."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take it away."""
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace press the cross."""
        if self._closable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.close_requested.emit()
            return
        if not (self._active and pressed_by_enter(self, event)):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell the cross from the word."""
        if self._closable and self._cross().contains(event.position()):
            self.setDown(False)
            self.close_requested.emit()
            return
        if not self._active:
            self.setDown(False)
            return
        super().mouseReleaseEvent(event)

    def _type(self) -> QFont:
        return Theme.current().font(Size.META)

    def _cross(self) -> QRectF:
        whole, size = QRectF(self.rect()), IconSize.CHIP
        place = QRectF(
            whole.right() - _AROUND - size + 2, whole.center().y() - size / 2, size, size
        )
        return mirrored_f(place, whole, self.layoutDirection())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, word and cross."""
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        ink, ground = tokens.tone(self._tone)
        near = self._active and (self.underMouse() or self.isDown())
        if self._edged and not self.isChecked():
            fill(painter, whole, Radius.CHIP, tokens.hover if near else tokens.raised)
            outline(painter, whole, Radius.CHIP, tokens.line)
            ink = tokens.text
        else:
            if self.isCheckable() and self.isChecked():
                ink, ground = tokens.tone(Tone.SOFT)
            fill(painter, whole, Radius.CHIP, ground)
        direction, left, size = self.layoutDirection(), float(_AROUND), IconSize.CHIP
        if self._icon:
            place = QRectF(left, whole.center().y() - size / 2, size, size)
            icons.draw(painter, self._icon, mirrored_f(place, whole, direction), ink)
            left += size + 6
        end = whole.right() - _AROUND - (size + 4 if self._closable else 0)
        metrics = QFontMetrics(self._type())
        wide = max(0, int(end - left) + 2)
        painter.setFont(self._type())
        painter.setPen(QColor(ink))
        painter.drawText(
            mirrored_f(QRectF(left, 0, wide, whole.height()), whole, direction),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
            metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, wide),
        )
        if self._closable:
            icons.draw(painter, "x", self._cross(), ink)
        if self.hasFocus():
            focus_ring(painter, whole, Radius.CHIP, tokens.accent)
