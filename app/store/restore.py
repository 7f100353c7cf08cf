"""Restoring: a backup is copied to a new place, read from end to end there, and only then named.

The backup is read only, so it may lie on a disk that cannot be written to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import InputError
from app.progress import Progress
from app.store.backup_room import check_room
from app.store.connection import database_salt
from app.store.credentials import Credentials
from app.store.damage import Damaged, StoreVerdict
from app.store.durable_files import sync_folder
from app.store.file_copies import copy_file, copy_objects, objects_to_copy
from app.store.found_damage import DamageFoundError
from app.store.keys import ArchiveKeys
from app.store.layout import DATABASE, archive_files, check_layout
from app.store.lock_file import ArchiveInUseError, FolderLock, is_locked
from app.store.new_place import check_new_place, growing_beside, put_in_place
from app.store.object_folder import NAME as OBJECTS
from app.store.object_folder import ObjectFolder
from app.store.opening import open_store
from app.store.slot_pair import read_slot_pair
from app.store.store import Store
from app.store.trouble import explained
from app.store.unlocking import Unlocked, unlock
from app.translation import _

_NAMED_AT_MOST = 5

Check = Callable[[Store], StoreVerdict]
"""Reads everything in an opened store."""

Finish = Callable[[Store], None]
"""Writes down in the new archive what it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredStore:
    """An archive that was made from a backup, opened, and what reading it found."""

    store: Store
    verdict: StoreVerdict


def restore_store(
    backup: Path,
    place: Path,
    credentials: Credentials,
    *,
    check: Check,
    finish: Finish,
    report: Progress,
) -> RestoredStore:
    """Make a new archive of a backup. Not a byte of the backup is changed.

    Args:
        backup: A folder that a backup was made in, or a copy of an archive's folder.
        place: Where the archive will be; missing, or an empty folder.

    Raises:
        InputError: The backup is none, or something is at the place already.
        AccessError: The credentials do not open it.
        DamageFoundError: The backup is damaged; nothing is left at the place.
        CancelledError: The person cancelled; nothing is left.
        SystemTroubleError: A disk is full, refused or went away, or the backup is open elsewhere.
    """
    with explained(place.parent):
        _check_backup(backup)
        check_new_place(place)
        if place.resolve().is_relative_to(backup.resolve()):
            raise InputError(
                _("An archive cannot be restored into its own backup."), _("Choose another place.")
            )
        # A wrong passphrase is said now, not after gigabytes were copied.
        salt = database_salt(backup / DATABASE)
        unlock(read_slot_pair(backup).candidates, credentials, salt=salt)
        with growing_beside(place) as growing:
            _copy_all(backup, growing, report)
            with open_store(growing, credentials) as store:
                verdict = check(store)
                # Old key files beside it are told; what is in the backup is whole all the same.
                if any(each.what is not Damaged.KEY_FILE for each in verdict.damaged):
                    raise _damaged(verdict)
                finish(store)
                keys, unlocked = store.keys, store.unlocked
            put_in_place(growing, place)
        return RestoredStore(store=_opened(place, keys, unlocked), verdict=verdict)


def _check_backup(backup: Path) -> None:
    if not (backup / DATABASE).exists():
        raise InputError(
            _("This folder holds no backup."), _("Choose the folder that the backup was made in.")
        )
    check_layout(backup)
    if is_locked(backup):
        raise ArchiveInUseError(
            _("The backup is open in another window or program."),
            _("Close it there, then restore it here."),
        )


def _copy_all(backup: Path, growing: Path, report: Progress) -> None:
    files = tuple(path for path in archive_files(backup) if path.exists())
    source, target = ObjectFolder(backup), ObjectFolder(growing)
    wanted = objects_to_copy(source, target, source.files())
    sizes = [path.stat().st_size for path in files] + [each.size for each in wanted]
    check_room(growing, sizes)
    total, done = sum(sizes), 0

    def written(size: int) -> None:
        nonlocal done
        done += size
        report.step(_("Copying the backup"), done, total)

    (growing / OBJECTS).mkdir(mode=0o700)
    copy_objects(source, target, wanted, written)
    for path in files:
        copy_file(path, growing / path.name, written)
    sync_folder(growing)


def _opened(place: Path, keys: ArchiveKeys, unlocked: Unlocked | None) -> Store:
    lock = FolderLock(place)
    try:
        store = Store(place, lock, keys)
    except BaseException:
        lock.release()
        raise
    if unlocked is not None:
        store.unlocked_by(unlocked)
    return store


def _damaged(verdict: StoreVerdict) -> DamageFoundError:
    named = [f"{each.what} {each.id}" for each in verdict.damaged[:_NAMED_AT_MOST]]
    if len(verdict.damaged) > _NAMED_AT_MOST:
        named.append("…")
    return DamageFoundError(
        _("The backup is damaged, and nothing was restored: {names}.").format(
            names=", ".join(named)
        ),
        _("Restore another backup, or bring out of this one what is whole with “salvage”."),
        verdict,
    )
