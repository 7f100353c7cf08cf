"""How a hit is drawn: title and date, code and marks, two lines of snippet with found words."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.archive.searching import Hit, Snippet
from app.records.stored import RecordCard
from app.ui import icons
from app.ui.direction import isolated, mirrored_f
from app.ui.library.hit_model import HIT_ROLE, Column, words_of
from app.ui.library.state_marks import StateMark, consent_mark, draw_mark, kind_icon, risk_mark
from app.ui.painting import fill, focus_ring
from app.ui.reader.laid_text import Inks, LaidStyle, LaidText
from app.ui.reader.spans import to_units
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize, Radius, Size

_START, _END, _ICON = 40, 14, 14
_TITLE_TOP, _META_TOP, _SNIPPET_TOP = 9, 30, 50
_TITLE_LINE, _META_LINE, _SNIPPET_LINE = 20, 18, 18
_KEPT = 400
_LETTER = 0.55  # mean width of a letter in em


@dataclass(frozen=True, slots=True)
class _Laid:
    title: LaidText
    date: str
    date_width: float
    snippet: LaidText | None


class HitDelegate(QStyledItemDelegate):
    """Draws one hit in 92 pixels, times the text size. Layouts are kept for the rows in sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[tuple[Hit, int, bool], _Laid] = OrderedDict()
        Theme.current().changed.connect(self.forget)

    @Slot()
    def forget(self) -> None:
        """Lay everything out anew; sizes or fonts have changed."""
        self._kept.clear()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same for every row."""
        return QSize(200, Theme.current().scaled(Grid.HIT_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row; one whose page has not come yet shows quiet bars."""
        theme, whole = Theme.current(), QRectF(_rect(option))
        state = _state(option)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        direction = _direction(option)
        painter.save()
        painter.setClipRect(whole)
        tokens = theme.tokens
        near = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.sel if chosen else tokens.hover if near else tokens.list
        painter.fillRect(whole, QColor(ground))
        if chosen:
            edge = QRectF(whole.left(), whole.top(), Grid.CHOSEN_EDGE, whole.height())
            painter.fillRect(mirrored_f(edge, whole, direction), QColor(tokens.accent))
        else:
            line = QRectF(whole.left() + 16, whole.bottom() - 1, whole.width() - 16, 1)
            painter.fillRect(mirrored_f(line, whole, direction), QColor(tokens.line))
        hit = index.data(HIT_ROLE)
        if isinstance(hit, Hit):
            self._draw(painter, whole, hit, chosen, direction)
        else:
            _draw_waiting(painter, whole, direction)
        if state & QStyle.StateFlag.State_HasFocus and _keyboard(option):
            focus_ring(painter, whole.adjusted(1, 1, -1, -1), Radius.CHIP, tokens.accent)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        whole: QRectF,
        hit: Hit,
        chosen: bool,
        direction: Qt.LayoutDirection,
    ) -> None:
        theme = Theme.current()
        tokens, scaled, card = theme.tokens, theme.scaled, hit.card
        laid = self._laid(hit, whole, direction)
        icon = QRectF(
            whole.left() + _ICON, whole.top() + scaled(_TITLE_TOP + 2), IconSize.ROW, IconSize.ROW
        )
        ink = tokens.accent if chosen else tokens.text2
        icons.draw(painter, kind_icon(card.kind), mirrored_f(icon, whole, direction), ink)
        left, right = whole.left() + _START, whole.right() - _END
        place = QRectF(left, whole.top() + scaled(_TITLE_TOP), laid.title.width, 1)
        at = mirrored_f(place, whole, direction).topLeft()
        laid.title.draw(painter, at, Inks(tokens.text))
        painter.setFont(theme.font(Size.META, tabular=True))
        painter.setPen(QColor(tokens.text2))
        date = QRectF(
            right - laid.date_width,
            whole.top() + scaled(_TITLE_TOP),
            laid.date_width,
            scaled(_TITLE_LINE),
        )
        painter.drawText(mirrored_f(date, whole, direction), _TRAILING, isolated(laid.date))
        self._draw_meta(painter, whole, card, direction)
        if laid.snippet is not None:
            place = QRectF(left, whole.top() + scaled(_SNIPPET_TOP), right - left, 1)
            at = mirrored_f(place, whole, direction).topLeft()
            laid.snippet.draw(painter, at, Inks(tokens.text2))

    def _draw_meta(
        self, painter: QPainter, whole: QRectF, card: RecordCard, direction: Qt.LayoutDirection
    ) -> None:
        """Code and place; at the end consent and risk."""
        theme = Theme.current()
        tokens, top, tall = (
            theme.tokens,
            whole.top() + theme.scaled(_META_TOP),
            float(theme.scaled(_META_LINE)),
        )
        painter.setFont(theme.font(Size.META))
        metrics = QFontMetricsF(theme.font(Size.META))
        right = whole.right() - _END
        risk = risk_mark(card.risk, short=True)
        for mark in (risk, consent_mark(card.consent_state)):
            if mark is not None:
                right = _draw_state(painter, mark, whole, right, top, tall, direction) - 14
        font = theme.font(Size.META, tabular=True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text2))
        left = whole.left() + _START
        wide = QFontMetricsF(font).horizontalAdvance(card.code) + 2
        code = mirrored_f(QRectF(left, top, wide, tall), whole, direction)
        painter.drawText(code, _LEADING, isolated(card.code))
        left += wide + 12
        painter.setFont(theme.font(Size.META))
        painter.setPen(QColor(tokens.text3))
        place = QRectF(left, top, max(0.0, right - left), tall)
        shown = metrics.elidedText(card.line, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(mirrored_f(place, whole, direction), _LEADING, isolated(shown))

    def _laid(self, hit: Hit, whole: QRectF, direction: Qt.LayoutDirection) -> _Laid:
        turned = direction is Qt.LayoutDirection.RightToLeft
        key = (hit, round(whole.width()), turned)
        found = self._kept.get(key)
        if found is None:
            found = self._lay(hit, whole.width() - _START - _END, turned)
            self._kept[key] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def _lay(self, hit: Hit, wide: float, turned: bool) -> _Laid:
        theme, card = Theme.current(), hit.card
        align = (
            Qt.AlignmentFlag.AlignRight if turned else Qt.AlignmentFlag.AlignLeft
        ) | Qt.AlignmentFlag.AlignAbsolute
        language = card.languages[0] if card.languages else ""
        small = QFontMetricsF(theme.font(Size.META, tabular=True))
        date = words_of(card, Column.DATE)
        date_width = small.horizontalAdvance(date) + 2 if date else 0.0
        heading = LaidStyle(
            font=theme.font(Size.TITLE, weight=600, language=language),
            line=theme.scaled(_TITLE_LINE),
            align=align,
            most=1,
        )
        marked = next((each for each in hit.snippets if each.field == "title"), None)
        title = LaidText(
            _one_line(card.title),
            heading,
            wide - (date_width + 14 if date else 0),
            to_units(card.title, marked.marks) if marked and marked.text == card.title else (),
        )
        return _Laid(title, date, date_width, laid_snippet(hit, wide, align, language))


def laid_snippet(hit: Hit, wide: float, align: Qt.AlignmentFlag, language: str) -> LaidText | None:
    """The best snippet of a hit in at most two lines; None where it has none.

    Args:
        wide: Width of the lines in logical pixels.
        language: BCP 47 of the record; decides the fonts.
    """
    theme = Theme.current()
    found: Snippet | None = next((each for each in hit.snippets if each.field != "title"), None)
    if found is None:
        return None
    style = LaidStyle(
        font=theme.font(Size.INTERFACE, language=language),
        line=theme.scaled(_SNIPPET_LINE),
        align=align,
        most=2,
        strong_marks=True,
    )
    text, marks = _from_first_mark(_one_line(found.text), found.marks, wide)
    return LaidText(text, style, wide, to_units(text, marks))


def _from_first_mark(
    text: str, marks: tuple[tuple[int, int], ...], wide: float
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut the beginning off where two lines would end before the first found word."""
    letters = wide / (Size.INTERFACE * Theme.current().factor * _LETTER)
    if not marks or marks[0][1] < letters * 0.9:
        return text, marks
    cut = max(0, min(marks[0][0] - round(letters * 0.5), len(text) - round(letters * 1.7)))
    if not cut:
        return text, marks
    space = text.find(" ", cut, marks[0][0])
    cut = space + 1 if space >= 0 else cut
    moved = tuple((start - cut + 1, end - cut + 1) for start, end in marks if start >= cut)
    return "…" + text[cut:], moved


_LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
_TRAILING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)


def _one_line(text: str) -> str:
    """Without line breaks, but with every character in its place, so that marks still fit."""
    return "".join(
        " " if character in "\n\r\t\u2028\u2029\v\f" else character for character in text
    )


def _draw_state(
    painter: QPainter,
    mark: StateMark,
    whole: QRectF,
    right: float,
    top: float,
    tall: float,
    direction: Qt.LayoutDirection,
) -> float:
    """Draw icon and word so that they end at `right`; says where they begin."""
    theme = Theme.current()
    metrics = QFontMetricsF(theme.font(Size.META))
    wide = metrics.horizontalAdvance(mark.word) + 2
    word = QRectF(right - wide, top, wide, tall)
    size = IconSize.CHIP
    icon = QRectF(word.left() - size - 5, top + (tall - size) / 2, size, size)
    draw_mark(painter, mark, mirrored_f(icon, whole, direction))
    painter.setPen(QColor(theme.tokens.ink(mark.ink)))
    painter.drawText(mirrored_f(word, whole, direction), _LEADING, mark.word)
    return icon.left()


def _draw_waiting(painter: QPainter, whole: QRectF, direction: Qt.LayoutDirection) -> None:
    """Quiet bars where a page has not come yet."""
    theme = Theme.current()
    for top, share in ((14, 0.55), (34, 0.3), (56, 0.9), (73, 0.7)):
        bar = QRectF(
            whole.left() + _START,
            whole.top() + theme.scaled(top),
            (whole.width() - _START - _END) * share,
            theme.scaled(8),
        )
        fill(painter, mirrored_f(bar, whole, direction), 3, theme.tokens.hover)


def _rect(option: QStyleOptionViewItem) -> QRectF:
    return QRectF(option.rect)


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _direction(option: QStyleOptionViewItem) -> Qt.LayoutDirection:
    direction: Qt.LayoutDirection = option.direction
    return direction


def _keyboard(option: QStyleOptionViewItem) -> bool:
    """Whether the view itself has the keyboard."""
    view = option.widget
    return isinstance(view, QWidget) and view.hasFocus()
