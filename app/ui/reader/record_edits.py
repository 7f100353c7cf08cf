"""Changing a record from the window: autosave while one types, one revision on leaving, undo.

Every change goes through here, so that there is one log of what can be taken back. What is typed
counts as unsaved until the job that saves it has told so.
"""

from functools import partial

from PySide6.QtCore import QDateTime, QObject, QTimer, Signal, Slot

from app.archive.reading import OpenedRecord
from app.errors import SatchelError
from app.translation import _
from app.ui.jobs import Lane, Priority
from app.ui.reader.record_work import (
    Change,
    Done,
    keep_draft,
    keep_typed,
    make_change,
    put_back,
)
from app.ui.reader.undo_log import Step, UndoLog
from app.ui.reader.unsaved_typing import Place, Saving, Typed, UnsavedTyping
from app.ui.session import Changes, Session

IDLE_MS = 1_000
"""So long after the last key what is typed is kept in the archive."""


class RecordEdits(QObject):
    """What is being changed in one record at a time, and what was."""

    draft_saved = Signal(str)
    """What is typed is in the archive now; the time of day."""
    typing_kept_back = Signal(object)
    """A `Place` where something was typed that could not be saved; `begin` gives it back."""
    changed = Signal(object)
    """The record's new `OpenedRecord`."""

    def __init__(self, session: Session, log: UndoLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._log = session, log
        self._place: Place | None = None
        self._what = ""
        self._text: str | None = None
        self._typed_since = False
        self._left = UnsavedTyping()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.save_draft)
        log.stepped.connect(self._is_stepped)

    # Typing in a paragraph

    def begin(self, place: Place, what: str) -> str | None:
        """A paragraph, or its translation, is being edited now.

        Args:
            what: What the status strip says when it was changed.

        Returns:
            What was typed there before, where the archive may not have it yet; else None.
        """
        self.leave()
        self._place, self._what = place, what
        self._text, self._typed_since = None, False
        newest = self._left.newest(place)
        if self._left.take(place) is not None and newest is not None:
            self.typed(newest.text)
        return newest.text if newest is not None else None

    @Slot(str)
    def typed(self, text: str) -> None:
        """The paragraph's text is different; it is kept after a second without a key."""
        if self._place is not None:
            self._text, self._typed_since = text, True
            self._tell_unsaved()
            self._timer.start()

    @Slot()
    def save_draft(self) -> None:
        """Keep what is typed now, ahead of everything else that is to be written."""
        self._timer.stop()
        if self._place is None or self._text is None or not self._typed_since:
            return
        typed = Typed(place=self._place, text=self._text, what=self._what)
        work = partial(keep_draft, self._session.archive, typed)
        job = self._session.run(Lane.WRITING, work, priority=Priority.AUTOSAVE)
        saving = Saving(typed, job, self)
        saving.done.connect(self._draft_is_saved)
        saving.failed.connect(self._draft_is_not_saved)

    def leave(self) -> None:
        """The paragraph is left, or the archive locked: make one revision of what was typed."""
        self._timer.stop()
        place, text = self._place, self._text
        self._place, self._text, self._typed_since = None, None, False
        if place is not None and text is not None:
            self._send(Typed(place=place, text=text, what=self._what))

    def flush(self) -> None:
        """Queue everything that was typed, and once more what could not be saved before."""
        self.leave()
        self._try_again()

    def _send(self, typed: Typed, *, again: bool = False) -> None:
        self._left.send(typed)
        work = partial(keep_typed, self._session.archive, typed)
        job = self._session.run(Lane.WRITING, work, priority=Priority.AUTOSAVE)
        saving = Saving(typed, job, self, again=again)
        saving.done.connect(self._typing_is_saved)
        saving.failed.connect(self._typing_is_not_saved)

    def _try_again(self) -> None:
        for typed in self._left.kept:
            self._send(typed, again=True)

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
            partial(make_change, self._session.archive, record, change, what),
            priority=Priority.AUTOSAVE,
        )
        job.finished.connect(self._is_done)
        job.failed.connect(self._not_saved)

    # What came of it

    @Slot(object, object)
    def _draft_is_saved(self, typed: Typed, _nothing: object) -> None:
        if self._place == typed.place:
            if self._text == typed.text:
                self._typed_since = False
            self.draft_saved.emit(QDateTime.currentDateTime().toString("HH:mm"))
        self._tell_unsaved()
        self._try_again()

    @Slot(object, object, bool)
    def _draft_is_not_saved(self, _typed: Typed, error: object, _again: bool) -> None:
        # The text stays where it is typed: the next key or leaving tries again.
        self._tell_unsaved()
        self._not_saved(error)

    @Slot(object, object)
    def _typing_is_saved(self, typed: Typed, done: object) -> None:
        self._left.saved(typed)
        self._is_done(done)
        self._try_again()

    @Slot(object, object, bool)
    def _typing_is_not_saved(self, typed: Typed, error: object, again: bool) -> None:
        newest = self._left.keep(typed)
        if newest and self._place == typed.place:
            # It is edited again already, beginning with this very text.
            self._left.take(typed.place)
            if self._text is None:
                self.typed(typed.text)
            newest = False
        self._tell_unsaved()
        if not again:
            self._not_saved(error)
            if newest:
                self.typing_kept_back.emit(typed.place)

    @Slot(object)
    def _is_done(self, done: object) -> None:
        self._tell_unsaved()
        if isinstance(done, Done):
            self.note(done)

    def _tell_unsaved(self) -> None:
        self._session.unsaved.emit(self._typed_since or bool(self._left))

    def note(self, done: Done) -> None:
        """Tell of a change that was made, and let it be taken back."""
        archive = self._session.archive
        self.changed.emit(done.after)
        self._log.note(
            Step(
                what=done.what,
                back=partial(put_back, archive, done.after, done.before),
                forth=partial(put_back, archive, done.before, done.after),
                changes=Changes(records=frozenset((done.after.card.id,))),
            )
        )

    @Slot(object)
    def _is_stepped(self, opened: object) -> None:
        if isinstance(opened, OpenedRecord):
            self.changed.emit(opened)

    @Slot(object)
    def _not_saved(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("The change could not be saved"), error)
