"""Restoring: a whole archive at a new place, or a sentence; and the backup is never changed."""

import hashlib
import shutil
from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.auditing import Act, audit_damage, audit_head, audit_lines
from app.archive.backing_up import backup_archive
from app.archive.keys import change_key, key_slots
from app.archive.opening import Archive, open_archive
from app.archive.reading import list_records, read_record
from app.archive.restoring import DamageFoundError, restore_archive
from app.archive.searching import SearchRequest, search
from app.errors import AccessError, CancelledError, DamageError, InputError, SystemTroubleError
from app.progress import CancelFlag, Silent
from app.store.credentials import Credentials
from app.store.lock_file import FolderLock
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import a_testimony

OPEN = Credentials(passphrase=PASSPHRASE)


@pytest.fixture
def backup(archive: Archive, tmp_path: Path) -> Path:
    """A backup of an archive with two records, each with a file."""
    for text in ("The ferryman counted us.", "Nobody spoke."):
        original = Original(data=text.encode() * 99, name="a.txt", media_type="text/plain")
        record = a_testimony(text)
        add_records(archive, [Addition(records=(record,), original=original)], Silent())
    backup_archive(archive, tmp_path / "Backup", Silent())
    return tmp_path / "Backup"


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Everything below a folder: content and time of the last change."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.lstat().st_mtime_ns,
        )
        for path in (folder, *folder.rglob("*"))
    }


def test_a_restored_archive_holds_everything(
    archive: Archive, backup: Path, tmp_path: Path
) -> None:
    """Records, files and index; and not a byte or a time of the backup changes."""
    before = state(backup)
    with restore_archive(backup, tmp_path / "Restored.satchel", OPEN, Silent()) as restored:
        assert restored.name == "Restored"
        cards = list_records(restored).cards
        assert cards == list_records(archive).cards
        for card in cards:
            assert read_record(restored, card.id) == read_record(archive, card.id)
        assert search(restored, SearchRequest(text="counted")).count == 1
    assert state(backup) == before
    open_archive(tmp_path / "Restored.satchel", OPEN).close()


def test_a_restored_archive_begins_a_new_chain(
    archive: Archive, backup: Path, tmp_path: Path
) -> None:
    """Its log says what happened, names the head before, and is whole."""
    with open_archive(backup, OPEN):
        pass
    with restore_archive(backup, tmp_path / "Restored", OPEN, Silent()) as restored:
        (line, *_earlier) = audit_lines(restored, limit=20)
        assert line.act == Act.RESTORED
        assert audit_head(restored).chain != audit_head(archive).chain
        assert audit_head(archive).chain in line.detail
        assert audit_damage(restored) == ()


def test_the_keys_of_a_restored_archive_can_be_changed(backup: Path, tmp_path: Path) -> None:
    """It is as open as one that was opened."""
    with restore_archive(backup, tmp_path / "Restored", OPEN, Silent()) as restored:
        assert [slot.in_use for slot in key_slots(restored)] == [True, False]
        change_key(restored, 1, passphrase="three other words")
    with pytest.raises(AccessError):
        open_archive(tmp_path / "Restored", OPEN)


@pytest.mark.parametrize("there", ["file", "folder", "archive", "link", "missing parent", "within"])
def test_nothing_is_ever_overwritten(
    archive: Archive, backup: Path, tmp_path: Path, there: str
) -> None:
    """Whatever is at the place stays as it is."""
    place = tmp_path / "place"
    match there:
        case "file":
            place.write_text("mine")
        case "folder":
            place.mkdir()
            (place / "thesis.txt").write_text("mine")
        case "archive":
            place = archive.path
        case "link":
            place.symlink_to(tmp_path / "elsewhere")
        case "missing parent":
            place = tmp_path / "nowhere" / "place"
        case "within":
            place = backup / "objects" / "place"
    before = state(tmp_path)
    with pytest.raises(InputError):
        restore_archive(backup, place, OPEN, Silent())
    after = state(tmp_path)
    assert {name: each[0] for name, each in after.items()} == {
        name: each[0] for name, each in before.items()
    }


def test_an_empty_folder_is_a_place(backup: Path, tmp_path: Path) -> None:
    """Made beforehand in a file manager, for instance."""
    (tmp_path / "place").mkdir()
    restore_archive(backup, tmp_path / "place", OPEN, Silent()).close()
    open_archive(tmp_path / "place", OPEN).close()


def test_a_wrong_passphrase_restores_nothing(backup: Path, tmp_path: Path) -> None:
    """It is said before anything is copied."""
    flag = CancelFlag()
    flag.cancel()
    with pytest.raises(AccessError):
        restore_archive(backup, tmp_path / "place", Credentials(passphrase="no"), flag)
    assert not (tmp_path / "place").exists()


@pytest.mark.parametrize("what", ["object", "page", "missing object", "both slot files"])
def test_a_damaged_backup_is_refused_with_what_is_damaged(
    backup: Path, tmp_path: Path, what: str
) -> None:
    """Nothing is left at the place or beside it."""
    harmed = next(backup.glob("objects/*/*"))
    if what == "missing object":
        harmed.unlink()
    elif what == "object":
        harmed.write_bytes(harmed.read_bytes()[:-1] + b"?")
    elif what == "page":
        data = bytearray((backup / "archive.db").read_bytes())
        data[-5000] ^= 1
        (backup / "archive.db").write_bytes(data)
    else:
        for name in ("keyslots.a", "keyslots.b"):
            (backup / name).write_text("{}")
    before, around = state(backup), set(tmp_path.iterdir())
    with pytest.raises(DamageError) as refused:
        restore_archive(backup, tmp_path / "place", OPEN, Silent())
    if "object" in what:
        assert isinstance(refused.value, DamageFoundError)
        (damage,) = refused.value.verdict.damaged
        assert damage.what == "attachment"
        assert damage.id in str(refused.value)
    assert state(backup) == before
    assert set(tmp_path.iterdir()) == around


def test_one_damaged_slot_file_of_a_backup_is_mended_in_the_copy(
    backup: Path, tmp_path: Path
) -> None:
    """The other one is enough."""
    (backup / "keyslots.a").write_bytes(b"")
    before = state(backup)
    restore_archive(backup, tmp_path / "place", OPEN, Silent()).close()
    assert (tmp_path / "place" / "keyslots.a").read_bytes() == (backup / "keyslots.b").read_bytes()
    assert state(backup) == before


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    """A folder of other things, or none at all."""
    with pytest.raises(InputError):
        restore_archive(tmp_path, tmp_path / "place", OPEN, Silent())
    with pytest.raises(InputError):
        restore_archive(tmp_path / "nothing", tmp_path / "place", OPEN, Silent())


def test_cancelling_leaves_nothing(backup: Path, tmp_path: Path) -> None:
    """At the first step."""
    flag = CancelFlag()
    flag.cancel()
    around = set(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        restore_archive(backup, tmp_path / "place", OPEN, flag)
    assert set(tmp_path.iterdir()) == around


def test_a_backup_that_is_open_is_not_restored(backup: Path, tmp_path: Path) -> None:
    """It may be changing."""
    lock = FolderLock(backup)
    with pytest.raises(SystemTroubleError, match="open in another"):
        restore_archive(backup, tmp_path / "place", OPEN, Silent())
    lock.release()
    restore_archive(backup, tmp_path / "place", OPEN, Silent()).close()


def test_a_plain_copy_of_an_open_archive_is_restored_with_its_log(
    archive: Archive, backup: Path, tmp_path: Path
) -> None:
    """Somebody copied the folder by hand while it was open: every commit is in the copy's log."""
    assert archive.store.journal == "wal"
    add_records(archive, [Addition(records=(a_testimony("Only in the log."),))], Silent())
    shutil.copytree(archive.path, tmp_path / "copy")
    archive.close()
    with restore_archive(tmp_path / "copy", tmp_path / "place", OPEN, Silent()) as restored:
        assert search(restored, SearchRequest(text="log")).count == 1
