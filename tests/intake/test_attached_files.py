"""Attached files are read in the confined process, and searched with their record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.archive.adding import Addition, add_records
from app.archive.attachment_texts import unread_files
from app.archive.attachments import attach_file
from app.archive.opening import Archive, create_archive
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.intake.attached_files import attach_and_read, read_attached_files
from app.progress import Silent
from app.store.attachment_texts_table import find_attachment_text
from tests.archive.conftest import PASSPHRASE, QUICK
from tests.confined import made_files
from tests.confined.made_files import paragraph
from tests.records.builders import a_testimony


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with one testimony, T-001."""
    with create_archive(tmp_path / "Notebook.satchel", PASSPHRASE, kdf=QUICK).archive as made:
        add_records(made, [Addition(records=(a_testimony("One."),))], Silent())
        yield made


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file on the disk."""
    (folder / name).write_bytes(data)
    return folder / name


def hits(archive: Archive, text: str) -> int:
    """How many records a search finds."""
    return search(archive, SearchRequest(text=text)).count


FILES = {
    "a.docx": made_files.word(paragraph("The bulrush") + paragraph("by the river")),
    "a.pdf": made_files.pdf("The bulrush by the river"),
    "a.txt": "The bulrush by the river".encode("utf-16"),
    "a.html": b"<!doctype html><title>x</title><p>The bulrush by the river</p>",
    "a.eml": b"From: a@example.org\nSubject: Hello\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n"
    b"Message-ID: <1@example.org>\n\nThe bulrush by the river\n",
}


@pytest.mark.parametrize("name", FILES)
def test_what_an_attached_file_says_is_found(archive: Archive, tmp_path: Path, name: str) -> None:
    """Whatever its format."""
    opened = attach_and_read(archive, "T-001", written(tmp_path, name, FILES[name]), Silent())
    result = search(archive, SearchRequest(text="attachment:bulrushes"))
    assert [hit.card.code for hit in result.hits] == ["T-001"]
    assert result.hits[0].snippets[0].file == opened.record.attachments[0]
    assert hits(archive, "river") == 1
    assert unread_files(archive) == ()
    assert verify_archive(archive, Silent()).ok


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.png", b"\x89PNG\r\n\x1a\n\x00\x00"), ("a.pdf", b"%PDF-1.7 broken"), ("a.txt", b"")],
)
def test_what_cannot_be_read_is_kept_all_the_same(
    archive: Archive, tmp_path: Path, name: str, data: bytes
) -> None:
    """It is looked into once, and then known to say nothing."""
    opened = attach_and_read(archive, "T-001", written(tmp_path, name, data), Silent())
    assert [file.name for file in opened.record.attachments] == [name]
    assert unread_files(archive) == ()


def test_hidden_text_is_not_searched(archive: Archive, tmp_path: Path) -> None:
    """What a reader of the file does not get to see, a list does not quote."""
    page = b"<!doctype html><title>x</title><p>seen</p><p style='display:none'>bulrush</p>"
    attach_and_read(archive, "T-001", written(tmp_path, "a.html", page), Silent())
    assert hits(archive, "attachment:seen") == 1
    assert hits(archive, "bulrush") == 0


def test_files_of_older_archives_are_read_once(archive: Archive, tmp_path: Path) -> None:
    """What was attached without being read is read later; what was read is not read again."""
    for name, data in FILES.items():
        attach_file(archive, "T-001", written(tmp_path, name, data))
    assert hits(archive, "bulrush") == 0
    assert read_attached_files(archive, Silent()) == len(FILES)
    assert hits(archive, "bulrush") == 1
    assert read_attached_files(archive, Silent()) == 0


def test_a_file_is_read_in_its_own_language(archive: Archive, tmp_path: Path) -> None:
    """So that its words are found in their forms."""
    text = "Die Häuser standen am Fluss, und niemand hat uns gesagt, wohin wir gehen sollten."
    opened = attach_and_read(
        archive, "T-001", written(tmp_path, "brief.txt", text.encode()), Silent()
    )
    with archive.store.browsing() as reader:
        found = find_attachment_text(reader, opened.record.attachments[0].sha256)
    assert found is not None
    assert (found.language, found.text) == ("de", text)
    assert hits(archive, "Hauses") == 1
