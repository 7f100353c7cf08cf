"""The library: collections and facets, the search with its result, and the reader."""

import json
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.archive.collections import Collection
from app.archive.reading import OpenedRecord
from app.archive.searching import SearchResult
from app.errors import SatchelError
from app.translation import _
from app.ui.jobs import Lane
from app.ui.library.actions import LibraryActions
from app.ui.library.asking_acts import AskingActs
from app.ui.library.commands import Commands
from app.ui.library.destroying import Destroying
from app.ui.library.found_files import found_file
from app.ui.library.panes import Panes
from app.ui.library.paragraph_acts import ParagraphActs
from app.ui.library.question import Question, from_place, parsed, to_place
from app.ui.library.record_acts import RecordActs
from app.ui.library.record_work import counts
from app.ui.library.result_pane import ResultPane
from app.ui.library.saved_acts import SavedActs
from app.ui.library.searcher import Searcher
from app.ui.library.side_pane import SidePane
from app.ui.reader.reader import Reader
from app.ui.reader.undo_log import UndoLog
from app.ui.screen import MenuAction, Screen
from app.ui.session import Changes, Session
from app.ui.widgets.empty_state import ActionCard, EmptyState
from app.ui.widths import WidthClass

_AGAIN_MS = 120
"""So long after a change the question is asked again; changes in between are taken together."""


class LibraryScreen(Screen):
    """Where one looks for records, reads and corrects them."""

    add_to_dossier = Signal(tuple)
    """Ids of records to put into the dossier's basket."""
    add_files = Signal()
    """Files are to be chosen and reviewed."""
    paste_text = Signal()
    """The clipboard's text is to be reviewed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            parent,
            key="library",
            title=_("Library"),
            icon="library",
            shortcut="Ctrl+1",
        )
        self.question = Question()
        self.log = UndoLog(session, self)
        self.side = SidePane(self)
        self.results = ResultPane(session, self)
        self.reader = Reader(session, self.log, self)
        self.searcher = Searcher(session, self)
        self.record_acts = RecordActs(session, self.log, self)
        self.destroying = Destroying(session, self.log, self.reader, self)
        self.acts = LibraryActions(
            self, (self.results.list, self.results.table), self.reader.text.page
        )
        self.paragraphs = ParagraphActs(self.reader, self.acts, self)
        self.commands = Commands(self)
        self.saved = SavedActs(self)
        self.asking = AskingActs(self)
        self.empty = self._empty_state()
        self.page = QStackedWidget(self)
        self.page.addWidget(self.reader)
        self.page.addWidget(self.empty)
        self.panes = Panes(self.side, self.results, self.page, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panes)
        self._edited = ""
        self._scroll_to, self._row_before = -1, -1
        self._begun = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._ask_again)
        self._connect()

    def _empty_state(self) -> EmptyState:
        acts = self.acts
        return EmptyState(
            "archive",
            _("This archive is empty"),
            _("What you add is encrypted on this computer and goes nowhere else."),
            cards=(
                ActionCard(acts.add_files, _("Documents and pages, one or many"), "file-plus"),
                ActionCard(acts.paste, _("From a browser, a message or a letter"), "clipboard"),
                ActionCard(acts.new_testimony, _("With consent and risk beside it"), "mic"),
            ),
        )

    def _connect(self) -> None:
        session, results, reader, side = self.session, self.results, self.reader, self.side
        results.head.line.changed.connect(self._typed)
        for part in (results.head, results.nothing, side, side.facets):
            part.question_changed.connect(self.ask)
        results.notes.suggestion_taken.connect(results.head.line.set_text)
        results.head.filters_wanted.connect(self.panes.toggle_drawer)
        results.model.pages_wanted.connect(self.searcher.fetch_pages)
        results.record_chosen.connect(self.open_record)
        results.wide_wanted.connect(self.show_wide)
        self.searcher.answered.connect(self._answered)
        self.searcher.page_came.connect(results.model.add_page)
        self.searcher.page_missed.connect(results.model.page_missed)
        self.searcher.failed.connect(self._not_answered)
        reader.shown.connect(self._reader_shows)
        reader.edits.changed.connect(self._record_edited)
        reader.dossier_wanted.connect(self.add_to_dossier)
        reader.header.back_wanted.connect(self.show_results)
        reader.header.step_wanted.connect(self.step_record)
        session.changed.connect(self._archive_changed)
        session.widths.changed.connect(self._width_changed)
        self._width_changed(session.widths.now)

    # Asking

    @Slot(object)
    def ask(self, question: Question) -> None:
        """Ask the archive; what was asked before is dropped."""
        if question.binned != self.question.binned:
            self.panes.close_drawer()
        self.question = question
        self._scroll_to = -1
        line = self.results.head.line
        if line.text() != question.text:
            line.line.blockSignals(True)
            line.set_text(question.text)
            line.line.blockSignals(False)
        self._send()

    def _send(self) -> None:
        self.results.show_question(self.question)
        self.side.show_question(self.question)
        self.searcher.ask(self.question)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.ask(replace(self.question, text=text, any_word=False, like=None))

    @Slot()
    def _ask_again(self) -> None:
        """The archive changed: the same question, and what is in sight stays in sight."""
        if self._scroll_to < 0:
            self._scroll_to = self.results.view.verticalScrollBar().value()
            self._row_before = self.results.current_row
        self._send()
        self._count()

    @Slot(object, object)
    def _answered(self, question: Question, result: SearchResult) -> None:
        self.results.show_result(question, result, self.reader.record)
        self.side.facets.show_result(question, result)
        if self._scroll_to >= 0:
            self.results.view.verticalScrollBar().setValue(self._scroll_to)
            self._scroll_to = -1
            if self.results.current_row < 0 <= self._row_before:
                # What one was at has gone, to the bin for one: go on with what took its place.
                self.results.go_to_row(min(self._row_before, result.count - 1))
            self._row_before = -1
        self.reader.show_words(question.text)
        self._show_place()

    @Slot(object)
    def _not_answered(self, error: SatchelError) -> None:
        self.session.show_trouble(_("The search could not be finished"), error)

    # Counting

    def _count(self) -> None:
        job = self.session.run(
            Lane.BROWSE, partial(counts, self.session.archive), topic="library counts"
        )
        job.finished.connect(self._counted)
        self.saved.read()

    @Slot(object)
    def _counted(self, found: tuple[int, int, tuple[Collection, ...]]) -> None:
        everything, binned, collections = found
        self.side.show_counts(everything, binned)
        self.side.show_collections(collections)
        self.commands.show_collections(collections)
        self.session.counted.emit(everything)
        nothing = everything == 0 and binned == 0
        self.page.setCurrentWidget(self.empty if nothing else self.reader)
        self.panes.set_alone(nothing)

    # Records

    @Slot(str)
    def open_record(self, record: str) -> None:
        """Show a record in the reader, with the words of the search marked."""
        if record != self.reader.record:
            file = found_file(self.results.hit_of(record))
            self.reader.open_record(
                record, self.question.text, file=file.sha256 if file is not None else ""
            )

    @Slot()
    def show_wide(self) -> None:
        """Let the reader have the whole width."""
        if self.reader.record:
            self.panes.set_wide(True)
            self.reader.header.set_wide(True)
            self.reader.text.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._show_place()

    @Slot()
    def show_results(self) -> None:
        """Go back to the results."""
        if self.panes.is_wide:
            self.panes.set_wide(False)
            self.reader.header.set_wide(False)
            self.results.choose(self.reader.record)
        self.results.enter_list()

    @Slot(int)
    def step_record(self, step: int) -> None:
        """Open the next result or the one before."""
        self.results.go_to_row(max(0, self.results.current_row + step))

    @Slot(object)
    def _reader_shows(self, _opened: OpenedRecord | None) -> None:
        self._show_place()
        self.commands.refresh()

    def _show_place(self) -> None:
        row = self.results.current_row
        self.reader.header.show_place(self.results.model.rowCount(), row + 1)

    @Slot(object)
    def _record_edited(self, opened: OpenedRecord) -> None:
        self._edited = opened.card.id
        self.results.model.replace_cards((opened.card,))

    @Slot(object)
    def _archive_changed(self, changes: Changes) -> None:
        # A record edited here stays in its row, even where the search would not find it any more.
        only_edited = changes.records == frozenset((self._edited,))
        self._edited = ""
        if only_edited and not (changes.added or changes.collections):
            return
        if changes.records or changes.added or changes.collections:
            self._again.start()

    # The window

    @Slot(object)
    def _width_changed(self, now: WidthClass) -> None:
        self.panes.set_width_class(now)
        self.results.head.filters.setVisible(now is not WidthClass.THREE)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for everything at first."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self._count()
            self._send()
            self.results.head.line.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back: from the drawer, from a wide record."""
        if event.key() == Qt.Key.Key_Escape and self.panes.drawer_is_open:
            self.panes.close_drawer()
        elif event.key() == Qt.Key.Key_Escape and self.panes.is_wide:
            self.show_results()
        else:
            super().keyPressEvent(event)

    def menu_actions(self) -> list[MenuAction]:
        """Every action of the library."""
        return self.acts.in_menus()

    def save_pending(self) -> None:
        """Queue what is typed and not saved."""
        self.reader.flush()

    def place(self) -> str:
        """The question, the record, and where one was in both."""
        record, section, segment, beyond = self.reader.place()
        return json.dumps(
            {
                "question": to_place(self.question),
                "scroll": self.results.view.verticalScrollBar().value(),
                "view": self.results.head.views.current,
                "record": record,
                "section": section,
                "segment": segment,
                "beyond": round(beyond),
                "wide": self.panes.is_wide,
            }
        )

    def restore(self, place: str) -> None:
        """Go back to a place."""
        tree = parsed(place)
        if not tree:
            return
        self._begun = True
        self._count()
        self.ask(from_place(tree.get("question")))
        scroll, view = tree.get("scroll"), tree.get("view")
        self._scroll_to = scroll if isinstance(scroll, int) else -1
        if view in ("list", "table"):
            self.results.head.views.choose(str(view))
        record, section = tree.get("record"), tree.get("section")
        segment, beyond = tree.get("segment"), tree.get("beyond")
        if isinstance(record, str) and record:
            if isinstance(segment, int) and isinstance(beyond, int):
                self.reader.restore(record, str(section), segment, float(beyond))
            self.open_record(record)
            if tree.get("wide") is True:
                self.show_wide()

    def arrive(self, argument: str) -> None:
        """Shown; an argument is the id of a record to open."""
        if argument:
            self.open_record(argument)
            self.results.choose(argument)
            if self.session.widths.now is WidthClass.ONE:
                self.show_wide()
