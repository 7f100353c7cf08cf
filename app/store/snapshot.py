"""A copy of the database as it was at one moment, taken while the archive is worked in.

SQLite's online backup (sqlite.org/backup) copies page by page, decrypting each and encrypting it
anew; a page that is damaged ends it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.store.connection import connect
from app.store.durable_files import sync_file
from app.store.keys import ArchiveKeys
from app.store.store import Store
from app.store.trouble import explained

_PAGES_AT_ONCE = 32
"""Half a megabyte: on a slow stick a tenth of a second."""

_BEGUN_ANEW_AT_MOST = 3
"""After so many changes of the archive that made the copy begin again, changes wait for it."""

_CACHE_KIB = 4 * 1024

_NUMBERS = {
    "attempt to write a readonly database": sqlcipher.SQLITE_READONLY,
    "database disk image is malformed": sqlcipher.SQLITE_CORRUPT,
    "database is locked": sqlcipher.SQLITE_BUSY,
    "database or disk is full": sqlcipher.SQLITE_FULL,
    "disk I/O error": sqlcipher.SQLITE_IOERR,
    "file is not a database": sqlcipher.SQLITE_NOTADB,
    "out of memory": sqlcipher.SQLITE_NOMEM,
    "unable to open database file": sqlcipher.SQLITE_CANTOPEN,
}
"""What `sqlite3_errstr` says of each (sqlite.org/c3ref/errcode)."""

_HOLD = "BEGIN"
_FIRST_READ = "SELECT count(*) FROM sqlite_schema"
_NO_JOURNAL = "PRAGMA journal_mode = OFF"
_NO_SYNC = "PRAGMA synchronous = OFF"
_PLAIN_JOURNAL = "PRAGMA journal_mode = DELETE"
_SYNC_AGAIN = "PRAGMA synchronous = FULL"

Pages = Callable[[int, int], None]
"""Told how many pages are copied, of how many. It may raise to stop."""


def copy_database(
    store: Store, target: Path, told: Pages, *, keys: ArchiveKeys | None = None
) -> None:
    """Copy the database of an open archive into a new file, which is on the disk on return.

    With a write-ahead log the copy holds on to one state, and work goes on. Without one a reader
    would make every change wait, so it is held for half a megabyte at a time; a change in between
    makes the copy begin again, and after a few times the changes wait instead.

    Args:
        target: A file that does not exist. It has no log beside it.
        keys: What the copy opens with; those of the archive where not given.

    Raises:
        DamageError: The archive's database is damaged.
        SystemTroubleError: The disk is full, or one of the two is gone.
    """
    with explained(target.parent):
        target.touch(mode=0o600, exist_ok=False)
        try:
            _copy(store, target, told, keys or store.keys)
            sync_file(target)
        except BaseException:
            with suppress(OSError):
                target.unlink(missing_ok=True)
            raise


def _copy(store: Store, target: Path, told: Pages, keys: ArchiveKeys) -> None:
    with store.checking() as reader, ExitStack() as waiting:
        copy = connect(target, keys, cache_kib=_CACHE_KIB, create=True)
        try:
            # Nobody needs half a copy, so nothing guards it until it is whole.
            copy.execute(_NO_JOURNAL).fetchall()
            copy.execute(_NO_SYNC)
            if store.journal == "wal":
                reader.connection.execute(_HOLD)
                reader.connection.execute(_FIRST_READ).fetchall()
            between = _Between(store, told, waiting)
            with _told_apart():
                reader.connection.backup(copy, pages=_PAGES_AT_ONCE, progress=between)
            # The mode stands in the file; as a log it would make whoever opens it look for one.
            copy.execute(_PLAIN_JOURNAL).fetchall()
            copy.execute(_SYNC_AGAIN)
        finally:
            copy.close()


@contextmanager
def _told_apart() -> Iterator[None]:
    """The library gives this one call's errors SQLite's words, and not its number."""
    try:
        yield
    except sqlcipher.DatabaseError as problem:
        if getattr(problem, "sqlite_errorcode", None) is None:
            problem.sqlite_errorcode = _NUMBERS.get(str(problem))
        raise


class _Between:
    """What happens after each few pages."""

    def __init__(self, store: Store, told: Pages, waiting: ExitStack) -> None:
        self._store = store
        self._told = told
        self._waiting = waiting
        self._remaining: int | None = None
        self._begun_anew = 0

    def __call__(self, _status: int, remaining: int, total: int) -> None:
        if self._remaining is not None and remaining > self._remaining:
            self._begun_anew += 1
            if self._begun_anew == _BEGUN_ANEW_AT_MOST:
                self._waiting.enter_context(self._store.at_rest())
        self._remaining = remaining
        self._told(total - remaining, total)
