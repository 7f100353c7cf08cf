"""The left pane: collections, the facets of the present result, the bin."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.archive.collections import Collection
from app.records.postings import FacetName
from app.translation import _
from app.ui.direction import set_margins
from app.ui.library.facets import Facets
from app.ui.library.question import Question
from app.ui.library.saved_section import SavedSection
from app.ui.library.side_row import PlaceRow
from app.ui.reader.pop_up import pop_up
from app.ui.theme import Theme
from app.ui.tokens import Grid, Ground
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.rule import Rule
from app.ui.widgets.section_header import SectionHeader
from app.ui.widgets.surface import Surface


class SidePane(Surface):
    """Where one looks, and by what one narrows."""

    question_changed = Signal(object)
    """The `Question` that a press leads to."""
    collection_wanted = Signal()
    """A new collection is to be made."""
    rename_wanted = Signal(object)
    """A `Collection` is to get another name."""
    remove_wanted = Signal(object)
    """A `Collection` is to be removed."""
    records_dropped = Signal(object, list)
    """A `Collection` and the ids of records that were dropped on it."""
    binned_dropped = Signal(list)
    """Ids of records that were dropped on the bin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.SIDE, parent)
        self._question = Question()
        self._collections: tuple[Collection, ...] = ()
        self._rows: list[PlaceRow] = []
        self._menu_of: Collection | None = None
        plus = IconButton("plus", _("New collection"), self, extent=22)
        plus.clicked.connect(self.collection_wanted)
        head = SectionHeader(_("Collections"), self, end=plus)
        self._all = PlaceRow("archive", self)
        self._all.show_value(_("All records"), -1)
        self.bin = PlaceRow("trash-2", self, takes_records=True)
        self.bin.show_value(_("Bin"), -1)
        self.facets = Facets()
        places = QVBoxLayout()
        set_margins(places, 6, 12, 6, 8)
        places.setSpacing(0)
        inset = QVBoxLayout()
        set_margins(inset, 8, 0, 4, 4)
        inset.addWidget(head)
        places.addLayout(inset)
        places.addWidget(self._all)
        self._collected = QVBoxLayout()
        self._collected.setSpacing(0)
        places.addLayout(self._collected)
        self.saved = SavedSection(self)
        places.addWidget(self.saved)
        self._places = places
        self._scroll = self._scrolled()
        foot = QVBoxLayout()
        set_margins(foot, 6, 4, 6, 6)
        foot.addWidget(self.bin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        self.setMinimumWidth(Grid.SIDE_WIDTH)
        self.setAccessibleName(_("Collections and filters"))
        self._all.clicked.connect(self._go_all)
        self.bin.clicked.connect(self._go_bin)
        self.bin.records_dropped.connect(self.binned_dropped)
        self.facets.question_changed.connect(self.question_changed)
        self.saved.asked.connect(self.question_changed)

    def _scrolled(self) -> QScrollArea:
        body = Surface(Ground.SIDE)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._places)
        inner.addWidget(Rule(body))
        facets = QVBoxLayout()
        set_margins(facets, 6, 10, 6, 8)
        facets.addWidget(self.facets)
        inner.addLayout(facets)
        inner.addStretch(1)
        made = QScrollArea(self)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        palette = QPalette(made.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(Theme.current().tokens.side))
        made.setPalette(palette)
        made.setWidget(body)
        return made

    def show_collections(self, collections: Sequence[Collection]) -> None:
        """Show the collections with their counts."""
        self._collections = tuple(collections)
        while len(self._rows) < len(collections):
            row = PlaceRow("folder", self._all.parentWidget(), takes_records=True)
            row.clicked.connect(self._go_collection)
            row.records_dropped.connect(self._dropped)
            row.menu_wanted.connect(self._show_menu)
            self._collected.addWidget(row)
            self._rows.append(row)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(collections))
            if at < len(collections):
                row.show_value(collections[at].name, collections[at].count)
        self._show_chosen()

    def show_counts(self, everything: int, binned: int) -> None:
        """Show how many records there are, and how many lie in the bin."""
        self._all.show_value(_("All records"), everything)
        self.bin.show_value(_("Bin"), binned)

    def show_question(self, question: Question) -> None:
        """Show where one is."""
        self._question = question
        self.saved.show_question(question)
        self._show_chosen()

    def focus_first(self) -> None:
        """Put the keyboard into the pane."""
        chosen = next((row for row in (self._all, *self._rows) if row.isChecked()), self._all)
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_chosen(self) -> None:
        names = self._question.values(FacetName.COLLECTION)
        self.bin.setChecked(self._question.binned)
        self._all.setChecked(not names and not self._question.binned)
        for at, row in enumerate(self._rows):
            inside = at < len(self._collections) and self._collections[at].name in names
            row.setChecked(inside and not self._question.binned)

    def _collection_of(self, row: object) -> Collection | None:
        at = self._rows.index(row) if isinstance(row, PlaceRow) and row in self._rows else -1
        return self._collections[at] if 0 <= at < len(self._collections) else None

    def _go(self, names: tuple[str, ...], *, binned: bool) -> None:
        question = self._question.with_values(FacetName.COLLECTION, names)
        self.question_changed.emit(replace(question, binned=binned, like=None))

    @Slot()
    def _go_all(self) -> None:
        self._go((), binned=False)

    @Slot()
    def _go_bin(self) -> None:
        self._go((), binned=True)

    @Slot()
    def _go_collection(self) -> None:
        found = self._collection_of(self.sender())
        if found is not None:
            self._go((found.name,), binned=False)

    @Slot(list)
    def _dropped(self, ids: list[str]) -> None:
        found = self._collection_of(self.sender())
        if found is not None:
            self.records_dropped.emit(found, ids)

    @Slot(object)
    def _show_menu(self, place: QPoint) -> None:
        self._menu_of = self._collection_of(self.sender())
        if self._menu_of is None:
            return
        menu = QMenu(self)
        rename = QAction(_("Rename…"), menu)
        remove = QAction(_("Remove collection"), menu)
        rename.triggered.connect(self._rename)
        remove.triggered.connect(self._remove)
        menu.addActions([rename, remove])
        pop_up(menu, place)

    @Slot()
    def _rename(self) -> None:
        self.rename_wanted.emit(self._menu_of)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self._menu_of)
