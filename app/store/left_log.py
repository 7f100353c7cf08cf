"""A write-ahead log that was left beside the database: does it belong to it?

SQLite plays whatever log it finds into the database, and looks only whether the log is whole in
itself. Somebody who puts back `archive.db` alone, beside the log of a later or earlier session,
would get parts of two states without a word, or lose the newer one. So before anything plays it,
the database is looked at without the log and with it:

- All that is done is written into the audit log, so the newest entry of the database is also there
  with a log that goes on from it. With an older log it is not.
- With a log that goes on from a later state, pages are missing that the database had then, or
  tables and their indexes do not fit together that fit without it. This is likely, not certain.
"""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.errors import DamageError
from app.store.audit_table import entry_by_number, remembered_head
from app.store.connection import connect
from app.store.durable_files import sync_folder
from app.store.keys import ArchiveKeys
from app.store.raw_pages import RawPages
from app.store.transactions import Reader
from app.translation import _

_HEADER_BYTES = 32
"""Of a log; one that is no longer holds nothing (file format, section 4.1)."""

_CACHE_KIB = 8 * 1024
_WITHOUT_LOG = "immutable=1"
_WITHOUT_PLAYING = "mode=ro"

_TABLES = ("records", "audit", "state", "terms", "record_terms", "attachments", "objects")
"""Small ones: the texts' own would take long to read in a large archive."""

_FITS = "PRAGMA integrity_check({table})"

_HEADLESS = """
    SELECT count(*) FROM records WHERE NOT EXISTS (
      SELECT 1 FROM revisions INDEXED BY revisions_of_record
      WHERE revisions.record = records.number AND revisions.number = records.head
    )
"""

_AUDIT_MIGRATION = 3
_DAMAGED = (sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB)


def check_left_log(database: Path, keys: ArchiveKeys) -> None:
    """Look at a log that was left behind, without playing it.

    Raises:
        DamageError: It belongs to another state. Nothing was changed.
        OSError: The disk refused.
    """
    log = database.with_name(database.name + "-wal")
    if not database.is_file() or not log.is_file() or log.stat().st_size <= _HEADER_BYTES:
        return
    try:
        newest = _newest_entry(database, keys)
    except (sqlcipher.DatabaseError, DamageError):
        # Half of the log may have been brought into it; it is of no use as a witness then.
        return
    if newest is not None and not _goes_on_from(newest, database, keys):
        raise DamageError(
            _("The log beside the archive's database belongs to another state of it."),
            _("If archive.db was put there by hand, move archive.db-wal to another folder."),
        )


def _newest_entry(database: Path, keys: ArchiveKeys) -> tuple[int, bytes] | None:
    """Number and hash, where the database by itself is sound and has a log that is."""
    connection = connect(database, keys, cache_kib=_CACHE_KIB, how=_WITHOUT_LOG)
    try:
        reader = Reader(connection)
        if reader.value("PRAGMA user_version") < _AUDIT_MIGRATION:
            return None
        head = remembered_head(reader)
        entry = None if head is None else entry_by_number(reader, head.number)
        if head is None or entry is None or entry.hash != head.hash or not _fits(reader):
            return None
        return head.number, head.hash
    finally:
        connection.close()


def _goes_on_from(newest: tuple[int, bytes], database: Path, keys: ArchiveKeys) -> bool:
    number, hash = newest
    try:
        connection = connect(database, keys, cache_kib=_CACHE_KIB, how=_WITHOUT_PLAYING)
        try:
            reader = Reader(connection)
            entry = entry_by_number(reader, number)
            known = entry is not None and entry.hash == hash
            return known and _reaches(database, keys) and _fits(reader)
        finally:
            connection.close()
    except sqlcipher.DatabaseError as problem:
        # It can be read by itself, and not with the log: that is of another archive. SQLite calls
        # a page damaged, too, that a disk did not give.
        if problem.sqlite_errorcode & 0xFF in _DAMAGED:
            sync_folder(database.parent)
            return False
        # What else there is, opening says.
        return True


def _reaches(database: Path, keys: ArchiveKeys) -> bool:
    """Whether every page is in the file or in the log."""
    with RawPages(database, keys) as pages:
        beyond = range(pages.in_file + 1, pages.count + 1)
        return all(number in pages.beside.places for number in beyond)


def _fits(reader: Reader) -> bool:
    sound = all(reader.rows(_FITS.format(table=table)) == [("ok",)] for table in _TABLES)
    return sound and reader.value(_HEADLESS) == 0
