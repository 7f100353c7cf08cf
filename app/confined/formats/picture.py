"""Pictures: how many pages they have, and what their hidden data says. No pixel is unpacked."""

from base64 import b64decode

from app.confined.formats.exif import capture_of
from app.confined.formats.opened_picture import opened, pages_of
from app.confined.forms import ReadText


def read(data: bytes) -> ReadText:
    """Read a picture.

    Raises:
        UnreadableError: It is no picture of a format that is read, or too large.
    """
    with opened(data) as picture:
        capture = capture_of(picture)
        pages = pages_of(picture)
    return ReadText(pages=pages, pages_without_text=pages, capture=capture)


SAMPLE = b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A PNG of one grey dot."""
