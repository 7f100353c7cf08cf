"""The slot file in force of an open archive, and writing the next one."""

from collections.abc import Sequence
from dataclasses import replace

from app.errors import DamageError, SatchelError, SystemTroubleError
from app.store.keys import slots_key
from app.store.slot_file import SlotFile
from app.store.slot_generation import remember_generation, remembered_generation
from app.store.slot_pair import NAMES as SLOT_NAMES
from app.store.slot_pair import SlotPair, newest_genuine, read_slot_pair, write_slot_pair
from app.store.slots import Slot
from app.store.store import Store
from app.store.transactions import Reader
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
    genuine = newest_genuine(files, unlocked.masters)
    if genuine is None:
        raise DamageError(
            _("The archive's slot files were altered from outside."),
            _("Do not work in it; open a backup instead, and keep this copy as proof."),
        )
    return genuine


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
    genuine = _newest_of(store, pair)
    return SLOT_NAMES if genuine is None else pair.stale(genuine)


def slots_put_back(store: Store, reader: Reader) -> tuple[str, ...]:
    """Names of genuine slot files that are older than the last change of keys.

    Somebody put them back: keys that were changed or removed since open the archive with them.

    Raises:
        SystemTroubleError: The disk refused.
    """
    with explained(store.folder):
        try:
            pair = read_slot_pair(store.folder)
        except SatchelError:
            return ()
    genuine = _newest_of(store, pair)
    if genuine is None or genuine.generation >= remembered_generation(reader):
        return ()
    return tuple(name for name in SLOT_NAMES if dict(pair.named).get(name) == genuine)


def put_slots(
    store: Store,
    before: SlotFile,
    slots: tuple[Slot, ...],
    given: int,
    *,
    masters: Sequence[bytes] = (),
) -> SlotFile:
    """Write both slot files with the next generation, authenticated by the master keys in them.

    Args:
        masters: What the slots hold from now on; that in force where there are none.

    Raises:
        SystemTroubleError: The disk is full or refused; both are as before.
    """
    unlocked = unlocked_of(store)
    held = tuple(masters) or (unlocked.master,)
    with store.browsing() as reader:
        generation = 1 + max(before.generation, remembered_generation(reader))
    file = SlotFile(generation=generation, given=given, slots=slots)
    file = file.authenticated(slots_key(held))
    with explained(store.folder):
        write_slot_pair(store.folder, file)
    store.unlocked_by(replace(unlocked, masters=held, file=file))
    if len(held) == 1:
        # While two are held, the database is to stay as it was copied.
        remember_generation(store, generation)
    return file


def _newest_of(store: Store, pair: SlotPair) -> SlotFile | None:
    """The newest genuine one of two files."""
    if store.unlocked is not None:
        return newest_genuine(pair.candidates, store.unlocked.masters)
    # A copy that was opened with the keys of its archive.
    genuine = (file for file in pair.candidates if file.is_authentic(store.keys.slots))
    return max(genuine, key=lambda file: file.generation, default=None)


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
