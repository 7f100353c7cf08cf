"""An opened archive: what every use case takes first."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.errors import SatchelError
from app.records.postings import AnalysedText
from app.search.vocabulary import Vocabulary
from app.store.audit_table import NewEntry, append_entries
from app.store.slot_people_table import slot_person
from app.store.store import Store
from app.store.transactions import Writer

if TYPE_CHECKING:
    # Reading it loads numpy, which opening does not need.
    from app.archive.doubles_memory import DoublesMemory


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """An entry that waits for its transaction, with the time at which it happened."""

    entry: NewEntry
    at: str


class Archive:
    """An opened archive. Close it, or use it in a `with` block.

    Attributes:
        store: The opened folder.
        words: The forms that the texts hold, for expanding stems and fuzzy words; read when
            first needed and forgotten after changes.
        doubles: What `app.archive.doubles` keeps in memory.
        unwritten: What the audit log could not take yet for want of room; the next entry's
            transaction takes it too.
        old_key_files: Names of the slot files that are older than the last change of keys, where
            it was opened with such.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.words: Vocabulary | None = None
        self.doubles: DoublesMemory | None = None
        self.unwritten: tuple[Unwritten, ...] = ()
        self.old_key_files: tuple[str, ...] = ()
        self._unwritten_goes_with: Writer | None = None
        self.read_person()

    def words_changed(self, before: AnalysedText | None, after: AnalysedText | None) -> None:
        """Keep the words that are in memory in step with the index, once a change is on the disk.

        Args:
            before: What a record was indexed with; None for a new one.
            after: What it is indexed with now.
        """
        if self.words is not None:
            self.words.record_changed(before, after)

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self.store.folder

    @property
    def name(self) -> str:
        """The name that a person gave to the folder; it lies outside the encryption."""
        return self.path.name.removesuffix(".satchel")

    @property
    def fingerprint(self) -> str:
        """What people compare to know that it is this archive."""
        return self.store.fingerprint

    @property
    def made_by(self) -> str:
        """Who history and audit name for what is done here.

        The initials of the person whose key slot opened it, or where nobody was named for it, the
        beginning of the archive's fingerprint.
        """
        return self._initials or self.store.fingerprint[:9]

    def read_person(self) -> None:
        """Read anew whose the key slot is that opened this; after a person was named for it."""
        with self.store.browsing() as reader:
            person = slot_person(reader, self.store.opened_by)
        self._initials = person.initials if person is not None else ""

    def write_what_waits(self, writer: Writer) -> None:
        """Give the audit log what it could not take before, in a transaction that is under way."""
        if not self.unwritten or self._unwritten_goes_with is writer:
            return
        for each in self.unwritten:
            append_entries(writer, (each.entry,), each.at)

        def written() -> None:
            self.unwritten, self._unwritten_goes_with = (), None

        # Only once: a transaction may write several times. One that is taken back clears nothing.
        self._unwritten_goes_with = writer
        writer.when_committed(written)

    def close(self) -> None:
        """Write everything out, close, and let go of the folder. May be called twice."""
        self.words = None
        if self.unwritten:
            with suppress(SatchelError), self.store.writing() as writer:
                self.write_what_waits(writer)
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
