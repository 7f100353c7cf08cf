"""What pointer and keys do in the original: put back, leave out, move and remove cuts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QMouseEvent, QPainter, QPen

from app.ui.direction import mirrored_f
from app.ui.intake.row_painter import RowSpots, draw_handle, spots_of
from app.ui.intake.rows import Row, RowKind
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.intake.original_view import OriginalView

_SCROLL_EDGE, _SCROLL_STEP, _SCROLL_MILLISECONDS = 32, 14, 30


class Gestures(QObject):
    """Listens to the viewport of an original and turns what is done there into requests."""

    def __init__(self, view: "OriginalView") -> None:
        super().__init__(view)
        self._view = view
        self._hovered = -1
        self._dragged = 0
        self._target = 0
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MILLISECONDS)
        self._scroll.timeout.connect(self._scroll_on)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    @property
    def hovered(self) -> int:
        """The row under the pointer, -1 for none."""
        return -1 if self._dragged else self._hovered

    @property
    def dragged_line(self) -> int:
        """The line whose cut is being dragged, 0 for none."""
        return self._dragged

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """Act on a key; True if it was one of ours."""
        row, key = self._view.current_row(), event.key()
        if key == Qt.Key.Key_Escape and self._dragged:
            self._stop()
            return True
        if row is None or (row.locked and row.kind is not RowKind.GAP):
            return False
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._act(row, self._view.chosen_lines())
            return True
        if row.kind is not RowKind.CUT:
            return False
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self._view.join_requested.emit(row.line)
            return True
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            return self._move_by_key(row, key)
        return False

    def _move_by_key(self, row: Row, key: int) -> bool:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if way is None:
            return False
        lines = [each.line for each in self._view.rows if each.kind is RowKind.LINE]
        place = lines.index(row.line) + way if row.line in lines else -1
        if 0 < place < len(lines):
            self._view.cut_moved.emit(row.line, lines[place])
        return True

    def _act(self, row: Row, lines: tuple[int, ...]) -> None:
        if row.kind is RowKind.GAP:
            self._view.gap_opened.emit(row.line)
        elif row.kind is RowKind.LINE:
            self._view.toggle_requested.emit(lines if row.line in lines else (row.line,))

    # Pointer

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what concerns the marks of a row; leave choosing rows to the view."""
        match event.type():
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                return self._moved(event.position())
            case QEvent.Type.Leave:
                self._hover(-1)
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                return event.button() is Qt.MouseButton.LeftButton and self._pressed(
                    event.position()
                )
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                return self._released()
            case QEvent.Type.ContextMenu:
                return self._asked()
            case _:
                pass
        return False

    def _spots(self, number: int) -> RowSpots:
        return spots_of(
            self._view.rows[number],
            self._view.place_of(number),
            self._view.rows_layout.frame,
            self._view.layoutDirection(),
        )

    def _moved(self, at: QPointF) -> bool:
        if self._dragged:
            self._drag_to(at)
            return True
        number = self._view.number_at(at.y())
        self._hover(number)
        shape = Qt.CursorShape.ArrowCursor
        if number >= 0:
            spots = self._spots(number)
            if spots.handle.contains(at):
                shape = Qt.CursorShape.SizeVerCursor
            elif spots.action.contains(at) or spots.menu.contains(at):
                shape = Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(shape)
        return False

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self._view.viewport().update()

    def _pressed(self, at: QPointF) -> bool:
        number = self._view.number_at(at.y())
        if number < 0:
            return False
        row, spots = self._view.rows[number], self._spots(number)
        if spots.handle.contains(at):
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            self._view.setCurrentIndex(self._view.model().index(number, 0))
            self._dragged, self._target = row.line, row.line
            self._scroll.start()
            return True
        if spots.menu.contains(at):
            self._menu(number)
            return True
        if spots.action.contains(at):
            if row.kind is RowKind.CUT:
                self._view.join_requested.emit(row.line)
            else:
                self._act(row, (row.line,))
            return True
        return False

    def _released(self) -> bool:
        if not self._dragged:
            return False
        cut, target = self._dragged, self._target
        self._stop()
        if target not in (0, cut):
            self._view.cut_moved.emit(cut, target)
        return True

    def _asked(self) -> bool:
        """The menu, at the pointer or at the keyboard's place."""
        at = self._view.viewport().mapFromGlobal(QCursor.pos())
        current = self._view.currentIndex().row()
        number = self._view.number_at(at.y()) if self._hovered >= 0 else current
        if 0 <= number < len(self._view.rows):
            if self._view.rows[number].line not in self._view.chosen_lines():
                self._view.setCurrentIndex(self._view.model().index(number, 0))
            self._menu(number, at if self._hovered >= 0 else None)
        return True

    def _menu(self, number: int, at: QPoint | None = None) -> None:
        row = self._view.rows[number]
        if row.kind is RowKind.LINE and not row.locked:
            corner = at if at is not None else self._spots(number).action.bottomLeft().toPoint()
            self._view.menu_requested.emit(row.line, self._view.viewport().mapToGlobal(corner))

    # Dragging a cut

    def _drag_to(self, at: QPointF) -> None:
        number = self._view.number_at(at.y())
        if number < 0:
            return
        place, rows = self._view.place_of(number), self._view.rows
        if at.y() > place.center().y():
            number += 1
        while number < len(rows) and rows[number].kind is RowKind.CUT:
            number += 1
        first = min((row.line for row in rows), default=0)
        if number < len(rows) and rows[number].line != first:
            self._target = rows[number].line
        self._view.viewport().update()

    @Slot()
    def _scroll_on(self) -> None:
        """Scroll while a cut is held near the edge."""
        viewport = self._view.viewport()
        at = viewport.mapFromGlobal(QCursor.pos())
        bar = self._view.verticalScrollBar()
        if at.y() < _SCROLL_EDGE:
            bar.setValue(bar.value() - _SCROLL_STEP)
        elif at.y() > viewport.height() - _SCROLL_EDGE:
            bar.setValue(bar.value() + _SCROLL_STEP)

    def _stop(self) -> None:
        self._dragged = self._target = 0
        self._scroll.stop()
        self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Draw where a dragged cut would go."""
        if not self._dragged or self._target == self._dragged:
            return
        for number, row in enumerate(self._view.rows):
            if row.kind is not RowKind.CUT and row.line == self._target:
                self._paint_target(painter, self._view.place_of(number).top())
                return

    def _paint_target(self, painter: QPainter, y: float) -> None:
        frame, viewport = self._view.rows_layout.frame, self._view.viewport()
        whole, direction = QRectF(viewport.rect()), self._view.layoutDirection()
        line = mirrored_f(QRectF(18, y, frame.end - 18, 0), whole, direction)
        painter.setPen(QPen(QColor(Theme.current().tokens.accent), 2))
        painter.drawLine(line.topLeft(), line.topRight())
        cut = Row(kind=RowKind.CUT, line=self._target)
        spots = spots_of(cut, QRectF(0, y - 24, whole.width(), 48), frame, direction)
        draw_handle(painter, spots.handle, direction)
