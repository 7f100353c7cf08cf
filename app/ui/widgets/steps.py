"""The steps of a guided path, in its header: done, present, to come."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.translation import _
from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.painting import fill, outline
from app.ui.theme import Theme
from app.ui.tokens import IconSize, Size

_DISC, _GAP, _DASH = 22, 8, 20


class Steps(QWidget):
    """Numbers and words along a line.

    Args:
        names: One word for each step.
    """

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, number: int) -> None:
        """The step that is present, from 0."""
        self._now = number
        self.setAccessibleName(
            _("Step {number} of {total}: {name}").format(
                number=number + 1, total=len(self._names), name=self._names[number]
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """All steps in one line."""
        metrics = QFontMetrics(Theme.current().font(weight=600))
        words = sum(metrics.horizontalAdvance(name) for name in self._names)
        count = len(self._names)
        marks = count * (_DISC + _GAP) + (count - 1) * (_DASH + 2 * _GAP)
        return QSize(words + marks, _DISC + 4)

    def minimumSizeHint(self) -> QSize:
        """At least the discs, with the present step's word."""
        return QSize(len(self._names) * (_DISC + _GAP) + 80, _DISC + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw discs, words and dashes; where it is narrow, only the present word."""
        theme, painter, whole = Theme.current(), QPainter(self), QRectF(self.rect())
        narrow = whole.width() < self.sizeHint().width() - 1
        left = 0.0
        for number, name in enumerate(self._names):
            now = number == self._now
            self._draw_disc(painter, whole, left, number)
            left += _DISC + _GAP
            if now or not narrow:
                font = theme.font(weight=600 if now else 400)
                wide = QFontMetrics(font).horizontalAdvance(name) + 2
                place = QRectF(left, 0, wide, whole.height())
                painter.setFont(font)
                painter.setPen(QColor(theme.tokens.text if now else theme.tokens.text2))
                painter.drawText(
                    mirrored_f(place, whole, self.layoutDirection()),
                    int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
                    name,
                )
                left += wide + _GAP
            if number + 1 < len(self._names):
                dash = QRectF(left, whole.center().y(), _DASH, 1)
                place = mirrored_f(dash, whole, self.layoutDirection())
                painter.fillRect(place, QColor(theme.tokens.edge))
                left += _DASH + _GAP

    def _draw_disc(self, painter: QPainter, whole: QRectF, left: float, number: int) -> None:
        theme, tokens = Theme.current(), Theme.current().tokens
        disc = QRectF(left, whole.center().y() - _DISC / 2, _DISC, _DISC)
        disc = mirrored_f(disc, whole, self.layoutDirection())
        if number > self._now:
            outline(painter, disc, _DISC / 2, tokens.edge, 1.5)
        else:
            fill(painter, disc, _DISC / 2, tokens.accent)
        if number < self._now:
            mark = QRectF(0, 0, IconSize.CHIP, IconSize.CHIP)
            mark.moveCenter(disc.center())
            icons.draw(painter, "check", mark, tokens.on_accent)
            return
        painter.setFont(theme.font(Size.META, weight=600))
        painter.setPen(QColor(tokens.on_accent if number == self._now else tokens.text2))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))
