"""Exchanging the master key: what the slots hold meanwhile, and how it ends either way.

First every slot gets the new master key beside the old one. Then a copy of the database under the
new key is made, which takes the place of the old one in one step. Which of the two keys fits the
database says on which side of that step a program was cut off: before it, the exchange can be taken
back or finished; after it, only finishing is left, and opening does that by itself.

Who still knows the old master key can make slot files that look like an exchange that was cut off,
with a new master key of their own choice. So the copy holds a proof of who began: only the same
slot goes on with it, and for anybody else a new master key is drawn.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from app.store.connection import connect
from app.store.durable_files import UNFINISHED, sync_folder
from app.store.keys import archive_keys, new_master_key
from app.store.layout import DATABASE_JOURNALS, NEXT_DATABASE
from app.store.object_rows import ObjectRow, all_objects, object_files
from app.store.slot_file import SlotFile
from app.store.slots import sealed_to
from app.store.slots_in_force import genuine_slots, put_slots, unlocked_of
from app.store.state_table import read_state, write_state
from app.store.store import Store
from app.store.transactions import Reader, Writer
from app.store.trouble import explained

_CACHE_KIB = 2 * 1024
_BEGUN = "keys.exchange"
_Read = TypeVar("_Read")


def begin_exchange(store: Store) -> None:
    """Let every slot hold a new master key beside the old one; after a cut, that of then.

    Take back first what somebody else began; see `is_own_exchange`.

    Raises:
        DamageError: The slot files were altered.
        SystemTroubleError: The disk is full or refused; nothing has changed.
    """
    file = genuine_slots(store)
    if file.holds_two_masters:
        return
    unlocked = unlocked_of(store)
    masters = (unlocked.master, new_master_key())
    slots = tuple(sealed_to(slot, masters, unlocked.sealing) for slot in file.slots)
    put_slots(store, file, slots, file.given, masters=masters)


def mark_as_own(store: Store, writer: Writer) -> None:
    """Leave the proof of who began the exchange in the database that is being made."""
    write_state(writer, _BEGUN, json.dumps(_proof(store)))


def is_own_exchange(store: Store) -> bool:
    """Whether the slot that opened the archive began the exchange that was cut off.

    Raises:
        DamageError: The slot files were altered.
        OSError: The disk refused.
    """
    if not genuine_slots(store).holds_two_masters:
        return False
    found = _read_next_database(store, lambda reader: read_state(reader, _BEGUN))
    return found is not None and hmac.compare_digest(found, json.dumps(_proof(store)))


def next_master(store: Store) -> bytes:
    """The new master key while it is being exchanged."""
    return unlocked_of(store).masters[-1]


def new_master_in_force(store: Store) -> None:
    """Remember that the database of the new master key lies in the folder."""
    store.unlocked_by(replace(unlocked_of(store), master=next_master(store)))


def is_exchanged(store: Store) -> bool:
    """Whether only letting go of the old master key is left to do."""
    unlocked = unlocked_of(store)
    return len(unlocked.masters) > 1 and unlocked.master == unlocked.masters[-1]


def take_back_exchange(store: Store) -> SlotFile:
    """Leave everything as it was before the exchange began. Nothing was lost.

    Where the database was exchanged already, this finishes instead.

    Returns:
        The slot file in force.

    Raises:
        DamageError: The slot files were altered.
        SystemTroubleError: The disk refused; try again, or finish the exchange.
    """
    with explained(store.folder), store.at_rest():
        if is_exchanged(store):
            return finish_exchange(store)
        with store.browsing() as reader:
            named = object_files(reader)
        for row in kept_rows(store):
            if row.file not in named:
                store.objects.remove(row.file)
        remove_next_database(store)
        return _leave_one_master(store)


def take_back_if_cut_off(store: Store) -> bool:
    """Take back an exchange that was cut off; nothing happens where there is none.

    Returns:
        Whether there was one.

    Raises:
        DamageError, SystemTroubleError: As `take_back_exchange`.
    """
    with store.key_lane, explained(store.folder):
        if store.unlocked is None or not genuine_slots(store).holds_two_masters:
            return False
        take_back_exchange(store)
        return True


def finish_exchange(store: Store) -> SlotFile:
    """After the database was exchanged: let go of all that the old master key opens.

    Returns:
        The slot file in force.

    Raises:
        SystemTroubleError: The disk refused; opening the archive tries again.
    """
    # Whoever adds a file has to wait, so none of theirs is taken for an old one.
    with explained(store.folder), store.at_rest():
        remove_next_database(store)
        with store.browsing() as reader:
            named = object_files(reader)
        store.objects.claim(sorted(store.objects.new_files() & named))
        for file in store.objects.files() - named:
            store.objects.remove(file)
        return _leave_one_master(store)


def settle_after_opening(store: Store) -> None:
    """Finish what was cut off after the database was exchanged; keep what was cut off before.

    Raises:
        SystemTroubleError: The disk refused.
    """
    unlocked = unlocked_of(store)
    if not unlocked.file.holds_two_masters:
        with explained(store.folder):
            remove_next_database(store)
        store.collect_orphans()
    elif is_exchanged(store):
        store.collect_orphans()
        finish_exchange(store)
    else:
        store.collect_orphans(keep=(row.file for row in kept_rows(store)))


def kept_rows(store: Store) -> tuple[ObjectRow, ...]:
    """What the database that is being made says of attached files; nothing where it is no use."""
    return _read_next_database(store, all_objects) or ()


def remove_next_database(store: Store) -> None:
    """Remove the database that was being made.

    Raises:
        OSError: The disk refused.
    """
    names = (NEXT_DATABASE, NEXT_DATABASE + UNFINISHED)
    paths = [store.folder / (name + more) for name in names for more in ("", *DATABASE_JOURNALS)]
    there = [path for path in paths if path.exists()]
    for path in there:
        path.unlink()
    if there:
        sync_folder(store.folder)


def _leave_one_master(store: Store) -> SlotFile:
    file, unlocked = genuine_slots(store), unlocked_of(store)
    slots = tuple(sealed_to(slot, (unlocked.master,), unlocked.sealing) for slot in file.slots)
    return put_slots(store, file, slots, file.given)


def _proof(store: Store) -> str:
    """Of these two master keys and these slots, by the slot that opened the archive."""
    unlocked = unlocked_of(store)
    told = b"".join((*unlocked.masters, unlocked.file.mac))
    return hmac.digest(unlocked.own, told, hashlib.sha256).hex()


def _read_next_database(store: Store, read: Callable[[Reader], _Read]) -> _Read | None:
    """Read in the database that is being made; None where it is no use."""
    path = store.folder / NEXT_DATABASE
    if not path.exists():
        return None
    try:
        with explained(store.folder):
            connection = connect(path, archive_keys(next_master(store)), cache_kib=_CACHE_KIB)
            try:
                return read(Reader(connection))
            finally:
                connection.close()
    except Exception:
        # Whatever ails it: it is made anew.
        return None
