"""Draws the rows of an original: kept and left-out lines, cuts, gaps."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.translation import _
from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.intake.row_layout import Frame, RowLayout, box_of, type_of
from app.ui.intake.rows import Look, Row, RowKind, gap_words
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import IconSize, Radius, Size, Tokens

_SOFT_INK = (Look.CAPTION, Look.FACT, Look.EDITOR_NOTE)
_BARRED = (Look.CAPTION, Look.PULL_QUOTE, Look.EDITOR_NOTE)
_MENU = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """How a row stands at the moment.

    Attributes:
        active: The pointer is on it, or the keyboard's place is.
        focused: The keyboard's place is on it and the list has the focus.
        chosen: It is among the chosen rows.
        lit: A focused field comes from this line.
        dragged: It is a cut being moved.
    """

    active: bool = False
    focused: bool = False
    chosen: bool = False
    lit: bool = False
    dragged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpots:
    """The places of a row that can be pressed, as drawn; empty rectangles where there is none."""

    action: QRectF
    menu: QRectF
    handle: QRectF


def spots_of(row: Row, place: QRectF, frame: Frame, direction: Qt.LayoutDirection) -> RowSpots:
    """Where a row can be pressed."""
    nowhere = QRectF()
    theme = Theme.current()
    if row.locked and row.kind is not RowKind.GAP:
        return RowSpots(action=nowhere, menu=nowhere, handle=nowhere)
    if row.kind is RowKind.GAP:
        return RowSpots(
            action=mirrored_f(box_of(place, frame), place, direction), menu=nowhere, handle=nowhere
        )
    if row.kind is RowKind.CUT:
        return _cut_spots(place, frame, direction)
    word = _("Put back") if row.look is Look.LEFT_OUT else _("Leave out")
    wide = QFontMetricsF(theme.font(Size.META, weight=600)).horizontalAdvance(word) + 2
    icon = IconSize.CHIP + 6 if row.look is Look.LEFT_OUT else 0
    box = box_of(place, frame)
    tall = min(box.height(), theme.scaled(24))
    kept = row.look is not Look.LEFT_OUT
    end = box.right() - (_MENU + 6 if kept else 12)
    action = QRectF(end - wide - icon - 8, box.top(), wide + icon + 8, tall)
    menu = QRectF(box.right() - _MENU - 4, box.top(), _MENU, tall) if kept else nowhere
    return RowSpots(
        action=mirrored_f(action, place, direction),
        menu=mirrored_f(menu, place, direction) if kept else nowhere,
        handle=nowhere,
    )


def _cut_spots(place: QRectF, frame: Frame, direction: Qt.LayoutDirection) -> RowSpots:
    theme = Theme.current()
    metrics = QFontMetricsF(theme.font(Size.META, weight=600))
    wide = metrics.horizontalAdvance(_("New document begins here")) + IconSize.CHIP + 8 + 28
    tall = theme.scaled(27)
    left, right = place.left() + 18, place.left() + frame.end
    handle = QRectF(0, 0, min(wide, right - left), tall)
    handle.moveCenter(QPointF((left + right) / 2, place.center().y()))
    join = metrics.horizontalAdvance(_("Join")) + 20
    action = QRectF(right - join, handle.top(), join, tall)
    return RowSpots(
        action=mirrored_f(action, place, direction),
        menu=QRectF(),
        handle=mirrored_f(handle, place, direction),
    )


class RowPainter:
    """Draws rows with one layout, in one direction."""

    def __init__(self, layout: RowLayout) -> None:
        self._layout = layout

    def paint(
        self,
        painter: QPainter,
        row: Row,
        place: QRectF,
        state: RowState,
        direction: Qt.LayoutDirection,
    ) -> None:
        """Draw a row in its rectangle."""
        match row.kind:
            case RowKind.CUT:
                self._paint_cut(painter, row, place, state, direction)
            case RowKind.GAP:
                self._paint_gap(painter, row, place, state, direction)
            case RowKind.LINE:
                self._paint_line(painter, row, place, state, direction)

    def _paint_line(
        self,
        painter: QPainter,
        row: Row,
        place: QRectF,
        state: RowState,
        direction: Qt.LayoutDirection,
    ) -> None:
        theme, frame = Theme.current(), self._layout.frame
        tokens = theme.tokens
        box = box_of(place, frame)
        drawn_box = mirrored_f(box, place, direction)
        left_out = row.look is Look.LEFT_OUT
        ground = tokens.soft if state.lit else tokens.sel if state.chosen else ""
        if not ground and left_out:
            ground = tokens.page if state.active else tokens.list
        if ground:
            fill(painter, drawn_box, Radius.MARK, ground)
        self._paint_number(painter, row, place, direction, tokens)
        if row.look in _BARRED:
            bar = QRectF(box.left() + 4, box.top() + 3, 2, box.height() - 6)
            painter.fillRect(mirrored_f(bar, place, direction), QColor(tokens.edge))
        self._paint_words(painter, row, place, direction, tokens)
        if row.look is Look.TABLE:
            painter.fillRect(
                QRectF(drawn_box.left(), drawn_box.bottom(), drawn_box.width(), 1),
                QColor(tokens.line),
            )
        if state.active and not row.locked:
            self._paint_action(painter, row, place, direction, tokens)
        else:
            self._paint_aside(painter, row, place, direction, tokens)
        if state.focused:
            focus_ring(painter, drawn_box, Radius.CONTROL, tokens.accent)
        elif state.active and left_out:
            outline(painter, drawn_box, Radius.CONTROL, tokens.edge)

    def _paint_number(
        self,
        painter: QPainter,
        row: Row,
        place: QRectF,
        direction: Qt.LayoutDirection,
        tokens: Tokens,
    ) -> None:
        theme, kind = Theme.current(), type_of(row.look)
        first = kind.size * theme.factor * kind.pitch
        number = QRectF(place.left(), place.top() + kind.above, self._layout.frame.gutter, first)
        painter.setFont(theme.font(Size.SMALL, tabular=True))
        painter.setPen(QColor(tokens.text3))
        painter.drawText(
            mirrored_f(number, place, direction),
            int(Qt.AlignmentFlag.AlignVCenter | _end(direction)),
            str(row.line),
        )

    def _paint_words(
        self,
        painter: QPainter,
        row: Row,
        place: QRectF,
        direction: Qt.LayoutDirection,
        tokens: Tokens,
    ) -> None:
        kind, frame = type_of(row.look), self._layout.frame
        ink = tokens.text
        if row.look is Look.LEFT_OUT:
            ink = tokens.text3
        elif row.look in _SOFT_INK:
            ink = tokens.text2
        indent = 10 if row.look in _BARRED else 0
        words = QRectF(
            place.left() + frame.text + indent,
            place.top() + kind.above,
            self._layout.measure_of(row.look),
            place.height(),
        )
        painter.setPen(QColor(ink))
        if row.look is Look.TABLE:
            self._paint_cells(painter, row, words, place, direction)
            return
        self._layout.words(row).draw(painter, mirrored_f(words, place, direction).topLeft())

    def _paint_cells(
        self,
        painter: QPainter,
        row: Row,
        words: QRectF,
        place: QRectF,
        direction: Qt.LayoutDirection,
    ) -> None:
        painter.setFont(self._layout.font(row.look))
        painter.setLayoutDirection(direction)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading
        for cell, text in self._layout.cells(row):
            there = cell.translated(words.topLeft()).adjusted(0, 0, 0, 2)
            painter.drawText(mirrored_f(there, place, direction), int(flags), text)

    def _paint_aside(
        self,
        painter: QPainter,
        row: Row,
        place: QRectF,
        direction: Qt.LayoutDirection,
        tokens: Tokens,
    ) -> None:
        """The role at the end of the line, in one quiet word."""
        frame, kind = self._layout.frame, type_of(row.look)
        if not row.look.word or (not frame.aside and row.look is not Look.LEFT_OUT):
            return
        theme = Theme.current()
        box = box_of(place, frame)
        first = kind.size * theme.factor * kind.pitch
        aside = QRectF(box.left(), place.top() + kind.above, box.width() - 12, first)
        painter.setFont(theme.font(Size.META))
        painter.setPen(QColor(tokens.text3))
        painter.drawText(
            mirrored_f(aside, place, direction),
            int(Qt.AlignmentFlag.AlignVCenter | _end(direction)),
            row.look.word,
        )

    def _paint_action(
        self,
        painter: QPainter,
        row: Row,
        place: QRectF,
        direction: Qt.LayoutDirection,
        tokens: Tokens,
    ) -> None:
        """Put back, or leave out and the menu of roles."""
        theme = Theme.current()
        spots = spots_of(row, place, self._layout.frame, direction)
        left_out = row.look is Look.LEFT_OUT
        ground = tokens.page if not left_out else ""
        if ground and not self._layout.frame.aside:
            fill(painter, spots.action.united(spots.menu), Radius.CONTROL, tokens.raised)
            outline(painter, spots.action.united(spots.menu), Radius.CONTROL, tokens.line)
        inner = spots.action.adjusted(4, 0, -4, 0)
        if left_out:
            size = IconSize.CHIP
            mark = QRectF(inner.left(), inner.center().y() - size / 2, size, size)
            icons.draw(painter, "undo-2", mirrored_f(mark, inner, direction), tokens.accent)
        else:
            mark = QRectF(0, 0, IconSize.ROW, IconSize.ROW)
            mark.moveCenter(spots.menu.center())
            icons.draw(painter, "ellipsis", mark, tokens.text2)
        painter.setFont(theme.font(Size.META, weight=600))
        painter.setPen(QColor(tokens.accent))
        painter.drawText(
            inner,
            int(Qt.AlignmentFlag.AlignVCenter | _end(direction)),
            _("Put back") if left_out else _("Leave out"),
        )

    def _paint_gap(
        self,
        painter: QPainter,
        row: Row,
        place: QRectF,
        state: RowState,
        direction: Qt.LayoutDirection,
    ) -> None:
        theme = Theme.current()
        tokens = theme.tokens
        box = box_of(place, self._layout.frame)
        drawn = mirrored_f(box, place, direction)
        fill(painter, drawn, Radius.MARK, tokens.hover if state.active else tokens.list)
        inner = box.adjusted(12, 0, -12, 0)
        painter.setFont(theme.font(Size.META))
        painter.setPen(QColor(tokens.text3))
        leading = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.drawText(mirrored_f(inner, place, direction), leading, gap_words(row.count))
        if state.active:
            painter.setFont(theme.font(Size.META, weight=600))
            painter.setPen(QColor(tokens.accent))
            painter.drawText(
                mirrored_f(inner, place, direction),
                int(Qt.AlignmentFlag.AlignVCenter | _end(direction)),
                _("Show"),
            )
        if state.focused:
            focus_ring(painter, drawn, Radius.CONTROL, tokens.accent)

    def _paint_cut(
        self,
        painter: QPainter,
        row: Row,
        place: QRectF,
        state: RowState,
        direction: Qt.LayoutDirection,
    ) -> None:
        theme, frame = Theme.current(), self._layout.frame
        tokens = theme.tokens
        spots = _cut_spots(place, frame, direction)
        line = mirrored_f(
            QRectF(place.left() + 18, place.center().y(), frame.end - 18, 0), place, direction
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.edge if state.dragged or row.locked else tokens.accent), 1.5)
        pen.setDashPattern([4, 2])
        painter.setPen(pen)
        painter.drawLine(line.topLeft(), line.topRight())
        draw_handle(painter, spots.handle, direction, faint=state.dragged or row.locked)
        if state.active and not state.dragged and not row.locked:
            fill(painter, spots.action, Radius.CONTROL, tokens.page)
            outline(painter, spots.action, Radius.CONTROL, tokens.edge)
            painter.setFont(theme.font(Size.META, weight=600))
            painter.setPen(QColor(tokens.accent))
            painter.drawText(spots.action, int(Qt.AlignmentFlag.AlignCenter), _("Join"))
        if state.focused:
            ring = spots.handle.adjusted(-3, -3, 3, 3)
            focus_ring(painter, ring, ring.height() / 2, tokens.accent)


def draw_handle(
    painter: QPainter, handle: QRectF, direction: Qt.LayoutDirection, *, faint: bool = False
) -> None:
    """Draw the handle of a cut: a pill with scissors and words."""
    theme = Theme.current()
    tokens = theme.tokens
    colour = tokens.text3 if faint else tokens.accent
    round_ = handle.height() / 2
    fill(painter, handle, round_, tokens.list if faint else tokens.soft)
    outline(painter, handle, round_, colour)
    size = IconSize.CHIP
    mark = QRectF(handle.left() + 14, handle.center().y() - size / 2, size, size)
    icons.draw(painter, "scissors", mirrored_f(mark, handle, direction), colour)
    painter.setFont(theme.font(Size.META, weight=600))
    painter.setPen(QColor(colour))
    words = mirrored_f(handle.adjusted(14 + size + 6, 0, -10, 0), handle, direction)
    metrics = QFontMetricsF(theme.font(Size.META, weight=600))
    painter.drawText(
        words,
        int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
        metrics.elidedText(
            _("New document begins here"), Qt.TextElideMode.ElideRight, words.width()
        ),
    )


def _end(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """The far edge of the line of reading, whatever the painter thinks of directions."""
    right_to_left = direction is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute
