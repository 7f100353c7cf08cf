"""Opening an archive: lock, key slots, database, and mending what was left half done."""

import errno
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.errors import DamageError, InputError, SystemTroubleError
from app.store.connection import database_salt
from app.store.credentials import Credentials
from app.store.keys import archive_keys
from app.store.layout import DATABASE, check_layout
from app.store.lock_file import FolderLock
from app.store.master_exchange import settle_after_opening
from app.store.slot_file import SlotFile
from app.store.slot_generation import remember_generation
from app.store.slot_pair import NAMES as SLOT_NAMES
from app.store.slot_pair import read_slot_pair, write_slot_pair
from app.store.slot_people_table import drop_other_slot_people, slot_people
from app.store.slots_in_force import unlocked_of
from app.store.store import Store
from app.store.trouble import explained
from app.store.unlocking import Unlocked, unlock
from app.translation import _


def open_store(folder: Path, credentials: Credentials) -> Store:
    """Open an archive.

    Slot files that are damaged, forged or behind are written anew, and object files that were never
    finished are removed, once the archive is open; before that nothing in the folder is changed.

    Raises:
        AccessError: The credentials do not open it, or the recovery code is mistyped.
        InputError: The folder is no archive, or one of a newer version.
        DamageError: Both slot files or the database are damaged, or something in the folder is a
            link or a pipe.
        RefusedError: The slot files were altered to ask for absurd amounts of memory.
        SystemTroubleError: Open in another program, read-only, or the disk refused.
    """
    check_is_archive(folder)
    with explained(folder):
        check_layout(folder)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        lock = FolderLock(folder)
    try:
        with explained(folder):
            return _open_locked(folder, lock, credentials)
    except BaseException:
        lock.release()
        raise


def _open_locked(folder: Path, lock: FolderLock, credentials: Credentials) -> Store:
    pair = read_slot_pair(folder)
    salt = database_salt(folder / DATABASE)
    unlocked = unlock(pair.candidates, credentials, salt=salt)
    store = _open_with_any(folder, lock, unlocked, salt)
    try:
        stale = pair.stale(unlocked.file)
        write_slot_pair(folder, unlocked.file, stale)
        store.healed = stale
        settle_after_opening(store)
        remember_generation(store, unlocked_of(store).file.generation)
        _collect_people(store, unlocked.file)
    except BaseException:
        store.close()
        raise
    return store


def _open_with_any(folder: Path, lock: FolderLock, unlocked: Unlocked, salt: bytes) -> Store:
    """Open the database with whichever master key is its own."""
    likely = unlocked.master
    masters = (likely, *(each for each in unlocked.masters if each != likely))
    trouble: DamageError | None = None
    for master in masters:
        try:
            with explained(folder):
                store = Store(folder, lock, archive_keys(master))
        except DamageError as damage:
            trouble = trouble or damage
            continue
        store.unlocked_by(replace(unlocked, master=master))
        return store
    assert trouble is not None
    if salt and all(archive_keys(master).database_salt != salt for master in masters):
        raise DamageError(
            _("The slot files and the database of this archive do not belong together."),
            _("Open the whole folder from a backup; single files of one do not fit another."),
        ) from trouble
    raise trouble


def _collect_people(store: Store, file: SlotFile) -> None:
    """Forget whose those slots were that a change left behind when it was cut off."""
    numbers = {slot.number for slot in file.slots}
    with store.browsing() as reader:
        left = {person.slot for person in slot_people(reader)} - numbers
    # An archive opens also where its disk is full.
    with suppress(SystemTroubleError):
        if left:
            with store.writing() as writer:
                drop_other_slot_people(writer, numbers)


def check_is_archive(folder: Path) -> None:
    """See whether a folder has at least one of the files that make an archive.

    Raises:
        InputError: It has none, or there is no such folder.
        SystemTroubleError: The disk refused.
    """
    with explained(folder):
        inside = {entry.name for entry in folder.iterdir()} if folder.is_dir() else None
    if inside is None:
        if not folder.exists():
            raise InputError(
                _("There is no archive at this place."),
                _("Check the name of the folder, and that its disk is connected."),
            )
        raise InputError(
            _("This is a file, not an archive."), _("An archive is a folder; choose that.")
        )
    if DATABASE not in inside and not inside.intersection(SLOT_NAMES):
        raise InputError(_("This folder is not an archive."), _("Choose the folder of an archive."))
