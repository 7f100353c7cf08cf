"""Sound and film in the confined worker: how long, from when and where."""

from collections.abc import Iterator

import pytest

from app.confined.forms import FileFormat, Order
from app.confined.worker import Worker
from app.errors import InputError
from app.records.capture import CaptureData
from app.records.dates import StatedDate
from tests.confined import made_media


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all tests of this file."""
    with Worker() as made:
        yield made


def read(worker: Worker, data: bytes) -> CaptureData:
    """What a recording says of itself."""
    return worker.read(FileFormat.RECORDING, data).capture


FILM = CaptureData(
    taken=StatedDate(edtf="2021-03-14T13:09:26Z"),
    position="-51.4778, -0.0015",
    duration_seconds=83,
    width=640,
    height=480,
)


def test_a_film_says_when_where_and_how_long(worker: Worker) -> None:
    """MP4, with its head behind its pictures, as telephones write it."""
    assert read(worker, made_media.film(before=bytes(5000))) == FILM


def test_a_film_too_large_for_the_worker_is_read_by_its_ends(worker: Worker) -> None:
    """What lies between is left out, and the head is found where it stands in the whole."""
    whole = made_media.film(before=bytes(200_000))
    order = Order(format=FileFormat.RECORDING, gap_at=1000, gap=198_000)
    ends = whole[:1000] + whole[199_000:]
    assert worker.read_parts(order, ends).capture == FILM
    middle = Order(format=FileFormat.RECORDING, gap_at=1000, gap=len(whole) - 1010)
    assert worker.read_parts(middle, whole[:1000] + whole[-10:]).capture == CaptureData()


@pytest.mark.parametrize("position", ["+91.0+000.0/", "nowhere", "+45", ""])
def test_a_place_that_is_none_is_left_empty(worker: Worker, position: str) -> None:
    """The rest of what the film says stays."""
    found = read(worker, made_media.film(position=position))
    assert (found.position, found.duration_seconds) == ("", 83)


def test_a_matroska_film_is_read(worker: Worker) -> None:
    """Length, date and size from its head."""
    assert read(worker, made_media.matroska()) == CaptureData(
        taken=StatedDate(edtf="2021-01-01T00:01:00Z"), duration_seconds=12, width=640, height=480
    )


def test_a_field_recorders_sound_is_read(worker: Worker) -> None:
    """Length by its samples; day, time and recorder as it wrote them."""
    assert read(worker, made_media.wave(3)) == CaptureData(
        taken=StatedDate(edtf="2021-03-14T15:09:26"), device="Fieldnote H4", duration_seconds=3
    )


def test_speech_of_old_telephones_is_read(worker: Worker) -> None:
    """AMR: fifty frames a second."""
    assert read(worker, b"#!AMR\n" + (b"\x3c" + bytes(31)) * 150).duration_seconds == 3


BROKEN = {
    "a film without a head": made_media.box(b"ftyp", b"mp42", bytes(4)),
    "boxes without end": made_media.box(b"ftyp", b"mp42") + made_media.box(b"free") * 200_000,
    "a box that is smaller than itself": b"\x00\x00\x00\x03ftypmp42" + bytes(100),
    "a box that is larger than the file": b"\x00\x00\x00\x01ftyp" + b"\xff" * 8 + bytes(50),
    "boxes in boxes": made_media.box(b"ftyp") + b"".join(
        (10_000 - at).to_bytes(4, "big") + b"moov" for at in range(0, 9_000, 8)
    ),
    "elements of nothing": b"\x1a\x45\xdf\xa3" + b"\x80" * 300_000,
    "a sound of nothing": b"fLaC" + bytes(100),
    "an MP3 of lies": b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + b"\xff\xfb" * 50_000,
    "a WAV that ends at once": b"RIFF\xff\xff\xff\xffWAVEbext",
    "an Ogg page that never ends": b"OggS" + b"\xff" * 100_000,
    "an AVI without frames": b"RIFF\x00\x00\x00\x00AVI LIST",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_empty_or_one_reason(worker: Worker, name: str) -> None:
    """Nothing is made up, and the next one is read."""
    try:
        assert read(worker, BROKEN[name]).position == ""
    except InputError as reason:
        assert str(reason).endswith(".")
    assert read(worker, made_media.wave()).duration_seconds == 2


def test_an_empty_clock_is_no_date(worker: Worker) -> None:
    """Devices without a clock write 1904 or nothing: then no date is stated."""
    head = made_media.box(b"mvhd", bytes(12) + b"\x00\x00\x03\xe8" + b"\x00\x00\x07\xd0", bytes(80))
    film = made_media.box(b"ftyp", b"qt  ") + made_media.box(b"moov", head)
    assert read(worker, film) == CaptureData(duration_seconds=2)
