"""Key slots: what opens an archive, what does not, and how each reason is told from the others."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AccessError, DamageError, InputError, RefusedError, SatchelError
from app.store.creation import CreatedStore
from app.store.credentials import Credentials
from app.store.kdf import KdfParameters
from app.store.keys import archive_keys, slots_key
from app.store.opening import open_store
from app.store.recovery_code import RecoveryCodeError, new_recovery_code
from app.store.slot_file import (
    SlotFile,
    SlotFileDamageError,
    parse_slot_file,
    slot_file_bytes,
)
from app.store.slot_keys import passphrase_key, passphrase_slot, recovery_slot
from app.store.slot_pair import read_slot_pair, write_slot_pair
from app.store.slots import ShareSet, Slot, masters_of, sealed_to, unlocked_slot
from app.store.slots_in_force import stale_slot_files
from app.store.store import Store
from app.store.unlocking import unlock
from tests.store.builders import PASSPHRASE, TINY

MASTER = bytes(range(32))
SEALING = bytes(range(32, 64))


def sealed(slot: Slot) -> Slot:
    """The slot with the master key of these tests."""
    return sealed_to(slot, (MASTER,), SEALING)


def opened(slot: Slot, passphrase: str) -> tuple[bytes, ...] | None:
    """The master keys that a passphrase slot gives, or None where the lock does not open."""
    assert slot.cost is not None
    secret = unlocked_slot(slot, passphrase_key(passphrase, slot.salt, slot.cost))
    return None if secret is None else masters_of(slot, secret)


SLOT = sealed(passphrase_slot(1, PASSPHRASE, TINY, SEALING))
FILE = SlotFile(generation=3, given=9, slots=(SLOT,)).authenticated(archive_keys(MASTER).slots)


def rewritten(data: bytes, **changes: Any) -> bytes:
    """A slot file with other values and a plain checksum that fits them."""
    tree = {**json.loads(data), **changes}
    rest = {name: value for name, value in tree.items() if name != "sha256"}
    body = json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()
    tree["sha256"] = hashlib.sha256(body).hexdigest()
    return json.dumps(tree, indent=1, sort_keys=True).encode() + b"\n"


def test_a_slot_file_survives_writing_and_reading() -> None:
    """What was written is what is read, MAC included."""
    assert parse_slot_file(slot_file_bytes(FILE)) == FILE
    assert FILE.is_authentic(archive_keys(MASTER).slots)


def test_every_flipped_bit_is_damage() -> None:
    """No bit of a slot file can change unnoticed, whatever the passphrase."""
    data = slot_file_bytes(FILE)
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            with pytest.raises(SlotFileDamageError):
                parse_slot_file(bytes(changed))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    """Nothing that lies in the folder ends the program."""
    with pytest.raises(SatchelError):
        parse_slot_file(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=12,
    ),
    st.sampled_from(["format", "version", "generation", "given", "slots", "mac", "extra"]),
)
def test_any_values_with_a_fitting_checksum_are_refused_with_a_sentence(
    value: Any, name: str
) -> None:
    """A crafted file gets an error that a person can read."""
    data = rewritten(slot_file_bytes(FILE), **{name: value})
    if data != slot_file_bytes(FILE):
        with pytest.raises(SatchelError):
            file = parse_slot_file(data)
            unlock((file,), Credentials(passphrase=PASSPHRASE))


def test_deep_nesting_is_damage() -> None:
    """Ten thousand brackets do not exhaust the stack."""
    with pytest.raises(SlotFileDamageError):
        parse_slot_file(b"[" * 60_000)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 2},
        {"salt": bytes(16)},
        {"cost": replace(TINY, iterations=2)},
        {"nonce": bytes(24)},
        {"wrapped": bytes(80)},
        {"public": bytes(32)},
        {"sealed": (bytes(80),)},
        {"shares": ShareSet(mark=bytes(8), needed=2, held=3)},
    ],
)
def test_all_parameters_of_a_slot_are_authenticated(changes: dict[str, Any]) -> None:
    """A slot with any other parameter opens nothing, also with the right passphrase."""
    assert opened(SLOT, PASSPHRASE) == (MASTER,)
    assert opened(replace(SLOT, **changes), PASSPHRASE) is None


def test_a_wrong_passphrase_is_no_damage(closed: Path) -> None:
    """Ten wrong ones, and the right one still opens."""
    before = {path: path.read_bytes() for path in sorted(closed.glob("keyslots.*"))}
    for attempt in range(10):
        with pytest.raises(AccessError) as caught:
            open_store(closed, Credentials(passphrase=f"wrong {attempt}"))
        assert caught.value.exit_code == 3
    assert {path: path.read_bytes() for path in sorted(closed.glob("keyslots.*"))} == before
    open_store(closed, Credentials(passphrase=PASSPHRASE)).close()


def test_the_recovery_code_opens(created: CreatedStore) -> None:
    """The paper is enough, and so is the passphrase."""
    created.store.close()
    with open_store(
        created.store.folder, Credentials(recovery_code=created.recovery_code.lower())
    ) as store:
        assert store.archive_id == created.store.archive_id


def test_another_recovery_code_is_told_from_a_mistyped_one(created: CreatedStore) -> None:
    """A slip names its group; a code of another archive says that it is one."""
    created.store.close()
    code = created.recovery_code
    slip = ("0" if code[0] != "0" else "2") + code[1:]
    with pytest.raises(RecoveryCodeError, match="group 1"):
        open_store(created.store.folder, Credentials(recovery_code=slip))
    with pytest.raises(AccessError) as caught:
        open_store(created.store.folder, Credentials(recovery_code=new_recovery_code()))
    assert not isinstance(caught.value, RecoveryCodeError)


@pytest.mark.parametrize("name", ["keyslots.a", "keyslots.b"])
@pytest.mark.parametrize("harm", ["gone", "cut", "empty", "flipped", "folder"])
def test_one_destroyed_slot_file_is_mended(closed: Path, name: str, harm: str) -> None:
    """The archive opens with the other file, says so, and both are the same again."""
    path = closed / name
    data = path.read_bytes()
    path.unlink()
    if harm == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif harm == "empty":
        path.write_bytes(b"")
    elif harm == "flipped":
        path.write_bytes(data[:100] + bytes([data[100] ^ 4]) + data[101:])
    elif harm == "folder":
        (closed / name).mkdir()
        with pytest.raises(SatchelError):
            open_store(closed, Credentials(passphrase=PASSPHRASE)).close()
        return
    with open_store(closed, Credentials(passphrase=PASSPHRASE)) as store:
        assert store.healed == (name,)
    assert path.read_bytes() == data
    with open_store(closed, Credentials(passphrase=PASSPHRASE)) as store:
        assert store.healed == ()


def test_two_destroyed_slot_files_are_damage(closed: Path) -> None:
    """Said before a passphrase is blamed, with the code for damage."""
    for path in closed.glob("keyslots.*"):
        path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(DamageError) as caught:
        open_store(closed, Credentials(passphrase="wrong"))
    assert caught.value.exit_code == 6


def test_the_higher_generation_counts_and_the_other_is_written_anew(tmp_path: Path) -> None:
    """A change that was cut off between the two files is finished at the next opening."""
    key = archive_keys(MASTER).slots
    slots = (sealed(recovery_slot(2, new_recovery_code(), SEALING)),)
    newer = replace(FILE, generation=4, slots=slots).authenticated(key)
    write_slot_pair(tmp_path, FILE)
    write_slot_pair(tmp_path, newer, stale=("keyslots.b",))
    pair = read_slot_pair(tmp_path)
    assert pair.candidates == (newer, FILE)
    assert pair.stale(newer) == ("keyslots.a",)
    write_slot_pair(tmp_path, newer, pair.stale(newer))
    assert read_slot_pair(tmp_path).stale(newer) == ()


def test_a_passphrase_that_was_given_up_opens_nothing(tmp_path: Path) -> None:
    """Also where the change was cut off and one file still has the slot of the older one."""
    slots = (sealed(passphrase_slot(2, "another", TINY, SEALING)),)
    newer = replace(FILE, generation=4, slots=slots).authenticated(archive_keys(MASTER).slots)
    write_slot_pair(tmp_path, FILE)
    write_slot_pair(tmp_path, newer, stale=("keyslots.a",))
    files = read_slot_pair(tmp_path).candidates
    with pytest.raises(AccessError):
        unlock(files, Credentials(passphrase=PASSPHRASE))
    unlocked = unlock(files, Credentials(passphrase="another"))
    assert (unlocked.master, unlocked.file) == (MASTER, newer)


def test_slots_that_were_added_from_outside_are_found(closed: Path) -> None:
    """Slot files without the archive's MAC are tampering, and nothing is mended with them."""
    good = parse_slot_file((closed / "keyslots.a").read_bytes())
    forged = slot_file_bytes(replace(good, generation=good.generation + 1))
    for path in closed.glob("keyslots.*"):
        path.write_bytes(forged)
    with pytest.raises(DamageError, match="altered"):
        open_store(closed, Credentials(passphrase=PASSPHRASE))
    assert {path.read_bytes() for path in closed.glob("keyslots.*")} == {forged}


@pytest.mark.parametrize("name", ["keyslots.a", "keyslots.b"])
@pytest.mark.parametrize("forgery", ["same slots", "other slots", "no slots", "newer version"])
def test_one_forged_slot_file_locks_nobody_out(closed: Path, name: str, forgery: str) -> None:
    """Whatever stands in one file with a right checksum, the other opens and mends it."""
    path = closed / name
    data = path.read_bytes()
    good = parse_slot_file(data)
    slots = {
        "same slots": good.slots,
        "other slots": tuple(replace(slot, wrapped=bytes(80)) for slot in good.slots),
        "no slots": (),
        "newer version": good.slots,
    }
    path.write_bytes(slot_file_bytes(replace(good, generation=999, slots=slots[forgery])))
    if forgery == "newer version":
        path.write_bytes(rewritten(data, version=2))
    with pytest.raises(AccessError):
        open_store(closed, Credentials(passphrase="wrong"))
    with open_store(closed, Credentials(passphrase=PASSPHRASE)) as store:
        assert store.healed == (name,)
        assert stale_slot_files(store) == ()
    assert path.read_bytes() == data


def test_the_check_names_a_slot_file_forged_meanwhile(store: Store) -> None:
    """A higher generation is no proof; two forged files are two."""
    good = parse_slot_file((store.folder / "keyslots.a").read_bytes())
    forged = slot_file_bytes(replace(good, generation=999))
    (store.folder / "keyslots.a").write_bytes(forged)
    assert stale_slot_files(store) == ("keyslots.a",)
    (store.folder / "keyslots.b").write_bytes(forged)
    assert stale_slot_files(store) == ("keyslots.a", "keyslots.b")


@pytest.mark.parametrize(
    ("count", "cost"),
    [(17, TINY), (2, KdfParameters(memory_kib=2 * 1024 * 1024, iterations=4, lanes=4))],
)
def test_many_slots_that_would_take_for_ever_are_refused(
    closed: Path, count: int, cost: KdfParameters
) -> None:
    """Seventeen slots, or two of which each alone would pass: an attack, told without trying."""
    good = parse_slot_file((closed / "keyslots.a").read_bytes())
    slots = tuple(
        replace(good.slots[0], number=number, cost=cost) for number in range(1, count + 1)
    )
    for path in closed.glob("keyslots.*"):
        path.write_bytes(slot_file_bytes(replace(good, given=count, slots=slots)))
    with pytest.raises(RefusedError):
        open_store(closed, Credentials(passphrase=PASSPHRASE))


def test_a_file_that_asks_for_a_hundred_gibibytes_is_refused(closed: Path) -> None:
    """Refused as an attack where there is nothing else; mended where the other file is good."""
    good = parse_slot_file((closed / "keyslots.a").read_bytes())
    greedy = KdfParameters(memory_kib=100 * 1024 * 1024, iterations=3, lanes=4)
    slots = (replace(good.slots[0], cost=greedy), *good.slots[1:])
    data = slot_file_bytes(replace(good, generation=9, slots=slots))
    (closed / "keyslots.a").write_bytes(data)
    with open_store(closed, Credentials(passphrase=PASSPHRASE)) as store:
        assert store.healed == ("keyslots.a",)
    for path in closed.glob("keyslots.*"):
        path.write_bytes(data)
    with pytest.raises(RefusedError):
        open_store(closed, Credentials(passphrase=PASSPHRASE))


def test_slots_of_a_newer_version_are_refused_as_such(closed: Path) -> None:
    """Neither damage nor a wrong passphrase: another program is needed. Nothing changes."""
    for path in closed.glob("keyslots.*"):
        path.write_bytes(rewritten(path.read_bytes(), version=2, slots="of a kind to come"))
    before = {path.name: path.read_bytes() for path in closed.iterdir() if path.is_file()}
    with pytest.raises(InputError, match="newer version") as caught:
        open_store(closed, Credentials(passphrase=PASSPHRASE))
    assert caught.value.exit_code == 4
    assert {path.name: path.read_bytes() for path in closed.iterdir() if path.is_file()} == before


def test_no_secret_shows_in_a_printed_slot() -> None:
    """What ends in a report of a bug wraps no key."""
    for secret in (SLOT.wrapped, SLOT.sealed[0]):
        assert secret.hex() not in repr(SLOT)
        assert repr(secret) not in repr(SLOT)


def planted(good: SlotFile, sealing: bytes) -> SlotFile:
    """The slots of an archive with a stranger's master key, sealed as well as the stranger can."""
    master = bytes(32)
    slots = tuple(sealed_to(slot, (master,), sealing) for slot in good.slots)
    file = replace(good, generation=good.generation + 1, slots=slots)
    return file.authenticated(archive_keys(master).slots)


def test_a_stranger_cannot_plant_an_archive_that_the_passphrase_opens(closed: Path) -> None:
    """Public keys stand in the slot files for all to read; they are not enough to seal to them.

    Somebody who has opened the archive once can, which is why this is no proof of the sender.
    """
    good = parse_slot_file((closed / "keyslots.a").read_bytes())
    forged = planted(good, sealing=bytes(32))
    for path in closed.glob("keyslots.*"):
        path.write_bytes(slot_file_bytes(forged))
    with pytest.raises(DamageError, match="altered"):
        open_store(closed, Credentials(passphrase=PASSPHRASE))
    unlocked = unlock((good,), Credentials(passphrase=PASSPHRASE))
    known = planted(good, sealing=unlocked.sealing)
    assert unlock((known,), Credentials(passphrase=PASSPHRASE)).master == bytes(32)
    (closed / "keyslots.a").write_bytes(slot_file_bytes(known))
    (closed / "keyslots.b").write_bytes(slot_file_bytes(good))
    with open_store(closed, Credentials(passphrase=PASSPHRASE)) as store:
        assert store.unlocked is not None
        assert store.unlocked.master == unlocked.master


def test_public_keys_of_low_order_open_nothing() -> None:
    """A seal made with a public key that gives everybody the same secret is no seal."""
    for public in (bytes(32), bytes([1]) + bytes(31)):
        forged = replace(SLOT, sealed=(public + SLOT.sealed[0][32:],))
        assert opened(forged, PASSPHRASE) is None


def test_while_the_master_key_is_exchanged_the_order_counts() -> None:
    """Two seals, authenticated by both keys; exchanged by a stranger they are no file of ours."""
    other = bytes(range(100, 132))
    slot = sealed_to(SLOT, (MASTER, other), SEALING)
    both = slots_key((MASTER, other))
    file = replace(FILE, generation=4, slots=(slot,)).authenticated(both)
    words = Credentials(passphrase=PASSPHRASE)
    assert parse_slot_file(slot_file_bytes(file)) == file
    assert unlock((file,), words).masters == (MASTER, other)
    salt = archive_keys(other).database_salt
    assert unlock((file,), words, salt=salt).master == other
    swapped = replace(file, slots=(replace(slot, sealed=slot.sealed[::-1]),))
    with pytest.raises(DamageError):
        unlock((swapped,), words)
    for key in (slots_key((MASTER,)), slots_key((other,)), slots_key((other, MASTER))):
        with pytest.raises(DamageError):
            unlock((file.authenticated(key),), words)
    mixed = replace(file, slots=(slot, replace(SLOT, number=2)))
    with pytest.raises(SlotFileDamageError):
        parse_slot_file(slot_file_bytes(mixed))


def test_a_damaged_page_of_salt_alone_locks_nobody_out(closed: Path) -> None:
    """The first 16 bytes choose between master keys; where they are wrong, each is tried."""
    path = closed / "archive.db"
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)
    open_store(closed, Credentials(passphrase=PASSPHRASE)).close()


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where in a JSON tree a value could be another."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree)
    found = [(*path, key) for key, _value in inner]
    for key in [each[-1] for each in found]:
        if isinstance(tree[key], dict | list):
            found += places(tree[key], (*path, key))
    return found


_TREE = json.loads(slot_file_bytes(FILE))
_ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(places(_TREE)), _ANY_VALUE | st.just("gone"), st.integers(0, 160))
def test_any_value_anywhere_in_a_slot_file_is_refused_with_a_sentence(
    path: tuple[Any, ...], value: Any, cut: int
) -> None:
    """One other value, one that is missing, or text of another length, with a fitting checksum."""
    tree = json.loads(slot_file_bytes(FILE))
    place = tree
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    if value == "gone":
        del place[path[-1]]
    elif isinstance(old, str) and isinstance(value, str):
        place[path[-1]] = old[:cut] + value + old[cut + len(value) :]
    else:
        place[path[-1]] = value
    data = rewritten(json.dumps(tree).encode())
    if data == slot_file_bytes(FILE):
        return
    try:
        file = parse_slot_file(data)
    except SatchelError:
        return
    # It has the form of one: its MAC, or its lock, still gives it away.
    costs = [slot.cost for slot in file.slots if slot.cost is not None]
    if all(cost.memory_kib * cost.iterations <= 4096 for cost in costs):
        with pytest.raises((AccessError, DamageError)):
            unlock((file,), Credentials(passphrase=PASSPHRASE))
