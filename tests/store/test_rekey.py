"""A new master key: everything has new keys, nothing is lost, and the old key opens nothing."""

import errno
import io
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.errors import AccessError, CancelledError, DamageError, SystemTroubleError
from app.progress import Silent
from app.store.connection import connect
from app.store.creation import create_store
from app.store.credentials import Credentials
from app.store.key_changes import changing_slots
from app.store.keys import archive_keys
from app.store.master_exchange import kept_rows, take_back_if_cut_off
from app.store.object_rows import all_objects
from app.store.objects import keep_object, put_object, read_object
from app.store.opening import open_store
from app.store.record_lookup import count_records
from app.store.rekey import Rekeyed, rekey_store
from app.store.slot_pair import read_slot_pair, write_slot_pair
from app.store.slots_in_force import genuine_slots, stale_slot_files
from app.store.state_table import read_state, write_state
from app.store.store import Store
from app.store.transactions import Writer
from app.store.trouble import DiskFullError
from app.store.unlocking import unlock
from app.store.verify import verify_store
from tests.store.builders import NOW, PASSPHRASE, TINY, add
from tests.store.dying import dies_at

WORDS = Credentials(passphrase=PASSPHRASE)
CONTENTS = [bytes([number]) * 50_000 for number in range(3)]
MOST_STEPS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """An archive of two records and three files, closed, and what opens it."""

    folder: Path
    recovery_code: str
    master: bytes
    hashes: tuple[str, ...]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Made once; tests work in copies."""
    made = create_store(tmp_path_factory.mktemp("base") / "a", PASSPHRASE, kdf=TINY)
    with made.store as store:
        hashes = tuple(put(store, content) for content in CONTENTS)
        with store.writing() as writer:
            add(writer)
            add(writer)
        assert store.unlocked is not None
        master = store.unlocked.master
    return Base(folder=store.folder, recovery_code=made.recovery_code, master=master, hashes=hashes)


@pytest.fixture
def place(base: Base, tmp_path: Path) -> Path:
    """A copy of the base."""
    shutil.copytree(base.folder, tmp_path / "a")
    return tmp_path / "a"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    """The copy, open."""
    with open_store(place, WORDS) as opened:
        yield opened


def put(store: Store, content: bytes) -> str:
    """Keep a file."""
    pending = put_object(store, io.BytesIO(content))
    with store.writing() as writer:
        keep_object(writer, pending, NOW)
    return pending.sha256


def noted(writer: Writer) -> None:
    """Write down that it was done, in the same step."""
    write_state(writer, "rekeyed", "yes")


def rekey(store: Store) -> Rekeyed:
    """Do it, telling nobody."""
    return rekey_store(store, Silent(), noted)


def rekey_folder(folder: Path) -> None:
    """The same with an archive that is closed."""
    with open_store(folder, WORDS) as store:
        rekey(store)


def assert_whole(store: Store, base: Base) -> None:
    """Nothing is lost or damaged."""
    with store.browsing() as reader:
        assert count_records(reader) == 2
    assert [read_object(store, each) for each in base.hashes] == CONTENTS
    assert verify_store(store).ok


def assert_old_key_is_gone(folder: Path, base: Base) -> None:
    """Neither the old master key nor the slot files of before open anything; nothing is left."""
    names = {path.name for path in folder.iterdir()}
    assert names == {"keyslots.a", "keyslots.b", "archive.db", "objects", "lock"}
    for file in read_slot_pair(folder).candidates:
        assert unlock((file,), WORDS).masters != (base.master,)
        assert base.master not in unlock((file,), WORDS).masters
    with pytest.raises((sqlcipher.DatabaseError, DamageError)):
        connect(folder / "archive.db", archive_keys(base.master), cache_kib=64)
    old = {path.name for path in (base.folder / "objects").rglob("*") if path.is_file()}
    new = {path.name for path in (folder / "objects").rglob("*") if path.is_file()}
    assert len(new) == len(CONTENTS)
    assert not old & new


def assert_old_slot_files_are_useless(folder: Path, base: Base) -> None:
    """One put back is mended from the other; with two of them nothing opens."""
    for name in ("keyslots.a", "keyslots.b"):
        shutil.copy(base.folder / name, folder / name)
        open_store(folder, WORDS).close()
    for name in ("keyslots.a", "keyslots.b"):
        shutil.copy(base.folder / name, folder / name)
    with pytest.raises((DamageError, AccessError)):
        open_store(folder, WORDS)


def test_everything_has_new_keys(place: Path, base: Base) -> None:
    """Every slot opens as before, every file is another one, and it was written down."""
    with open_store(place, WORDS) as store:
        before = genuine_slots(store)
        assert rekey(store) == Rekeyed(attachments=3)
        assert_whole(store, base)
        assert {slot.number for slot in genuine_slots(store).slots} == {
            slot.number for slot in before.slots
        }
        assert stale_slot_files(store) == ()
    with open_store(place, Credentials(recovery_code=base.recovery_code)) as store:
        assert_whole(store, base)
        with store.browsing() as reader:
            assert read_state(reader, "rekeyed") == "yes"
    assert_old_key_is_gone(place, base)
    assert_old_slot_files_are_useless(place, base)


def test_work_goes_on_in_the_same_session(store: Store, base: Base) -> None:
    """Reading and writing, changing a key, and a second re-key."""
    rekey(store)
    with store.writing() as writer:
        add(writer)
    with store.searching() as reader:
        assert count_records(reader) == 3
    assert read_object(store, put(store, b"more")) == b"more"
    with changing_slots(store) as change:
        change.exchange(change.new_passphrase(1, "another"))
    rekey(store)
    store.close()
    with open_store(store.folder, Credentials(passphrase="another")) as again:
        assert [read_object(again, each) for each in base.hashes] == CONTENTS
    with pytest.raises(AccessError):
        open_store(store.folder, WORDS)


class StopsAt:
    """Cancels at the n-th step."""

    def __init__(self, step: int) -> None:
        self.left = step

    def step(self, what: str, done: int, total: int | None) -> None:
        """One step less."""
        self.left -= 1
        if self.left == 0:
            raise CancelledError("Cancelled.")


@pytest.mark.parametrize("step", range(1, 12))
def test_a_cancel_before_the_last_step_leaves_everything_as_it_was(
    store: Store, base: Base, step: int
) -> None:
    """At each step: no file, no key and no row of the new ones stays."""
    with pytest.raises(CancelledError):
        rekey_store(store, StopsAt(step), noted)
    assert_whole(store, base)
    with store.browsing() as reader:
        assert read_state(reader, "rekeyed") is None
    assert not genuine_slots(store).holds_two_masters
    store.close()
    left, before = [
        {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
        for folder in (store.folder, base.folder)
    ]
    assert left == before
    with open_store(store.folder, WORDS) as again:
        assert again.unlocked is not None
        assert again.unlocked.masters == (base.master,)


def finish(folder: Path, base: Base) -> None:
    """Go on where it was cut off."""
    with open_store(folder, WORDS) as store:
        assert [read_object(store, each) for each in base.hashes] == CONTENTS
        assert store.unlocked is not None
        if genuine_slots(store).holds_two_masters or store.unlocked.master == base.master:
            rekey(store)
        assert_whole(store, base)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX systems")
def test_cut_off_at_each_step_it_is_finished(base: Base, tmp_path: Path) -> None:
    """Nothing is lost at any of them, and in the end the old key opens nothing."""
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step) / "a"
        shutil.copytree(base.folder, folder)
        if not dies_at(step, lambda folder=folder: rekey_folder(folder)):  # type: ignore[misc]
            assert step > 30
            break
        finish(folder, base)
        assert_old_key_is_gone(folder, base)
        shutil.rmtree(folder.parent)
    else:
        pytest.fail("it has no end")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX systems")
@pytest.mark.parametrize("second", [1, 4, 12, 22])
def test_finishing_may_be_cut_off_too(base: Base, tmp_path: Path, second: int) -> None:
    """Twice cut off is no different from once."""
    for step in range(8, MOST_STEPS, 9):
        folder = tmp_path / str(step) / "a"
        shutil.copytree(base.folder, folder)
        if not dies_at(step, lambda folder=folder: rekey_folder(folder)):  # type: ignore[misc]
            break
        dies_at(second, lambda folder=folder: finish(folder, base))  # type: ignore[misc]
        finish(folder, base)
        assert_old_key_is_gone(folder, base)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX systems")
def test_changing_a_key_takes_a_cut_off_rekey_back(base: Base, tmp_path: Path) -> None:
    """Whoever loses a key may know the new master key: it must never come into force."""
    taken_back = 0
    for step in range(1, MOST_STEPS, 3):
        folder = tmp_path / str(step) / "a"
        shutil.copytree(base.folder, folder)
        if not dies_at(step, lambda folder=folder: rekey_folder(folder)):  # type: ignore[misc]
            break
        with open_store(folder, WORDS) as store:
            if not genuine_slots(store).holds_two_masters:
                continue
            assert store.unlocked is not None
            waiting = store.unlocked.masters[-1]
            with changing_slots(store) as change:
                change.exchange(change.new_passphrase(1, "another"))
            assert not genuine_slots(store).holds_two_masters
            rekey(store)
            assert store.unlocked.master not in (waiting, base.master)
            assert_whole(store, base)
            taken_back += 1
        with pytest.raises(AccessError):
            open_store(folder, WORDS)
    assert taken_back > 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX systems")
def test_another_key_begins_a_cut_off_rekey_anew(base: Base, tmp_path: Path) -> None:
    """Only the key that began it goes on with its new master key; nothing is lost either way."""
    began_anew = 0
    for step in range(1, MOST_STEPS, 7):
        folder = tmp_path / str(step) / "a"
        shutil.copytree(base.folder, folder)
        if not dies_at(step, lambda folder=folder: rekey_folder(folder)):  # type: ignore[misc]
            break
        with open_store(folder, Credentials(recovery_code=base.recovery_code)) as store:
            assert store.unlocked is not None
            if not genuine_slots(store).holds_two_masters:
                continue
            waiting = store.unlocked.masters[-1]
            rekey(store)
            assert store.unlocked.master not in (waiting, base.master)
            assert_whole(store, base)
            began_anew += 1
        assert_old_key_is_gone(folder, base)
    assert began_anew > 1


def rows_ready(folder: Path) -> set[str]:
    """Files that the database in the making names already."""
    with open_store(folder, WORDS) as store:
        return {row.file for row in kept_rows(store)} & store.objects.new_files()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX systems")
def test_what_was_encrypted_before_a_cut_is_not_done_again(base: Base, tmp_path: Path) -> None:
    """Files that an earlier try has finished keep their names."""
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step) / "a"
        shutil.copytree(base.folder, folder)
        assert dies_at(step, lambda folder=folder: rekey_folder(folder))  # type: ignore[misc]
        ready = {path.name for path in folder.rglob("*.new")}
        if len(rows_ready(folder)) == len(CONTENTS):
            break
        shutil.rmtree(folder.parent)
    with open_store(folder, WORDS) as store:
        assert genuine_slots(store).holds_two_masters
        assert {path.name for path in folder.rglob("*.new")} == ready
        rekey(store)
        with store.browsing() as reader:
            assert {row.file + ".new" for row in all_objects(reader)} == ready
        assert_whole(store, base)


def test_a_damaged_attachment_keeps_its_key_and_is_named(store: Store, base: Base) -> None:
    """The rest gets new keys; the damaged file is still there for whoever can read more of it."""
    with store.browsing() as reader:
        row = all_objects(reader)[1]
    path = store.objects.path(row.file)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert rekey(store) == Rekeyed(attachments=2, damaged=(row.sha256,))
    assert path.read_bytes() == data
    assert read_object(store, base.hashes[0]) == CONTENTS[0]
    assert [each.id for each in verify_store(store).damaged] == [row.sha256]


def test_somebody_who_goes_on_reading_delays_it(store: Store, base: Base) -> None:
    """The last step waits for nobody for ever: it is put off, and nothing is lost."""
    if store.journal != "wal":
        pytest.skip("only with a write-ahead log can somebody go on reading")
    with store.checking() as reader:
        reader.connection.execute("BEGIN")
        assert count_records(reader) == 2
        with pytest.raises(SystemTroubleError):
            rekey(store)
        assert_whole(store, base)
        assert genuine_slots(store).holds_two_masters
    rekey(store)
    assert_whole(store, base)
    store.close()
    assert_old_key_is_gone(store.folder, base)


def test_a_disk_that_fills_after_the_last_step_loses_nothing(
    store: Store, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new key is in force then; whatever is done next lets go of the old one."""
    calls = [0]

    def full_the_second_time(*words: object, **more: object) -> None:
        calls[0] += 1
        if calls[0] == 2:
            raise OSError(errno.ENOSPC, "full")
        write_slot_pair(*words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("app.store.slots_in_force.write_slot_pair", full_the_second_time)
    with pytest.raises(DiskFullError):
        rekey(store)
    assert_whole(store, base)
    assert genuine_slots(store).holds_two_masters
    assert take_back_if_cut_off(store)
    assert_whole(store, base)
    store.close()
    assert_old_key_is_gone(store.folder, base)


def test_without_a_write_ahead_log_it_goes_the_same_way(
    place: Path, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a stick the database keeps a journal instead."""
    monkeypatch.setattr("app.store.store.is_on_fixed_disk", lambda _folder: False)
    with open_store(place, WORDS) as store:
        assert store.journal == "delete"
        rekey(store)
        assert store.journal == "delete"
        assert_whole(store, base)
    assert_old_key_is_gone(place, base)


def test_no_room_is_said_before_anything_is_written(
    store: Store, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is obviously too full is not filled first."""
    usage = shutil.disk_usage(store.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=100_000))
    before = {path: path.read_bytes() for path in store.folder.glob("keyslots.*")}
    with pytest.raises(DiskFullError, match="MB"):
        rekey(store)
    assert {path: path.read_bytes() for path in before} == before
    assert_whole(store, base)


def test_a_page_that_the_copy_got_wrong_is_found(
    store: Store, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is compared page by page before it may take the place of the original."""
    import app.store.rekey as rekey_file
    from app.store.snapshot import copy_database

    def spoiled(*words: object, **more: object) -> None:
        copy_database(*words, **more)  # type: ignore[arg-type]
        path = words[1]
        assert isinstance(path, Path)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr(rekey_file, "copy_database", spoiled)
    with pytest.raises(DamageError, match="copy"):
        rekey(store)
    monkeypatch.undo()
    assert_whole(store, base)
    assert not genuine_slots(store).holds_two_masters
