"""Pages and pictures as pixels: to be looked at, or made into a picture that holds nothing else.

Every foreign page is drawn here, shut in; the program itself gets pixels, three bytes each.
"""

from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from app.confined.formats import opened_picture
from app.confined.formats.pdf import SAMPLE as PDF_SAMPLE
from app.confined.formats.pdf import opened_pdf
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Answer, DrawnPage, FileFormat, Order, Trouble

_WIDEST = 4_000
_MOST_BYTES = 20 * 1024 * 1024
"""Of pixels in one answer."""
_MOST_PIXELS = 6_000_000
"""Of one page: a page of paper with 200 dots to the inch has 3.9 million."""
_MOST_CLEAN_PIXELS = 50_000_000
"""Of a new picture: what is larger is made smaller, so that it fits into the worker twice."""
_JPEG_QUALITY = 92
_WHITE = (255, 255, 255)


def draw(order: Order, data: bytes) -> tuple[Answer, bytes]:
    """Draw pages of a PDF or a picture.

    Raises:
        UnreadableError: They cannot be drawn, or the format has no pages.
    """
    if order.format is FileFormat.PDF:
        return _draw_pdf(order, data)
    if order.format is FileFormat.PICTURE:
        return _draw_picture(order, data)
    raise UnreadableError(Trouble.NOT_THIS_FORMAT)


def _draw_pdf(order: Order, data: bytes) -> tuple[Answer, bytes]:
    with opened_pdf(data) as document:
        document.init_forms()
        drawn: list[Image.Image] = []
        for number in _wanted(order, len(document)):
            drawn.append(_pdf_page(document, number, order.width))
            if _size(drawn) >= _MOST_BYTES:
                break
        return _answer(drawn, len(document))


def _pdf_page(document: "pdfium.PdfDocument", number: int, width: int) -> Image.Image:
    try:
        page = document[number]
    except pdfium.PdfiumError as problem:
        raise UnreadableError(Trouble.DAMAGED) from problem
    try:
        wide, high = page.get_size()
        if wide < 1 or high < 1:
            raise UnreadableError(Trouble.DAMAGED)
        scale = min(_bounded(width) / wide, (_MOST_PIXELS / (wide * high)) ** 0.5)
        bitmap = page.render(scale=scale)
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return picture
    finally:
        page.close()


def _draw_picture(order: Order, data: bytes) -> tuple[Answer, bytes]:
    with opened_picture.opened(data) as picture:
        pages = opened_picture.pages_of(picture)
        drawn: list[Image.Image] = []
        for number in _wanted(order, pages):
            if pages > 1:
                picture.seek(number)
                opened_picture.check_size(picture)
            drawn.append(_shown(picture, order.width))
            if _size(drawn) >= _MOST_BYTES:
                break
        return _answer(drawn, pages)


def _shown(picture: Image.Image, width: int) -> Image.Image:
    """A picture upright and no wider than wanted; never larger than it is."""
    wanted = _bounded(width)
    opened_picture.shrink(picture, wanted, wanted)
    wide, high = picture.size
    if picture.getexif().get(_ORIENTATION, 1) in _LYING:
        wide, high = high, wide
    scale = min(1.0, wanted / wide, (_MOST_PIXELS / (wide * high)) ** 0.5)
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    pixels = _upright(picture)
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)


def clean(data: bytes) -> tuple[Answer, bytes]:
    """Make a picture anew: its pixels, upright, and nothing that is not to be seen.

    JPEG and HEIC become JPEG, TIFF stays TIFF with all its pages, all others become PNG. What is
    transparent becomes white, since whatever stands there is hidden too.

    Raises:
        UnreadableError: It is no picture that can be read, or too large.
    """
    with opened_picture.opened(data) as picture:
        pages = opened_picture.pages_of(picture)
        if picture.format == "TIFF":
            return _clean_pages(picture, pages)
        lossy = picture.format in ("JPEG", "MPO", "HEIF")
        wide, high = picture.size
        if wide * high > _MOST_CLEAN_PIXELS:
            opened_picture.shrink(picture, wide // 2, high // 2)
        fresh = _fresh(picture)
    made = BytesIO()
    if lossy:
        fresh.save(made, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
        return Answer(media_type="image/jpeg"), made.getvalue()
    fresh.save(made, "PNG")
    return Answer(media_type="image/png"), made.getvalue()


def _clean_pages(picture: Image.Image, pages: int) -> tuple[Answer, bytes]:
    fresh: list[Image.Image] = []
    pixels = 0
    for number in range(pages):
        picture.seek(number)
        pixels += picture.size[0] * picture.size[1]
        if pixels > _MOST_CLEAN_PIXELS:
            raise UnreadableError(Trouble.TOO_LARGE)
        fresh.append(_fresh(picture))
    made = BytesIO()
    fresh[0].save(
        made, "TIFF", save_all=True, append_images=fresh[1:], compression="tiff_adobe_deflate"
    )
    return Answer(media_type="image/tiff"), made.getvalue()


def _fresh(picture: Image.Image) -> Image.Image:
    """The same pixels without anything else that the old picture was opened with."""
    pixels = _upright(picture)
    return Image.frombytes("RGB", pixels.size, pixels.tobytes())


_ORIENTATION = 0x0112  # Exif 2.32, table 4
_LYING = (5, 6, 7, 8)


def _upright(picture: Image.Image) -> Image.Image:
    """Its pixels in three colours, turned as they are looked at."""
    picture.load()
    turned = ImageOps.exif_transpose(picture)
    if turned.mode.startswith("I;16"):
        turned = turned.point(lambda value: value / 256).convert("L")
    if turned.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in turned.info:
        ground = Image.new("RGBA", turned.size, (*_WHITE, 255))
        return Image.alpha_composite(ground, turned.convert("RGBA")).convert("RGB")
    return turned.convert("RGB")


def _wanted(order: Order, pages: int) -> range:
    if not 0 <= order.first < pages:
        return range(0)
    return range(order.first, min(pages, order.first + max(order.count, 0)))


def _bounded(width: int) -> int:
    return min(max(width, 1), _WIDEST)


def _size(drawn: list[Image.Image]) -> int:
    """Bytes of pixels, with room for one page more counted in."""
    return sum(3 * each.width * each.height for each in drawn) + 3 * _MOST_PIXELS


def _answer(drawn: list[Image.Image], pages: int) -> tuple[Answer, bytes]:
    sizes = tuple(DrawnPage(width=each.width, height=each.height) for each in drawn)
    return Answer(pages=pages, drawn=sizes), b"".join(each.tobytes() for each in drawn)


def take_tools() -> None:
    """Draw and clean a picture of each kind once, before the walls go up."""
    for mode, name in (("RGBA", "PNG"), ("I;16", "TIFF"), ("P", "GIF"), ("CMYK", "JPEG")):
        made = BytesIO()
        Image.new(mode, (9, 8)).save(made, name)
        clean(made.getvalue())
        order = Order(format=FileFormat.PICTURE, first=0, count=1, width=4)
        draw(order, made.getvalue())
    made = BytesIO()
    page = Image.new("RGB", (9, 8))
    page.save(made, "TIFF", save_all=True, append_images=[page])
    clean(made.getvalue())
    draw(Order(format=FileFormat.PDF, first=0, count=1, width=9), PDF_SAMPLE)
