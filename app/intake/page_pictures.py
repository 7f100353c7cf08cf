"""Pages of PDFs and pictures as pixels, to be looked at in the window.

They are drawn in the confined process. What comes back is lines of pixels, which nobody parses.
"""

from contextlib import ExitStack
from dataclasses import dataclass

from app.confined.forms import Act, FileFormat, Order
from app.confined.worker import Worker
from app.errors import InputError
from app.intake.formats import row_of
from app.intake.look import look_at
from app.translation import _

_PAGED = (FileFormat.PDF, FileFormat.PICTURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A page as it looks.

    Attributes:
        number: From 0.
        pages: How many the file has.
        width: In pixels.
        height: In pixels.
        pixels: Red, green and blue, a byte each, line after line without gaps.
    """

    number: int
    pages: int
    width: int
    height: int
    pixels: bytes


def can_be_shown(media_type: str) -> bool:
    """Whether files of a media type have pages to look at."""
    return media_type == "application/pdf" or media_type.startswith("image/")


def render_pages(
    data: bytes,
    media_type: str,
    first: int,
    count: int,
    width: int,
    worker: Worker | None = None,
) -> tuple[PagePicture, ...]:
    """Draw pages of a file.

    Args:
        data: The whole file.
        media_type: As the file is kept with; what its bytes say goes before it.
        first: Number of the first page, from 0.
        count: How many at most; fewer come where more would be too much at once.
        width: In pixels; pictures are never enlarged.
        worker: Draws; without one a process is started for this call alone.

    Raises:
        InputError: The file has no pages, has fewer, is damaged, locked or too large.
    """
    row = row_of(look_at("", data))
    by_name = FileFormat.PDF if media_type == "application/pdf" else FileFormat.PICTURE
    format = by_name if row is None else row.format
    if format not in _PAGED or not can_be_shown(media_type):
        raise InputError(_("This file has no pages that can be shown."))
    order = Order(format=FileFormat(format), act=Act.DRAW, first=first, count=count, width=width)
    with ExitStack() as stack:
        answer, pixels = (worker or stack.enter_context(Worker())).draw(order, data)
    if not answer.drawn:
        raise InputError(_("The file has no such page."))
    found, start = [], 0
    for at, page in enumerate(answer.drawn):
        size = 3 * page.width * page.height
        found.append(
            PagePicture(
                number=first + at,
                pages=answer.pages,
                width=page.width,
                height=page.height,
                pixels=pixels[start : start + size],
            )
        )
        start += size
    return tuple(found)
