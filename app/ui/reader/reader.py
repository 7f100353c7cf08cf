"""The reader: one record, its header, and its sections."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.archive.changing import restore_revision
from app.archive.drafts import commit_drafts
from app.archive.history import HistoryEntry
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, read_record
from app.archive.searching import RecordMarks
from app.errors import SatchelError
from app.progress import Progress
from app.records.record import Record
from app.records.text import Translation
from app.translation import _
from app.ui.direction import set_margins
from app.ui.jobs import Lane
from app.ui.library.language_names import language_name
from app.ui.reader.consent_pane import ConsentPane
from app.ui.reader.details_pane import DetailsPane
from app.ui.reader.files_pane import FilesPane
from app.ui.reader.header import Header
from app.ui.reader.history_pane import HistoryPane, local_time
from app.ui.reader.loading import Loaded, load, load_earlier, load_marks
from app.ui.reader.people_pane import PeoplePane
from app.ui.reader.record_edits import Change, Done, RecordEdits
from app.ui.reader.record_pane import RecordPane
from app.ui.reader.sections import Sections
from app.ui.reader.text_pane import TextPane
from app.ui.reader.undo_log import UndoLog
from app.ui.session import Changes, Session
from app.ui.tokens import Ground, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.rule import Rule
from app.ui.widgets.surface import Surface

_SHORT_BELOW = 560


class Reader(Surface):
    """Shows one record at a time, or that none is chosen."""

    shown = Signal(object)
    """The `OpenedRecord` that is shown now, or None."""
    dossier_wanted = Signal(tuple)
    """Ids of records to put into the dossier's basket."""

    def __init__(self, session: Session, log: UndoLog, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PAGE, parent)
        self._session = session
        self.edits = RecordEdits(session, log, self)
        self._record, self._text = "", ""
        self._loaded: Loaded | None = None
        self._beside = ""
        self._earlier: HistoryEntry | None = None
        self._place: tuple[str, int, float] | None = None
        self._edit_after = -1
        self._title_next = False
        self.header = Header(self)
        self.sections = Sections(self)
        self.text = TextPane(self.edits, self)
        self._panes: dict[str, RecordPane] = {}
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.text)
        self._banner = Banner("", "", self, tone=Tone.INFO)
        self._banner.hide()
        self._empty = EmptyState(
            "book-open",
            _("Nothing selected"),
            _(
                "Choose a record to read it here. Arrow keys move through the list, Enter opens "
                "the record wide."
            ),
            self,
        )
        self._empty.sentence.setMaximumWidth(360)
        self._lay_out()
        self.header.title_pressed.connect(self._edit_title)
        self.sections.chosen.connect(self._show_section)
        self._banner.acted.connect(self._banner_pressed)
        self.edits.changed.connect(self._changed_here)
        session.changed.connect(self._archive_changed)
        self.close_record()

    def _lay_out(self) -> None:
        self.beside_button = IconButton("columns-2", _("Translation beside the text"), self)
        self.beside_button.setCheckable(True)
        self.edit_button = IconButton("pencil", _("Edit the paragraph"), self)
        self.dossier_button = IconButton("file-plus", _("Add to the dossier"), self)
        self.more_button = IconButton("ellipsis", _("More actions"), self)
        row = QHBoxLayout()
        set_margins(row, 12, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self.sections, 1)
        for button in (
            self.beside_button,
            self.edit_button,
            self.dossier_button,
            self.more_button,
        ):
            row.addWidget(button)
        self._body = QWidget(self)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.header)
        body.addLayout(row)
        body.addWidget(Rule(self))
        about = QVBoxLayout()
        set_margins(about, 14, 8, 14, 8)
        about.addWidget(self._banner)
        self._about = QWidget(self)
        self._about.setLayout(about)
        self._about.hide()
        body.addWidget(self._about)
        body.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._empty, 1)
        self.beside_button.clicked.connect(self.toggle_beside)
        self.edit_button.clicked.connect(self.edit_current)
        self.dossier_button.clicked.connect(self._add_to_dossier)

    # What is shown

    @property
    def opened(self) -> OpenedRecord | None:
        """The record that is shown."""
        return self._loaded.opened if self._loaded is not None else None

    @property
    def record(self) -> str:
        """Id of the record that is shown or on its way; empty for none."""
        return self._record

    def open_record(self, record: str, text: str) -> None:
        """Show a record, with the words of a search marked.

        Args:
            record: Its id.
            text: The search as it was typed.
        """
        if record != self._record:
            self.flush()
            self._earlier = None
        self._record, self._text = record, text
        self._load()

    def show_words(self, text: str) -> None:
        """Mark the words of another search in the record that is shown."""
        if text != self._text:
            self._text = text
            self._mark()

    def close_record(self) -> None:
        """Show that nothing is chosen."""
        self.flush()
        self._session.lanes.supersede("reader")
        self._record, self._loaded, self._earlier = "", None, None
        self._body.hide()
        self._empty.show()
        self.shown.emit(None)

    def _load(self) -> None:
        job = self._session.run(
            Lane.BROWSE,
            partial(load, self._session.archive, self._record),
            topic="reader",
        )
        job.finished.connect(self._take)
        job.failed.connect(self._not_read)

    @Slot(object)
    def _take(self, loaded: Loaded) -> None:
        same = self._loaded is not None and self._loaded.opened.card.id == loaded.opened.card.id
        self._loaded = loaded
        self._empty.hide()
        self._body.show()
        record = loaded.opened.record
        self.header.show_record(loaded.opened)
        self.sections.show_count("files", len(record.attachments))
        self.sections.show_count("people", len(record.persons))
        self.beside_button.setVisible(bool(record.text.translations))
        if self._earlier is None:
            self._show_text(keep_place=same)
            self._say("")
        if self.sections.current != "text":
            self._show_section(self.sections.current)
        if self._place is not None and self._place[0] == loaded.opened.card.id:
            self.text.page.go_to_place(*self._place[1:])
            self._place = None
        if loaded.drafts and not self.text.is_editing:
            self._keep_drafts()
        self._edit_next()
        self.shown.emit(loaded.opened)

    def _edit_next(self) -> None:
        """Begin to edit what was asked for before it was there."""
        if self._title_next:
            self._title_next = False
            self._edit_title()
        after, self._edit_after = self._edit_after, -1
        ids = [0, *(each.id for each in self.opened.record.text.segments)] if self.opened else []
        if after in ids[:-1]:
            self.sections.choose("text")
            self.text.edit(ids[ids.index(after) + 1])

    def _show_text(self, *, keep_place: bool) -> None:
        loaded = self._loaded
        if loaded is not None:
            self.text.show_record(loaded.opened, self._translation(), keep_place=keep_place)
            self._mark()

    def _mark(self) -> None:
        """Find the words of the search in the text that is shown."""
        if self._loaded is None or self._earlier is not None:
            return
        if not self._text.strip():
            self._session.lanes.supersede("reader marks")
            self.text.show_marks(None)
            return
        job = self._session.run(
            Lane.SEARCH,
            partial(load_marks, self._session.archive, self._text, self._loaded.opened),
            topic="reader marks",
        )
        job.finished.connect(self._take_marks)

    @Slot(object)
    def _take_marks(self, found: tuple[str, RecordMarks]) -> None:
        if self.opened is not None and self.opened.hash == found[0]:
            self.text.show_marks(found[1])

    def _translation(self) -> Translation | None:
        translations = self._loaded.opened.record.text.translations if self._loaded else ()
        wanted = [each for each in translations if each.language == self._beside]
        if self._beside and translations:
            return wanted[0] if wanted else translations[0]
        return None

    @Slot(object)
    def _not_read(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._record = ""
            self.close_record()
            self._session.show_trouble(_("The record could not be read"), error)

    # Sections

    @Slot(str)
    def _show_section(self, key: str) -> None:
        if key == "text":
            self._stack.setCurrentWidget(self.text)
            return
        self.text.finish()
        pane = self._panes.get(key) or self._make_pane(key)
        self._stack.setCurrentWidget(pane)
        if self.opened is not None:
            pane.show_record(self.opened)

    def _make_pane(self, key: str) -> RecordPane:
        made: RecordPane
        match key:
            case "details":
                made = DetailsPane(self)
            case "consent":
                made = ConsentPane(self)
            case "files":
                made = FilesPane(self._session, self)
            case "people":
                made = PeoplePane(self)
            case _:
                made = HistoryPane(self._session, self)
        if isinstance(made, HistoryPane):
            made.view_wanted.connect(self._view_earlier)
            made.restore_wanted.connect(self._restore_earlier)
        made.change_wanted.connect(self._change)
        self._panes[key] = made
        self._stack.addWidget(made)
        return made

    @Slot(object, str)
    def _change(self, change: Change, what: str) -> None:
        opened = self.sender_record()
        if opened:
            self.edits.change(opened, change, what)

    def sender_record(self) -> str:
        """Id of the record that the section asking for a change shows."""
        pane = self.sender()
        if isinstance(pane, RecordPane) and pane.opened is not None:
            return pane.opened.card.id
        return self._record

    @Slot()
    def _edit_title(self) -> None:
        self.sections.choose("details")
        pane = self._panes.get("details")
        if isinstance(pane, DetailsPane):
            pane.focus_field("title")

    # Editing

    @Slot()
    def edit_current(self) -> None:
        """Edit the paragraph one is at."""
        if self.opened is not None and self._earlier is None:
            self.sections.choose("text")
            self.text.edit_current()

    @property
    def may_edit(self) -> bool:
        """Whether the newest state is shown."""
        return self.opened is not None and self._earlier is None

    def edit_when_there(self, after: int) -> None:
        """Edit the paragraph that comes below another, once it is there.

        Args:
            after: Id of the paragraph above it; 0 for the beginning.
        """
        self._edit_after = after

    def edit_title_when_there(self) -> None:
        """Begin with the title of the record that is on its way."""
        self._title_next = True

    def flush(self) -> None:
        """Queue everything typed and not saved; nothing waits for it here."""
        self.text.finish()
        for pane in self._panes.values():
            pane.flush()

    @Slot()
    def toggle_beside(self) -> None:
        """Show the translation beside the text, or hide it; several are offered in a menu."""
        translations = self.opened.record.text.translations if self.opened else ()
        self.text.finish()
        if self._beside or not translations:
            self._set_beside("")
        elif len(translations) == 1:
            self._set_beside(translations[0].language)
        else:
            menu = QMenu(self)
            for each in translations:
                action = menu.addAction(language_name(each.language).replace("&", "&&"))
                action.setData(each.language)
            menu.triggered.connect(self._picked_beside)
            button = self.beside_button
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
            self.beside_button.setChecked(False)

    @Slot(QAction)
    def _picked_beside(self, action: QAction) -> None:
        self._set_beside(str(action.data()))

    def _set_beside(self, language: str) -> None:
        self._beside = language
        self.beside_button.setChecked(bool(language))
        self._show_text(keep_place=True)

    @Slot()
    def _add_to_dossier(self) -> None:
        if self._record:
            self.dossier_wanted.emit((self._record,))

    # What changed

    @Slot(object)
    def _changed_here(self, opened: OpenedRecord) -> None:
        if opened.card.id == self._record:
            self.header.show_record(opened)

    @Slot(object)
    def _archive_changed(self, changes: Changes) -> None:
        if self._record and self._record in changes.records:
            self._load()

    def _keep_drafts(self) -> None:
        """What was typed when the program ended becomes a revision, and is told."""
        job = self._session.run(
            Lane.WRITING, partial(_recover, self._session.archive, self._record)
        )
        job.finished.connect(self._recovered)

    @Slot(object)
    def _recovered(self, done: object) -> None:
        if isinstance(done, Done):
            self.edits.note(done)
            self._say(
                _("Unfinished typing was found and kept"),
                _("The program ended while somebody typed here. Undo takes it back."),
            )

    # Earlier states

    @Slot(object)
    def _view_earlier(self, entry: HistoryEntry) -> None:
        self._earlier = entry
        job = self._session.run(
            Lane.BROWSE,
            partial(load_earlier, self._session.archive, self._record, entry.revision),
            topic="reader earlier",
        )
        job.finished.connect(self._show_earlier)
        job.failed.connect(self._not_read)

    @Slot(object)
    def _show_earlier(self, record: Record) -> None:
        if self._earlier is None or self.opened is None:
            return
        opened = OpenedRecord(card=self.opened.card, record=record, hash="")
        self.text.show_record(opened, None, keep_place=True)
        self.text.set_read_only(True)
        self.sections.choose("text")
        when = local_time(self._earlier.at)
        self._say(
            _("This is how it was on {time}").format(time=when),
            _("It cannot be changed here."),
            action=_("Back to now"),
        )

    @Slot(object)
    def _restore_earlier(self, entry: HistoryEntry) -> None:
        job = self._session.run(
            Lane.WRITING,
            partial(_restore, self._session.archive, self._record, entry.revision),
        )
        job.finished.connect(self._restored)
        job.failed.connect(self._not_restored)

    @Slot(object)
    def _restored(self, done: object) -> None:
        if isinstance(done, Done):
            self.edits.note(done)

    @Slot(object)
    def _not_restored(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("The earlier version could not be restored"), error)

    @Slot()
    def _banner_pressed(self) -> None:
        self._earlier = None
        self.text.set_read_only(False)
        self._say("")
        self._show_text(keep_place=True)

    def _say(self, bold: str, plain: str = "", *, action: str = "") -> None:
        self._about.setVisible(bool(bold))
        self._banner.setVisible(bool(bold))
        if bold:
            self._banner.say(bold, plain, tone=Tone.INFO, action=action)

    # Where one is

    def place(self) -> tuple[str, str, int, float]:
        """Record, section, and the paragraph that is uppermost with how far it is scrolled."""
        return (self._record, self.sections.current, *self.text.page.reading_place())

    def restore(self, record: str, section: str, segment: int, beyond: float) -> None:
        """Go back to a place; the text is shown there once it is read."""
        self._place = (record, segment, beyond)
        self.sections.choose(section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A header of two rows where there is little room."""
        super().resizeEvent(event)
        self.header.set_short(self.width() < _SHORT_BELOW or self.window().height() < 620)


def _recover(archive: Archive, record: str, _progress: Progress) -> Done | None:
    before = read_record(archive, record)
    after = commit_drafts(archive, record)
    if after is None:
        return None
    what = _("Kept unfinished typing in {code}").format(code=after.card.code)
    return Done(before=before, after=after, what=what)


def _restore(archive: Archive, record: str, revision: str, _progress: Progress) -> Done:
    before = read_record(archive, record)
    after = restore_revision(archive, record, revision)
    what = _("Restored an earlier version of {code}").format(code=after.card.code)
    return Done(before=before, after=after, what=what)
