"""The reader: one record, its header, and its sections."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.archive.history import HistoryEntry
from app.archive.reading import OpenedRecord
from app.archive.searching import RecordMarks
from app.errors import SatchelError
from app.records.record import Record
from app.translation import _
from app.ui.direction import set_margins
from app.ui.reader.header import Header
from app.ui.reader.history_pane import local_time
from app.ui.reader.record_edits import RecordEdits
from app.ui.reader.record_source import Loaded, RecordSource
from app.ui.reader.record_work import Done
from app.ui.reader.section_stack import SectionStack
from app.ui.reader.sections import Sections
from app.ui.reader.text_pane import TextPane
from app.ui.reader.translation_choice import TranslationChoice
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
        self._earlier: HistoryEntry | None = None
        self._place: tuple[str, int, float] | None = None
        self._edit_after = -1
        self._title_next = False
        self.header = Header(self)
        self.sections = Sections(self)
        self.text = TextPane(self.edits, self)
        self._stack = SectionStack(session, self.text, self)
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
        self._source = RecordSource(session, self)
        self._lay_out()
        self._source.loaded.connect(self._take)
        self._source.marked.connect(self._take_marks)
        self._source.earlier.connect(self._show_earlier)
        self._source.kept.connect(self._kept)
        self._source.restored.connect(self._restored)
        self._source.failed.connect(self._failed)
        self.header.title_pressed.connect(self._edit_title)
        self.sections.chosen.connect(self._show_section)
        self._stack.change_wanted.connect(self.edits.change)
        self._stack.view_wanted.connect(self._view_earlier)
        self._stack.restore_wanted.connect(self._restore_earlier)
        self._banner.acted.connect(self._banner_pressed)
        self.edits.changed.connect(self._changed_here)
        session.changed.connect(self._archive_changed)
        self.close_record()

    def _lay_out(self) -> None:
        self.beside_button = IconButton("columns-2", _("Translation beside the text"), self)
        self.beside_button.setCheckable(True)
        self._translations = TranslationChoice(self.beside_button, self)
        self._translations.changed.connect(self._beside_changed)
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

    def open_record(self, record: str, text: str, *, file: str = "") -> None:
        """Show a record, with the words of a search marked.

        Args:
            record: Its id.
            text: The search as it was typed.
            file: SHA-256 of the attached file that alone holds the words; empty for none.
        """
        if record != self._record:
            self.flush()
            self._leave_earlier()
        self._record, self._text = record, text
        self._stack.point_at(file)
        self.sections.visit("files" if file else "")
        self._source.load(self._record)

    def show_words(self, text: str) -> None:
        """Mark the words of another search in the record that is shown."""
        if text != self._text:
            self._text = text
            self._mark()

    def close_record(self) -> None:
        """Show that nothing is chosen."""
        self.flush()
        self._source.forget()
        self._leave_earlier()
        self._record, self._loaded = "", None
        self._body.hide()
        self._empty.show()
        self.shown.emit(None)

    @Slot(object)
    def _take(self, loaded: Loaded) -> None:
        same = self._loaded is not None and self._loaded.opened.card.id == loaded.opened.card.id
        self._loaded, self._record = loaded, loaded.opened.card.id
        self._empty.hide()
        self._body.show()
        record = loaded.opened.record
        self.header.show_record(loaded.opened)
        self.sections.show_count("files", len(record.attachments))
        self.sections.show_count("people", len(record.persons))
        self.beside_button.setVisible(bool(record.text.translations))
        if self._earlier is None:
            self._show_text(keep_place=same)
        if not same:
            self._say("")
        if self.sections.current != "text":
            self._show_section(self.sections.current)
        if self._place is not None and self._place[0] == loaded.opened.card.id:
            self.text.page.go_to_place(*self._place[1:])
            self._place = None
        if loaded.drafts and not self.text.is_editing:
            self._source.keep_drafts(loaded.opened.card.id)
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
            translations = loaded.opened.record.text.translations
            self.text.show_record(
                loaded.opened, self._translations.among(translations), keep_place=keep_place
            )
            self._mark()

    def _mark(self) -> None:
        """Find the words of the search in the text that is shown."""
        if self._loaded is None or self._earlier is not None:
            return
        if self._text.strip():
            self._source.mark(self._text, self._loaded.opened)
        else:
            self._source.unmark()
            self.text.show_marks(None)

    @Slot(str, object)
    def _take_marks(self, state: str, marks: RecordMarks) -> None:
        if self.opened is not None and self.opened.hash == state:
            self.text.show_marks(marks)

    @Slot(str, object)
    def _failed(self, what: str, error: SatchelError) -> None:
        self._session.show_trouble(what, error)
        if self.opened is None or self.opened.card.id != self._record:
            self._record = ""
            self.close_record()

    @Slot()
    def next_mark(self) -> None:
        """Go to the next found word of the text."""
        self.sections.choose("text")
        self.text.page.next_mark()

    @Slot()
    def previous_mark(self) -> None:
        """Go to the found word before."""
        self.sections.choose("text")
        self.text.page.previous_mark()

    # Sections

    @Slot(str)
    def _show_section(self, key: str) -> None:
        self._stack.show_section(key, self.opened)

    @Slot()
    def _edit_title(self) -> None:
        self.sections.choose("details")
        self._stack.focus_title()

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
        self._stack.flush()
        self.edits.flush()

    @Slot()
    def toggle_beside(self) -> None:
        """Show a translation beside the text, or hide it."""
        self.text.finish()
        translations = self.opened.record.text.translations if self.opened else ()
        self._translations.toggle(translations)

    @Slot()
    def _beside_changed(self) -> None:
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
            self._source.load(self._record)

    @Slot(object)
    def _kept(self, done: Done | None) -> None:
        """What was typed when the program ended is a revision now."""
        if done is not None:
            self.edits.note(done)
            self._say(
                _("Unfinished typing was found and kept"),
                _("The program ended while somebody typed here. Undo takes it back."),
            )

    # Earlier states

    @Slot(object)
    def _view_earlier(self, entry: HistoryEntry) -> None:
        self._earlier = entry
        self._source.load_earlier(self._record, entry.revision)

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
        self._leave_earlier()
        self._source.restore(self._record, entry.revision)

    @Slot(object)
    def _restored(self, done: Done) -> None:
        self.edits.note(done)

    @Slot()
    def _banner_pressed(self) -> None:
        self._leave_earlier()
        self._show_text(keep_place=True)

    def _leave_earlier(self) -> None:
        """What is shown from now on is the newest state again."""
        if self._earlier is not None:
            self._earlier = None
            self._say("")
        self.text.set_read_only(False)

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
