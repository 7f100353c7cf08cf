"""Pictures, scans, sound and film become drafts that consist of their file."""

from pathlib import Path

import pytest

from app.confined.forms import FileFormat
from app.confined.worker import Worker
from app.intake.draft import Certainty, Draft
from app.intake.drafted_records import draft_to_record
from app.intake.formats import format_of, media_type_of
from app.intake.reading import drafts_from, read_file, source_of
from app.intake.segments import segments
from app.records.dates import StatedDate
from app.records.record import Attachment, new_record_id
from app.records.vocabularies import Kind
from tests.confined import made_files, made_media

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def draft(name: str, data: bytes) -> Draft:
    """The only draft of a file."""
    (made,) = drafts_from(source_of(name, data))
    return made


SIGNS = {
    "image/jpeg": made_media.picture("JPEG"),
    "image/png": made_media.picture("PNG"),
    "image/tiff": made_media.picture("TIFF"),
    "image/webp": made_media.picture("WEBP"),
    "image/gif": made_media.picture("GIF"),
    "image/bmp": made_media.picture("BMP"),
    "image/heic": made_media.picture("HEIF"),
    "video/mp4": made_media.film(),
    "video/quicktime": made_media.box(b"ftyp", b"qt  "),
    "audio/mp4": made_media.box(b"ftyp", b"M4A "),
    "video/3gpp": made_media.box(b"ftyp", b"3gp4"),
    "video/x-matroska": made_media.matroska(),
    "audio/wav": made_media.wave(),
    "audio/amr": b"#!AMR\n",
    "audio/mpeg": b"ID3\x04\x00",
}


@pytest.mark.parametrize("media_type", SIGNS)
def test_pictures_and_recordings_are_told_by_their_bytes(media_type: str) -> None:
    """A name may lie; the bytes decide."""
    data = SIGNS[media_type]
    kind = FileFormat.PICTURE if media_type.startswith("image/") else FileFormat.RECORDING
    assert format_of("x.txt", data) is kind
    assert media_type_of("x.txt", data) == media_type


@pytest.mark.parametrize(
    "text", ["The wide river froze.", "ID3 is a way to name songs.", "BMW is a car.", "FORM of it"]
)
def test_a_text_is_no_recording(text: str) -> None:
    """Words at its beginning that are signs elsewhere do not make a film of it."""
    assert format_of("x.txt", text.encode()) is None


def test_a_picture_is_a_draft_with_what_it_says_of_itself() -> None:
    """Titled by its file, with no text and no invented date, private until a person decides."""
    made = draft("market day.jpg", made_media.picture())
    assert (made.title.value, made.title.certainty) == ("market day", Certainty.GUESS)
    assert segments(made) == ()
    assert (made.kind.value, made.kind.certainty) == (Kind.TESTIMONY, Certainty.GUESS)
    assert made.published.value is None and made.suggested_published.value is None
    assert made.capture.position == "-51.477811, -0.001475"
    assert made.pictured == 1 and "picture" in made.only_file


def test_its_record_has_the_data_on_the_file() -> None:
    """And nowhere else: not in a place, a date or an extra field."""
    made = draft("a.jpg", made_media.picture())
    file = Attachment(sha256="0" * 64, size=1, media_type="image/jpeg", name="a.jpg")
    for kind in Kind:
        record = draft_to_record(
            made, id=new_record_id(), attachment=file, published=False, kind=kind
        )
        assert record.attachments[0].capture.taken == StatedDate(edtf="2021-03-14T15:09:26+02:00")
        assert record.attachments[0].capture.device == "Zenit Kestrel 9"
        assert record.date is None and record.extra == () and record.source_line == ""


def test_a_recording_is_a_draft_with_its_length() -> None:
    """Sound and film alike."""
    film = draft("clip 3.mp4", made_media.film())
    assert (film.title.value, film.capture.duration_seconds) == ("clip 3", 83)
    assert film.pictured == 0 and "film" in film.only_file
    assert "sound" in draft("a.wav", made_media.wave()).only_file


def test_scanned_pages_are_kept_and_said_to_be_so() -> None:
    """A PDF of nothing but pictures, and a scan of several pages in one TIFF."""
    scan = draft("form.pdf", made_files.pdf("", "", ""))
    assert (scan.title.value, scan.pictured) == ("form", 3)
    assert scan.only_file == "Scanned, no text: its 3 pages are pictures."
    fax = draft("fax.tif", made_media.several_pages(2))
    assert (fax.pictured, fax.only_file) == (2, "Scanned, no text: its 2 pages are pictures.")


def test_a_pdf_with_some_scanned_pages_keeps_its_text() -> None:
    """How many pages are pictures is said beside it."""
    made = draft("a.pdf", made_files.pdf("A page with some words on it.", ""))
    assert [each.text for each in segments(made)] == ["A page with some words on it."]
    assert (made.pictured, made.only_file) == (1, "")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_real_pictures_are_drafts() -> None:
    """Every one of them, broken hidden data or not."""
    with Worker() as worker:
        for file in sorted((SHARED / "exif").rglob("*.jpg")):
            (made,) = drafts_from(read_file(file), worker)
            assert made.title.value == file.stem
            assert bool(made.capture.position) == (file.parent.name == "gps")
