"""Bringing all that is whole out of a damaged archive, into a new one.

The damaged folder is only read, page by page, whatever became of its trees. The new archive has
the same id, keys, codes, history and bin; it grows under a neutral name and is renamed at the end.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.errors import DamageError, InputError
from app.progress import Progress
from app.store.archive_table import make_archive_row
from app.store.backup_room import check_room
from app.store.closed_archive import ClosedArchive, closed_archive
from app.store.connection import connect
from app.store.credentials import Credentials
from app.store.damage import Damage, Damaged
from app.store.durable_files import sync_file, sync_folder
from app.store.file_copies import ObjectFile, copy_objects
from app.store.known_losses import losses_of_row, note_losses
from app.store.layout import DATABASE
from app.store.lock_file import FolderLock
from app.store.mending import mend_pages
from app.store.migrate import migrate, migrations
from app.store.new_place import check_new_place, growing_beside, put_in_place
from app.store.object_folder import NAME as OBJECTS
from app.store.object_folder import ObjectFolder
from app.store.raw_contents import KnownFile
from app.store.raw_trees import RawTrees
from app.store.salvage_plan import SalvagePlan, lost_file, salvage_plan
from app.store.salvage_tables import fill_tables
from app.store.salvage_writing import RowMaker
from app.store.slot_pair import write_slot_pair
from app.store.store import Store
from app.store.transactions import Writer
from app.store.trouble import explained
from app.store.verify_objects import check_object
from app.translation import _

_CACHE_KIB = 64 * 1024
_USER_VERSION_AT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvagedStore:
    """A new archive with all that was whole, open and not yet at its place.

    Attributes:
        records: How many came out.
        attachments: How many attached contents came out.
        lost: What did not.
        lost_entries: Numbers of the audit log's entries that did not, as `5` or `7-9`.
        mended: How many damaged pages could be read as they were.
    """

    store: Store
    records: int
    attachments: int
    lost: tuple[Damage, ...]
    lost_entries: tuple[str, ...]
    mended: int


@contextmanager
def salvaged_store(
    folder: Path, out: Path, credentials: Credentials, make_row: RowMaker, report: Progress
) -> Iterator[SalvagedStore]:
    """Bring out what is whole; the block does the rest, then the archive is put at its place.

    Args:
        folder: The damaged archive; nothing in it is changed.
        out: Where the new one will be; missing, or an empty folder.
        make_row: Makes the row of a record from its text.

    Raises:
        InputError: Something is at `out` already, or the archive is of a newer version.
        AccessError: The credentials do not open the archive.
        DamageError: Both key files are damaged, or there is no database: nothing can be read.
        CancelledError: The person cancelled; nothing is left at `out`.
        SystemTroubleError: A disk is full or refused, or the archive is open elsewhere.
    """
    with explained():
        check_new_place(out)
        if out.resolve().is_relative_to(folder.resolve()):
            raise InputError(
                _("An archive cannot be salvaged into itself."), _("Choose another place.")
            )
    with closed_archive(folder, credentials) as source, explained(), growing_beside(out) as growing:
        with source.pages() as pages:
            mended = mend_pages(pages, report)
            trees = RawTrees(pages, report)
            _check_readable(trees)
            _check_version(trees)
            check_room(growing, [pages.in_file, *_object_sizes(ObjectFolder(folder))])
            made = _Made(source, trees, growing, report)
            made.fill(make_row)
        with _opened(growing, source) as store:
            yield SalvagedStore(
                store=store,
                records=made.records,
                attachments=len(made.files),
                lost=tuple(made.lost),
                lost_entries=made.lost_entries,
                mended=mended,
            )
        put_in_place(growing, out)


class _Made:
    """The new archive while it is filled.

    Attributes:
        records: How many have come out.
        files: Attached contents that are whole in the new folder.
        lost: What does not come out.
        lost_entries: Of the audit log.
    """

    def __init__(
        self, source: ClosedArchive, trees: RawTrees, growing: Path, report: Progress
    ) -> None:
        self._source = source
        self._trees = trees
        self._growing = growing
        self._report = report
        report.step(_("Looking for what is whole"), 0, None)
        self._plan: SalvagePlan = salvage_plan(trees, report)
        self.records = 0
        self.files: list[KnownFile] = []
        self.lost = list(self._plan.lost)
        self.lost_entries: tuple[str, ...] = ()

    def fill(self, make_row: RowMaker) -> None:
        """Copy the files, then write the database."""
        (self._growing / OBJECTS).mkdir(mode=0o700)
        self._copy_files()
        database = self._growing / DATABASE
        database.touch(mode=0o600, exist_ok=False)
        self._report.step(_("Writing the new archive"), 0, None)
        with closing(
            connect(database, self._source.keys, cache_kib=_CACHE_KIB, create=True)
        ) as connection:
            # Nobody knows this file yet: one that is not finished is thrown away as a whole.
            connection.execute("PRAGMA journal_mode = MEMORY").fetchall()
            connection.execute("PRAGMA synchronous = OFF")
            migrate(connection, done=0)
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN IMMEDIATE")
            writer = Writer(connection, ObjectFolder(self._growing))
            self._fill_tables(writer, make_row)
            connection.execute("COMMIT")
        sync_file(database)
        write_slot_pair(self._growing, self._source.unlocked.file)
        sync_folder(self._growing)

    def _fill_tables(self, writer: Writer, make_row: RowMaker) -> None:
        note_losses(writer, (each.id for each in self.lost if each.what is Damaged.ATTACHMENT))
        for row in self._trees.rows("state"):
            # What an earlier salvage could not bring out is told once.
            note_losses(writer, losses_of_row(*row.values))
        filled = fill_tables(writer, self._trees, self._plan, self.files, make_row, self._report)
        if filled.archive_lost:
            now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            make_archive_row(writer, now)
        self.records = filled.records
        self.lost += filled.lost
        self.lost_entries = filled.lost_entries

    def _copy_files(self) -> None:
        """Copy the encrypted files, and read each copy to its end."""
        source, target = ObjectFolder(self._source.folder), ObjectFolder(self._growing)
        for done, each in enumerate(self._plan.files):
            self._report.step(_("Copying the attached files"), done, len(self._plan.files))
            assert each.row is not None
            if self._copied(source, target, each.row.file):
                try:
                    check_object(target, each.row)
                except DamageError:
                    target.remove(each.row.file)
                else:
                    self.files.append(each)
                    continue
            self.lost.append(lost_file(each))

    def _copied(self, source: ObjectFolder, target: ObjectFolder, file: str) -> bool:
        def written(_size: int) -> None:
            self._report.step(_("Copying the attached files"), len(self.files), None)

        with suppress(FileNotFoundError, DamageError):
            size = source.path(file).stat().st_size
            return not copy_objects(source, target, (ObjectFile(file=file, size=size),), written)
        return False


def _check_readable(trees: RawTrees) -> None:
    if len(trees.damaged) == trees.pages.count:
        raise DamageError(
            _("Not one page of the archive's database can be read, so nothing can be salvaged."),
            _("Restore the archive from a backup."),
        )


def _check_version(trees: RawTrees) -> None:
    first = trees.pages.plain(1)
    version = 0 if first is None else int.from_bytes(first[_USER_VERSION_AT:][:4], "big")
    if version > len(migrations()):
        raise InputError(
            _("This archive was made by a newer version of Satchel."),
            _("Update Satchel on this computer, then try again."),
        )


def _object_sizes(objects: ObjectFolder) -> Iterator[int]:
    for file in objects.files():
        with suppress(OSError):
            yield objects.path(file).stat().st_size


@contextmanager
def _opened(growing: Path, source: ClosedArchive) -> Iterator[Store]:
    lock = FolderLock(growing)
    try:
        store = Store(growing, lock, source.keys)
    except BaseException:
        lock.release()
        raise
    with store:
        store.unlocked_by(source.unlocked)
        yield store
