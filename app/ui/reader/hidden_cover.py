"""What stands where a distressing passage is hidden: grey bars, the reason, Show."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from app.translation import _
from app.ui import icons
from app.ui.painting import fill, outline
from app.ui.theme import Theme
from app.ui.tokens import IconSize, Radius

_HEIGHT = 62.0


@dataclass(frozen=True, slots=True)
class CoverPlaces:
    """Where the parts of a cover stand.

    Attributes:
        whole: The grey ground.
        pill: The raised middle with the words.
        show: The word that shows the passage.
    """

    whole: QRectF
    pill: QRectF
    show: QRectF

    def translated(self, by: QPointF) -> "CoverPlaces":
        """The same, moved."""
        return CoverPlaces(
            self.whole.translated(by), self.pill.translated(by), self.show.translated(by)
        )


def cover_height() -> float:
    """The same for every hidden passage: its length tells nothing."""
    return _HEIGHT * Theme.current().factor


def cover_places(whole: QRectF) -> CoverPlaces:
    """Where the parts stand within a ground."""
    theme = Theme.current()
    word = QFontMetricsF(theme.font()).horizontalAdvance(_reason())
    show = QFontMetricsF(theme.font(weight=600)).horizontalAdvance(_("Show")) + 4
    wide = min(whole.width(), 14 + IconSize.ROW + 8 + word + 16 + show + 14)
    pill = QRectF(0, 0, wide, theme.scaled(34))
    pill.moveCenter(whole.center())
    end = QRectF(pill.right() - 14 - show, pill.top(), show, pill.height())
    if QApplication.isRightToLeft():
        end.moveLeft(pill.left() + 14)
    return CoverPlaces(whole, pill, end)


def draw_cover(painter: QPainter, places: CoverPlaces) -> None:
    """Draw bars, reason and Show."""
    theme = Theme.current()
    tokens = theme.tokens
    fill(painter, places.whole, Radius.CONTROL, tokens.list)
    for at, share in enumerate((0.38, 0.42, 0.28)):
        top = places.whole.top() + places.whole.height() * (0.25 + 0.25 * at) - 4
        bar = QRectF(places.whole.left() + 16, top, (places.whole.width() - 32) * share, 7)
        fill(painter, bar, 3.5, tokens.line)
    fill(painter, places.pill, Radius.CONTROL, tokens.raised)
    outline(painter, places.pill, Radius.CONTROL, tokens.line)
    turned = places.show.center().x() < places.pill.center().x()
    size = IconSize.ROW
    left = places.pill.right() - 14 - size if turned else places.pill.left() + 14
    mark = QRectF(left, places.pill.center().y() - size / 2, size, size)
    icons.draw(painter, "eye-off", mark, tokens.text2)
    if turned:
        words = QRectF(places.show.right() + 8, places.pill.top(), 0, places.pill.height())
        words.setRight(mark.left() - 8)
    else:
        words = QRectF(mark.right() + 8, places.pill.top(), 0, places.pill.height())
        words.setRight(places.show.left() - 8)
    painter.setFont(theme.font())
    painter.setPen(QColor(tokens.text))
    shown = QFontMetricsF(theme.font()).elidedText(
        _reason(), Qt.TextElideMode.ElideRight, words.width()
    )
    leading = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
    painter.drawText(words, leading, shown)
    painter.setFont(theme.font(weight=600))
    painter.setPen(QColor(tokens.accent))
    painter.drawText(places.show, int(Qt.AlignmentFlag.AlignCenter), _("Show"))


def _reason() -> str:
    return _("Hidden passage: distressing")
