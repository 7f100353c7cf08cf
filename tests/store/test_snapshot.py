"""A copy of the database of one moment, with either journal, while others write."""

import itertools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import CancelledError
from app.store.connection import connect
from app.store.keys import archive_keys
from app.store.lock_file import FolderLock
from app.store.snapshot import copy_database
from app.store.store import Store
from app.store.transactions import Reader
from tests.store.builders import add


@pytest.fixture(params=["wal", "delete"])
def filled(store: Store, request: pytest.FixtureRequest) -> Iterator[Store]:
    """Some hundred pages, as on a disk that stays or on a stick."""
    with store.writing() as writer:
        for _each in range(200):
            add(writer, "".join(map(str, range(8_000))))
        add(writer, "0")
    if request.param == "wal":
        yield store
        return
    keys = store.keys
    store.close()
    # A database that is not called archive.db gets the journal of a stick.
    (store.folder / "archive.db").rename(store.folder / "stick.db")
    with Store(store.folder, FolderLock(store.folder), keys, database="stick.db") as again:
        assert again.journal == "delete"
        yield again


def numbers(store: Store, file: Path) -> list[int]:
    """The records in a copy that is sound."""
    connection = connect(file, store.keys, cache_kib=1000)
    try:
        reader = Reader(connection)
        assert reader.rows("PRAGMA cipher_integrity_check") == []
        assert reader.rows("PRAGMA integrity_check") == [("ok",)]
        return [number for (number,) in reader.rows("SELECT number FROM records ORDER BY number")]
    finally:
        connection.close()


def test_a_copy_is_whole_while_somebody_writes(filled: Store, tmp_path: Path) -> None:
    """Each change that came in between is in it or not, in their order, and none is lost."""
    stop, written = threading.Event(), itertools.count()

    def write() -> None:
        while not stop.is_set():
            with filled.writing() as writer:
                add(writer, "1")
            next(written)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for time in range(3):
            copy_database(filled, tmp_path / f"copy{time}", lambda _done, _total: None)
    finally:
        stop.set()
        thread.join()
    last = next(written)
    for time in range(3):
        found = numbers(filled, tmp_path / f"copy{time}")
        assert found == list(range(1, len(found) + 1))
        assert 201 <= len(found) <= 201 + last
        assert [path.name for path in tmp_path.glob(f"copy{time}*")] == [f"copy{time}"]
    with filled.browsing() as reader:
        assert reader.value("SELECT count(*) FROM records") == 201 + last


def test_a_copy_that_is_stopped_leaves_nothing(filled: Store, tmp_path: Path) -> None:
    """And the archive can be written to as before."""

    def stop(_done: int, _total: int) -> None:
        raise CancelledError("Stopped.")

    with pytest.raises(CancelledError):
        copy_database(filled, tmp_path / "copy", stop)
    assert not list(tmp_path.glob("copy*"))
    with filled.writing() as writer:
        add(writer)


def test_a_copy_never_takes_the_place_of_a_file(filled: Store, tmp_path: Path) -> None:
    """Whoever calls it removes first what may be removed."""
    (tmp_path / "copy").write_text("mine")
    with pytest.raises(Exception, match="could not read or write"):
        copy_database(filled, tmp_path / "copy", lambda _done, _total: None)
    assert (tmp_path / "copy").read_text() == "mine"


def test_a_copy_opens_with_the_same_key_only(filled: Store, tmp_path: Path) -> None:
    """It is encrypted, under the same key and salt, and no page is the same."""
    copy_database(filled, tmp_path / "copy", lambda _done, _total: None)
    copied, own = (tmp_path / "copy").read_bytes(), (filled.folder / filled.database).read_bytes()
    assert copied[:16] == own[:16] == filled.keys.database_salt
    assert copied[16:4096] != own[16:4096]
    with pytest.raises(Exception, match="not a database"):
        connect(tmp_path / "copy", archive_keys(bytes(32)), cache_kib=1000)
