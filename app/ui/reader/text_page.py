"""The page: passages one below the other, laid out only where one looks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.direction import joined
from app.ui.painting import focus_ring
from app.ui.reader.block import Beside, Look
from app.ui.reader.flow_view import TOP, FlowView
from app.ui.reader.page_selection import Selection, Spot
from app.ui.reader.passage import Passage
from app.ui.theme import Theme
from app.ui.tokens import Radius

_TO_THE_END = 2**30


class TextPage(FlowView):
    """Shows passages; one of them is where one is, one found word is being visited.

    Keys: arrows go from paragraph to paragraph, Space and Page keys turn pages, Enter edits or
    shows what is hidden. The paragraph one is at is what a screen reader says.
    """

    edit_wanted = Signal(int, int)
    """Id of a segment and number of a column (0 original, 1 translation): edit it."""
    mark_visited = Signal(int, int)
    """Number of the found word being visited, from 1 (0 for none), and how many there are."""
    copy_changed = Signal(bool)
    """Whether there is something selected to copy."""
    menu_wanted = Signal(object)
    """The global point at which a menu for the paragraph one is at was asked for."""
    segment_reached = Signal(int)
    """Id of the segment one is at now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = -1
        self._selection: Selection | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Text"))
        self.viewport().setMouseTracking(True)

    def show_passages(
        self, passages: Sequence[Passage], beside: Beside, *, keep_place: bool = False
    ) -> None:
        """Show a record's text.

        Args:
            keep_place: It is the same record as before: stay where one was.
        """
        spot = self.reading_place() if keep_place else (0, 0.0)
        current = self.current_segment() if keep_place else 0
        self._flow.begin(passages, beside, same_record=keep_place)
        self._selection, self._mark = None, -1
        self._current = self._flow.index_of(current)
        self._forget()
        if keep_place:
            self.go_to_place(*spot)
        else:
            self.verticalScrollBar().setValue(0)
            self._settle()
        self.mark_visited.emit(0, self.found_count())
        self.copy_changed.emit(False)

    def found_count(self) -> int:
        """How many found words the text has."""
        return self._flow.found_count()

    def current_segment(self) -> int:
        """Id of the paragraph one is at; 0 for none."""
        at = self._current
        return self._flow.passages[at].segment.id if 0 <= at < len(self._flow.passages) else 0

    @Slot()
    def next_mark(self) -> None:
        """Go to the next found word; after the last comes the first."""
        self._visit(1)

    @Slot()
    def previous_mark(self) -> None:
        """Go to the found word before; before the first comes the last."""
        self._visit(-1)

    def _visit(self, step: int) -> None:
        total = self.found_count()
        if not total:
            return
        if self._mark < 0:
            at = max(0, self._flow.heights.block_at(self.verticalScrollBar().value() - TOP))
            before = self._flow.found_before(at)
            self._mark = (before if step > 0 else before - 1) % total
        else:
            self._mark = (self._mark + step) % total
        block, inside = self._flow.block_of_mark(self._mark)
        self._current = block
        place = self._flow.block(block).mark_place(inside, self.layoutDirection())
        self._reveal(block, place.top(), place.height())
        self.mark_visited.emit(self._mark + 1, total)
        self._say_current()

    def selected_text(self) -> str:
        """What is selected, paragraphs parted by an empty line; nothing that is hidden."""
        return self._flow.selected_text(self._selection)

    @Slot()
    def select_all(self) -> None:
        """Select the whole original."""
        last = len(self._flow.passages) - 1
        if last >= 0:
            self._select(Selection(Spot(0, 0, 0), Spot(last, 0, _TO_THE_END)))

    def _select(self, selection: Selection | None) -> None:
        self._selection = selection
        self.copy_changed.emit(selection is not None and not selection.is_empty)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the blocks in sight."""
        painter = QPainter(self.viewport())
        tokens = Theme.current().tokens
        painter.fillRect(self.viewport().rect(), QColor(tokens.page))
        block, inside = self._flow.block_of_mark(self._mark)
        at = self._flow.heights.block_at(self.verticalScrollBar().value() - TOP)
        while 0 <= at < len(self._flow.passages):
            y = self._block_y(at)
            if y > self.viewport().height():
                break
            shown = self._flow.block(at)
            edited = (
                self._flow.edited[1] if self._flow.edited and self._flow.edited[0] == at else -1
            )
            look = Look(
                current=at == self._current and edited < 0,
                mark=inside if at == block else -1,
                selection=(
                    self._flow.selected(at, 0, self._selection),
                    self._flow.selected(at, 1, self._selection),
                ),
                edited=edited,
            )
            shown.draw(painter, y, self.layoutDirection(), look)
            at += 1
        if self.hasFocus():
            ring = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
            focus_ring(painter, ring, Radius.CONTROL, tokens.accent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the text, show what is hidden, begin to edit."""
        key, high = event.key(), self.viewport().height()
        bar = self.verticalScrollBar()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and plain:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            back = key == Qt.Key.Key_PageUp or bool(
                event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            )
            bar.setValue(bar.value() + (-1 if back else 1) * round(high * 0.9))
        elif key == Qt.Key.Key_Home:
            self._go_to(0)
        elif key == Qt.Key.Key_End:
            self._go_to(len(self._flow.passages) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E) and plain:
            self._act_on_current()
        elif key == Qt.Key.Key_Escape and self._selection is not None:
            self._select(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Be at a paragraph, begin to select, or show what is hidden."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        spot, block = self._spot_at(event.position())
        if block < 0:
            return
        self._current = block
        if self._flow.hides(block):
            cover = self._flow.block(block).cover(self.layoutDirection())
            point = event.position() - QPointF(0, self._block_y(block))
            if cover.pill.contains(point):
                self.show_hidden(self._flow.passages[block].segment.id)
        elif spot is not None:
            extend = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            anchor = self._selection.anchor if extend and self._selection else spot
            self._select(Selection(anchor, spot))
        self._say_current()
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on; the pointer tells what can be read and what pressed."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._selection is not None:
            spot, _block = self._spot_at(event.position(), self._selection.anchor.column)
            if spot is not None:
                self._select(Selection(self._selection.anchor, spot))
            if event.position().y() < 0:
                self.verticalScrollBar().triggerAction(
                    self.verticalScrollBar().SliderAction.SliderSingleStepSub
                )
            elif event.position().y() > self.viewport().height():
                self.verticalScrollBar().triggerAction(
                    self.verticalScrollBar().SliderAction.SliderSingleStepAdd
                )
            return
        spot, block = self._spot_at(event.position())
        hidden = block >= 0 and self._flow.hides(block)
        shape = Qt.CursorShape.PointingHandCursor if hidden else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape if spot or hidden else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, by mouse or by key."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self._current >= 0:
            y = max(0.0, self._block_y(self._current))
            place = self.viewport().mapToGlobal(QPointF(60, y + 20).toPoint())
        elif event.reason() is QContextMenuEvent.Reason.Mouse:
            _spot, block = self._spot_at(QPointF(self.viewport().mapFromGlobal(place)))
            self._current = block
            self._say_current()
        self.menu_wanted.emit(place)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click without a drag selects nothing."""
        if self._selection is not None and self._selection.is_empty:
            self._select(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the paragraph that was hit."""
        spot, block = self._spot_at(event.position())
        if spot is not None and not self._flow.hides(block):
            self._select(None)
            self.edit_wanted.emit(self._flow.passages[block].segment.id, spot.column)

    def focusInEvent(self, event: QEvent) -> None:
        """Be at the first paragraph in sight, if at none."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if self._current < 0 and self._flow.passages:
            self._current = self._flow.heights.block_at(self.verticalScrollBar().value() - TOP)
            self._say_current()
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        """Draw without the ring."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def _step(self, step: int) -> None:
        """Go to the next paragraph, or on within one that is higher than the page."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        at = self._current
        if at >= 0:
            y, bottom = self._block_y(at), self._block_y(at) + self._flow.heights.height(at)
            if (step > 0 and bottom > high + 4 and y < high) or (step < 0 and y < -4 < bottom):
                bar.setValue(bar.value() + step * round(high * 0.7))
                return
        self._go_to(min(max(at + step, 0), len(self._flow.passages) - 1))

    def _go_to(self, at: int) -> None:
        if not 0 <= at < len(self._flow.passages):
            return
        self._current = at
        self._flow.lay_out(at)
        self._reveal(at, 0.0, self._flow.heights.height(at))
        self._say_current()

    def _act_on_current(self) -> None:
        at = self._current
        if not 0 <= at < len(self._flow.passages):
            return
        segment = self._flow.passages[at].segment.id
        if self._flow.hides(at):
            self.show_hidden(segment)
        else:
            self.edit_wanted.emit(segment, 0)

    def _say_current(self) -> None:
        """Let a screen reader say the paragraph one is at."""
        if 0 <= self._current < len(self._flow.passages):
            passage = self._flow.passages[self._current]
            text = _("Hidden passage") if self._flow.hides(self._current) else passage.segment.text
            number = _("Paragraph {number}").format(number=passage.segment.id)
            self.setAccessibleDescription(
                joined(number, passage.heading, text[:2000], between=". ")
            )
            self.segment_reached.emit(passage.segment.id)
        self.viewport().update()

    def _spot_at(self, point: QPointF, column: int | None = None) -> tuple[Spot | None, int]:
        """The place in the text under a point, and the block it is in (-1 for none)."""
        at = self._flow.heights.block_at(point.y() + self.verticalScrollBar().value() - TOP)
        if at < 0:
            return None, -1
        block, direction = self._flow.block(at), self.layoutDirection()
        if block.hidden:
            return None, at
        inside = point - QPointF(0, self._block_y(at))
        for each in (0, 1) if column is None else (column,):
            body, place = block.bodies[each], block.column_place(each, direction)
            wide = place.adjusted(-12, -1000, 12, 1000) if column is not None else place
            if column is None and not wide.contains(inside):
                continue
            if body is not None:
                return Spot(at, each, body.position_at(inside - place.topLeft())), at
            if each == 1 and column is None and block.has_translations:
                return Spot(at, 1, 0), at
        return None, at
