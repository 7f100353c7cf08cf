"""Pictures, through Pillow: opened with bounds, before anything of them is unpacked.

Formats are few on purpose. What a file claims to be is not believed: its first bytes decide.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

# Each of these is named, since Pillow would look for them only once there are no files any more.
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from app.confined.formats import high_efficiency
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Trouble

_PLUGINS = (
    BmpImagePlugin, GifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin,
    TiffImagePlugin, WebPImagePlugin,
)  # fmt: skip
_FORMATS = ("BMP", "GIF", "HEIF", "JPEG", "PNG", "TIFF", "WEBP")
_SHRINKING = ("JPEG", "MPO")
"""Formats that can be unpacked at half, a quarter or an eighth of their size."""
MOST_PIXELS = 80_000_000
"""Unpacked at once: 240 MB, and as much again is not to be had in the worker."""
_MOST_PIXELS_SHRUNK = 420_000_000
"""Of a picture that is unpacked at an eighth of its width; telephones make 200 million."""
MOST_PAGES = 2_000


@contextmanager
def opened(data: bytes) -> Iterator["Image.Image"]:
    """A picture with its size known and its pixels still packed.

    Raises:
        UnreadableError: It is no picture of a format that is read, or too large.
    """
    Image.MAX_IMAGE_PIXELS = None  # the bound below takes the place of its warning
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # half a picture is evidence too
    try:
        picture = Image.open(BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as problem:
        raise UnreadableError(Trouble.DAMAGED) from problem
    with picture:
        check_size(picture)
        yield picture


def check_size(picture: "Image.Image") -> None:
    """Raises:
    UnreadableError: It has more pixels than are unpacked.
    """
    most = _MOST_PIXELS_SHRUNK if picture.format in _SHRINKING else MOST_PIXELS
    width, height = picture.size
    if width < 1 or height < 1:
        raise UnreadableError(Trouble.DAMAGED)
    if width * height > most:
        raise UnreadableError(Trouble.TOO_LARGE)


def pages_of(picture: "Image.Image") -> int:
    """How many pages it has: scanners put several into one TIFF. Films of a GIF count as one."""
    if picture.format != "TIFF":
        return 1
    count = 0
    try:
        while count < MOST_PAGES:
            picture.seek(count)
            count += 1
    except EOFError:
        pass
    except (SyntaxError, ValueError, KeyError, TypeError, OSError):
        pass  # the pages before a damaged one can be seen
    picture.seek(0)
    return max(count, 1)


def shrink(picture: "Image.Image", width: int, height: int) -> None:
    """Have a JPEG unpacked at a fraction of its size that is not under these pixels.

    Raises:
        UnreadableError: It would still be too large.
    """
    if picture.format in _SHRINKING:
        picture.draft(None, (width, height))
    if picture.size[0] * picture.size[1] > MOST_PIXELS:
        raise UnreadableError(Trouble.TOO_LARGE)


def take_tools() -> None:
    """Bring in what reading each format may need, once and before the walls go up."""
    for plugin in _PLUGINS:
        assert plugin.__name__.startswith("PIL.")
    high_efficiency.register()
    for name in ("BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP"):
        made = BytesIO()
        Image.new("RGB", (8, 8)).save(made, name)
        with Image.open(BytesIO(made.getvalue()), formats=_FORMATS) as picture:
            picture.getexif()
            picture.load()
