"""Making, opening and closing an archive folder."""

import errno
import io
import os
import stat
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.errors import (
    CancelledError,
    DamageError,
    InputError,
    SystemTroubleError,
    UsageError,
)
from app.progress import CancelFlag
from app.store.connection import PAGE_BYTES
from app.store.creation import CreatedStore, create_store
from app.store.credentials import Credentials
from app.store.lock_file import ArchiveInUseError, FolderLock, is_locked
from app.store.opening import open_store
from app.store.record_lookup import count_records
from app.store.store import Store
from tests.store.builders import PASSPHRASE, TINY, add


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_archive_is_the_folder_that_the_design_describes(closed: Path) -> None:
    """Two slot files, a database, a folder of objects and a lock; nothing else when closed."""
    names = {path.name for path in closed.iterdir()}
    assert names == {"keyslots.a", "keyslots.b", "archive.db", "objects", "lock"}
    assert not (closed / "archive.db").read_bytes().startswith(b"SQLite format 3")
    assert list(closed.parent.iterdir()) == [closed]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_nobody_else_on_the_computer_may_read_it(closed: Path) -> None:
    """The folder is its owner's alone."""
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert stat.S_IMODE((closed / "keyslots.a").stat().st_mode) == 0o600
    assert stat.S_IMODE((closed / "archive.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["two\nlines", "🌊 sea.satchel", "a'b\"c;--", "x" * 200])
def test_any_name_works(tmp_path: Path, name: str) -> None:
    """What a person calls an archive is theirs to choose."""
    folder = tmp_path / name
    made = create_store(folder, PASSPHRASE, kdf=TINY)
    with made.store.writing() as writer:
        add(writer)
    made.store.close()
    with (
        open_store(folder, Credentials(passphrase=PASSPHRASE)) as store,
        store.browsing() as reader,
    ):
        assert count_records(reader) == 1


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """A folder made beforehand, as file dialogs do, is no obstacle."""
    folder = tmp_path / "a"
    folder.mkdir()
    create_store(folder, PASSPHRASE, kdf=TINY).store.close()
    open_store(folder, Credentials(passphrase=PASSPHRASE)).close()


def test_what_is_there_already_is_never_touched(tmp_path: Path) -> None:
    """A file, a folder with something in it, an archive: refused, and nothing changes."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine").write_text("mine")
    create_store(tmp_path / "archive", PASSPHRASE, kdf=TINY).store.close()
    before = contents(tmp_path)
    for name in ("file", "folder", "archive", "missing/archive"):
        with pytest.raises(InputError):
            create_store(tmp_path / name, PASSPHRASE, kdf=TINY)
    assert contents(tmp_path) == before


def test_an_archive_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    """An empty passphrase or a cancel half-way: the folder above is as before."""
    with pytest.raises(UsageError):
        create_store(tmp_path / "a", "", kdf=TINY)
    flag = CancelFlag()
    flag.cancel()
    with pytest.raises(CancelledError):
        create_store(tmp_path / "a", PASSPHRASE, kdf=TINY, progress=flag)
    with pytest.raises(SystemTroubleError, match="too long"):
        create_store(tmp_path / ("x" * 300), PASSPHRASE, kdf=TINY)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_archive_gets_nothing_into_it(tmp_path: Path) -> None:
    """Missing, a file, a folder of other things: one sentence each, and not even a lock file."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine").write_text("mine")
    before = contents(tmp_path)
    for name in ("file", "folder", "missing"):
        with pytest.raises(InputError) as caught:
            open_store(tmp_path / name, Credentials(passphrase=PASSPHRASE))
        assert caught.value.exit_code == 4
    assert contents(tmp_path) == before
    assert not (tmp_path / "missing").exists()


def test_a_second_opening_is_refused_while_the_first_lasts(store: Store) -> None:
    """One program at a time, with the code for trouble of the system."""
    with pytest.raises(ArchiveInUseError) as caught:
        open_store(store.folder, Credentials(passphrase=PASSPHRASE))
    assert caught.value.exit_code == 8
    store.close()
    open_store(store.folder, Credentials(passphrase=PASSPHRASE)).close()


def test_the_lock_file_of_a_program_that_ended_is_no_obstacle(closed: Path) -> None:
    """The lock is the system's, not the file: what stands in it means nothing."""
    (closed / "lock").write_text("4242")
    open_store(closed, Credentials(passphrase=PASSPHRASE)).close()
    lock = FolderLock(closed)
    lock.release()
    lock.release()
    open_store(closed, Credentials(passphrase=PASSPHRASE)).close()


@pytest.mark.skipif(os.name != "posix", reason="Windows removes no file that is open")
def test_removing_the_lock_file_lets_nobody_in(store: Store) -> None:
    """The folder is locked too, so what the first program has not finished is not removed."""
    written = store.objects.write(io.BytesIO(b"words"))
    (store.folder / "lock").unlink()
    assert is_locked(store.folder)
    for _time in range(2):
        with pytest.raises(ArchiveInUseError):
            open_store(store.folder, Credentials(passphrase=PASSPHRASE))
    assert is_locked(store.folder)
    assert store.objects.new_path(written.file).exists()
    store.close()
    assert not is_locked(store.folder)
    open_store(store.folder, Credentials(passphrase=PASSPHRASE)).close()


@pytest.mark.skipif(os.name != "posix", reason="Windows removes no file that is open")
@pytest.mark.parametrize("locks_folders", [True, False])
def test_the_lock_that_is_held_is_on_the_file_that_others_find(
    closed: Path, monkeypatch: pytest.MonkeyPatch, locks_folders: bool
) -> None:
    """One removed just before it was locked is let go, also where folders cannot be locked."""
    import fcntl

    flock = fcntl.flock
    removed: list[int] = []

    def replaced(descriptor: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            if not locks_folders:
                raise OSError(errno.EBADF, "as NFS says it")
        elif len(removed) < 2:
            (closed / "lock").unlink()
            removed.append(descriptor)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", replaced)
    lock = FolderLock(closed)
    assert len(removed) == 2
    with (closed / "lock").open("rb") as found, pytest.raises(BlockingIOError):
        flock(found.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert is_locked(closed)
    lock.release()
    assert not is_locked(closed)


def test_a_refused_opening_lets_go_of_the_lock(closed: Path) -> None:
    """After a wrong passphrase somebody else may open it."""
    with pytest.raises(Exception, match="passphrase"):
        open_store(closed, Credentials(passphrase="wrong"))
    open_store(closed, Credentials(passphrase=PASSPHRASE)).close()


def test_closing_twice_is_closing_once(store: Store) -> None:
    """And whoever still wants something gets a sentence."""
    store.close()
    store.close()
    for block in (store.writing, store.browsing, store.searching):
        with pytest.raises(SystemTroubleError, match="closed"), block():
            pass
    store.interrupt_search()


def test_a_database_of_a_newer_version_is_refused(store: Store) -> None:
    """Said as such, and the file is left as it is."""
    with store.writing() as writer:
        writer.execute("PRAGMA user_version = 9999")
    store.close()
    before = contents(store.folder)
    with pytest.raises(InputError, match="newer version"):
        open_store(store.folder, Credentials(passphrase=PASSPHRASE))
    assert contents(store.folder) == before


def test_a_database_that_is_damaged_is_told_from_a_wrong_passphrase(closed: Path) -> None:
    """First page altered, cut to nothing, gone, plain, another archive's: always damage."""
    path = closed / "archive.db"
    good = path.read_bytes()
    other = create_store(closed.parent / "other", PASSPHRASE, kdf=TINY).store
    other.close()
    foreign = (other.folder / "archive.db").read_bytes()
    plain = closed.parent / "plain.db"
    connection = sqlcipher.connect(str(plain))
    connection.execute("CREATE TABLE t (a TEXT)")
    connection.close()
    flipped = good[:60] + bytes([good[60] ^ 1]) + good[61:]
    for bad in (flipped, good[: PAGE_BYTES // 2], b"", foreign, plain.read_bytes()):
        path.write_bytes(bad)
        with pytest.raises(DamageError) as caught:
            open_store(closed, Credentials(passphrase=PASSPHRASE))
        assert caught.value.exit_code == 6
    path.unlink()
    with pytest.raises(DamageError, match="missing"):
        open_store(closed, Credentials(passphrase=PASSPHRASE))
    assert not path.exists()
    path.write_bytes(good)
    open_store(closed, Credentials(passphrase=PASSPHRASE)).close()


_PARTS = ["objects", "objects/ab", "archive.db", "archive.db-wal", "keyslots.a", "lock"]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX systems")
@pytest.mark.parametrize("name", _PARTS)
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "other kind"])
def test_links_and_pipes_in_the_folder_are_refused(closed: Path, name: str, kind: str) -> None:
    """An archive from a stranger neither leads elsewhere nor lets the program wait for ever."""
    path, elsewhere = closed / name, closed.parent / "elsewhere"
    if path.exists():
        path.rename(elsewhere)
    elif kind != "dangling link":
        elsewhere.mkdir()
    if kind == "dangling link" and elsewhere.exists():
        elsewhere.rename(closed.parent / "gone")
    if kind.endswith("link"):
        path.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(path)
    elif name.startswith("objects"):
        path.touch()
    else:
        path.mkdir()
    before = sorted(closed.parent.rglob("*"))
    with pytest.raises(DamageError, match=path.name) as caught:
        open_store(closed, Credentials(passphrase=PASSPHRASE))
    assert caught.value.exit_code == 6
    assert sorted(closed.parent.rglob("*")) == before


def test_each_archive_is_its_own(created: CreatedStore, tmp_path: Path) -> None:
    """Id, fingerprint, recovery code and database differ, also with the same passphrase."""
    other = create_store(tmp_path / "other", PASSPHRASE, kdf=TINY)
    with other.store:
        assert other.store.archive_id != created.store.archive_id
        assert other.store.fingerprint != created.store.fingerprint
        assert other.recovery_code != created.recovery_code
    assert len(created.store.fingerprint.split()) == 10
    assert created.recovery_code not in repr(created)


def test_the_settings_that_keep_it_safe_are_in_force(store: Store) -> None:
    """Every connection has the pragmas of the design, asked for and answered."""
    expected = {
        "temp_store": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "page_size": str(PAGE_BYTES),
        "cipher_memory_security": "0",
    }
    for block in (store.writing, store.browsing, store.searching):
        with block() as reader:
            found = {name: reader.value(f"PRAGMA {name}") for name in expected}
            assert found == expected
    with store.writing() as writer:
        assert writer.value("PRAGMA journal_mode") == store.journal
        assert writer.value("PRAGMA synchronous") == (2 if store.journal == "wal" else 3)
    with store.browsing() as reader, pytest.raises(sqlcipher.OperationalError):
        reader.connection.execute("DELETE FROM records")
