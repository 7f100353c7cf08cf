"""The result as a list of hits, and as a table with sortable columns."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.records.postings import Order
from app.translation import _
from app.ui.library.hit_delegate import HitDelegate
from app.ui.library.hit_model import Column, HitModel
from app.ui.library.row_delegate import RowDelegate
from app.ui.theme import Theme
from app.ui.tokens import Grid

SORTABLE = {Column.TITLE: Order.TITLE, Column.DATE: Order.DATE, Column.ADDED: Order.ADDED}
"""Columns that the archive can order by."""

_WIDTHS = {
    Column.TITLE: 260,
    Column.CODE: 70,
    Column.KIND: 90,
    Column.DATE: 110,
    Column.LINE: 140,
    Column.LANGUAGES: 120,
    Column.CONSENT: 110,
    Column.RISK: 80,
    Column.STATUS: 90,
    Column.ADDED: 100,
}


class _View(QTableView):
    """What list and table share. A `QTableView` takes 100,000 rows of one height at once."""

    row_height: Grid
    """Of every row, in logical pixels at 100 %."""

    entered = Signal()
    """Enter was pressed, or a row double-clicked: show the record wide."""
    left_up = Signal()
    """The up arrow was pressed in the first row: back to the search line."""
    menu_wanted = Signal(object)
    """The global point at which a menu was asked for."""

    def __init__(self, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().setSingleStep(24)
        self.setAccessibleName(_("Records found"))
        self.doubleClicked.connect(self.entered)
        Theme.current().changed.connect(self._put_on)
        self._put_on()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, then the rows: a style sheet takes palettes away when it changes."""
        ground = QColor(Theme.current().tokens.list)
        QPainter(self.viewport()).fillRect(event.rect(), ground)
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens wide; up from the first row goes back to the search line."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters do not jump: that would ask for every page."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, by mouse or by key."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(place)

    @Slot()
    def _put_on(self) -> None:
        self.verticalHeader().setDefaultSectionSize(Theme.current().scaled(self.row_height))


class HitList(_View):
    """Hits of 92 pixels below each other."""

    row_height = Grid.HIT_ROW

    def __init__(self, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setItemDelegate(HitDelegate(self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(Column.HIT, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column in range(1, Column.COUNT):
            self.setColumnHidden(column, True)


class HitTable(_View):
    """One line per hit; a heading that can be sorted by says so when it is pressed."""

    row_height = Grid.PLAIN_ROW

    order_wanted = Signal(object)
    """The `Order` of the heading that was pressed."""

    def __init__(self, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setItemDelegate(RowDelegate(self))
        self.setColumnHidden(Column.HIT, True)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.sectionClicked.connect(self._heading_pressed)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)

    def show_order(self, order: Order) -> None:
        """Show by which column the result is ordered."""
        column = next((each for each, by in SORTABLE.items() if by is order), -1)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        ascending = order is Order.TITLE
        header.setSortIndicator(
            column, Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        )

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll down or up, never sideways: the title stays where it was."""
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(across)

    @Slot(int)
    def _heading_pressed(self, column: int) -> None:
        if column in SORTABLE:
            self.order_wanted.emit(SORTABLE[column])
