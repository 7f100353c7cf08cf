"""An archive that is not opened: its key files, and the keys to read its pages one by one.

For looking at a damaged archive, and for bringing out of it what is whole. Nothing in the folder is
changed, so it may also lie on a disk that cannot be written to.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.errors import DamageError
from app.store.connection import database_salt
from app.store.credentials import Credentials
from app.store.keys import ArchiveKeys, archive_keys
from app.store.layout import DATABASE, check_layout
from app.store.lock_file import ArchiveInUseError, FolderLock, is_locked
from app.store.opening import check_is_archive
from app.store.raw_pages import RawPages
from app.store.slot_pair import NAMES as SLOT_NAMES
from app.store.slot_pair import SlotPair, is_made_with, read_slot_pair
from app.store.trouble import explained
from app.store.unlocking import Unlocked, unlock
from app.translation import _

_UNWRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)
_TRIED_PAGES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedArchive:
    """A folder whose keys are known.

    Attributes:
        keys: Of its database.
        unlocked: The slot that opened, and the genuine key file.
        damaged_key_files: Names of those that are damaged, missing or forged.
    """

    folder: Path
    keys: ArchiveKeys
    unlocked: Unlocked
    damaged_key_files: tuple[str, ...]

    @contextmanager
    def pages(self) -> Iterator[RawPages]:
        """The pages of its database.

        Raises:
            DamageError: The database is missing.
            SystemTroubleError: The disk refused.
        """
        database = self.folder / DATABASE
        if not database.is_file():
            raise DamageError(
                _("The archive's database is missing."),
                _("Open the whole folder from a backup; single files of one do not fit another."),
            )
        with explained(), RawPages(database, self.keys) as found:
            yield found


@contextmanager
def closed_archive(folder: Path, credentials: Credentials) -> Iterator[ClosedArchive]:
    """Unlock an archive without opening it; within the block no other program opens it.

    Raises:
        AccessError: The credentials do not open it.
        InputError: The folder is no archive, or its key files are of a newer version.
        DamageError: Both key files are damaged or forged, or something in the folder is a link.
        SystemTroubleError: Another program has it open, or the disk refused.
    """
    check_is_archive(folder)
    with explained():
        check_layout(folder)
        lock = _locked(folder)
    try:
        with explained():
            pair = read_slot_pair(folder)
            database = folder / DATABASE
            unlocked = unlock(pair.candidates, credentials, salt=database_salt(database))
            keys = _fitting(unlocked, database)
        yield ClosedArchive(
            folder=folder,
            keys=keys,
            unlocked=unlocked,
            damaged_key_files=_damaged(pair, unlocked),
        )
    finally:
        if lock is not None:
            lock.release()


def _locked(folder: Path) -> FolderLock | None:
    try:
        return FolderLock(folder)
    except OSError as problem:
        if problem.errno not in _UNWRITABLE:
            raise
    if is_locked(folder):
        raise ArchiveInUseError(
            _("This archive is open in another window or program."),
            _("Close it there, then open it here."),
        )
    return None


def _fitting(unlocked: Unlocked, database: Path) -> ArchiveKeys:
    """The keys that read the database: two are known while the master key is being exchanged."""
    first, *others = [archive_keys(each) for each in (unlocked.master, *unlocked.masters)]
    if not others or not database.is_file():
        return first
    return max((first, *others), key=lambda keys: _readable(database, keys))


def _readable(database: Path, keys: ArchiveKeys) -> int:
    with RawPages(database, keys) as pages:
        tried = range(1, min(pages.in_file, _TRIED_PAGES) + 1)
        return sum(pages.is_whole(page) for page in tried)


def _damaged(pair: SlotPair, unlocked: Unlocked) -> tuple[str, ...]:
    """Key files that are damaged, missing or forged; one that is behind is whole."""
    found = dict(pair.named)
    return tuple(
        name
        for name in SLOT_NAMES
        if (file := found.get(name)) is None
        or (file != unlocked.file and not is_made_with(file, unlocked.masters))
    )
