"""Files are kept with a record, whole, and never twice."""

import hashlib
from pathlib import Path

import pytest

from app.archive.adding import Addition, add_records
from app.archive.attachments import attach_file, extract_attachment
from app.archive.auditing import audit_lines
from app.archive.history import history_of
from app.archive.opening import Archive, create_archive
from app.archive.reading import read_record
from app.archive.verifying import verify_archive
from app.errors import InputError
from app.intake.attached_files import attach_and_read
from app.progress import Silent
from app.records.vocabularies import AttachmentRole
from tests.archive.conftest import QUICK
from tests.confined import made_media
from tests.records.builders import a_testimony

CONTENT = bytes(range(256)) * 4_000


@pytest.fixture
def record(archive: Archive) -> str:
    """The code of a testimony in the archive."""
    report = add_records(archive, (Addition(records=(a_testimony(),)),), Silent())
    return report.added[0].code


def test_an_attached_file_comes_back_byte_for_byte(
    archive: Archive, record: str, tmp_path: Path
) -> None:
    """With its name and kind, as one revision that says so; the file outside stays."""
    recording = tmp_path / "녹음.mp3"
    recording.write_bytes(CONTENT)
    kept = attach_file(archive, record, recording, role=AttachmentRole.RECORDING)
    (file,) = kept.record.attachments
    assert (file.name, file.media_type, file.size) == ("녹음.mp3", "audio/mpeg", len(CONTENT))
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert recording.read_bytes() == CONTENT
    extract_attachment(archive, record, file.sha256, tmp_path / "back.mp3")
    assert (tmp_path / "back.mp3").read_bytes() == CONTENT
    assert len(history_of(archive, kept.card.id)) == 2
    assert kept.card.id in [line.subject for line in audit_lines(archive, limit=5)]
    assert verify_archive(archive, Silent()).ok


def test_the_same_file_is_kept_once(archive: Archive, record: str, tmp_path: Path) -> None:
    """Twice attached to a record changes nothing; to another one it is stored once."""
    file = tmp_path / "form.pdf"
    file.write_bytes(b"%PDF-1.4 form")
    first = attach_file(archive, record, file)
    assert attach_file(archive, record, file).hash == first.hash
    other = add_records(archive, (Addition(records=(a_testimony(),)),), Silent()).added[0]
    attach_file(archive, other.code, file)
    assert verify_archive(archive, Silent()).attachments == 1


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_is_no_file_changes_nothing(
    archive: Archive, record: str, tmp_path: Path, name: str
) -> None:
    """One sentence, and the record as it was."""
    before = read_record(archive, record)
    with pytest.raises(InputError):
        attach_file(archive, record, tmp_path / name)
    assert read_record(archive, record) == before


def test_nothing_readable_is_written_into_the_archive(
    archive: Archive, record: str, tmp_path: Path
) -> None:
    """A copy inside the sealed folder would lie there unencrypted."""
    file = tmp_path / "map.png"
    file.write_bytes(b"\x89PNG")
    (kept,) = attach_file(archive, record, file).record.attachments
    with pytest.raises(InputError, match="inside the archive"):
        extract_attachment(archive, record, kept.sha256, archive.path / "map.png")
    with pytest.raises(InputError, match="inside an archive"):
        create_archive(archive.path / "inner", "tide pebble lantern", kdf=QUICK)
    assert not (archive.path / "map.png").exists()
    assert not (archive.path / "inner").exists()


def test_what_a_picture_says_of_itself_is_no_damage(
    archive: Archive, record: str, tmp_path: Path
) -> None:
    """It stands in the record's text alone; the check compares the rest with its lists."""
    picture = tmp_path / "market.jpg"
    picture.write_bytes(made_media.picture())
    kept = attach_and_read(archive, record, picture, Silent())
    assert kept.record.attachments[0].capture.position == "-51.477811, -0.001475"
    assert read_record(archive, record).record == kept.record
    assert verify_archive(archive, Silent()).ok
