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
_GAP, _BETWEEN_STATES = 12, 14
_KEPT = 400
_LETTER = 0.55  # mean width of a letter in em


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the second line, with its width."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class _Laid:
    """What a row needs, worked out once; drawing it is then cheap.

    Attributes:
        states: Risk and consent, from the end of the line on.
        line: Publisher or place, cut to the room that is left.
    """

    title: LaidText
    snippet: LaidText | None
    date: _Word
    code: _Word
    states: tuple[tuple[StateMark, float], ...]
    line: _Word


class HitDelegate(QStyledItemDelegate):
    """Draws one hit in 92 pixels, times the text size. Layouts are kept for the rows in sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[tuple[Hit, int, bool], _Laid] = OrderedDict()
        self._types = _Types()
        Theme.current().changed.connect(self.forget)

    @Slot()
    def forget(self) -> None:
        """Lay everything out anew; sizes or fonts have changed."""
        self._kept.clear()
        self._types = _Types()

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
        theme, whole = Theme.current(), QRectF(option.rect)
        state, direction = option.state, option.direction
        chosen = bool(state & QStyle.StateFlag.State_Selected)
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
        tokens, scaled = theme.tokens, theme.scaled
        laid = self._laid(hit, whole, direction)
        icon = QRectF(
            whole.left() + _ICON, whole.top() + scaled(_TITLE_TOP + 2), IconSize.ROW, IconSize.ROW
        )
        ink = tokens.accent if chosen else tokens.text2
        icons.draw(painter, kind_icon(hit.card.kind), mirrored_f(icon, whole, direction), ink)
        left, right = whole.left() + _START, whole.right() - _END
        place = QRectF(left, whole.top() + scaled(_TITLE_TOP), laid.title.width, 1)
        laid.title.draw(painter, mirrored_f(place, whole, direction).topLeft(), Inks(tokens.text))
        top = whole.top() + scaled(_TITLE_TOP)
        date = QRectF(right - laid.date.width, top, laid.date.width, scaled(_TITLE_LINE))
        painter.setFont(self._types.figures)
        painter.setPen(QColor(tokens.text2))
        painter.drawText(mirrored_f(date, whole, direction), _TRAILING, laid.date.text)
        self._draw_second_line(painter, whole, laid, direction)
        if laid.snippet is not None:
            place = QRectF(left, whole.top() + scaled(_SNIPPET_TOP), right - left, 1)
            at = mirrored_f(place, whole, direction).topLeft()
            laid.snippet.draw(painter, at, Inks(tokens.text2))

    def _draw_second_line(
        self, painter: QPainter, whole: QRectF, laid: _Laid, direction: Qt.LayoutDirection
    ) -> None:
        """Code and place; at the end consent and risk. The font is that of figures already."""
        theme = Theme.current()
        tokens, top = theme.tokens, whole.top() + theme.scaled(_META_TOP)
        tall, size, left = float(theme.scaled(_META_LINE)), IconSize.CHIP, whole.left() + _START
        code = QRectF(left, top, laid.code.width, tall)
        painter.drawText(mirrored_f(code, whole, direction), _LEADING, laid.code.text)
        painter.setFont(self._types.words)
        painter.setPen(QColor(tokens.text3))
        line = QRectF(code.right() + _GAP, top, laid.line.width, tall)
        painter.drawText(mirrored_f(line, whole, direction), _LEADING, laid.line.text)
        right = whole.right() - _END
        for mark, wide in laid.states:
            word = QRectF(right - wide, top, wide, tall)
            icon = QRectF(word.left() - size - 5, top + (tall - size) / 2, size, size)
            draw_mark(painter, mark, mirrored_f(icon, whole, direction))
            painter.setPen(QColor(tokens.ink(mark.ink)))
            painter.drawText(mirrored_f(word, whole, direction), _LEADING, mark.word)
            right = icon.left() - _BETWEEN_STATES

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
        theme, card, types = Theme.current(), hit.card, self._types
        align = (
            Qt.AlignmentFlag.AlignRight if turned else Qt.AlignmentFlag.AlignLeft
        ) | Qt.AlignmentFlag.AlignAbsolute
        language = card.languages[0] if card.languages else ""
        date = types.figure(words_of(card, Column.DATE))
        code = types.figure(card.code)
        marks = (risk_mark(card.risk, short=True), consent_mark(card.consent_state))
        states = tuple((mark, types.width(mark.word)) for mark in marks if mark is not None)
        taken = sum(width + IconSize.CHIP + 5 + _BETWEEN_STATES for _mark, width in states)
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
            wide - (date.width + 14 if date.text else 0),
            to_units(card.title, marked.marks) if marked and marked.text == card.title else (),
        )
        return _Laid(
            title=title,
            snippet=laid_snippet(hit, wide, align, language),
            date=date,
            code=code,
            states=states,
            line=types.fitting(card.line, wide - code.width - _GAP - taken),
        )


class _Types:
    """The small type of a row and its measures, made once per theme."""

    def __init__(self) -> None:
        theme = Theme.current()
        self.words = theme.font(Size.META)
        self.figures = theme.font(Size.META, tabular=True)
        self._of_words = QFontMetricsF(self.words)
        self._of_figures = QFontMetricsF(self.figures)

    def width(self, text: str) -> float:
        """Of a word."""
        return self._of_words.horizontalAdvance(text) + 2

    def figure(self, text: str) -> _Word:
        """A code or a date, kept from turning with the line."""
        if not text:
            return _Word("", 0.0)
        return _Word(isolated(text), self._of_figures.horizontalAdvance(text) + 2)

    def fitting(self, text: str, width: float) -> _Word:
        """Words cut to a width."""
        room = max(0.0, width)
        line = " ".join(text.split())
        shown = self._of_words.elidedText(line, Qt.TextElideMode.ElideRight, room)
        return _Word(isolated(shown), room)


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
    if found.file is not None:
        # Whoever reads the line has to know that it does not stand in the record itself.
        name = f"{isolated(found.file.name)}: "
        text = name + text
        marks = tuple((start + len(name), end + len(name)) for start, end in marks)
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


def _keyboard(option: QStyleOptionViewItem) -> bool:
    """Whether the view itself has the keyboard."""
    view = option.widget
    return isinstance(view, QWidget) and view.hasFocus()
