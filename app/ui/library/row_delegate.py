"""How a cell of the table is drawn: a word, with its icon where it carries meaning."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.records.stored import RecordCard
from app.ui import icons
from app.ui.direction import isolated, mirrored_f
from app.ui.library.hit_model import CARD_ROLE, Column, words_of
from app.ui.library.state_marks import StateMark, consent_mark, draw_mark, kind_icon, risk_mark
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize

_AROUND = 8
_TABULAR = (Column.CODE, Column.DATE, Column.ADDED)
_LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)


class RowDelegate(QStyledItemDelegate):
    """Draws one property of a hit in 34 pixels, times the text size."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, icon and word."""
        theme, whole, direction = Theme.current(), QRectF(option.rect), option.direction
        tokens, column = theme.tokens, index.column()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(whole)
        painter.fillRect(whole, QColor(tokens.sel if chosen else tokens.list))
        line = QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1)
        painter.fillRect(line, QColor(tokens.line))
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if chosen and column == Column.TITLE:
            edge = QRectF(whole.left(), whole.top(), Grid.CHOSEN_EDGE, whole.height())
            painter.fillRect(mirrored_f(edge, whole, direction), QColor(tokens.accent))
        if current:
            ring = QRectF(whole.left(), whole.bottom() - 2, whole.width(), 2)
            painter.fillRect(ring, QColor(tokens.accent))
        card = index.data(CARD_ROLE)
        if isinstance(card, RecordCard):
            self._draw(painter, whole, card, column, direction)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        whole: QRectF,
        card: RecordCard,
        column: int,
        direction: Qt.LayoutDirection,
    ) -> None:
        theme = Theme.current()
        left, size = whole.left() + _AROUND, IconSize.CHIP
        icon = QRectF(left, whole.center().y() - size / 2, size, size)
        mark = _mark(card, column)
        ink = theme.tokens.text if column == Column.TITLE else theme.tokens.text2
        if column == Column.KIND:
            place = mirrored_f(icon, whole, direction)
            icons.draw(painter, kind_icon(card.kind), place, theme.tokens.text2)
        elif mark is not None:
            draw_mark(painter, mark, mirrored_f(icon, whole, direction))
            ink = theme.tokens.ink(mark.ink)
        if column == Column.KIND or mark is not None:
            left += size + 6
        language = card.languages[0] if column == Column.TITLE and card.languages else ""
        strong = 600 if column == Column.TITLE else 400
        font = theme.font(weight=strong, language=language, tabular=column in _TABULAR)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        place = QRectF(left, whole.top(), max(0.0, whole.right() - left - 4), whole.height())
        words = " ".join(words_of(card, column).split())
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(mirrored_f(place, whole, direction), _LEADING, isolated(shown))


def _mark(card: RecordCard, column: int) -> StateMark | None:
    if column == Column.CONSENT:
        return consent_mark(card.consent_state)
    return risk_mark(card.risk, short=True) if column == Column.RISK else None
