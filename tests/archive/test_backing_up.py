"""Backups: they open as archives, take only what is new, and never harm what is there."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.attachments import extract_attachment
from app.archive.auditing import Act, audit_lines
from app.archive.backing_up import backup_archive, backup_due, is_on_same_disk, last_backup
from app.archive.changing import bin_records, change_record
from app.archive.clock import utc_now
from app.archive.destroying import destroy_records
from app.archive.keys import change_key, rekey
from app.archive.opening import Archive, create_archive, open_archive
from app.archive.reading import list_records, read_record
from app.archive.restoring import DamageFoundError, restore_archive
from app.errors import AccessError, CancelledError, InputError, RefusedError, SystemTroubleError
from app.progress import Silent
from app.records.record import Record
from app.store.backup_notes import KeptNote, extent_of, keep_note
from app.store.credentials import Credentials
from app.store.lock_file import FolderLock
from app.store.object_rows import find_object
from tests.archive.conftest import PASSPHRASE, QUICK
from tests.records.builders import a_testimony

OPEN = Credentials(passphrase=PASSPHRASE)


def add(archive: Archive, *texts: str) -> tuple[Record, ...]:
    """Records with an attached file each."""
    records = tuple(a_testimony(text) for text in texts)
    for record, text in zip(records, texts, strict=True):
        original = Original(data=text.encode() * 50, name="a.txt", media_type="text/plain")
        add_records(archive, [Addition(records=(record,), original=original)], Silent())
    return records


def titles(folder: Path) -> set[str]:
    """Ids of what an archive or backup holds, opened as an archive."""
    with open_archive(folder, OPEN) as archive:
        return {card.id for card in list_records(archive, limit=1000).cards}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }


def objects(folder: Path) -> set[str]:
    """Names of the attached files."""
    return {path.name for path in folder.glob("objects/*/*")}


class At:
    """Does something at a certain step, and tells how many there were."""

    def __init__(self, act: Callable[[], None], step: int = 1, until: int = 1) -> None:
        self.act, self.first, self.last, self.steps = act, step, until, 0

    def step(self, what: str, done: int, total: int | None) -> None:
        """Count, and act when it is time."""
        self.steps += 1
        if self.first <= self.steps <= self.last:
            self.act()


def test_a_backup_opens_as_an_archive(archive: Archive, tmp_path: Path) -> None:
    """Records, history and attached files are all there, and the same passphrase opens it."""
    (record,) = add(archive, "The ferryman counted us twice.")
    made = backup_archive(archive, tmp_path / "Backup", Silent())
    assert (made.records, made.attachments, made.copied, made.damaged) == (1, 1, 1, ())
    assert not (tmp_path / "Backup" / "archive.db-wal").exists()
    with open_archive(tmp_path / "Backup", OPEN) as backup:
        assert read_record(backup, record.id).record == read_record(archive, record.id).record
        (file,) = read_record(backup, record.id).record.attachments
        extract_attachment(backup, record.id, file.sha256, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"The ferryman counted us twice." * 50


def test_only_what_is_new_is_copied_and_what_is_gone_goes(archive: Archive, tmp_path: Path) -> None:
    """Objects never change; one that was destroyed is removed from the backup too."""
    one, _two = add(archive, "one", "two")
    assert backup_archive(archive, tmp_path / "Backup", Silent()).copied == 2
    inodes = {path: path.stat().st_ino for path in (tmp_path / "Backup").glob("objects/*/*")}
    assert backup_archive(archive, tmp_path / "Backup", Silent()).copied == 0
    add(archive, "three")
    assert backup_archive(archive, tmp_path / "Backup", Silent()).copied == 1
    assert {path: path.stat().st_ino for path in inodes} == inodes
    destroy_records(archive, (one.id,), Silent())
    assert backup_archive(archive, tmp_path / "Backup", Silent()).copied == 0
    assert objects(tmp_path / "Backup") == objects(archive.path)
    assert len(objects(archive.path)) == 2


@pytest.mark.parametrize(
    "what", ["strange file", "other archive", "inside", "itself", "file", "up"]
)
def test_no_other_folder_is_written_to(archive: Archive, tmp_path: Path, what: str) -> None:
    """One sentence, and not a byte changes."""
    place = tmp_path / "place"
    if what == "strange file":
        place.mkdir()
        (place / "thesis.txt").write_text("mine")
    elif what == "other archive":
        create_archive(place, PASSPHRASE, kdf=QUICK).archive.close()
    elif what == "file":
        place.write_text("mine")
    else:
        place = {
            "inside": archive.path / "objects" / "backup",
            "itself": archive.path,
            "up": tmp_path,
        }[what]
    before = files(tmp_path)
    with pytest.raises(InputError):
        backup_archive(archive, place, Silent())
    assert files(tmp_path) == before


def test_a_stick_that_was_just_formatted_counts_as_empty(archive: Archive, tmp_path: Path) -> None:
    """Systems leave folders of their own on it."""
    (tmp_path / "stick" / "System Volume Information").mkdir(parents=True)
    (tmp_path / "stick" / ".DS_Store").write_bytes(b"x")
    backup_archive(archive, tmp_path / "stick", Silent())
    assert titles(tmp_path / "stick") == set()


def test_a_backup_in_which_somebody_worked_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    """It is an archive of its own from then on."""
    add(archive, "one")
    backup_archive(archive, tmp_path / "Backup", Silent())
    with open_archive(tmp_path / "Backup", OPEN) as backup:
        add(backup, "only here")
    held = titles(tmp_path / "Backup")
    with pytest.raises(RefusedError, match="worked in this backup"):
        backup_archive(archive, tmp_path / "Backup", Silent())
    assert titles(tmp_path / "Backup") == held


def test_a_backup_that_was_only_looked_into_is_brought_up_to_date(
    archive: Archive, tmp_path: Path
) -> None:
    """People should try whether a backup opens."""
    add(archive, "one")
    backup_archive(archive, tmp_path / "Backup", Silent())
    for _time in range(3):
        titles(tmp_path / "Backup")
    (two,) = add(archive, "two")
    backup_archive(archive, tmp_path / "Backup", Silent())
    assert two.id in titles(tmp_path / "Backup")


def test_a_backup_that_is_open_elsewhere_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    """One program at a time, here too."""
    backup_archive(archive, tmp_path / "Backup", Silent())
    lock = FolderLock(tmp_path / "Backup")
    with pytest.raises(SystemTroubleError):
        backup_archive(archive, tmp_path / "Backup", Silent())
    lock.release()
    backup_archive(archive, tmp_path / "Backup", Silent())


def test_damage_in_a_backup_is_mended_from_the_archive(archive: Archive, tmp_path: Path) -> None:
    """A flipped bit in the backup is found while it is read back."""
    add(archive, "one", "two")
    backup_archive(archive, tmp_path / "Backup", Silent())
    harmed = next((tmp_path / "Backup").glob("objects/*/*"))
    harmed.write_bytes(harmed.read_bytes()[:-1] + b"?")
    assert backup_archive(archive, tmp_path / "Backup", Silent()).damaged == ()
    assert harmed.read_bytes() == (archive.path / "objects" / harmed.parts[-2] / harmed.name
                                   ).read_bytes()  # fmt: skip


def test_a_file_that_the_archive_lost_stays_in_its_backup(archive: Archive, tmp_path: Path) -> None:
    """Damage in the archive never spreads to a good copy, and is named where there is none."""
    add(archive, "one")
    backup_archive(archive, tmp_path / "Backup", Silent())
    add(archive, "two")
    for path in archive.path.glob("objects/*/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    made = backup_archive(archive, tmp_path / "Backup", Silent())
    assert [each.what for each in made.damaged] == ["attachment"]
    with open_archive(tmp_path / "Backup", OPEN) as backup:
        whole = [card for card in list_records(backup).cards if card.id != ""]
        assert len(whole) == 2


def test_a_damaged_archive_does_not_take_the_place_of_a_good_backup(
    archive: Archive, tmp_path: Path
) -> None:
    """The earlier backup may hold what the archive has lost."""
    (record,) = add(archive, "one")
    backup_archive(archive, tmp_path / "Backup", Silent())
    before = files(tmp_path / "Backup")
    with archive.store.writing() as writer:
        writer.execute("UPDATE revisions SET body = X'00'")
    with pytest.raises(DamageFoundError) as refused:
        backup_archive(archive, tmp_path / "Backup", Silent())
    assert record.id in {each.id for each in refused.value.verdict.damaged}
    assert files(tmp_path / "Backup") == before
    made = backup_archive(archive, tmp_path / "Another", Silent())
    assert record.id in {each.id for each in made.damaged}


def test_work_goes_on_while_a_backup_is_made(archive: Archive, tmp_path: Path) -> None:
    """What is added meanwhile is kept, and the backup is of one moment."""
    first = add(archive, *(f"{number} " + "x" * 40_000 for number in range(30)))
    added: list[Record] = []
    during = At(lambda: added.extend(add(archive, f"meanwhile {len(added)}")), 1, 8)
    backup_archive(archive, tmp_path / "Backup", during)
    assert len(added) == 8
    assert {record.id for record in first} <= titles(tmp_path / "Backup")
    archive.close()
    assert titles(archive.path) == {record.id for record in (*first, *added)}


def test_a_record_destroyed_meanwhile_is_not_in_the_backup(
    archive: Archive, tmp_path: Path
) -> None:
    """Its file is gone from the archive, so the backup begins again from the state after it."""
    records = add(archive, "one", "two")

    class Destroying:
        begun = False

        def step(self, what: str, done: int, total: int | None) -> None:
            if "attached" in what and not self.begun:
                self.begun = True
                destroy_records(archive, (last.id,), Silent())

    files = sorted(archive.path.glob("objects/*/*"))
    last = next(record for record in records if file_of(archive, record) == files[-1].name)
    made = backup_archive(archive, tmp_path / "Backup", Destroying())
    assert made.damaged == ()
    assert titles(tmp_path / "Backup") == {record.id for record in records} - {last.id}


def test_a_cancelled_backup_leaves_the_earlier_one(archive: Archive, tmp_path: Path) -> None:
    """At whatever step, and the next one goes on from there."""
    add(archive, "one")
    backup_archive(archive, tmp_path / "Backup", Silent())
    held = titles(tmp_path / "Backup")
    add(archive, "two", "three")

    def stop() -> None:
        raise CancelledError("Stopped.")

    steps, finished = 0, False
    while not finished:
        steps += 1
        cancelling = At(stop, steps, steps)
        try:
            backup_archive(archive, tmp_path / "Backup", cancelling)
            finished = True
        except CancelledError:
            assert titles(tmp_path / "Backup") == held
            assert not list((tmp_path / "Backup").glob("*.unfinished*"))
    assert steps > 5
    assert len(titles(tmp_path / "Backup")) == 3


def test_an_old_passphrase_does_not_open_the_new_backup(archive: Archive, tmp_path: Path) -> None:
    """The key files are those of the archive, both of them."""
    backup_archive(archive, tmp_path / "Backup", Silent())
    change_key(archive, 1, passphrase="another three words")
    backup_archive(archive, tmp_path / "Backup", Silent())
    for name in ("keyslots.a", "keyslots.b"):
        assert (tmp_path / "Backup" / name).read_bytes() == (archive.path / name).read_bytes()
    with pytest.raises(AccessError):
        open_archive(tmp_path / "Backup", OPEN)
    open_archive(tmp_path / "Backup", Credentials(passphrase="another three words")).close()


def test_a_backup_from_before_a_new_master_key_is_brought_up_to_date(
    archive: Archive, tmp_path: Path
) -> None:
    """It is known by what its file was like; one that was opened since is not taken."""
    add(archive, "one")
    for name in ("Backup", "Opened"):
        backup_archive(archive, tmp_path / name, Silent())
    titles(tmp_path / "Opened")
    rekey(archive, Silent())
    add(archive, "two")
    assert backup_archive(archive, tmp_path / "Backup", Silent()).records == 2
    assert len(titles(tmp_path / "Backup")) == 2
    with pytest.raises(InputError):
        backup_archive(archive, tmp_path / "Opened", Silent())
    assert len(titles(tmp_path / "Opened")) == 1


def test_the_archive_remembers_its_last_backup(archive: Archive, tmp_path: Path) -> None:
    """When and where, in the archive itself, and in its log."""
    assert last_backup(archive) is None
    backup_archive(archive, tmp_path / "Backup", Silent())
    made = backup_archive(archive, tmp_path / "Other", Silent())
    archive.close()
    with open_archive(archive.path, OPEN) as again:
        note = last_backup(again)
        assert note is not None
        assert (note.at, note.folder) == (made.at, tmp_path / "Other")
        acts = [line.act for line in audit_lines(again, limit=10)]
    assert acts.count(Act.BACKED_UP) == 2


def test_a_backup_is_due_after_a_week_with_changes(archive: Archive) -> None:
    """Not without changes, and not before; a clock that was wrong does not hide it."""

    def noted(at: str) -> None:
        with archive.store.writing() as writer:
            keep_note(writer, KeptNote(at=at, folder="/stick", sha256="", extent=extent_of(writer)))

    assert not backup_due(archive)
    (record,) = add(archive, "one")
    assert not backup_due(archive)
    with archive.store.writing() as writer:
        writer.execute("UPDATE archive SET made_at = '2024-01-01T00:00:00.000Z'")
    assert backup_due(archive)
    changes: tuple[Callable[[], object], ...] = (
        lambda: change_record(archive, record.id, a_changed(archive, record.id)),
        lambda: bin_records(archive, (record.id,)),
        lambda: add(archive, "more"),
    )
    for change in changes:
        for at in ("2024-02-02T00:00:00.000Z", "2999-02-02T00:00:00.000Z"):
            with archive.store.writing() as writer:
                writer.execute("DELETE FROM state WHERE key = 'backup.notes'")
            noted(at)
            assert not backup_due(archive)
        change()
        assert backup_due(archive)
        noted(last_made())
        assert not backup_due(archive)


def file_of(archive: Archive, record: Record) -> str:
    """Name of the file in which its attachment lies."""
    (attachment,) = read_record(archive, record.id).record.attachments
    with archive.store.browsing() as reader:
        row = find_object(reader, attachment.sha256)
    assert row is not None
    return row.file


def a_changed(archive: Archive, id: str) -> Record:
    """The record with another title."""
    return replace(read_record(archive, id).record, title="Another title")


def last_made() -> str:
    """This moment, as a backup would note it."""
    return utc_now()


def test_the_own_disk_is_told(archive: Archive, tmp_path: Path) -> None:
    """Before and after: such a backup is lost with the archive."""
    assert is_on_same_disk(archive, tmp_path / "Backup")
    assert backup_archive(archive, tmp_path / "Backup", Silent()).same_disk
    if Path("/dev/shm").stat().st_dev != tmp_path.stat().st_dev:
        assert not is_on_same_disk(archive, Path("/dev/shm/somewhere"))


def test_what_is_noted_of_backups_is_read_with_care(archive: Archive) -> None:
    """A note that another version wrote is passed over."""
    with archive.store.writing() as writer:
        writer.execute(
            "INSERT INTO state VALUES ('backup.notes', :note)", {"note": json.dumps([{"x": 1}])}
        )
    assert last_backup(archive) is None


def test_a_restored_archive_goes_on_with_the_same_backup(archive: Archive, tmp_path: Path) -> None:
    """After a loss, the backup that it was made of is its backup again."""
    add(archive, "one")
    backup_archive(archive, tmp_path / "Backup", Silent())
    archive.close()
    shutil.rmtree(archive.path)
    with restore_archive(tmp_path / "Backup", archive.path, OPEN, Silent()) as again:
        add(again, "two")
        assert backup_archive(again, tmp_path / "Backup", Silent()).records == 2
