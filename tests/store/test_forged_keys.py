"""Slot files made or put back by somebody who once had a key of the archive."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.errors import AccessError, DamageError, SatchelError
from app.progress import Silent
from app.store.connection import database_salt
from app.store.creation import create_store
from app.store.credentials import Credentials
from app.store.key_changes import changing_slots
from app.store.keys import archive_keys, new_master_key, slots_key
from app.store.master_exchange import is_own_exchange
from app.store.opening import open_store
from app.store.rekey import rekey_store
from app.store.slot_file import SlotFile
from app.store.slot_pair import NAMES, read_slot_pair, write_slot_pair
from app.store.slots import Slot, sealed_to
from app.store.slots_in_force import genuine_slots, slots_put_back
from app.store.store import Store
from app.store.transactions import Writer
from app.store.unlocking import unlock
from app.store.verify import Damaged, verify_store
from tests.store.builders import PASSPHRASE, TINY

OWNER = Credentials(passphrase=PASSPHRASE)
GONE = Credentials(passphrase="of somebody who left")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What somebody who left took along: a slot, and what is behind it."""

    slot: Slot
    master: bytes
    sealing: bytes
    old: SlotFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An archive, closed; one key was removed from it."""

    folder: Path
    known: Known

    @property
    def present(self) -> SlotFile:
        """The slot file in force."""
        return read_slot_pair(self.folder).candidates[0]

    def forged(self, slots: tuple[Slot, ...], key: bytes) -> SlotFile:
        """A slot file of the next generation with that of who left beside others."""
        generation = self.present.generation + 1
        file = SlotFile(generation=generation, given=self.present.given, slots=slots)
        return file.authenticated(key)

    def beside(self, evil: bytes, *, evil_first: bool) -> tuple[Slot, ...]:
        """The slots with the sealed master key and one that the forger chose."""
        known = self.known
        slots = []
        for slot in self.present.slots:
            (own,) = sealed_to(slot, (evil,), known.sealing).sealed
            (real,) = slot.sealed
            slots.append(replace(slot, sealed=(own, real) if evil_first else (real, own)))
        return (*slots, sealed_to(known.slot, (evil, evil), known.sealing))


def noted(_writer: Writer) -> None:
    """Nothing is written down."""


def opens(folder: Path, credentials: Credentials) -> bool:
    """Whether the archive opens."""
    try:
        open_store(folder, credentials).close()
    except SatchelError:
        return False
    return True


@pytest.fixture
def left(tmp_path: Path) -> Scene:
    """Somebody had a key, which was removed; no new master key was made."""
    store = create_store(tmp_path / "a", PASSPHRASE, kdf=TINY).store
    with store, changing_slots(store) as change:
        assert GONE.passphrase is not None
        change.add(change.new_passphrase(change.next_number, GONE.passphrase))
        old = genuine_slots(store)
    unlocked = unlock((old,), GONE)
    slot = next(each for each in old.slots if each.number == unlocked.number)
    with open_store(tmp_path / "a", OWNER) as store, changing_slots(store) as change:
        change.remove(slot.number)
    known = Known(slot=slot, master=unlocked.master, sealing=unlocked.sealing, old=old)
    return Scene(folder=tmp_path / "a", known=known)


@pytest.fixture
def rekeyed(left: Scene) -> Scene:
    """The same after a new master key was made."""
    with open_store(left.folder, OWNER) as store:
        rekey_store(store, Silent(), noted)
    return left


@pytest.fixture
def opened(left: Scene) -> Iterator[Store]:
    """The archive without a new master key, open."""
    with open_store(left.folder, OWNER) as store:
        yield store


@pytest.mark.parametrize("evil_first", [True, False])
@pytest.mark.parametrize("by", ["chosen", "old", "both orders"])
def test_a_chosen_master_beside_the_real_one_opens_nothing(
    rekeyed: Scene, evil_first: bool, by: str
) -> None:
    """Whoever left can seal to every slot, but not authenticate what holds the present key too."""
    evil = new_master_key()
    keys = {
        "chosen": slots_key((evil,)),
        "old": slots_key((rekeyed.known.master,)),
        "both orders": slots_key((evil, evil)),
    }
    good = rekeyed.present
    forged = rekeyed.forged(rekeyed.beside(evil, evil_first=evil_first), keys[by])
    write_slot_pair(rekeyed.folder, forged)
    assert not opens(rekeyed.folder, GONE)
    with pytest.raises(DamageError, match="altered"):
        open_store(rekeyed.folder, OWNER)
    write_slot_pair(rekeyed.folder, good, NAMES[1:])
    with open_store(rekeyed.folder, OWNER) as store:
        assert store.healed == NAMES[:1]
        assert genuine_slots(store) == good
    assert not opens(rekeyed.folder, GONE)


def test_a_forged_pair_does_not_vouch_for_a_file_with_the_real_key_alone(rekeyed: Scene) -> None:
    """Two forged files: one brings a chosen key in, the other holds the real one under its MAC."""
    evil, known = new_master_key(), rekeyed.known
    pair = rekeyed.forged(rekeyed.beside(evil, evil_first=False), slots_key((evil,)))
    slots = (*rekeyed.present.slots, sealed_to(known.slot, (evil,), known.sealing))
    single = rekeyed.forged(slots, slots_key((evil,)))
    write_slot_pair(rekeyed.folder, pair, NAMES[:1])
    write_slot_pair(rekeyed.folder, single, NAMES[1:])
    with pytest.raises(DamageError, match="altered"):
        open_store(rekeyed.folder, OWNER)


def test_slot_files_of_a_chosen_master_alone_do_not_fit_the_database(rekeyed: Scene) -> None:
    """They are genuine for what they hold, and that opens nothing that lies in the folder."""
    evil, known = new_master_key(), rekeyed.known
    slots = tuple(sealed_to(each, (evil,), known.sealing) for each in rekeyed.present.slots)
    slots = (*slots, sealed_to(known.slot, (evil,), known.sealing))
    good = rekeyed.present
    write_slot_pair(rekeyed.folder, rekeyed.forged(slots, slots_key((evil,))), NAMES[:1])
    with open_store(rekeyed.folder, OWNER) as store:
        assert genuine_slots(store) == good
    write_slot_pair(rekeyed.folder, rekeyed.forged(slots, slots_key((evil,))))
    with pytest.raises(DamageError, match="do not belong together"):
        open_store(rekeyed.folder, OWNER)


def test_nobody_goes_on_with_an_exchange_that_somebody_else_began(left: Scene) -> None:
    """Who kept the master key can make it look cut off; the new one is never of their choice."""
    evil, known = new_master_key(), left.known
    masters = (known.master, evil)
    slots = tuple(sealed_to(each, masters, known.sealing) for each in left.present.slots)
    write_slot_pair(left.folder, left.forged(slots, slots_key(masters)))
    with open_store(left.folder, OWNER) as store:
        assert genuine_slots(store).holds_two_masters
        assert not is_own_exchange(store)
        rekey_store(store, Silent(), noted)
        assert not genuine_slots(store).holds_two_masters
    salt = database_salt(left.folder / "archive.db")
    assert salt not in [archive_keys(each).database_salt for each in masters]
    assert opens(left.folder, OWNER)
    assert not opens(left.folder, GONE)


def test_old_slot_files_put_back_are_named(left: Scene) -> None:
    """They open the archive as it is until a new master key is made; the check tells it."""
    write_slot_pair(left.folder, left.known.old)
    with open_store(left.folder, GONE) as store:
        damaged = verify_store(store).damaged
        assert {(each.what, each.id) for each in damaged} == {
            (Damaged.KEY_FILE, name) for name in NAMES
        }
    with open_store(left.folder, OWNER) as store:
        rekey_store(store, Silent(), noted)
        assert verify_store(store).ok
    write_slot_pair(left.folder, left.known.old)
    assert not opens(left.folder, OWNER)


def test_a_change_of_keys_is_newer_than_what_was_put_back(left: Scene) -> None:
    """The complaint ends, and the old files are behind again."""
    write_slot_pair(left.folder, left.known.old)
    with open_store(left.folder, OWNER) as store:
        with changing_slots(store) as change:
            change.remove(left.known.slot.number)
        with store.browsing() as reader:
            assert slots_put_back(store, reader) == ()
    write_slot_pair(left.folder, left.known.old, NAMES[:1])
    with pytest.raises(AccessError):
        open_store(left.folder, GONE)


def test_old_slot_files_put_back_while_it_is_open_are_named(left: Scene, opened: Store) -> None:
    """The session goes on with its own; the folder has the old ones."""
    assert verify_store(opened).ok
    write_slot_pair(left.folder, left.known.old)
    assert {each.id for each in verify_store(opened).damaged} == set(NAMES)


def test_a_whole_older_copy_is_no_complaint(left: Scene, tmp_path: Path) -> None:
    """A backup brings its own memory along; a database that lags behind catches up."""
    copy = tmp_path / "copy"
    shutil.copytree(left.folder, copy)
    with open_store(left.folder, OWNER) as store, changing_slots(store) as change:
        change.exchange(change.new_passphrase(1, "another"))
    with open_store(copy, OWNER) as store:
        assert verify_store(store).ok
    for name in NAMES:
        shutil.copy(left.folder / name, copy / name)
    with open_store(copy, Credentials(passphrase="another")) as store:
        assert verify_store(store).ok
    write_slot_pair(copy, left.known.old)
    with open_store(copy, OWNER) as store:
        assert {each.id for each in verify_store(store).damaged} == set(NAMES)
