"""Doing things to records and collections from the library, each with its undo."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.archive.collections import Collection
from app.errors import SatchelError
from app.records.stored import RecordCard
from app.records.vocabularies import Kind
from app.translation import _, ngettext
from app.ui.jobs import Job, Lane, Work
from app.ui.library.record_work import (
    drop_collection,
    from_bin,
    into_collection,
    make_collection,
    name_collection,
    new_record,
    out_of_collection,
    to_bin,
)
from app.ui.reader.undo_log import Step, UndoLog
from app.ui.session import Changes, Session

Ids = tuple[str, ...]


class RecordActs(QObject):
    """Every act runs on the writing lane; what it did is told and can be taken back."""

    created = Signal(object)
    """The `RecordCard` of a record that was begun by hand."""

    def __init__(self, session: Session, log: UndoLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._log = session, log

    def bin(self, ids: Ids) -> None:
        """Move records to the bin."""
        archive = self._session.archive
        forth, back = partial(to_bin, archive, ids), partial(from_bin, archive, ids)
        one = ngettext(
            "Moved {count} record to the bin", "Moved {count} records to the bin", len(ids)
        )
        self._act(forth, back, one.format(count=len(ids)), _records(ids))

    def unbin(self, ids: Ids) -> None:
        """Take records out of the bin."""
        archive = self._session.archive
        forth, back = partial(from_bin, archive, ids), partial(to_bin, archive, ids)
        one = ngettext(
            "Restored {count} record from the bin",
            "Restored {count} records from the bin",
            len(ids),
        )
        self._act(forth, back, one.format(count=len(ids)), _records(ids))

    def put(self, name: str, ids: Ids) -> None:
        """Put records into a collection; it is made if there is none of this name."""
        archive = self._session.archive
        forth = partial(into_collection, archive, name, ids)
        back = partial(out_of_collection, archive, name, ids)
        one = ngettext(
            "Put {count} record into “{name}”", "Put {count} records into “{name}”", len(ids)
        )
        self._act(forth, back, one.format(count=len(ids), name=name), _collections())

    def take_out(self, name: str, ids: Ids) -> None:
        """Take records out of a collection."""
        archive = self._session.archive
        forth = partial(out_of_collection, archive, name, ids)
        back = partial(into_collection, archive, name, ids)
        one = ngettext(
            "Took {count} record out of “{name}”", "Took {count} records out of “{name}”", len(ids)
        )
        self._act(forth, back, one.format(count=len(ids), name=name), _collections())

    def make_collection(self, name: str) -> None:
        """Make a collection."""
        archive = self._session.archive
        forth, back = (
            partial(make_collection, archive, name),
            partial(drop_collection, archive, name),
        )
        self._act(forth, back, _("Made the collection “{name}”").format(name=name), _collections())

    def rename_collection(self, collection: Collection, name: str) -> None:
        """Give a collection another name."""
        archive = self._session.archive
        forth = partial(name_collection, archive, collection.name, name)
        back = partial(name_collection, archive, name, collection.name)
        self._act(
            forth, back, _("Renamed the collection “{name}”").format(name=name), _collections()
        )

    def remove_collection(self, collection: Collection) -> None:
        """Remove a collection; the person was asked, since its members are not remembered."""
        work = partial(drop_collection, self._session.archive, collection.name)
        job = self._session.run(Lane.WRITING, work)
        job.finished.connect(self._collection_removed)
        job.failed.connect(self._not_done)

    def create(self, kind: Kind) -> None:
        """Begin a record by hand."""
        job = self._session.run(Lane.WRITING, partial(new_record, self._session.archive, kind))
        job.finished.connect(self._created)
        job.failed.connect(self._not_done)

    def _act(self, forth: Work, back: Work, what: str, changes: Changes) -> None:
        job = self._session.run(Lane.WRITING, forth)
        _Noted(job, self._log, Step(what=what, back=back, forth=forth, changes=changes))
        job.failed.connect(self._not_done)

    @Slot(object)
    def _created(self, card: RecordCard) -> None:
        archive, ids = self._session.archive, (card.id,)
        changes = Changes(records=frozenset(ids), added=frozenset(ids))
        self._log.note(
            Step(
                what=_("Began {code}").format(code=card.code),
                back=partial(to_bin, archive, ids),
                forth=partial(from_bin, archive, ids),
                changes=changes,
            )
        )
        self.created.emit(card)

    @Slot(object)
    def _collection_removed(self, name: str) -> None:
        self._session.tell(Changes(collections=True))
        self._session.say(_("Removed the collection “{name}”").format(name=name))

    @Slot(object)
    def _not_done(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("This could not be done"), error)


class _Noted(QObject):
    """Notes a step once its job has finished; lives as long as the job."""

    def __init__(self, job: Job, log: UndoLog, step: Step) -> None:
        super().__init__(job)
        self._log, self._step = log, step
        job.finished.connect(self._note)

    @Slot(object)
    def _note(self, _result: object) -> None:
        self._log.note(self._step)


def _records(ids: Sequence[str]) -> Changes:
    return Changes(records=frozenset(ids), collections=True)


def _collections() -> Changes:
    return Changes(collections=True)
