"""A scrolled flow of blocks: laid out where one looks, and what one looks at never jumps."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.ui.reader.page_flow import PageFlow
from app.ui.theme import Theme

TOP, BOTTOM = 12.0, 40.0
"""Space above the first block and below the last, in logical pixels."""

_IDLE_BLOCKS = 4


class FlowView(QAbstractScrollArea):
    """Where a page is scrolled to. What is drawn and what keys do is the page's own."""

    scrolled = Signal()
    """What is in sight, or where it stands, is different."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = PageFlow()
        self._current = -1
        self._settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(26)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._measure_some)
        Theme.current().changed.connect(self._lay_anew)

    def reading_place(self) -> tuple[int, float]:
        """Id of the uppermost paragraph in sight, and how far it is scrolled beyond its top."""
        y = self.verticalScrollBar().value() - TOP
        at = self._flow.heights.block_at(y)
        if at < 0:
            return 0, 0.0
        return self._flow.passages[at].segment.id, y - self._flow.heights.top(at)

    def go_to_place(self, segment: int, beyond: float) -> None:
        """Scroll so that a paragraph is uppermost."""
        at = self._flow.index_of(segment)
        if at < 0:
            self._settle()
            return
        self._flow.lay_out(at)
        self._scroll_range()
        self.verticalScrollBar().setValue(round(self._flow.heights.top(at) + beyond + TOP))
        self._settle()

    def is_hidden(self, segment: int) -> bool:
        """Whether a distressing passage has not been asked for."""
        at = self._flow.index_of(segment)
        return at >= 0 and self._flow.hides(at)

    def hidden_count(self) -> int:
        """How many passages are hidden at present."""
        return self._flow.hidden_count()

    def show_hidden(self, segment: int) -> None:
        """Show a hidden passage until the record is left."""
        at = self._flow.index_of(segment)
        if at >= 0:
            self._flow.ask_for(at)
            self._lay_block_anew(at)

    @Slot()
    def show_all_hidden(self) -> None:
        """Show every hidden passage of this record until it is left."""
        for at in range(len(self._flow.passages)):
            self._flow.ask_for(at)
        self._lay_anew()

    def set_edited(self, segment: int, column: int, height: float) -> None:
        """Make room for an editor that stands where a segment's text is."""
        at, before = self._flow.index_of(segment), self._flow.edited
        if at < 0 or before == (at, column, height):
            return
        self._flow.edited = (at, column, height)
        if before is not None and before[0] != at:
            self._lay_block_anew(before[0])
        self._current = at
        self._lay_block_anew(at)

    def end_edited(self) -> None:
        """The editor has gone."""
        edited, self._flow.edited = self._flow.edited, None
        if edited is not None:
            self._lay_block_anew(edited[0])

    def editor_place(self) -> QRectF | None:
        """Where the editor stands in the viewport at present."""
        if self._flow.edited is None:
            return None
        at, column, _height = self._flow.edited
        place = self._flow.block(at).column_place(column, self.layoutDirection())
        return place.translated(0, self._block_y(at))

    def bring_into_sight(self, segment: int, top: float, height: float) -> None:
        """Scroll so that a part of a paragraph is in sight.

        Args:
            top: Upper edge of the part, relative to the paragraph's.
        """
        at = self._flow.index_of(segment)
        if at >= 0:
            self._reveal(at, top, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_anew()
        else:
            self._settle()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Scrolling draws anew; blocks are laid out as they come into sight."""
        if not self._settling:
            self._settle()

    @Slot()
    def _lay_anew(self) -> None:
        segment, beyond = self.reading_place()
        self._forget()
        self.go_to_place(segment, beyond)

    def _forget(self) -> None:
        self._flow.set_width(float(self.viewport().width()))
        self._idle.start()

    def _lay_block_anew(self, at: int) -> None:
        self._flow.lay_anew(at)
        self._settle()

    def _settle(self) -> None:
        """Lay out what is in sight without moving what was seen."""
        if self._settling or not self._flow.passages:
            self._scroll_range()
            self.viewport().update()
            return
        self._settling = True
        bar = self.verticalScrollBar()
        self._scroll_range()
        for _attempt in range(4):
            y = bar.value() - TOP
            at = self._flow.heights.block_at(y)
            # What is known already stays where it is; what is laid out above it grows upwards.
            fixed = at
            while fixed < len(self._flow.passages) - 1 and not self._flow.heights.is_known(fixed):
                if self._flow.heights.top(fixed) > y + self.viewport().height():
                    fixed = at
                    break
                fixed += 1
            seen_at = self._flow.heights.top(fixed) - bar.value()
            changed = 0.0
            while at < len(self._flow.passages):
                if self._flow.heights.top(at) > y + self.viewport().height():
                    break
                changed += abs(self._flow.lay_out(at))
                at += 1
            self._scroll_range()
            bar.setValue(round(self._flow.heights.top(fixed) - seen_at))
            if not changed:
                break
        self._settling = False
        self.viewport().update()
        self.scrolled.emit()

    def _scroll_range(self) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        whole = self._flow.heights.whole if self._flow.passages else 0.0
        bar.setPageStep(high)
        bar.setRange(0, max(0, round(whole + TOP + BOTTOM - high)))

    @Slot()
    def _measure_some(self) -> None:
        """Lay out a few more blocks while nothing else is to do, so that the bar tells true."""
        bar = self.verticalScrollBar()
        at = self._flow.heights.block_at(bar.value() - TOP)
        anchor = self._flow.heights.top(at) - bar.value() if at >= 0 else 0.0
        for _each in range(_IDLE_BLOCKS):
            unknown = self._flow.heights.next_unknown(at)
            if unknown < 0:
                self._idle.stop()
                break
            self._flow.lay_out(unknown)
        if at >= 0:
            self._settling = True
            self._scroll_range()
            bar.setValue(round(self._flow.heights.top(at) - anchor))
            self._settling = False

    def _reveal(self, at: int, top: float, height: float) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        self._scroll_range()
        y = self._block_y(at) + top
        if y < 20:
            bar.setValue(round(bar.value() + y - min(90, high * 0.2)))
        elif y + height > high - 20:
            lower = y + min(height, high - 60) - high + min(90, high * 0.2)
            bar.setValue(round(bar.value() + lower))
        self._settle()

    def _block_y(self, at: int) -> float:
        return self._flow.heights.top(at) + TOP - self.verticalScrollBar().value()
