"""Add and review: every draft beside its original, corrected and accepted by a person."""

import time
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.intake.bare_draft import bare_draft
from app.intake.draft import LineRole
from app.translation import _
from app.ui.direction import set_margins
from app.ui.intake.accept_flow import AcceptFlow
from app.ui.intake.actions import IntakeActions
from app.ui.intake.desk import ReviewDesk
from app.ui.intake.edits import Edits
from app.ui.intake.fields_pane import FieldsPane
from app.ui.intake.keeper import ReviewKeeper
from app.ui.intake.list_pane import ListPane
from app.ui.intake.looks import RowMaker
from app.ui.intake.original_pane import OriginalPane
from app.ui.intake.papers import Entry, Paper, PaperKey, PaperState
from app.ui.intake.reader import ReadEnd, Reader
from app.ui.intake.report_flow import ReportFlow
from app.ui.intake.review_doubles import ReviewDoubles
from app.ui.intake.review_layout import ReviewLayout
from app.ui.screen import MenuAction, Screen
from app.ui.session import Session
from app.ui.widgets.empty_state import ActionCard, EmptyState
from app.ui.widgets.place_picker import PlacePicker, Wanted

_SMALLEST = QSize(240, 160)
_LIST_MILLISECONDS = 30
_REST = 6
"""For each millisecond that showing the list takes, so many are left for other things."""


class IntakeScreen(Screen):
    """Files and pasted text become records, once a person has looked."""

    show_record = Signal(str)
    """A record just added is wanted in the library."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            parent,
            key="intake",
            title=_("Add and review"),
            icon="inbox",
            shortcut="Ctrl+2",
        )
        self.desk = ReviewDesk(self)
        self.list = ListPane(self.desk, self)
        self.original = OriginalPane(session, self)
        self.fields = FieldsPane(self)
        self.acts = IntakeActions(self)
        self.reader = Reader(session, self)
        self.edits = Edits(session, self.desk, self.original)
        self.accepts = AcceptFlow(session, self.desk, self)
        self.keeper = ReviewKeeper(session, self.desk, self)
        self.doubles = ReviewDoubles(session, self.desk, self.fields)
        self.reports = ReportFlow(session, self.desk, self)
        self.empty = EmptyState(
            "inbox",
            _("Nothing to review"),
            _("Files can be dropped anywhere on the window."),
            cards=(
                ActionCard(self.acts.add_files, _("Texts, pages, letters, ZIPs"), "file-plus"),
                ActionCard(self.acts.paste, _("A page copied from a browser"), "clipboard"),
            ),
        )
        self._pages = QStackedWidget(self)
        self._work = ReviewLayout(session.widths, self.list, self.original, self.fields)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._work)
        layout = QVBoxLayout(self)
        set_margins(layout, 0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._shown: PaperKey | None = None
        self._met_again: PaperKey | None = None
        self._rows = RowMaker()
        # Ten thousand files come one by one: the list follows at its own pace.
        self._list_later = QTimer(self)
        self._list_later.setSingleShot(True)
        self._list_later.setInterval(_LIST_MILLISECONDS)
        self._list_later.timeout.connect(self._refresh_list)
        # Panes go before the window would have to be wider than the screen it is on.
        self.setMinimumSize(_SMALLEST)
        self._connect()
        self._refresh_list()
        self._refresh_actions()

    def _connect(self) -> None:
        desk, acts, edits = self.desk, self.acts, self.edits
        desk.listed.connect(self._list_later.start)
        desk.changed.connect(self._entry_changed)
        desk.moved.connect(self._refresh_current)
        desk.stack.indexChanged.connect(self._refresh_actions)
        self.reader.connect_to(self._file_read)
        self.keeper.keeping.connect(self.keeping)
        self.session.files_offered.connect(self.add_files)
        self.list.list.picked.connect(desk.go_to)
        self.list.list.entered_item.connect(self._to_original)
        self.list.add_files.clicked.connect(self.choose_files)
        self.original.view.line_reached.connect(self._line_reached)
        self.original.model.rowsInserted.connect(self._refresh_actions)
        edits.recutting.connect(self._refresh_actions)
        fields = self.fields
        fields.form.edited.connect(edits.edit_field)
        fields.form.misread.connect(self._refresh_fields)
        fields.form.reached.connect(self.original.view.light)
        fields.questions.answered.connect(edits.answer)
        fields.record_wanted.connect(self._show_record)
        for button, action in (
            (fields.back, acts.back),
            (fields.forth, acts.forth),
            (fields.discard, acts.discard),
            (fields.accept_all, acts.accept_all),
            (fields.accept, acts.accept),
            (fields.keep, acts.keep_file),
        ):
            button.clicked.connect(action.trigger)
        for action, slot in (
            (acts.add_files, self.choose_files),
            (acts.add_folder, self.choose_folder),
            (acts.paste, self.paste),
            (acts.undo, desk.undo),
            (acts.redo, desk.redo),
            (acts.toggle, edits.toggle_chosen),
            (acts.all_back, edits.put_all_back),
            (acts.cut, edits.cut_here),
            (acts.join, edits.join_here),
            (acts.accept, self.accept),
            (acts.accept_all, self.accept_all),
            (acts.discard, edits.discard),
            (acts.keep_file, self.keep_file),
            (acts.report, self.reports.show),
            (acts.forth, self._forth),
            (acts.back, self._back),
            (acts.show_record, self._show_current_record),
            (acts.to_next_pane, self._next_pane),
            (acts.clear, self.clear_finished),
        ):
            action.triggered.connect(slot)
        acts.fold.toggled.connect(self.original.fold)
        self.original.left_out.toggled.connect(acts.fold.setChecked)

    # The Screen protocol

    def menu_actions(self) -> list[MenuAction]:
        """Every action of the screen."""
        return self.acts.all

    def save_pending(self) -> None:
        """Queue what is different since the last second."""
        self.keeper.save_now()

    def arrive(self, argument: str) -> None:
        """Shown. An argument of `add` opens the choice of files."""
        if argument == "add":
            self.choose_files()

    # Ways in

    @Slot(object)
    def add_files(self, paths: tuple[Path, ...]) -> None:
        """Read files and folders, and put them under review."""
        if paths:
            job = self.reader.read_files(tuple(paths), held=self.desk.held)
            job.finished.connect(self._read_ended)

    def add_text(self, text: str) -> None:
        """Put pasted text under review."""
        self.reader.read_text(text).finished.connect(self._read_ended)

    @Slot()
    def paste(self) -> None:
        """Take the text that is on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.add_text(text)
        else:
            self.session.say(_("There is no text on the clipboard."))

    @Slot()
    def choose_files(self) -> None:
        """Ask which files to add."""
        self._choose(_("Add files"), Wanted.FILES)

    @Slot()
    def choose_folder(self) -> None:
        """Ask which folder to add, with all that is in it."""
        self._choose(_("Add a folder"), Wanted.FOLDER)

    def _choose(self, title: str, wanted: Wanted) -> None:
        picker = PlacePicker(self, self.session.lanes, title, wanted, act=_("Add"))
        picker.picked.connect(self.add_files)
        picker.open()

    def _file_read(self, entry: Entry) -> None:
        sha256 = entry.source.sha256 if entry.source is not None else ""
        same = self.desk.with_bytes(sha256) if sha256 else None
        if same is None:
            self.desk.add(entry)
            return
        self.reports.met_again(entry.name)
        line = same.papers[0].draft.first_line if same.papers else 0
        self._met_again = PaperKey(entry=same.number, line=line)

    @Slot(object)
    def _read_ended(self, end: ReadEnd) -> None:
        """Lead to what a person added again; among many files it is only told in the report."""
        again, self._met_again = self._met_again, None
        if again is not None and end.count == 1:
            self.desk.go_to(again)
            self.session.say(_("The same text is under review already."))
            return
        self.reports.reading_ended(end)

    # Accepting

    @Slot()
    def accept(self) -> None:
        """Add the document looked at. Its banner then leads to the record."""
        key = self.desk.current
        if key is not None and not self._why_not():
            self.accepts.accept((key,))

    @Slot()
    def accept_all(self) -> None:
        """Add every article of which intake is certain. Never a testimony."""
        self.accepts.accept(self.desk.certain())

    @Slot()
    def keep_file(self) -> None:
        """Make a document of a file that could not be read: it holds just the file."""
        entry = self.desk.current_entry
        if entry is not None and entry.source is not None and not entry.papers:
            self.desk.keep_file(entry.number, bare_draft(entry.source, entry.trouble))

    @Slot()
    def clear_finished(self) -> None:
        """Take files off the list whose documents are all in the archive or discarded."""
        waiting = {key.entry for key in self.desk.waiting()}
        for entry in self.desk.entries:
            if entry.number not in waiting:
                self.desk.remove(entry.number)

    def _why_not(self) -> str:
        return self.accepts.why_not(self.desk.current, misread=self.fields.form.wrong)

    # Showing

    @Slot()
    def _refresh_list(self) -> None:
        begun = time.monotonic()
        there = bool(self.desk.entries)
        self._pages.setCurrentWidget(self._work if there else self.empty)
        self.list.show_desk(self.desk)
        self.session.badge.emit(self.key, len(self.desk.waiting()))
        self._refresh_fields()
        # The longer the list, the longer this takes, and the seldomer it is done.
        took = 1000 * (time.monotonic() - begun)
        self._list_later.setInterval(max(_LIST_MILLISECONDS, round(_REST * took)))

    @Slot(int)
    def _entry_changed(self, number: int) -> None:
        entry = self.desk.current_entry
        if entry is not None and entry.number == number:
            self._show_rows(entry)
            self._refresh_fields()

    @Slot()
    def _refresh_current(self) -> None:
        """Another document is looked at."""
        entry, key = self.desk.current_entry, self.desk.current
        self.list.list.choose(key)
        if entry is None or key is None:
            self._shown = None
            return
        self._pages.setCurrentWidget(self._work)
        if key == self._shown:
            self._refresh_fields()
            return
        other_file = self._shown is None or self._shown.entry != entry.number
        self._shown = key
        if other_file:
            self.original.show_entry(entry)
            self._show_rows(entry)
        paper = self.desk.current_paper
        if paper is not None:
            self.original.view.set_language((*paper.draft.languages.value, "")[0])
            self.original.view.show_line(_first_line(paper), at_top=True)
        self._refresh_fields()

    def _show_rows(self, entry: Entry) -> None:
        self.original.model.show_rows(self._rows.rows_of(entry, self.desk.locked(entry)))

    @Slot()
    def _refresh_fields(self) -> None:
        key, entry, paper = self.desk.current, self.desk.current_entry, self.desk.current_paper
        if key is None or entry is None:
            self._refresh_actions()
            return
        self.fields.show_place(self.desk.place_of(key) + 1, self.desk.count)
        self.fields.show_certain(len(self.desk.certain()))
        if paper is None:
            self.fields.show_unreadable(entry)
        else:
            card = self.desk.card(key)
            known = card is not None and card.id not in self.desk.added_ids()
            self.fields.show_paper(paper, card, known=known)
            if card is None and entry.known and not paper.discarded:
                self.fields.note_known(entry)
            lines = [line for line in paper.draft.lines if line.role is not LineRole.BLANK]
            fixed = card is not None or paper.discarded
            self.original.count(len(paper.draft.left_out), len(lines), fixed=fixed)
            settled = (PaperState.DONE, PaperState.DISCARDED)
            self.fields.allow_accept(self._why_not(), hidden=self.desk.state(key) in settled)
        self._refresh_actions()

    @Slot()
    def _refresh_actions(self) -> None:
        self.acts.refresh(self.desk, self._why_not(), busy=self.accepts.running)

    # Moving about

    @Slot()
    def _forth(self) -> None:
        self.desk.step(1)

    @Slot()
    def _back(self) -> None:
        self.desk.step(-1)

    @Slot(int)
    def _line_reached(self, line: int) -> None:
        """The keyboard went into another document of the file: its fields are shown."""
        entry = self.desk.current_entry
        index = entry.index_of(line) if entry else -1
        if entry is not None and index >= 0:
            first = entry.papers[index].draft.first_line
            key = PaperKey(entry=entry.number, line=first)
            if key != self.desk.current:
                self._shown = key
                self.desk.go_to(key)

    @Slot()
    def _to_original(self) -> None:
        self._work.show_pane("original")
        self.original.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where one pane fits, Escape returns to the list."""
        if event.key() == Qt.Key.Key_Escape and self._work.one_pane:
            self._work.show_pane("list")
            self.list.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    @Slot()
    def _next_pane(self) -> None:
        """List, original, fields, and round again."""
        if self.list.list.hasFocus():
            self._to_original()
        elif self.original.view.hasFocus():
            self._work.show_pane("fields")
            self.fields.form.line("title").setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._work.show_pane("list")
            self.list.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _show_current_record(self) -> None:
        card = self.desk.card(self.desk.current) if self.desk.current else None
        if card is not None:
            self._show_record(card.id)

    @Slot(str)
    def _show_record(self, record: str) -> None:
        self.show_record.emit(record)
        self.session.go_to.emit("library", record)


def _first_line(paper: Paper) -> int:
    """The first line of a document that is kept."""
    passed = (LineRole.BLANK, LineRole.LEFT_OUT)
    return next(
        (line.number for line in paper.draft.lines if line.role not in passed),
        paper.draft.first_line,
    )
