"""The slot file in force of an open archive, and writing the next one."""

from dataclasses import replace

from app.errors import DamageError, SatchelError, SystemTroubleError
from app.store.keys import archive_keys
from app.store.slot_file import SlotFile
from app.store.slot_pair import NAMES as SLOT_NAMES
from app.store.slot_pair import newest_genuine, read_slot_pair, write_slot_pair
from app.store.slots import Slot
from app.store.store import Store
from app.store.trouble import explained
from app.store.unlocking import Unlocked
from app.translation import _


def genuine_slots(store: Store) -> SlotFile:
    """The slot file in force. One that is older than what this session wrote does not count.

    Raises:
        DamageError: Both files were destroyed or altered.
        OSError: The disk refused.
    """
    unlocked = unlocked_of(store)
    files = (*read_slot_pair(store.folder).candidates, unlocked.file)
    found = [newest_genuine(files, archive_keys(master).slots) for master in unlocked.masters]
    genuine = [file for file in found if file is not None]
    if not genuine:
        raise DamageError(
            _("The archive's slot files were altered from outside."),
            _("Do not work in it; open a backup instead, and keep this copy as proof."),
        )
    return max(genuine, key=lambda file: file.generation)


def stale_slot_files(store: Store) -> tuple[str, ...]:
    """Names of slot files that are damaged, missing, forged or behind.

    Raises:
        SystemTroubleError: The disk refused.
    """
    with explained(store.folder):
        try:
            pair = read_slot_pair(store.folder)
        except SatchelError:
            return SLOT_NAMES
    # While the master key is being exchanged, either may have authenticated them.
    masters = () if store.unlocked is None else store.unlocked.masters
    for keys in (store.keys, *map(archive_keys, masters)):
        genuine = newest_genuine(pair.candidates, keys.slots)
        if genuine is not None:
            return pair.stale(genuine)
    return SLOT_NAMES


def put_slots(store: Store, before: SlotFile, slots: tuple[Slot, ...], given: int) -> SlotFile:
    """Write both slot files with the next generation, authenticated by the master key in force.

    Raises:
        SystemTroubleError: The disk is full or refused; both are as before.
    """
    unlocked = unlocked_of(store)
    file = SlotFile(generation=before.generation + 1, given=given, slots=slots)
    file = file.authenticated(archive_keys(unlocked.master).slots)
    with explained(store.folder):
        write_slot_pair(store.folder, file)
    store.unlocked_by(replace(unlocked, file=file))
    return file


def unlocked_of(store: Store) -> Unlocked:
    """What opened this archive.

    Raises:
        SystemTroubleError: It was opened without its own slots, as a copy of another.
    """
    if store.unlocked is None:
        raise SystemTroubleError(
            _("The keys of this archive cannot be changed as it was opened."),
            _("Close it, then open it again."),
        )
    return store.unlocked
