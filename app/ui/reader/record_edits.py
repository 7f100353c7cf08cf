"""Changing a record from the window: autosave while one types, one revision on leaving, undo.

Every change goes through here, so that there is one log of what can be taken back.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QDateTime, QObject, QTimer, Signal, Slot

from app.archive.changing import change_record
from app.archive.drafts import commit_drafts, save_draft
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, read_record
from app.errors import RefusedError, SatchelError
from app.progress import Progress
from app.records.record import Record
from app.records.text import TranslatedSegment
from app.translation import _
from app.ui.jobs import Lane, Priority
from app.ui.reader.segment_changes import has_empty_line, split_at_empty_lines
from app.ui.reader.undo_log import Step, UndoLog
from app.ui.session import Changes, Session

IDLE_MS = 1_000
"""So long after the last key what is typed is kept in the archive."""

Change = Callable[[Record], Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One change that was made, for undo and redo."""

    before: OpenedRecord
    after: OpenedRecord
    what: str


class RecordEdits(QObject):
    """What is being changed in one record at a time, and what was."""

    draft_saved = Signal(str)
    """What is typed is in the archive now; the time of day."""
    typing_kept_back = Signal(str, int, str)
    """Id of a record, number of a paragraph, and what was typed there and could not be saved."""
    changed = Signal(object)
    """The record's new `OpenedRecord`."""

    def __init__(self, session: Session, log: UndoLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._log = session, log
        self._record = ""
        self._segment, self._text, self._what = 0, "", ""
        self._language = ""
        self._typing, self._unsaved = False, False
        self._leaving: tuple[str, int, str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.save_draft)
        log.stepped.connect(self._is_stepped)

    # Typing in a paragraph

    def begin(self, record: str, segment: int, what: str) -> None:
        """A paragraph is being edited now.

        Args:
            what: What the status strip says when it was changed.
        """
        self.leave()
        self._record, self._segment, self._what = record, segment, what
        self._language = ""
        self._typing, self._unsaved = True, False

    def begin_translation(self, record: str, segment: int, language: str, what: str) -> None:
        """The translation of a paragraph is being edited now."""
        self.begin(record, segment, what)
        self._language = language

    @Slot(str)
    def typed(self, text: str) -> None:
        """The paragraph's text is different; it is kept after a second without a key."""
        if self._typing:
            self._text, self._unsaved = text, True
            self._session.unsaved.emit(True)
            self._timer.start()

    @Slot()
    def save_draft(self) -> None:
        """Keep what is typed now, ahead of everything else that is to be written."""
        self._timer.stop()
        if not (self._typing and self._unsaved) or self._language:
            return  # the archive's drafts are of originals; a translation is saved on leaving
        self._unsaved = False
        job = self._session.run(
            Lane.WRITING,
            partial(_save, self._session.archive, self._record, self._segment, self._text),
            priority=Priority.AUTOSAVE,
        )
        job.finished.connect(self._draft_is_saved)
        job.failed.connect(self._not_saved)

    def leave(self) -> None:
        """The paragraph is left, or the archive locked: make one revision of what was typed."""
        self._timer.stop()
        if not self._typing:
            return
        text = self._text if self._unsaved else None
        self._typing, self._unsaved = False, False
        if self._language:
            if text is not None:
                change = partial(_translated, self._segment, self._language, text)
                self.change(self._record, change, self._what)
            return
        job = self._session.run(
            Lane.WRITING,
            partial(_commit, self._session.archive, self._record, self._segment, text, self._what),
            priority=Priority.AUTOSAVE,
        )
        if text is not None:
            self._leaving = (self._record, self._segment, text)
        job.finished.connect(self._is_done)
        job.failed.connect(self._typing_not_saved)

    # Other changes

    @Slot(str, object, str)
    def change(self, record: str, change: Change, what: str) -> None:
        """Change a record: `change` makes the new state out of the newest one.

        Args:
            what: What the status strip says: "Changed the title of T-014".
        """
        # Of the priority that a lock waits for: what a person entered is never dropped.
        job = self._session.run(
            Lane.WRITING,
            partial(_change, self._session.archive, record, change, what),
            priority=Priority.AUTOSAVE,
        )
        job.finished.connect(self._is_done)
        job.failed.connect(self._not_saved)

    # What came of it

    @Slot(object)
    def _draft_is_saved(self, _nothing: object) -> None:
        self._session.unsaved.emit(self._unsaved)
        self.draft_saved.emit(QDateTime.currentDateTime().toString("HH:mm"))

    @Slot(object)
    def _is_done(self, done: object) -> None:
        self._session.unsaved.emit(self._unsaved)
        self._leaving = None
        if isinstance(done, Done):
            self.note(done)

    def note(self, done: Done) -> None:
        """Tell of a change that was made, and let it be taken back."""
        archive = self._session.archive
        self.changed.emit(done.after)
        self._log.note(
            Step(
                what=done.what,
                back=partial(_put_back, archive, done.after, done.before),
                forth=partial(_put_back, archive, done.before, done.after),
                changes=Changes(records=frozenset((done.after.card.id,))),
            )
        )

    @Slot(object)
    def _is_stepped(self, opened: object) -> None:
        if isinstance(opened, OpenedRecord):
            self.changed.emit(opened)

    @Slot(object)
    def _typing_not_saved(self, error: object) -> None:
        self._not_saved(error)
        if self._leaving is not None:
            self.typing_kept_back.emit(*self._leaving)

    @Slot(object)
    def _not_saved(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("The change could not be saved"), error)


def _translated(segment: int, language: str, text: str, record: Record) -> Record:
    """The record with another translation of one segment."""
    changed = []
    for each in record.text.translations:
        if each.language == language:
            rest = [one for one in each.segments if one.segment != segment]
            rest += [TranslatedSegment(segment=segment, text=text)] if text else []
            order = {one.id: at for at, one in enumerate(record.text.segments)}
            rest.sort(key=lambda one: order.get(one.segment, len(order)))
            changed.append(replace(each, segments=tuple(rest)))
        else:
            changed.append(each)
    return replace(record, text=replace(record.text, translations=tuple(changed)))


def _save(archive: Archive, record: str, segment: int, text: str, _progress: Progress) -> None:
    save_draft(archive, record, segment, text)


def _commit(
    archive: Archive, record: str, segment: int, text: str | None, what: str, _progress: Progress
) -> Done | None:
    if text is not None:
        save_draft(archive, record, segment, text)
    before = read_record(archive, record)
    after = commit_drafts(archive, record)
    if after is not None and text is not None and has_empty_line(text):
        after = change_record(archive, record, split_at_empty_lines(segment, after.record))
    return Done(before=before, after=after, what=what) if after is not None else None


def _change(
    archive: Archive, record: str, change: Change, what: str, _progress: Progress
) -> Done | None:
    before = read_record(archive, record)
    wanted = change(before.record)
    if wanted == before.record:
        return None
    after = change_record(archive, record, wanted)
    return Done(before=before, after=after, what=what)


def _put_back(
    archive: Archive, was: OpenedRecord, wanted: OpenedRecord, _progress: Progress
) -> OpenedRecord:
    """Give a record an earlier content, unless it has changed in between."""
    now = read_record(archive, was.card.id)
    if now.hash == wanted.hash:
        return now
    if now.hash != was.hash:
        raise RefusedError(
            _("{code} has changed since then.").format(code=now.card.code),
            _("Restore the version you want from its history."),
        )
    return change_record(archive, was.card.id, wanted.record, reason=_("Undone"))
