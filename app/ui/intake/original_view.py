"""The original as a list: thousands of lines of differing height, scrolled smoothly.

Heights are estimated first and measured when seen, or in short idle steps; the row at the top of
the view stays where it is meanwhile.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.translation import _
from app.ui.intake.gestures import Gestures
from app.ui.intake.original_model import OriginalModel
from app.ui.intake.row_heights import ABOVE, RowHeights
from app.ui.intake.row_layout import RowLayout
from app.ui.intake.row_painter import RowPainter, RowState
from app.ui.intake.rows import Row, RowKind
from app.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_IDLE_MILLISECONDS = 6
_ROWS_BEFORE, _NEAR_START = 3, 6
_Cursor = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint


class OriginalView(QAbstractItemView):
    """The lines of an original, and the cuts between its documents.

    Keys: Space or Enter puts back or leaves out what is chosen, or unfolds a gap; Delete joins at
    a cut; Alt+Up and Alt+Down move a cut; the menu key opens the roles.
    """

    toggle_requested = Signal(object)
    """Put back or leave out: line numbers as a tuple of int."""
    menu_requested = Signal(int, QPoint)
    """The roles of a line are wanted at a place on the screen."""
    cut_moved = Signal(int, int)
    """A cut before one line is wanted before another."""
    join_requested = Signal(int)
    """The cut before this line is to go."""
    gap_opened = Signal(int)
    """A folded run that begins at this line is to be shown."""
    line_reached = Signal(int)
    """The keyboard's place is on this line now."""

    def __init__(self, model: OriginalModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows_layout = RowLayout()
        self._painter = RowPainter(self._rows_layout)
        self._stack = RowHeights(self._rows_layout)
        self._lit: frozenset[int] = frozenset()
        self._language = ""
        self._next_to_measure = 0
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._measure_some)
        self._rows_model = model
        self.setModel(model)
        model.dataChanged.connect(self._rows_restyled)
        model.rowsInserted.connect(self._rows_changed)
        model.rowsRemoved.connect(self._rows_changed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Original"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gestures = Gestures(self)
        Theme.current().changed.connect(self._measure_anew)

    # What others ask for

    def light(self, lines: Sequence[int]) -> None:
        """Light up the lines that a focused field comes from, and show the first of them."""
        self._lit = frozenset(lines)
        if lines:
            self.show_line(min(lines))
        self.viewport().update()

    @property
    def lit(self) -> frozenset[int]:
        """The lines that are lit up."""
        return self._lit

    def show_line(self, line: int, *, at_top: bool = False) -> None:
        """Scroll to a line; at the top, with what stands just before it."""
        index = self._rows_model.index_of_line(line)
        if not index.isValid():
            return
        if at_top:
            before = max(0, index.row() - _ROWS_BEFORE)
            index = self._rows_model.index(0 if before < _NEAR_START else before)
        self.scrollTo(index, _Hint.PositionAtTop if at_top else _Hint.EnsureVisible)

    def place_at(self, line: int) -> None:
        """Put the keyboard's place on a line."""
        index = self._rows_model.index_of_line(line)
        if index.isValid():
            self.setCurrentIndex(index)

    def set_language(self, language: str) -> None:
        """The language of the text, for the form of Han characters."""
        if language != self._language:
            self._language = language
            self._measure_anew()

    def chosen_lines(self) -> tuple[int, ...]:
        """The line numbers that are chosen, or the one where the keyboard's place is."""
        chosen = [index.row() for index in self.selectionModel().selectedIndexes()]
        if not chosen and self.currentIndex().isValid():
            chosen = [self.currentIndex().row()]
        rows = (self._rows_model.rows[number] for number in sorted(chosen))
        return tuple(row.line for row in rows if row.kind is RowKind.LINE)

    def current_row(self) -> Row | None:
        """The row where the keyboard's place is."""
        index = self.currentIndex()
        return self._rows_model.row_at(index) if index.isValid() else None

    # Geometry

    @property
    def rows_layout(self) -> RowLayout:
        """Where the words of rows stand."""
        return self._rows_layout

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows_model.rows

    def place_of(self, number: int) -> QRectF:
        """The rectangle of a row in the viewport."""
        top = self._stack.top(number) - self.verticalOffset()
        return QRectF(0, top, self.viewport().width(), self._stack.height(number))

    def number_at(self, y: float) -> int:
        """The row at a height of the viewport, -1 where there is none."""
        return self._stack.at(int(y) + self.verticalOffset())

    def visualRect(self, index: _Index) -> QRect:
        """The rectangle of a row in the viewport."""
        if not index.isValid() or index.row() >= len(self._stack):
            return QRect()
        return self.place_of(index.row()).toRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row under a point of the viewport."""
        number = self.number_at(point.y())
        return self._rows_model.index(number) if number >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        """Rows are as wide as the view."""
        return 0

    def verticalOffset(self) -> int:
        """Pixels scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: _Index) -> bool:
        """No row is hidden: a filter folds them instead."""
        return False

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a row into view."""
        number = index.row()
        if not 0 <= number < len(self._stack):
            return
        self._measure(range(number - 40, number + 40))
        top, tall = self._stack.top(number), self._stack.height(number)
        now, page = self.verticalOffset(), self.viewport().height()
        if hint is _Hint.PositionAtCenter:
            now = top - (page - tall) // 2
        elif hint is _Hint.PositionAtTop or top < now:
            now = top - ABOVE
        elif top + tall > now + page:
            now = min(top - ABOVE, top + tall - page + ABOVE)
        self.verticalScrollBar().setValue(now)
        self.viewport().update()

    def moveCursor(self, action: _Cursor, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where a cursor key leads."""
        last = len(self._stack) - 1
        if last < 0:
            return QModelIndex()
        now = max(0, self.currentIndex().row())
        page = max(1, self.viewport().height() - 40)
        if action in (_Cursor.MoveUp, _Cursor.MovePrevious):
            now = max(0, now - 1)
        elif action in (_Cursor.MoveDown, _Cursor.MoveNext):
            now = min(last, now + 1)
        elif action in (_Cursor.MoveHome, _Cursor.MoveEnd):
            now = 0 if action is _Cursor.MoveHome else last
        elif action in (_Cursor.MovePageUp, _Cursor.MovePageDown):
            way = -page if action is _Cursor.MovePageUp else page
            now = self._stack.near(self._stack.top(now) + way)
        return self._rows_model.index(now)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the rows that a rectangle touches."""
        if not len(self._stack):
            return
        first = self._stack.near(rect.normalized().top() + self.verticalOffset())
        last = self._stack.near(rect.normalized().bottom() + self.verticalOffset())
        touched = QItemSelection(self._rows_model.index(first), self._rows_model.index(last))
        self.selectionModel().select(touched, command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """What to draw anew: all that is seen; a page is cheap."""
        return QRegion(self.viewport().rect())

    # Measuring

    def updateGeometries(self) -> None:
        """Tell the scroll bar how much there is."""
        page, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(page)
        bar.setSingleStep(Theme.current().scaled(24))
        bar.setRange(0, max(0, self._stack.total - page))
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure_anew()

    @Slot()
    def _measure_anew(self) -> None:
        anchor = self._anchor()
        self._rows_layout.use(self.viewport().width(), self._language)
        self._take_rows(anchor)

    @Slot()
    def _rows_changed(self) -> None:
        self._take_rows(self._anchor())

    @Slot(QModelIndex, QModelIndex)
    def _rows_restyled(self, first: QModelIndex, last: QModelIndex) -> None:
        if len(self._stack) != len(self.rows):
            # Rows come or go as well; the signal for that follows.
            return
        anchor = self._anchor()
        self._stack.retake(self.rows, first.row(), last.row())
        self._scroll_back(anchor)
        self._next_to_measure = min(self._next_to_measure, first.row())
        self._idle.start()
        self.viewport().update()

    def _scroll_back(self, anchor: tuple[int, int]) -> None:
        self.updateGeometries()
        index = self._rows_model.index_of_line(anchor[0])
        if index.isValid():
            self.verticalScrollBar().setValue(self._stack.top(index.row()) + anchor[1])

    def _take_rows(self, anchor: tuple[int, int]) -> None:
        """Take over the model's rows; the line at the top keeps its place."""
        self._stack.take(self.rows)
        self._scroll_back(anchor)
        self._next_to_measure = 0
        self._idle.start()
        self.viewport().update()

    def _anchor(self) -> tuple[int, int]:
        """The line at the top of the view, and how far it is scrolled past; -1 for the start."""
        number = self._stack.near(self.verticalOffset())
        if self.verticalOffset() == 0 or number >= min(len(self._stack), len(self.rows)):
            return -1, 0
        return self.rows[number].line, self.verticalOffset() - self._stack.top(number)

    def _measure(self, numbers: range) -> bool:
        """Measure rows; the one at the top of the view keeps its place."""
        now = self.verticalOffset()
        top = self._stack.near(now)
        offset = now - self._stack.top(top)
        if not self._stack.measure(numbers):
            return False
        self.updateGeometries()
        if now > 0:
            self.verticalScrollBar().setValue(self._stack.top(top) + offset)
        return True

    @Slot()
    def _measure_some(self) -> None:
        clock, changed = QElapsedTimer(), False
        clock.start()
        while self._next_to_measure < len(self._stack) and clock.elapsed() < _IDLE_MILLISECONDS:
            changed = self._measure(range(self._next_to_measure, self._next_to_measure + 20))
            self._next_to_measure += 20
        if self._next_to_measure >= len(self._stack):
            self._idle.stop()
        if changed:
            self.viewport().update()

    # Painting and keys

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(Theme.current().tokens.page))
        if not len(self._stack):
            return
        first = self._stack.near(self.verticalOffset())
        self._measure(range(first, first + 60))
        direction = self.layoutDirection()
        for number in range(self._stack.near(self.verticalOffset()), len(self._stack)):
            place = self.place_of(number)
            if place.top() > self.viewport().height():
                break
            row = self.rows[number]
            self._painter.paint(painter, row, place, self._state_of(number, row), direction)
        self._gestures.paint(painter)

    def _state_of(self, number: int, row: Row) -> RowState:
        focused = self.currentIndex().row() == number and self.hasFocus()
        return RowState(
            active=focused or self._gestures.hovered == number,
            focused=focused,
            chosen=self.selectionModel().isSelected(self._rows_model.index(number)),
            lit=row.kind is RowKind.LINE and row.line in self._lit,
            dragged=row.kind is RowKind.CUT and self._gestures.dragged_line == row.line,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the list; see the class."""
        if self._gestures.key(event):
            return
        super().keyPressEvent(event)
        row = self.current_row()
        if row is not None and row.kind is RowKind.LINE:
            self.line_reached.emit(row.line)

    def keyboardSearch(self, _search: str) -> None:
        """Letters do not search here: they are too easily taken for commands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and len(self._stack):
            index = self._rows_model.index(self._stack.near(self.verticalOffset()))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        self.viewport().update()
