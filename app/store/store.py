"""An opened archive folder: one lane that writes, two connections that read.

`opening.open_store` and `creation.create_store` give one. The functions of the tables take the
`Reader` or `Writer` that the `with` blocks here give.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import sqlcipher3.dbapi2 as sqlcipher

from app.errors import SystemTroubleError
from app.store.archive_table import archive_fingerprint, archive_id
from app.store.connection import check_kind_of_file, choose_journal, connect, only_read
from app.store.first_page import check_first_page
from app.store.keys import ArchiveKeys
from app.store.layout import DATABASE
from app.store.left_log import check_left_log
from app.store.lock_file import FolderLock
from app.store.media import is_on_fixed_disk
from app.store.migrate import migrate, migrations
from app.store.object_folder import ObjectFolder
from app.store.object_rows import object_files
from app.store.raw_pages import RawPages
from app.store.record_changes import RecordChanges
from app.store.transactions import Reader, Writer
from app.store.trouble import explained, explained_database
from app.store.unlocking import Unlocked
from app.translation import _

if TYPE_CHECKING:
    from app.store.record_columns import RecordColumns

_WRITING_CACHE_KIB = 32 * 1024
_BROWSING_CACHE_KIB = 16 * 1024
_SEARCHING_CACHE_KIB = 40 * 1024
"""Searching reads the most pages, and each page not in memory has to be decrypted."""
_INTERRUPT_AGAIN_S = 0.02

_READERS_END_WITHIN_S = 30
_NO_LOG = "PRAGMA journal_mode = DELETE"
_CHECKPOINT = "PRAGMA main.wal_checkpoint(TRUNCATE)"
"""Naming no database would mean the temporary one too, which SQLite calls locked where the log is
used for the first time since the file was given one: it then opens a transaction on both."""


class Store:
    """An archive folder that is open, locked against other programs.

    Safe to use from several threads: writers wait for each other, and so do the readers of one
    connection. Close it, or use it in a `with` statement.

    Attributes:
        folder: The archive's folder.
        database: Name of the database file in it.
        objects: Its attached files.
        archive_id: UUID of the archive.
        fingerprint: Of its signing key, ten groups of four hex digits.
        healed: Key slot files that were damaged or behind and have been written anew.
        journal: `wal` or `delete`; see `app.store.media`.
        opened_by: Number of the key slot that opened it.
        unlocked: What that slot gave, for changing keys; None where another archive's keys serve.
        key_lane: Held by whoever changes the key slots; taken before any other.
    """

    def __init__(
        self, folder: Path, lock: FolderLock, keys: ArchiveKeys, *, database: str = DATABASE
    ) -> None:
        """Open the connections of a folder whose lock is held; see `opening`.

        Args:
            database: The file's name; a backup looks at its own before that takes its place.
        """
        self.folder = folder
        self.database = database
        self.objects = ObjectFolder(folder)
        self.healed: tuple[str, ...] = ()
        self.opened_by = 1
        self.unlocked: Unlocked | None = None
        self._lock = lock
        self._keys = keys
        self.key_lane = threading.RLock()
        self._write_lane = threading.RLock()
        self._browse_lane = threading.RLock()
        self._search_lane = threading.RLock()
        self._closing = threading.Lock()
        self._writing = False
        self._closed = False
        self._connections: list[sqlcipher.Connection] = []
        self._columns: RecordColumns | None = None
        try:
            self._open_connections()
            self.archive_id = archive_id(Reader(self._browser))
            self.fingerprint = archive_fingerprint(Reader(self._browser))
        except BaseException:
            self._close_connections()
            raise

    def unlocked_by(self, unlocked: Unlocked) -> None:
        """Remember which key slot opened it, and what it gave."""
        self.opened_by = unlocked.number
        self.unlocked = unlocked

    @property
    def keys(self) -> ArchiveKeys:
        """What opens this archive's files, for copies of them."""
        return self._keys

    @property
    def columns(self) -> "RecordColumns":
        """The properties of all records, for whoever searches. Opening need not load numpy."""
        if self._columns is None:
            from app.store.record_columns import RecordColumns

            self._columns = RecordColumns(self._changed_records)
        return self._columns

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction: all of it is on the disk when the block ends, or none of it.

        Others wait. Keep it short: the person may be typing.

        Raises:
            SystemTroubleError: The disk is full, read-only or gone, or the archive was closed.
            DamageError: The database is damaged.
            RuntimeError: A writing block within a writing block, which is a bug.
        """
        with self._write_lane:
            self._check_open()
            if self._writing:
                raise RuntimeError("a transaction within a transaction")
            writer = Writer(self._writer, self.objects)
            self._writing = True
            try:
                with explained_database(self.folder):
                    self._writer.execute("BEGIN IMMEDIATE")
                    try:
                        yield writer
                        self._claim(writer)
                        self._writer.execute("COMMIT")
                    except BaseException:
                        self._roll_back()
                        self.objects.disclaim(writer.needed_files)
                        raise
            finally:
                self._writing = False
            writer.committed()

    @contextmanager
    def browsing(self) -> Iterator[Reader]:
        """Read for lists, the reader and exports.

        Each statement sees the newest commit and is fetched whole, so nothing waits for it.
        """
        with self._browse_lane, explained_database(self.folder):
            self._check_open()
            yield Reader(self._browser)

    @contextmanager
    def searching(self) -> Iterator[Reader]:
        """Read for a search, on a connection of its own that `interrupt_search` stops.

        Raises:
            CancelledError: The search was interrupted.
        """
        with self._search_lane, explained_database(self.folder):
            self._check_open()
            yield Reader(self._searcher)

    def interrupt_search(self) -> None:
        """Stop the search that is running now, from any thread. Nothing happens if none is."""
        with suppress(sqlcipher.ProgrammingError):  # closed meanwhile
            self._searcher.interrupt()

    def close(self) -> None:
        """Bring everything into the one file, close it, let others in. A second call does nothing.

        Waits for the transaction that is running; a search is stopped.
        """
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._close_searcher()
            # One lane after the other: who reads and then wants to write must not wait for us
            # while we wait for them.
            with self._browse_lane:
                self._browser.close()
            with self._write_lane:
                self._checkpoint()
                self._writer.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def checking(self) -> Iterator[Reader]:
        """Read on a fresh connection that is closed afterwards.

        Once SQLCipher has met a damaged page, a connection answers nothing any more; this one may
        be spoiled without harm to the others.
        """
        self._check_open()
        with explained_database(self.folder):
            with self._browse_lane:  # The file and its keys belong together; both may be exchanged.
                path = self.folder / self.database
                connection = connect(path, self._keys, cache_kib=_BROWSING_CACHE_KIB)
            try:
                only_read(connection)
                yield Reader(connection)
            finally:
                connection.close()

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Nothing is written within the block, and the database file holds all that was."""
        with self._write_lane:
            self._check_open()
            self._checkpoint()
            yield

    @contextmanager
    def raw_pages(self) -> Iterator[RawPages]:
        """The database page by page, without SQLCipher; see `at_rest` for a still picture.

        Raises:
            SystemTroubleError: The disk refused.
        """
        self._check_open()
        with explained(self.folder):
            with self._browse_lane:
                found = RawPages(self.folder / self.database, self._keys)
            with found as pages:
                yield pages

    def checkpoint(self) -> bool:
        """Bring what was committed from the write-ahead log into the database file.

        Returns:
            Whether the log is empty now; not where somebody goes on reading the state before.

        Raises:
            SystemTroubleError: There is no room for it; nothing is lost, the log stays.
        """
        with self._write_lane, explained(self.folder):
            self._check_open()
            ((busy, _pages, _brought),) = self._writer.execute(_CHECKPOINT).fetchall()
            return not busy

    def collect_orphans(self, keep: Iterable[str] = ()) -> int:
        """Remove new object files whose transaction never came; call it before any is added.

        Files that once had a row stay, though this database may name them no more: a newer
        database, put back from a backup, may still need them.

        Args:
            keep: Names of new files that somebody goes on with.

        Returns:
            How many there were.
        """
        with self._write_lane:
            return self.objects.collect(object_files(Reader(self._writer)), keep)

    def exchange_database(self, put: Callable[[], None], keys: ArchiveKeys) -> None:
        """Put another database in the place of this one; whoever has the store open goes on.

        Args:
            put: Exchanges the files, while nothing has them open and no log lies beside them.
            keys: Of the other.

        Raises:
            SystemTroubleError: Something goes on reading, or the disk refused; nothing is changed.
        """
        with self._write_lane, self._readers_waiting():
            self._check_open()
            try:
                self._leave_one_file()
                put()
                self._keys = keys
            finally:
                self._close_connections()
                try:
                    self._open_connections()
                except BaseException:
                    self._closed = True
                    self._lock.release()
                    raise

    @contextmanager
    def _readers_waiting(self) -> Iterator[None]:
        """Nobody reads within the block, but for who has a connection of their own."""
        while not self._search_lane.acquire(timeout=_INTERRUPT_AGAIN_S):
            self.interrupt_search()
        try:
            # Who reads and wants to write waits for us, so we must not wait for them for ever.
            if not self._browse_lane.acquire(timeout=_READERS_END_WITHIN_S):
                raise _busy()
            try:
                yield
            finally:
                self._browse_lane.release()
        finally:
            self._search_lane.release()

    def _leave_one_file(self) -> None:
        """Close the connections and see to it that neither log nor journal is left.

        Raises:
            SystemTroubleError: Somebody else has the database open.
        """
        with explained_database(self.folder):
            self._browser.close()
            self._searcher.close()
            ((busy, _pages, _brought),) = self._writer.execute(_CHECKPOINT).fetchall()
            (mode,) = self._writer.execute(_NO_LOG).fetchone()
            self._writer.close()
        if busy or mode != "delete":
            raise _busy()

    def _open_connections(self) -> None:
        self._connections = []
        check_left_log(self.folder / self.database, self._keys)
        check_first_page(self.folder / self.database, self._keys)
        self._writer = self._connect(self._keys, _WRITING_CACHE_KIB)
        done = check_kind_of_file(self._writer, len(migrations()))
        # A log would stay behind under a name that means nothing once the file is renamed.
        stays = self.database == DATABASE and is_on_fixed_disk(self.folder)
        self.journal = choose_journal(self._writer, fixed_disk=stays)
        migrate(self._writer, done=done)
        self._changed_records = RecordChanges(self._writer, lambda: self._writing)
        self._columns = None
        self._browser = self._connect(self._keys, _BROWSING_CACHE_KIB)
        self._searcher = self._connect(self._keys, _SEARCHING_CACHE_KIB)
        only_read(self._browser)
        only_read(self._searcher)

    def _connect(self, keys: ArchiveKeys, cache_kib: int) -> sqlcipher.Connection:
        connection = connect(self.folder / self.database, keys, cache_kib=cache_kib)
        self._connections.append(connection)
        return connection

    def _check_open(self) -> None:
        if self._closed:
            raise SystemTroubleError(
                _("The archive has been closed meanwhile."), _("Open it again.")
            )

    def _claim(self, writer: Writer) -> None:
        # A row whose file a power cut could still take would be a promise broken.
        with explained(self.folder):
            self.objects.settle(writer.needed_files)
            self.objects.claim(writer.needed_files)

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after the gravest errors.
        if self._writer.in_transaction:
            with suppress(sqlcipher.DatabaseError):
                self._writer.execute("ROLLBACK")

    def _close_searcher(self) -> None:
        # A search may begin its statement just after it was interrupted, so once is not enough.
        while not self._search_lane.acquire(timeout=_INTERRUPT_AGAIN_S):
            self.interrupt_search()
        try:
            self._searcher.close()
        finally:
            self._search_lane.release()

    def _checkpoint(self) -> None:
        # Without room the log stays beside the database; the next opening reads both.
        with suppress(sqlcipher.DatabaseError):
            self._writer.execute(_CHECKPOINT).fetchall()

    def _close_connections(self) -> None:
        for connection in self._connections:
            connection.close()


def _busy() -> SystemTroubleError:
    return SystemTroubleError(
        _("Something else is still reading the archive."),
        _("Wait for the check or backup that is running, then try again."),
    )
