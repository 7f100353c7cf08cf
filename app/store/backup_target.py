"""The folder that a backup goes to: an empty one, or an earlier backup of the same archive.

Nothing else is ever written into, and a backup in which somebody worked is an archive of its own.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from app.errors import DamageError, InputError, RefusedError, SatchelError
from app.records.audit import Act
from app.store.archive_table import archive_id
from app.store.audit_table import entry_by_number, last_entry
from app.store.backup_notes import kept_notes
from app.store.connection import check_kind_of_file, choose_journal, connect
from app.store.durable_files import UNFINISHED, sync_folder
from app.store.fixity import file_sha256
from app.store.layout import DATABASE, DATABASE_JOURNALS, check_layout
from app.store.lock_file import NAME as LOCK
from app.store.lock_file import FolderLock
from app.store.migrate import migrations
from app.store.object_folder import NAME as OBJECTS
from app.store.slot_pair import NAMES as SLOT_NAMES
from app.store.slot_pair import newest_genuine, read_slot_pair
from app.store.slots_in_force import unlocked_of
from app.store.store import Store
from app.store.transactions import Reader
from app.store.trouble import explained_database
from app.translation import _

NEW_DATABASE = DATABASE + UNFINISHED
"""What the new database is called until it has been checked."""

_SALT_BYTES = 16
_CACHE_KIB = 2 * 1024
_AUDIT_MIGRATION = 3

_LEFT_BY_SYSTEMS = {
    ".DS_Store",
    ".Spotlight-V100",
    ".Trashes",
    ".fseventsd",
    "$RECYCLE.BIN",
    "System Volume Information",
    "Thumbs.db",
    "desktop.ini",
    "lost+found",
}
"""A stick that was just formatted has some of these; it counts as empty."""


class TargetKind(Enum):
    """What was found in the folder."""

    EMPTY = auto()
    BEGUN = auto()
    EARLIER = auto()
    EARLIER_KEY = auto()
    """A backup from before the archive was given a new master key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupTarget:
    """A folder that may take the backup, locked against other programs."""

    folder: Path
    kind: TargetKind
    lock: FolderLock


def backup_place(archive: Path, folder: Path) -> Path:
    """The folder with its links followed.

    Raises:
        InputError: It is the archive's own folder, lies within it or around it, or is a file; or
            the folder above it is missing.
    """
    place, own = folder.resolve(), archive.resolve()
    for inner in (place, *place.parents):
        if inner == own or (inner.exists() and own.exists() and inner.samefile(own)):
            raise InputError(
                _("A backup cannot lie in the archive's own folder."),
                _("Choose a folder on another disk."),
            )
    if place.exists() and not place.is_dir():
        raise InputError(_("There is a file of this name already."), _("Choose a folder."))
    if not place.exists() and not place.parent.is_dir():
        raise InputError(
            _("The folder in which the backup should be made does not exist."),
            _("Make it first, or choose another place."),
        )
    return place


@contextmanager
def backup_target(store: Store, place: Path) -> Iterator[BackupTarget]:
    """Make the folder if it is missing, look at what is in it, and keep other programs out.

    Raises:
        InputError: Something else lies there, or a backup of another archive.
        RefusedError: Somebody worked in the backup.
        DamageError: The backup that is there is damaged.
        SystemTroubleError: The backup is open in another program.
        OSError: The disk refused.
    """
    if not place.exists():
        place.mkdir(mode=0o700)
        sync_folder(place.parent)
    names = {entry.name for entry in os.scandir(place)}
    kind = _kind_by_names(names)
    check_layout(place)
    lock = FolderLock(place)
    try:
        if kind is TargetKind.BEGUN:
            _check_begun_by(store, place)
        if kind is TargetKind.EARLIER:
            kind = _check_earlier(store, place)
        yield BackupTarget(folder=place, kind=kind, lock=lock)
    finally:
        lock.release()


def _kind_by_names(names: set[str]) -> TargetKind:
    content = {
        name
        for name in names - _LEFT_BY_SYSTEMS - {LOCK}
        if not name.startswith((".Trash-", NEW_DATABASE)) and not _is_unfinished_slot_file(name)
    }
    if DATABASE in names:
        return TargetKind.EARLIER
    if not content:
        return TargetKind.EMPTY
    if content <= {*SLOT_NAMES, OBJECTS} and content.intersection(SLOT_NAMES):
        return TargetKind.BEGUN
    raise _not_empty()


def _is_unfinished_slot_file(name: str) -> bool:
    return name in {each + UNFINISHED for each in SLOT_NAMES}


def _check_begun_by(store: Store, place: Path) -> None:
    """A first backup that was cut off has no database yet; its slot files tell whose it is."""
    try:
        pair = read_slot_pair(place)
    except SatchelError:
        raise _not_empty() from None
    if newest_genuine(pair.candidates, unlocked_of(store).masters) is None:
        raise _not_empty()


def _check_earlier(store: Store, place: Path) -> TargetKind:
    with (place / DATABASE).open("rb") as file:
        salt = file.read(_SALT_BYTES)
    if salt == store.keys.database_salt:
        _check_same_line(store, place)
        return TargetKind.EARLIER
    logs = (place / (DATABASE + ending) for ending in ("-wal", "-journal"))
    if any(log.exists() and log.stat().st_size for log in logs):
        raise _another_archive()
    with store.browsing() as reader:
        known = {note.sha256 for note in kept_notes(reader)}
    if file_sha256(place / DATABASE) not in known:
        raise _another_archive()
    return TargetKind.EARLIER_KEY


def _check_same_line(store: Store, place: Path) -> None:
    """Look into the earlier backup, and bring a log that was left beside it into its file."""
    with explained_database():
        connection = connect(place / DATABASE, store.keys, cache_kib=_CACHE_KIB)
        try:
            version = check_kind_of_file(connection, len(migrations()))
            choose_journal(connection, fixed_disk=False)
            reader = Reader(connection)
            if archive_id(reader) != store.archive_id:
                raise _another_archive()
            if version >= _AUDIT_MIGRATION and _was_worked_in(store, reader):
                raise RefusedError(
                    _("Somebody worked in this backup after it was made."),
                    _("Keep it, and choose an empty folder for the new backup."),
                )
        finally:
            connection.close()
    for ending in DATABASE_JOURNALS:
        # SQLite would play what stays into the new database.
        if (place / (DATABASE + ending)).exists():
            raise DamageError(
                _("The earlier backup in this folder is damaged."),
                _("Keep it, and choose an empty folder for the new backup."),
            )


_DRAFTS_SINCE = "SELECT EXISTS (SELECT 1 FROM drafts WHERE saved_at >= :at)"


def _was_worked_in(store: Store, backup: Reader) -> bool:
    """Whether its log goes on, after the last entry that the archive has too, with any change.

    Opening alone does no harm: people look whether a backup is good.
    """
    newest = entry = last_entry(backup)
    opened_at: str | None = None
    with store.browsing() as reader:
        while entry is not None:
            own = entry_by_number(reader, entry.number)
            if own is not None and own.hash == entry.hash:
                break
            if entry.act not in (Act.UNLOCKED, Act.OLD_KEY_FILES):
                return True
            opened_at = entry.at
            entry = entry_by_number(backup, entry.number - 1)
        else:
            if newest is not None and last_entry(reader) is not None:
                return True
    return opened_at is not None and bool(backup.value(_DRAFTS_SINCE, {"at": opened_at}))


def _not_empty() -> InputError:
    return InputError(
        _("This folder is not empty, and holds no backup of this archive."),
        _("Choose an empty folder, or the one of an earlier backup."),
    )


def _another_archive() -> InputError:
    return InputError(
        _("This folder holds another archive, or a backup made before the keys were renewed."),
        _("Choose an empty folder for the backup."),
    )
