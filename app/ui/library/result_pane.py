"""The middle pane: search line, result as list or table, and what to do when nothing is found."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.archive.searching import Hit, SearchResult
from app.records.stored import RecordCard
from app.ui.library.bin_strip import BinStrip
from app.ui.library.hit_model import CARD_ROLE, HitModel
from app.ui.library.hit_views import HitList, HitTable
from app.ui.library.notes_strip import NotesStrip
from app.ui.library.nothing_found import NothingFound
from app.ui.library.question import Question
from app.ui.library.search_head import SearchHead
from app.ui.session import Session
from app.ui.tokens import Ground
from app.ui.widgets.surface import Surface


class ResultPane(Surface):
    """What the present question finds."""

    record_chosen = Signal(str)
    """Id of the record one is at now."""
    wide_wanted = Signal()
    """The record is to be shown wide."""
    selection_changed = Signal()
    """Other records are selected."""
    menu_wanted = Signal(object)
    """The global point at which a menu for the selected records was asked for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent)
        self.head = SearchHead(self)
        self.model = HitModel(self)
        self.list = HitList(self.model, self)
        self.table = HitTable(self.model, self)
        self.nothing = NothingFound(session, self)
        self.bin = BinStrip(self)
        self.notes = NotesStrip(self)
        self._quiet, self._binned = False, False
        selection = self.list.selectionModel()
        self.table.setSelectionModel(selection)
        self._views = QStackedWidget(self)
        for widget in (self.list, self.table, self.nothing):
            self._views.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.bin)
        layout.addWidget(self._views, 1)
        layout.addWidget(self.notes)
        selection.currentRowChanged.connect(self._current_changed)
        selection.selectionChanged.connect(self._selection_changed)
        for view in (self.list, self.table):
            view.entered.connect(self.wide_wanted)
            view.left_up.connect(self._to_search)
            view.menu_wanted.connect(self.menu_wanted)
        self.head.line.left_down.connect(self.enter_list)
        self.head.line.entered.connect(self._enter_first)
        self.head.view_chosen.connect(self._show_view)
        self.table.order_wanted.connect(self.head.choose_order)

    @property
    def view(self) -> HitList | HitTable:
        """List or table, whichever is chosen."""
        return self.table if self.head.views.current == "table" else self.list

    def show_question(self, question: Question) -> None:
        """Show what is asked, before the answer is there."""
        self.head.show_question(question)
        self._binned = question.binned
        if not question.binned:
            self.bin.hide()
        self.table.show_order(question.present_order)

    def show_result(self, question: Question, result: SearchResult, record: str) -> None:
        """Show an answer.

        Args:
            record: Id of the record that the reader shows; its row is chosen if it is here.
        """
        self._quiet = True
        self.model.show_result(result.hits, result.count)
        self._quiet = False
        self.head.show_count(result.count)
        self.notes.show_result(result)
        self.bin.setVisible(question.binned and result.count > 0)
        self._show_selected()
        if result.count:
            self._views.setCurrentWidget(self.view)
            self.choose(record)
        else:
            self.notes.hide()
            self.nothing.show_question(question, result.suggestion)
            self._views.setCurrentWidget(self.nothing)

    def choose(self, record: str) -> None:
        """Choose the row of a record without opening it again."""
        row = self.model.row_of(record) if record else -1
        if row < 0:
            return
        self._quiet = True
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        index = self.model.index(row, 0)
        self.list.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)
        self._quiet = False
        self._show_selected()
        self.selection_changed.emit()

    def go_to_row(self, row: int) -> None:
        """Choose a row and open its record."""
        if 0 <= row < self.model.rowCount():
            flags = (
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows
            )
            index = self.model.index(row, 0)
            self.list.selectionModel().setCurrentIndex(index, flags)
            self.view.scrollTo(index)

    @property
    def current_row(self) -> int:
        """The row one is at; -1 for none."""
        return self.list.selectionModel().currentIndex().row()

    def selected_rows(self) -> tuple[int, ...]:
        """The rows that are selected; perhaps all of 100,000."""
        rows: set[int] = set()
        # A list of ranges; the binding's stubs do not know that it can be walked.
        for part in self.list.selectionModel().selection():  # type: ignore[attr-defined]
            rows.update(range(part.top(), part.bottom() + 1))
        return tuple(sorted(rows))

    @property
    def has_selection(self) -> bool:
        """Whether any row is selected."""
        return self.list.selectionModel().hasSelection()

    def selected_ids(self) -> tuple[str, ...] | None:
        """The ids of the selected records; None where some of their pages are not here."""
        found = [self.model.peek(row) for row in self.selected_rows()]
        ids = tuple(hit.card.id for hit in found if hit is not None)
        return ids if len(ids) == len(found) else None

    @Slot()
    def enter_list(self) -> None:
        """Put the keyboard into the list, at its first row if at none."""
        if self.model.rowCount() == 0:
            return
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.current_row < 0:
            self.go_to_row(0)

    @Slot(str)
    def _enter_first(self, _text: str) -> None:
        self.enter_list()

    @Slot()
    def _to_search(self) -> None:
        self.head.line.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _show_view(self, _key: str) -> None:
        if self.model.rowCount():
            focused = self.list.hasFocus() or self.table.hasFocus()
            self._views.setCurrentWidget(self.view)
            if focused:
                self.view.setFocus()
            self.view.scrollTo(self.list.selectionModel().currentIndex())

    def hit_of(self, record: str) -> Hit | None:
        """The chosen hit, if it is this record."""
        current = self.list.selectionModel().currentIndex()
        hit = self.model.hit(current.row()) if current.isValid() else None
        return hit if hit is not None and hit.card.id == record else None

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._quiet or not current.isValid():
            return
        card = current.data(CARD_ROLE)
        if isinstance(card, RecordCard):
            self.record_chosen.emit(card.id)

    @Slot()
    def _selection_changed(self) -> None:
        if not self._quiet:
            self._show_selected()
            self.selection_changed.emit()

    def _show_selected(self) -> None:
        if self._binned:
            self.bin.show_selected(len(self.selected_rows()))
