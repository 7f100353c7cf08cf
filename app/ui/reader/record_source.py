"""Where the reader gets a record from: its newest state, its marks, its earlier states."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.archive.changing import restore_revision
from app.archive.drafts import SegmentDraft, drafts_of
from app.archive.history import record_at
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, read_record
from app.archive.searching import RecordMarks, marks_of
from app.errors import SatchelError
from app.progress import Progress
from app.records.record import Record
from app.translation import _
from app.ui.jobs import Lane
from app.ui.reader.record_work import Done, keep_found
from app.ui.session import Session

_NEWEST, _MARKS, _EARLIER = "reader", "reader marks", "reader earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A record as the reader needs it.

    Attributes:
        drafts: What was typed and is no revision yet: the program ended while somebody typed.
    """

    opened: OpenedRecord
    drafts: tuple[SegmentDraft, ...]


class RecordSource(QObject):
    """Fetches in the background; what is asked for later takes the place of what was before."""

    loaded = Signal(object)
    """A `Loaded`."""
    marked = Signal(str, object)
    """The hash of the state in which words were looked for, and its `RecordMarks`."""
    earlier = Signal(object)
    """A `Record` as it was."""
    kept = Signal(object)
    """A `Done`: unfinished typing was kept as a revision."""
    restored = Signal(object)
    """A `Done`: an earlier state is the newest now."""
    failed = Signal(str, object)
    """What could not be done, and a `SatchelError`."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def load(self, record: str) -> None:
        """Fetch the newest state of a record."""
        work = partial(_load, self._session.archive, record)
        job = self._session.run(Lane.BROWSE, work, topic=_NEWEST)
        job.finished.connect(self.loaded)
        job.failed.connect(self._not_read)

    def forget(self) -> None:
        """Nothing is wanted any more."""
        for topic in (_NEWEST, _MARKS, _EARLIER):
            self._session.lanes.supersede(topic)

    def mark(self, text: str, opened: OpenedRecord) -> None:
        """Look for the words of a search in a record; on the lane of searches."""
        work = partial(_mark, self._session.archive, text, opened)
        job = self._session.run(Lane.SEARCH, work, topic=_MARKS)
        job.finished.connect(self._marked)

    def unmark(self) -> None:
        """No words are looked for any more."""
        self._session.lanes.supersede(_MARKS)

    def keep_drafts(self, record: str) -> None:
        """Make a revision of what was typed when the program ended."""
        what = _("Kept unfinished typing in {code}")
        work = partial(keep_found, self._session.archive, record, what)
        job = self._session.run(Lane.WRITING, work)
        job.finished.connect(self.kept)
        job.failed.connect(self._not_read)

    def load_earlier(self, record: str, revision: str) -> None:
        """Fetch a record as it was at a revision."""
        work = partial(_earlier, self._session.archive, record, revision)
        job = self._session.run(Lane.BROWSE, work, topic=_EARLIER)
        job.finished.connect(self.earlier)
        job.failed.connect(self._not_read)

    def restore(self, record: str, revision: str) -> None:
        """Make an earlier state the newest."""
        work = partial(_restore, self._session.archive, record, revision)
        job = self._session.run(Lane.WRITING, work)
        job.finished.connect(self.restored)
        job.failed.connect(self._not_restored)

    @Slot(object)
    def _marked(self, found: tuple[str, RecordMarks]) -> None:
        self.marked.emit(*found)

    @Slot(object)
    def _not_read(self, error: SatchelError) -> None:
        self.failed.emit(_("The record could not be read"), error)

    @Slot(object)
    def _not_restored(self, error: SatchelError) -> None:
        self.failed.emit(_("The earlier version could not be restored"), error)


def _load(archive: Archive, record: str, _progress: Progress) -> Loaded:
    return Loaded(opened=read_record(archive, record), drafts=drafts_of(archive, record))


def _mark(
    archive: Archive, text: str, opened: OpenedRecord, _progress: Progress
) -> tuple[str, RecordMarks]:
    return opened.hash, marks_of(archive, text, opened)


def _earlier(archive: Archive, record: str, revision: str, _progress: Progress) -> Record:
    return record_at(archive, record, revision)


def _restore(archive: Archive, record: str, revision: str, _progress: Progress) -> Done:
    before = read_record(archive, record)
    after = restore_revision(archive, record, revision)
    what = _("Restored an earlier version of {code}").format(code=after.card.code)
    return Done(before=before, after=after, what=what)
