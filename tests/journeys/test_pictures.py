"""Pictures with hidden data: seen by whoever has the archive, and in nothing that leaves it."""

import re
import zlib
from base64 import a85decode
from pathlib import Path

import pytest

from tests.confined import made_files, made_media
from tests.journeys.read_pdf import read_pdf
from tests.journeys.terminal import Terminal

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
POSITION, DAY = "-51.477811, -0.001475", "2021-03-14"


def unpacked(pdf: bytes) -> bytes:
    """A PDF with all that is packed in it unpacked behind it."""
    parts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        for data in (stream, _plain(stream)):
            try:
                parts.append(zlib.decompressobj().decompress(data))
            except zlib.error:
                continue
    return b"\n".join(parts)


def _plain(stream: bytes) -> bytes:
    try:
        return a85decode(stream.strip().removesuffix(b"~>"))
    except ValueError:
        return b""


@pytest.fixture
def picture(notebook: Terminal) -> str:
    """The code of a record made of a picture that says where it was taken."""
    (notebook.stick / "market.jpg").write_bytes(made_media.picture(size=(400, 300)))
    report = notebook.json("import", notebook.stick / "market.jpg", "--kind", "article")
    assert report["drafts"][0]["capture"]["position"] == POSITION
    assert "picture" in report["drafts"][0]["only_file"]
    record = notebook.json("show", report["added"][0])
    assert record["record"]["attachments"][0]["capture"]["taken"]["edtf"].startswith(DAY)
    return str(record["code"])


def test_what_a_picture_says_is_shown_and_does_not_leave(notebook: Terminal, picture: str) -> None:
    """Shown to whoever opens the record; a clean copy and a dossier hold none of it, in no form,
    and the untouched original, which does, says so when it goes.
    """
    shown = notebook.run("show", picture).out
    assert POSITION in shown and "Zenit Kestrel 9" in shown
    sha256 = notebook.json("show", picture)["record"]["attachments"][0]["sha256"]
    results = notebook.results
    whole = notebook.run("extract", picture, sha256, results / "whole.jpg")
    assert "hidden data" in whole.out
    original = (notebook.stick / "market.jpg").read_bytes()
    assert (results / "whole.jpg").read_bytes() == original
    assert any(value in original for value in made_media.hidden_values())
    copied = notebook.json("extract", picture, sha256, results / "clean.jpg", "--clean")
    assert copied["media_type"] == "image/jpeg"
    notebook.json("dossier", results / "d.pdf", picture, "--purpose", "internal-analysis")
    text = read_pdf(results / "d.pdf").text
    assert "market" in text
    assert DAY not in text and "Kestrel" not in text and "51.47" not in text
    for data in ((results / "clean.jpg").read_bytes(), unpacked((results / "d.pdf").read_bytes())):
        assert [value for value in made_media.hidden_values() if value in data] == []


def test_nothing_of_a_picture_lies_about_on_the_computer(notebook: Terminal, picture: str) -> None:
    """Reading, keeping, showing and copying it leaves nothing readable but the copy asked for."""
    (file,) = notebook.json("show", picture)["record"]["attachments"]
    notebook.json("extract", picture, file["sha256"], notebook.results / "clean.jpg", "--clean")
    left = [each for each in notebook.computer.rglob("*") if each.is_file()]
    assert left
    for each in left:
        data = each.read_bytes()
        assert [value for value in made_media.hidden_values() if value in data] == [], each


def test_only_pictures_are_copied_clean(notebook: Terminal, picture: str) -> None:
    """Anything else is refused with its reason, and nothing is written."""
    (notebook.stick / "note.txt").write_text("A note.")
    record = notebook.json("attach", picture, notebook.stick / "note.txt")["record"]
    sha256 = record["attachments"][1]["sha256"]
    ended = notebook.run("extract", picture, sha256, notebook.results / "n", "--clean")
    assert ended.code == 4
    assert "Only a picture" in ended.err
    assert list(notebook.results.iterdir()) == []


def test_attached_films_say_when_and_where(notebook: Terminal, picture: str) -> None:
    """Also those that are too large to be read whole; the kind is told by their bytes."""
    film = notebook.stick / "clip.bin"
    film.write_bytes(made_media.film(before=bytes(70 * 1024 * 1024)))
    record = notebook.json("attach", picture, film, "--role", "recording")["record"]
    file = record["attachments"][1]
    assert file["media_type"] == "video/mp4"
    assert file["capture"]["duration_seconds"] == 83
    assert file["capture"]["position"] == "-51.4778, -0.0015"
    assert "Length: 1:23" in notebook.run("show", picture).out


def test_a_scan_is_kept_and_said_to_be_one(notebook: Terminal) -> None:
    """In a rehearsal and for good; it is a testimony, and stays within, until somebody decides."""
    (notebook.stick / "form.pdf").write_bytes(made_files.pdf("", ""))
    told = notebook.run("import", notebook.stick / "form.pdf", "--dry-run").out
    assert "Scanned, no text: its 2 pages are pictures." in told
    report = notebook.json("import", notebook.stick / "form.pdf")
    assert (report["failed"], report["drafts"][0]["pages_without_text"]) == ([], 2)
    record = notebook.json("show", report["added"][0])["record"]
    assert (record["kind"], record["title"]) == ("testimony", "form")
    assert record["attachments"][0]["role"] == "original"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_every_real_picture_is_kept(notebook: Terminal) -> None:
    """A folder of them at once, those with broken hidden data too."""
    report = notebook.json("import", SHARED / "exif")
    pictures = list((SHARED / "exif").rglob("*.jpg"))
    kept = [draft for draft in report["drafts"] if draft["only_file"]]
    assert len(kept) == len(pictures)
    assert [line for line in report["failed"] if line["file"].endswith(".jpg")] == []
    assert len([draft for draft in kept if "position" in draft["capture"]]) == 9
