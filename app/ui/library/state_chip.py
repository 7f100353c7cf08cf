"""Consent or risk as a chip on its ground; the risk's bars are drawn, not a file."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.direction import mirrored_f
from app.ui.library.state_marks import RISK_BARS, StateMark, draw_bars, draw_mark
from app.ui.painting import fill
from app.ui.theme import Theme
from app.ui.tokens import IconSize, Radius, Size, Tone

_AROUND, _HEIGHT, _GAP = 8, 22, 6


class StateChip(QWidget):
    """A state that is told, not pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: StateMark | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self.updateGeometry)

    def show_mark(self, mark: StateMark | None) -> None:
        """Show a state; None hides the chip."""
        self._mark = mark
        self.setVisible(mark is not None)
        self.setAccessibleName(mark.word if mark else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as icon and word."""
        theme = Theme.current()
        word = self._mark.word if self._mark else ""
        wide = QFontMetricsF(theme.font(Size.META, weight=600)).horizontalAdvance(word)
        return QSize(round(wide) + 2 + IconSize.CHIP + _GAP + 2 * _AROUND, theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        if self._mark is None:
            return
        theme, painter, whole = Theme.current(), QPainter(self), QRectF(self.rect())
        ink, ground = theme.tokens.tone(self._mark.tone)
        fill(painter, whole, Radius.CHIP, ground)
        size, direction = IconSize.CHIP, self.layoutDirection()
        place = mirrored_f(
            QRectF(_AROUND, whole.center().y() - size / 2, size, size), whole, direction
        )
        if self._mark.icon == RISK_BARS:
            rest = QColor(ink)
            rest.setAlphaF(0.3)
            draw_bars(painter, place, self._mark.bars, ink, rest.name(QColor.NameFormat.HexArgb))
        else:
            draw_mark(painter, self._mark, place)
        painter.setFont(theme.font(Size.META, weight=600))
        painter.setPen(QColor(ink if self._mark.tone is not Tone.NEUTRAL else theme.tokens.text2))
        left = _AROUND + size + _GAP
        word = QRectF(left, 0, whole.width() - left, whole.height())
        leading = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.drawText(mirrored_f(word, whole, direction), leading, self._mark.word)
