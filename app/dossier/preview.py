"""Pictures of pages, for the window. Only ever of files that this room has written itself."""

from dataclasses import dataclass

from app.dossier.pdf_reading import PDFIUM, opened

_BYTES_PER_PIXEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A page as pixels.

    Attributes:
        width, height: In pixels.
        pixels: Four bytes each, blue, green, red and an unused one, row by row without padding:
            `QImage.Format_RGB32` on little-endian machines.
    """

    width: int
    height: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a finished dossier has."""
    with opened(pdf) as document, PDFIUM:
        return len(document)


def render_page(pdf: bytes, index: int, width: int) -> PagePicture:
    """Draw one page.

    Args:
        pdf: A finished dossier.
        index: The page, counted from 0.
        width: Of the picture in pixels, from 1 to 8192.

    Raises:
        IndexError: There is no such page.
        ValueError: The width is out of range.
    """
    if not 1 <= width <= 8192:
        raise ValueError("a picture is 1 to 8192 pixels wide")
    with opened(pdf) as document, PDFIUM:
        if not 0 <= index < len(document):
            raise IndexError("there is no such page")
        page = document[index]
        bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
        row = bitmap.width * _BYTES_PER_PIXEL
        data = bytes(bitmap.buffer)
        if bitmap.stride != row:
            starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
            data = b"".join(data[at : at + row] for at in starts)
        picture = PagePicture(width=bitmap.width, height=bitmap.height, pixels=data)
        bitmap.close()
        page.close()
        return picture
