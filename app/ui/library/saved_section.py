"""Saved searches in the left pane: a name, how many it finds now, and what can be done with it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.records.saved_search import SavedSearch
from app.translation import _
from app.ui.direction import set_margins
from app.ui.library.question import Question, from_kept
from app.ui.library.side_row import PlaceRow
from app.ui.reader.pop_up import pop_up
from app.ui.widgets.section_header import SectionHeader


class SavedSection(QWidget):
    """The saved searches, by name; hidden where there are none."""

    asked = Signal(object)
    """The `Question` of the search that was pressed."""
    rename_wanted = Signal(object)
    """A `SavedSearch` is to get another name."""
    change_wanted = Signal(object)
    """A `SavedSearch` is to hold the present question from now on."""
    remove_wanted = Signal(object)
    """A `SavedSearch` is to be removed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._searches: tuple[SavedSearch, ...] = ()
        self._rows: list[PlaceRow] = []
        self._meant: SavedSearch | None = None
        self._question = Question()
        inset = QVBoxLayout()
        set_margins(inset, 8, 8, 4, 4)
        inset.addWidget(SectionHeader(_("Saved searches"), self))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(inset)
        self.hide()

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """Those that are shown."""
        return self._searches

    def show_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Show these. How many they find is told later, by `show_counts`."""
        # Rows are kept to be used again: there may be more of them than searches.
        known = {
            each.number: row.count for each, row in zip(self._searches, self._rows, strict=False)
        }
        self._searches = tuple(searches)
        while len(self._rows) < len(searches):
            row = PlaceRow("bookmark", self)
            row.clicked.connect(self._ask)
            row.menu_wanted.connect(self._show_menu)
            self._layout.addWidget(row)
            self._rows.append(row)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(searches))
            if at < len(searches):
                row.show_value(searches[at].name, known.get(searches[at].number, -1))
        self.setVisible(bool(searches))
        self._show_chosen()

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Show how many records each finds, by the number of the search."""
        for row, each in zip(self._rows, self._searches, strict=False):
            if each.number in counts:
                row.show_value(each.name, counts[each.number])

    def show_question(self, question: Question) -> None:
        """Mark the search that is asked at present."""
        self._question = question
        self._show_chosen()

    def _show_chosen(self) -> None:
        kept = self._question.kept()
        elsewhere = self._question.binned or self._question.like is not None
        for row, each in zip(self._rows, self._searches, strict=False):
            row.setChecked(each.question == kept and not elsewhere)

    def _search_of(self, row: object) -> SavedSearch | None:
        at = self._rows.index(row) if isinstance(row, PlaceRow) and row in self._rows else -1
        return self._searches[at] if 0 <= at < len(self._searches) else None

    @Slot()
    def _ask(self) -> None:
        found = self._search_of(self.sender())
        if found is not None:
            self.asked.emit(from_kept(found.question))

    @Slot(object)
    def _show_menu(self, place: QPoint) -> None:
        self._meant = self._search_of(self.sender())
        if self._meant is None:
            return
        menu = QMenu(self)
        rename = QAction(_("Rename…"), menu)
        change = QAction(_("Keep the present question in it"), menu)
        remove = QAction(_("Remove saved search"), menu)
        rename.triggered.connect(self._rename)
        change.triggered.connect(self._change)
        remove.triggered.connect(self._remove)
        question = self._question
        change.setEnabled(question.like is None and question.kept() != self._meant.question)
        menu.addActions([rename, change, remove])
        pop_up(menu, place)

    @Slot()
    def _rename(self) -> None:
        self.rename_wanted.emit(self._meant)

    @Slot()
    def _change(self) -> None:
        self.change_wanted.emit(self._meant)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self._meant)
