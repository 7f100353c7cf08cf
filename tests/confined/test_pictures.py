"""Pictures in the confined worker: what they say of themselves, how they look, and clean copies."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.confined.forms import Act, FileFormat, Order
from app.confined.worker import Worker
from app.errors import InputError
from app.records.capture import CaptureData
from app.records.dates import StatedDate
from tests.confined import made_files, made_media

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
MOST_MEMORY = 512 * 1024 * 1024
KINDS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all tests of this file: reading on is part of what is tried."""
    with Worker() as made:
        yield made


def order(width: int = 1000, *, first: int = 0, count: int = 1) -> Order:
    """An order to draw pages of a picture."""
    return Order(format=FileFormat.PICTURE, act=Act.DRAW, first=first, count=count, width=width)


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_data_is_read(worker: Worker, kind: str) -> None:
    """Time with its offset, place with its sides, device; from every format that holds them."""
    assert worker.read(FileFormat.PICTURE, made_media.picture(kind)).capture == CaptureData(
        taken=StatedDate(edtf="2021-03-14T15:09:26+02:00"),
        position="-51.477811, -0.001475",
        device="Zenit Kestrel 9",
        width=60,
        height=40,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_clean_copy_holds_pixels_and_nothing_else(worker: Worker, kind: str) -> None:
    """No value of the hidden data is in it, neither as text nor as a fraction, and it looks so."""
    original = made_media.picture(kind)
    assert any(value in original for value in made_media.hidden_values())
    media_type, data = worker.clean(original)
    kinds = {"JPEG": "image/jpeg", "HEIF": "image/jpeg", "TIFF": "image/tiff"}
    assert media_type == kinds.get(kind, "image/png")
    assert [value for value in made_media.hidden_values() if value in data] == []
    with Image.open(BytesIO(data)) as copy:
        assert copy.size == (60, 40)
        assert copy.getexif().get_ifd(0x8825) == copy.getexif().get_ifd(0x8769) == {}
        jfif = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        technical = jfif | {"compression", "resolution", "dpi"}
        assert set(copy.info) <= technical
        red = copy.convert("RGB").getpixel((5, 5))
    assert isinstance(red, tuple)
    assert abs(red[0] - 200) < 12 and red[2] < 12


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_seen_upright(worker: Worker, orientation: int) -> None:
    """However the device was held: drawn, copied and measured as it is looked at."""
    data = made_media.picture("PNG", orientation=orientation)
    size = (60, 40) if orientation < 5 else (40, 60)
    capture = worker.read(FileFormat.PICTURE, data).capture
    assert (capture.width, capture.height) == size
    answer, pixels = worker.draw(order(), data)
    (page,) = answer.drawn
    assert (page.width, page.height) == size
    drawn = Image.frombytes("RGB", size, pixels)
    with Image.open(BytesIO(worker.clean(data)[1])) as copy:
        assert copy.tobytes() == drawn.tobytes()
    # The red quarter stands where the tag says that the upper left of the sensor is.
    right, low = orientation in (2, 3, 6, 7), orientation in (3, 4, 7, 8)
    corner = (size[0] - 2 if right else 1, size[1] - 2 if low else 1)
    assert drawn.getpixel(corner) == (200, 0, 0)


def test_a_picture_is_drawn_no_wider_than_wanted_and_never_enlarged(worker: Worker) -> None:
    """So that memory follows the window, and dots stay dots."""
    data = made_media.picture(size=(400, 200))
    assert [(p.width, p.height) for p in worker.draw(order(100), data)[0].drawn] == [(100, 50)]
    assert [(p.width, p.height) for p in worker.draw(order(900), data)[0].drawn] == [(400, 200)]


def test_pages_of_a_scan_are_counted_and_drawn(worker: Worker) -> None:
    """Several in one TIFF; a clean copy keeps all of them."""
    data = made_media.several_pages(3)
    assert worker.read(FileFormat.PICTURE, data).pages == 3
    answer, pixels = worker.draw(order(first=1, count=9), data)
    assert (answer.pages, len(answer.drawn)) == (3, 2)
    assert pixels[0] == 10 and pixels[-1] == 20
    media_type, copy = worker.clean(data)
    assert media_type == "image/tiff"
    assert [value for value in made_media.hidden_values() if value in copy] == []
    assert worker.read(FileFormat.PICTURE, copy).pages == 3


def test_what_is_transparent_does_not_leave(worker: Worker) -> None:
    """Colours under full transparency are hidden data too: they become white."""
    hidden = Image.new("RGBA", (8, 8), (200, 10, 10, 0))
    made = BytesIO()
    hidden.save(made, "PNG")
    with Image.open(BytesIO(worker.clean(made.getvalue())[1])) as copy:
        assert copy.getpixel((4, 4)) == (255, 255, 255)


def test_pages_of_a_pdf_are_drawn(worker: Worker) -> None:
    """At the width that is wanted, with black letters on white, and not past the last one."""
    data = made_files.pdf("First page", "Second page")
    wanted = Order(format=FileFormat.PDF, act=Act.DRAW, first=1, count=5, width=600)
    answer, pixels = worker.draw(wanted, data)
    assert answer.pages == 2
    assert [(page.width, page.height) for page in answer.drawn] == [(600, 800)]
    assert pixels[:3] == b"\xff\xff\xff" and min(pixels) < 64


BOMBS = {
    "thirty thousand dots a side": made_media.png_bomb(30_000),
    "as many as are allowed, and no more follow": made_media.png_bomb(8_900),
    "a page that is the next page": made_media.tiff_loop(),
    "cut short": made_media.picture()[:400],
    "no picture": b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "a TIFF of nothing": b"II*\x00\xff\xff\xff\xff",
    "a film that is no picture": b"\x00\x00\x00\x18ftypheic" + b"\xff" * 500,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_picture_or_one_reason(worker: Worker, name: str) -> None:
    """Read, drawn or copied: in time, in bounds, and the next picture is read."""
    for act in (
        lambda data: worker.read(FileFormat.PICTURE, data),
        lambda data: worker.draw(order(), data),
        worker.clean,
    ):
        before = time.monotonic()
        try:
            act(BOMBS[name])
        except InputError as reason:
            assert str(reason).endswith(".")
        assert time.monotonic() - before < worker.seconds
    assert worker.read(FileFormat.PICTURE, made_media.picture()).capture.width == 60


def test_a_picture_of_thirty_thousand_dots_a_side_is_not_unpacked(worker: Worker) -> None:
    """Its reason is its size, and the process that refuses it lives on."""
    with pytest.raises(InputError, match="too large"):
        worker.read(FileFormat.PICTURE, made_media.png_bomb(30_000))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_real_and_broken_pictures_are_read_drawn_and_copied(worker: Worker) -> None:
    """Every one, by one process that stays within its memory; no copy holds a place or a time."""
    worker.close()
    first = worker.process
    placed = 0
    files = sorted((SHARED / "exif").rglob("*.jpg"))
    for file in files:
        data = file.read_bytes()
        capture = worker.read(FileFormat.PICTURE, data).capture
        assert capture.width and capture.height
        placed += bool(capture.position)
        drawn = worker.draw(order(800), data)[0].drawn
        assert [page.width for page in drawn] == [min(800, capture.width)]
        copy = worker.clean(data)[1]
        with Image.open(BytesIO(copy)) as opened:
            assert dict(opened.getexif()) == {}
        assert b"Exif" not in copy and b"http://ns.adobe" not in copy and b"ICC_PROF" not in copy
    assert placed == len(list((SHARED / "exif" / "gps").glob("*.jpg"))) > 0
    assert worker.process == first
    peak = Path(f"/proc/{first}/status").read_text(encoding="ascii")
    assert int(peak.partition("VmPeak:")[2].split()[0]) * 1024 <= MOST_MEMORY


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_real_and_broken_pdfs_are_drawn_or_refused(worker: Worker) -> None:
    """One page of each, by a process that none of them ends."""
    worker.close()
    first = worker.process
    drawn = refused = 0
    for file in sorted((SHARED / "pdf").iterdir()):
        wanted = Order(format=FileFormat.PDF, act=Act.DRAW, first=0, count=1, width=400)
        try:
            drawn += len(worker.draw(wanted, file.read_bytes())[0].drawn)
        except InputError as reason:
            assert str(reason).endswith(".")
            refused += 1
    assert drawn > 5 * refused > 0
    assert worker.process == first
