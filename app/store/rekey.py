"""A new master key, and with it new keys for every page and every attached file.

The old database and the old files stay until everything new is on the disk and has been compared,
so the disk needs room for both. Attached files are encrypted anew as new ones (`<name>.new`), and
the rows of the database in the making name them: a cut-off exchange finds there what is done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import sqlcipher3.dbapi2 as sqlcipher

from app.errors import DamageError, SatchelError
from app.progress import Progress
from app.store.backup_room import check_room
from app.store.connection import connect
from app.store.durable_files import UNFINISHED, sync_file, sync_folder
from app.store.keys import archive_keys
from app.store.layout import DATABASE, DATABASE_JOURNALS, NEXT_DATABASE
from app.store.master_exchange import (
    begin_exchange,
    finish_exchange,
    is_own_exchange,
    kept_rows,
    mark_as_own,
    new_master_in_force,
    next_master,
    remove_next_database,
    take_back_exchange,
    take_back_if_cut_off,
)
from app.store.object_rows import ObjectRow, all_objects, give_object_file
from app.store.objects import open_object
from app.store.page_comparison import compare_databases
from app.store.snapshot import copy_database
from app.store.store import Store
from app.store.transactions import Reader, Writer
from app.store.trouble import explained
from app.translation import _

_CACHE_KIB = 8 * 1024
_BATCH_BYTES = 64 * 1024 * 1024
_BATCH_FILES = 64

Noted = Callable[[Writer], None]
"""Writes down, in the new database, that this was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeyed:
    """What has new keys.

    Attributes:
        attachments: How many attached files.
        damaged: SHA-256 of those that could not be read; they are as they were, old key included.
    """

    attachments: int
    damaged: tuple[str, ...] = ()


def rekey_store(store: Store, report: Progress, noted: Noted) -> Rekeyed:
    """Exchange the master key. Nothing else is changed meanwhile; reading goes on.

    Raises:
        CancelledError: The person cancelled before the last step; everything is as before.
        DamageError: The database is damaged; everything is as before.
        DiskFullError: There is no room for everything twice; everything is as before.
        SystemTroubleError: The disk refused, or something goes on reading: what is done so far is
            kept where it can be, and doing it again finishes it.
    """
    with store.key_lane, explained(store.folder):
        if not is_own_exchange(store):
            # Nobody else has chosen the new master key, and whose files were finished is known.
            take_back_if_cut_off(store)
        return _exchange_all(store, report, noted)


def _exchange_all(store: Store, report: Progress, noted: Noted) -> Rekeyed:
    with store.at_rest():
        done = kept_rows(store)
        remove_next_database(store)
        _check_room(store, done)
        begin_exchange(store)
        try:
            _copy(store, done, report)
            rekeyed = _give_new_files(store, report, noted)
        except BaseException:
            # Where that does not work either, opening still finds both keys.
            with suppress(SatchelError, OSError):
                take_back_exchange(store)
            raise
        _exchange(store)
        finish_exchange(store)
        return rekeyed


def _check_room(store: Store, done: tuple[ObjectRow, ...]) -> None:
    files = {row.sha256 for row in done}
    with store.browsing() as reader:
        sizes = [row.size for row in all_objects(reader) if row.sha256 not in files]
    database = [store.folder / name for name in (DATABASE, f"{DATABASE}-wal")]
    check_room(store.folder, [*(path.stat().st_size for path in database if path.exists()), *sizes])


def _copy(store: Store, done: tuple[ObjectRow, ...], report: Progress) -> None:
    """Make the database under the new key, with the files that an earlier try has finished."""
    unfinished = store.folder / (NEXT_DATABASE + UNFINISHED)
    keys = archive_keys(next_master(store))

    def told(pages: int, total: int) -> None:
        report.step(_("Copying the database under its new key"), pages, total)

    copy_database(store, unfinished, told, keys=keys)
    compare_databases(store, unfinished, keys, report)
    here = store.objects.new_files()
    with _next_database(store, unfinished) as connection:
        rows = {row.sha256: row for row in all_objects(Reader(connection))}
        kept = [
            row for row in done
            if row.sha256 in rows and row.file != rows[row.sha256].file and row.file in here
        ]  # fmt: skip
        with _transaction(store, connection) as writer:
            mark_as_own(store, writer)
            for row in kept:
                give_object_file(writer, row)
    sync_file(unfinished)
    unfinished.replace(store.folder / NEXT_DATABASE)
    sync_folder(store.folder)


def _give_new_files(store: Store, report: Progress, noted: Noted) -> Rekeyed:
    with store.browsing() as reader:
        old = {row.sha256: row for row in all_objects(reader)}
    damaged: list[str] = []
    with _next_database(store, store.folder / NEXT_DATABASE) as connection:
        rows = all_objects(Reader(connection))
        waiting = [row for row in rows if row.file == old[row.sha256].file]
        told = _Told(report, 2 * sum(row.size for row in waiting))
        batch: list[ObjectRow] = []
        try:
            for row in waiting:
                try:
                    batch.append(_encrypted_anew(store, row, told))
                except DamageError:
                    damaged.append(row.sha256)
                if len(batch) >= _BATCH_FILES or sum(each.size for each in batch) >= _BATCH_BYTES:
                    _keep(store, connection, batch)
                    batch = []
            _keep(store, connection, batch)
        except BaseException:
            for row in batch:
                store.objects.remove(row.file)
            raise
        with _transaction(store, connection) as writer:
            noted(writer)
    return Rekeyed(attachments=len(rows) - len(damaged), damaged=tuple(damaged))


def _encrypted_anew(store: Store, row: ObjectRow, told: "_Told") -> ObjectRow:
    """The same content in a new file with a new key, read back."""
    written = None
    try:
        with open_object(store, row.sha256) as content:
            written = store.objects.write(_Source(content, told))
        read_back = store.objects.read(written.file, written.secret, _Sink(told))
        if not (written.sha256, written.size) == read_back == (row.sha256, row.size):
            raise DamageError(_("An attached file is damaged."))
    except BaseException:
        if written is not None:
            store.objects.remove(written.file)
        raise
    return ObjectRow(sha256=row.sha256, size=row.size, file=written.file, secret=written.secret)


class _Told:
    """Counts the bytes that passed, each once written and once read back."""

    def __init__(self, report: Progress, total: int) -> None:
        self._report = report
        self._total = total
        self._done = 0

    def passed(self, size: int) -> None:
        """So many more; raises where the person cancelled."""
        self._done += size
        self._report.step(_("Giving attachments new keys"), self._done, self._total)


class _Source:
    """Content on its way into a new file."""

    def __init__(self, content: BinaryIO, told: _Told) -> None:
        self._content = content
        self._told = told

    def read(self, size: int) -> bytes:
        data = self._content.read(size)
        self._told.passed(len(data))
        return data


class _Sink:
    """Content on its way back, for comparing."""

    def __init__(self, told: _Told) -> None:
        self._told = told

    def write(self, data: bytes) -> int:
        self._told.passed(len(data))
        return len(data)


def _keep(store: Store, connection: sqlcipher.Connection, rows: list[ObjectRow]) -> None:
    """Bring new files to the disk, then say so in the database that is being made."""
    if not rows:
        return
    store.objects.settle(row.file for row in rows)
    for folder in {store.objects.new_path(row.file).parent for row in rows}:
        sync_folder(folder)
    sync_folder(store.objects.new_path(rows[0].file).parents[1])
    with _transaction(store, connection) as writer:
        for row in rows:
            give_object_file(writer, row)


def _exchange(store: Store) -> None:
    """The one step from which on the new master key is in force."""
    following, present = store.folder / NEXT_DATABASE, store.folder / DATABASE

    def put() -> None:
        for ending in DATABASE_JOURNALS:
            following.with_name(following.name + ending).unlink(missing_ok=True)
        sync_file(following)
        following.replace(present)
        sync_folder(store.folder)

    store.exchange_database(put, archive_keys(next_master(store)))
    new_master_in_force(store)


@contextmanager
def _next_database(store: Store, path: Path) -> Iterator[sqlcipher.Connection]:
    connection = connect(path, archive_keys(next_master(store)), cache_kib=_CACHE_KIB)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _transaction(store: Store, connection: sqlcipher.Connection) -> Iterator[Writer]:
    writer = Writer(connection, store.objects)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield writer
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    writer.committed()
