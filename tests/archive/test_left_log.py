"""A log of another state beside the database is noticed before it is played; its own is played."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive, create_archive, open_archive
from app.archive.reading import list_records
from app.archive.verifying import verify_archive
from app.errors import DamageError
from app.progress import Silent
from app.store.credentials import Credentials
from tests.archive.conftest import PASSPHRASE, QUICK
from tests.records.builders import a_testimony

OPEN = Credentials(passphrase=PASSPHRASE)


def add(archive: Archive, count: int) -> None:
    """So many records, a transaction each."""
    for number in range(count):
        add_records(archive, [Addition(records=(a_testimony(f"Boat {number}."),))], Silent())


class Sessions:
    """An archive, and what its two files were like after each session."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "Notebook"
        self.database = self.folder / "archive.db"
        self.log = self.folder / "archive.db-wal"
        self._kept = place / "kept"
        self._kept.mkdir()
        create_archive(self.folder, PASSPHRASE, kdf=QUICK).archive.close()

    def work(self, name: str, count: int) -> None:
        """Add records, keep the log as it was at the end, and the database after it."""
        with open_archive(self.folder, OPEN) as archive:
            add(archive, count)
            shutil.copy(self.database, self._kept / f"{name} open")
            shutil.copy(self.log, self._kept / f"{name} log")
        shutil.copy(self.database, self._kept / name)

    def put(self, database: str, log: str) -> None:
        """Put files of two moments beside each other."""
        shutil.copy(self._kept / database, self.database)
        shutil.copy(self._kept / f"{log} log", self.log)


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    """An archive on a disk that stays."""
    found = Sessions(tmp_path)
    with open_archive(found.folder, OPEN) as archive:
        if archive.store.journal != "wal":
            pytest.skip("needs a disk on which the archive keeps a log")
    yield found


@pytest.mark.parametrize(("first", "then", "later"), [(1, 1, 1), (3, 20, 1), (3, 2, 40), (9, 9, 0)])
def test_an_older_log_is_noticed(sessions: Sessions, first: int, then: int, later: int) -> None:
    """It would have taken the archive back without a word; nothing is changed by looking."""
    sessions.work("first", first)
    sessions.work("second", then)
    sessions.work("third", later)
    sessions.put("third", "second")
    before = sessions.database.read_bytes(), sessions.log.read_bytes()
    with pytest.raises(DamageError, match="belongs to another state"):
        open_archive(sessions.folder, OPEN)
    assert (sessions.database.read_bytes(), sessions.log.read_bytes()) == before
    sessions.log.unlink()
    with open_archive(sessions.folder, OPEN) as archive:
        assert list_records(archive).count == first + then + later
        assert verify_archive(archive, Silent()).ok


@pytest.mark.parametrize("missing", [5, 80, 120])
def test_a_log_that_goes_on_from_a_later_state_is_noticed_or_holds_all_of_it(
    sessions: Sessions, missing: int
) -> None:
    """An older database was put back alone, beside the log of a session that was cut off."""
    sessions.work("first", 3)
    sessions.work("second", missing)
    sessions.work("third", 2)
    sessions.put("first", "third")
    if missing > 5:
        with pytest.raises(DamageError, match="belongs to another state"):
            open_archive(sessions.folder, OPEN)
        return
    with open_archive(sessions.folder, OPEN) as archive:
        assert list_records(archive).count == 3 + missing + 2
        assert verify_archive(archive, Silent()).ok


def test_the_log_of_another_archive_is_noticed(sessions: Sessions, tmp_path: Path) -> None:
    """Its pages have another key."""
    sessions.work("first", 3)
    (tmp_path / "other").mkdir()
    other = Sessions(tmp_path / "other")
    other.work("first", 2)
    shutil.copy(tmp_path / "other" / "kept" / "first log", sessions.log)
    with pytest.raises(DamageError, match="belongs to another state"):
        open_archive(sessions.folder, OPEN)


@pytest.mark.parametrize("count", [0, 1, 30])
def test_the_log_of_a_session_that_was_cut_off_is_played(sessions: Sessions, count: int) -> None:
    """Everything in it was reported as saved."""
    sessions.work("first", 2)
    sessions.work("second", count)
    shutil.copy(sessions.folder.parent / "kept" / "second open", sessions.database)
    shutil.copy(sessions.folder.parent / "kept" / "second log", sessions.log)
    with open_archive(sessions.folder, OPEN) as archive:
        assert list_records(archive).count == 2 + count
        assert verify_archive(archive, Silent()).ok
    assert not sessions.log.exists()
