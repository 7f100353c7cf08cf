"""A backup: a folder that opens as an archive, brought up to date beside what it held before.

At any moment the folder holds the earlier backup or the new one, whole. First come the objects,
whose names no other state uses; then the new database under another name, read back and checked
together with every object; then one rename. What only the earlier state needed goes last.

The slot files and the database have to belong to the same master key. They do at every moment but
one: after a re-key, `keyslots.a` is of the new key before the database is, and `keyslots.b` after
it. Opening takes the one that fits the database (`app.store.opening`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import DamageError, SatchelError, SystemTroubleError
from app.progress import Progress
from app.store.backup_notes import extent_of
from app.store.backup_room import check_room, explained_backup, on_same_disk
from app.store.backup_target import (
    NEW_DATABASE,
    BackupTarget,
    TargetKind,
    backup_place,
    backup_target,
)
from app.store.connection import PAGE_BYTES, database_salt
from app.store.damage import Damaged, StoreVerdict
from app.store.durable_files import sync_folder
from app.store.file_copies import ObjectFile, copy_objects, objects_to_copy, remove_objects
from app.store.fixity import file_sha256
from app.store.found_damage import DamageFoundError
from app.store.layout import DATABASE, DATABASE_JOURNALS
from app.store.lock_file import LentLock
from app.store.object_folder import NAME as OBJECTS
from app.store.object_folder import ObjectFolder, is_object_name
from app.store.object_rows import find_object, object_files
from app.store.objects import verify_object
from app.store.slot_file import SlotFile
from app.store.slot_pair import NAMES as SLOT_NAMES
from app.store.slot_pair import read_slot_pair, write_slot_pair
from app.store.slots_in_force import genuine_slots
from app.store.snapshot import copy_database
from app.store.store import Store
from app.store.trouble import DiskFullError, explain_disk
from app.translation import _

Check = Callable[[Store], StoreVerdict]
"""Reads everything in an opened store."""

_DESTROYED_MEANWHILE_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreBackup:
    """A backup that is in its place.

    Attributes:
        folder: With links followed.
        verdict: What reading it back found. Damage in it is in the archive too.
        copied: How many objects were new to it.
        bytes_copied: Of those objects and of the database.
        sha256: Of its database file.
        extent: See `app.store.backup_notes`.
        same_disk: It lies on the archive's own disk.
    """

    folder: Path
    verdict: StoreVerdict
    copied: int
    bytes_copied: int
    sha256: str
    extent: str
    same_disk: bool


def back_up_store(store: Store, folder: Path, check: Check, report: Progress) -> StoreBackup:
    """Bring a backup up to date, or make one in an empty folder.

    Raises:
        InputError: The folder is not empty and no backup of this archive, or lies in the archive.
        RefusedError: Somebody worked in the backup.
        DamageError: The archive is damaged, and the earlier backup is kept; or the new one could
            not be read back.
        CancelledError: The earlier backup is as it was; the next one goes on from here.
        SystemTroubleError: A disk is full, refused or went away; the same holds.
    """
    place = backup_place(store.folder, folder)
    with explained_backup(place), backup_target(store, place) as target:
        _begin(store, target)
        try:
            copied = _copy_all(store, target, report)
            verdict = _checked(store, target, check, report)
            sha256 = file_sha256(place / NEW_DATABASE)
            size = (place / NEW_DATABASE).stat().st_size
            _put_in_place(store, target)
        finally:
            _remove_unfinished(place)
        # What only the earlier state needed: its records were destroyed since.
        remove_objects(ObjectFolder(place), but=copied.files)
        return StoreBackup(
            folder=place,
            verdict=verdict,
            copied=len(copied.new),
            bytes_copied=sum(copied.new) + size,
            sha256=sha256,
            extent=copied.extent,
            same_disk=on_same_disk(store.folder, place),
        )


def _begin(store: Store, target: BackupTarget) -> None:
    """A first backup begins with its slot files: they tell later whose it is."""
    with store.key_lane:
        slots = genuine_slots(store)
    _remove_unfinished(target.folder)
    if target.kind in (TargetKind.EMPTY, TargetKind.BEGUN):
        write_slot_pair(target.folder, slots, _stale(target.folder, slots))
    (target.folder / OBJECTS).mkdir(mode=0o700, exist_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copied:
    """The objects that belong to the new database, and the sizes of those new to the backup."""

    files: set[str]
    new: tuple[int, ...]
    extent: str


def _copy_all(store: Store, target: BackupTarget, report: Progress) -> _Copied:
    """Copy database and objects of one moment."""
    there = ObjectFolder(target.folder)
    before = there.files()
    try:
        for _time in range(_DESTROYED_MEANWHILE_AT_MOST):
            _check_room(store, target.folder, there)
            _copy_database(store, target.folder, report)
            with _looked_at(store, target) as copy, copy.browsing() as reader:
                files, extent = object_files(reader), extent_of(reader)
            if _copy_objects(store, there, files, report):
                new = (files & there.files()) - before
                sizes = tuple(there.path(file).stat().st_size for file in new)
                return _Copied(files=files, new=sizes, extent=extent)
            (target.folder / NEW_DATABASE).unlink()
    except BaseException as problem:
        if _is_full(problem):
            # Half a backup is of no use where there is no room for the rest.
            remove_objects(there, but=before)
        raise
    raise SystemTroubleError(
        _("Records were destroyed again and again while the backup was made."),
        _("Repeat the backup when that is finished."),
    )


def _check_room(store: Store, place: Path, there: ObjectFolder) -> None:
    with store.browsing() as reader:
        files = object_files(reader)
    database = [store.folder / DATABASE, store.folder / f"{DATABASE}-wal"]
    sizes = [each.stat().st_size for each in database if each.exists()]
    sizes += [each.size for each in objects_to_copy(store.objects, there, files)]
    check_room(place, sizes)


def _copy_database(store: Store, place: Path, report: Progress) -> None:
    what = _("Copying the database")

    def told(done: int, total: int) -> None:
        report.step(what, done * PAGE_BYTES, total * PAGE_BYTES)

    copy_database(store, place / NEW_DATABASE, told)


def _copy_objects(store: Store, there: ObjectFolder, files: set[str], report: Progress) -> bool:
    """Copy what is new. False where a record was destroyed after the database was copied."""
    wanted = objects_to_copy(store.objects, there, files)
    total, done = sum(each.size for each in wanted), 0

    def written(size: int) -> None:
        nonlocal done
        done += size
        report.step(_("Copying the attached files"), done, total)

    return not copy_objects(store.objects, there, wanted, written)


def _checked(store: Store, target: BackupTarget, check: Check, report: Progress) -> StoreVerdict:
    """Read the new state back, and mend objects that the disk of the backup did not keep."""
    with _looked_at(store, target) as copy:
        verdict = check(copy)
        damaged = [each for each in verdict.damaged if each.what is not Damaged.KEY_FILE]
        left = tuple(
            each
            for each in damaged
            if each.what is not Damaged.ATTACHMENT or not _mended(store, copy, each.id, report)
        )
    verdict = replace(verdict, damaged=left)
    kinds = {each.what for each in left}
    if Damaged.PAGE in kinds:
        raise DamageFoundError(
            _("The backup could not be read back as it was written; its disk may be failing."),
            _("Make the backup on another disk."),
            verdict,
        )
    if target.kind not in (TargetKind.EMPTY, TargetKind.BEGUN) and kinds - {Damaged.ATTACHMENT}:
        raise DamageFoundError(
            _("The archive is damaged; the earlier backup is kept as it was."),
            _("Run the archive check, and make the new backup in an empty folder."),
            verdict,
        )
    return verdict


def _mended(store: Store, copy: Store, sha256: str, report: Progress) -> bool:
    """Take an object once more from the archive."""
    with copy.browsing() as reader:
        row = find_object(reader, sha256)
    if row is None or not is_object_name(row.file):
        return False
    source = store.objects.path(row.file)
    if not source.exists():
        return False
    report.step(_("Copying the attached files"), 0, None)
    copy.objects.remove(row.file)
    wanted = ObjectFile(file=row.file, size=source.stat().st_size)
    copy_objects(store.objects, copy.objects, (wanted,), lambda _size: None)
    try:
        verify_object(copy, sha256)
    except DamageError:
        return False
    return True


def _put_in_place(store: Store, target: BackupTarget) -> None:
    place = target.folder
    # Keys that are changed meanwhile wait: the slot files are those of this moment.
    with store.key_lane:
        slots = genuine_slots(store)
        if database_salt(place / NEW_DATABASE) != store.keys.database_salt:
            raise SystemTroubleError(
                _("The archive was given a new master key meanwhile."), _("Repeat the backup.")
            )
        earlier = database_salt(place / DATABASE)
        if earlier and earlier != store.keys.database_salt:
            write_slot_pair(place, slots, SLOT_NAMES[:1])
        else:
            # The new database remembers the last change of keys: no older ones stand beside it.
            write_slot_pair(place, slots, _stale(place, slots))
        (place / NEW_DATABASE).replace(place / DATABASE)
        sync_folder(place)
        write_slot_pair(place, slots, _stale(place, slots))


def _remove_unfinished(place: Path) -> None:
    for ending in ("", *DATABASE_JOURNALS):
        (place / (NEW_DATABASE + ending)).unlink(missing_ok=True)


def _looked_at(store: Store, target: BackupTarget) -> Store:
    """The new state, opened. The folder stays locked when it is closed."""
    return Store(target.folder, LentLock(target.lock), store.keys, database=NEW_DATABASE)


def _stale(place: Path, slots: SlotFile) -> tuple[str, ...]:
    try:
        return read_slot_pair(place).stale(slots)
    except SatchelError:
        return SLOT_NAMES


def _is_full(problem: BaseException) -> bool:
    return isinstance(problem, DiskFullError) or (
        isinstance(problem, OSError) and isinstance(explain_disk(problem), DiskFullError)
    )
