"""A row that leads out of the folder of objects: damage by name, and no tool follows it."""

from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.attachments import extract_attachment
from app.archive.backing_up import backup_archive
from app.archive.destroying import destroy_records
from app.archive.keys import rekey
from app.archive.opening import Archive, open_archive
from app.archive.reading import read_record
from app.archive.restoring import restore_archive
from app.archive.salvaging import salvage_archive
from app.archive.verifying import Damaged, verify_archive
from app.errors import DamageError
from app.progress import Silent
from app.store.credentials import Credentials
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import an_article

OPEN = Credentials(passphrase=PASSPHRASE)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file beside the archive that its row is made to name; nothing may touch it."""
    path = tmp_path / ("x" * 26)
    path.write_bytes(b"mine")
    return path


@pytest.fixture
def misled(archive: Archive, outside: Path) -> str:
    """Two records with a file each; the first one's row leads out. Its id."""
    first, second = an_article("One."), an_article("Two.")
    for record in (first, second):
        original = Original(data=record.id.encode(), name="a.txt", media_type="text/plain")
        add_records(archive, [Addition(records=(record,), original=original)], Silent())
    with archive.store.writing() as writer:
        number = writer.value("SELECT min(number) FROM objects")
        file = "../../" + outside.name
        writer.execute("UPDATE objects SET file = :file WHERE number = :number",
                       {"file": file, "number": number})  # fmt: skip
    assert (archive.path / "objects" / file[:2] / file).resolve().name == outside.name
    return first.id


def sha256_of(archive: Archive, id: str) -> str:
    """Of the file that a record has attached."""
    (attachment,) = read_record(archive, id).record.attachments
    return attachment.sha256


def test_the_check_names_it_as_a_damaged_attachment(archive: Archive, misled: str) -> None:
    """And giving it back is refused as damage."""
    (damage,) = verify_archive(archive, Silent()).damaged
    assert (damage.what, damage.id) == (Damaged.ATTACHMENT, sha256_of(archive, misled))
    with pytest.raises(DamageError):
        extract_attachment(archive, misled, damage.id, archive.path.parent / "out")


def test_what_is_whole_is_backed_up_and_gets_new_keys(
    archive: Archive, misled: str, tmp_path: Path
) -> None:
    """Both tell of the damaged one; restoring such a backup is refused by name."""
    report = backup_archive(archive, tmp_path / "Backup", Silent())
    sha256 = sha256_of(archive, misled)
    assert [each.id for each in report.damaged] == [sha256]
    with pytest.raises(DamageError, match=sha256):
        restore_archive(tmp_path / "Backup", tmp_path / "Restored", OPEN, Silent())
    assert rekey(archive, Silent()).damaged == (sha256,)
    assert len(verify_archive(archive, Silent()).damaged) == 1


def test_salvage_brings_out_the_rest(
    archive: Archive, misled: str, outside: Path, tmp_path: Path
) -> None:
    """The file it leads to is not taken along."""
    sha256 = sha256_of(archive, misled)
    archive.close()
    report = salvage_archive(archive.path, tmp_path / "New", OPEN, Silent())
    assert [each.id for each in report.lost] == [sha256]
    assert (report.records, report.attachments) == (2, 1)
    with open_archive(tmp_path / "New", OPEN) as made:
        assert verify_archive(made, Silent()).ok
    assert outside.read_bytes() == b"mine"


def test_destroying_its_record_removes_nothing_elsewhere(
    archive: Archive, misled: str, outside: Path
) -> None:
    """Afterwards the archive is whole."""
    destroy_records(archive, (misled,), Silent())
    assert outside.read_bytes() == b"mine"
    assert verify_archive(archive, Silent()).damaged == ()
