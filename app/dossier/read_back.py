"""The finished file, read as a stranger would: every page's text, outline, metadata, fonts."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from app.dossier.pdf_reading import PDFIUM, opened
from app.progress import Progress
from app.translation import _

_INFORMATION = (
    "Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate",
    "Trapped",
)  # fmt: skip
_LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """One page's text in the order it is copied in.

    Attributes:
        number: Counted from 1, as it is printed.
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFont:
    """A font that a page uses, and whether the file carries it."""

    name: str
    embedded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDossier:
    """Everything a stranger can read out of the file.

    Attributes:
        outline: (level, words, page counted from 1).
        information: Entries of the document information that are not empty.
        links_out: How many links lead out of the file; there is to be none.
        attachments: How many files are attached; there is to be none.
    """

    pages: tuple[ReadPage, ...]
    outline: tuple[tuple[int, str, int], ...]
    information: tuple[tuple[str, str], ...]
    fonts: tuple[UsedFont, ...]
    links_out: int
    attachments: int


def only_text(text: str) -> ReadDossier:
    """One page with a text, as if it had been read: to check words before they are set."""
    return ReadDossier(
        pages=(ReadPage(number=1, text=text),),
        outline=(),
        information=(),
        fonts=(),
        links_out=0,
        attachments=0,
    )


def read_back(pdf: bytes, progress: Progress) -> ReadDossier:
    """Read a finished dossier.

    Raises:
        CancelledError: The person cancelled.
    """
    pages: list[ReadPage] = []
    fonts: dict[str, bool] = {}
    links = 0
    with opened(pdf) as document:
        with PDFIUM:
            count = len(document)
            outline = tuple(_outline(document))
            attachments = document.count_attachments()
            information = [(key, document.get_metadata_value(key)) for key in _INFORMATION]
        for index in range(count):
            if index % 8 == 0:
                progress.step(_("Reading the file back"), index, count)
            # Not for the whole document: a preview may want its turn between two pages.
            with PDFIUM:
                page = document[index]
                pages.append(ReadPage(number=index + 1, text=_text(page)))
                for font in _fonts(page):
                    fonts[font.name] = font.embedded
                links += _links_out(document, page)
                page.close()
    return ReadDossier(
        pages=tuple(pages),
        outline=outline,
        information=tuple((key, value) for key, value in information if value),
        fonts=tuple(UsedFont(name=name, embedded=fonts[name]) for name in sorted(fonts)),
        links_out=links,
        attachments=attachments,
    )


def read_outline(pdf: bytes) -> tuple[tuple[int, str, int], ...]:
    """The outline alone: (level, words, page counted from 1)."""
    with opened(pdf) as document, PDFIUM:
        return tuple(_outline(document))


def _text(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    text: str = text_page.get_text_range()
    text_page.close()
    # PDFium marks a hyphen at a line's end by a character of its own.
    return text.replace("\r\n", "\n").translate(_LINE_END_HYPHENS)


def _outline(document: pypdfium2.PdfDocument) -> Iterator[tuple[int, str, int]]:
    for bookmark in document.get_toc():
        place = bookmark.get_dest()
        index = place.get_index() if place else None
        yield bookmark.level, bookmark.get_title(), -1 if index is None else index + 1


def _fonts(page: pypdfium2.PdfPage) -> Iterator[UsedFont]:
    seen: set[int | None] = set()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        font = raw.FPDFTextObj_GetFont(item)
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address in seen:
            continue
        seen.add(address)
        size = raw.FPDFFont_GetBaseFontName(font, None, 0)
        name = ctypes.create_string_buffer(size)
        raw.FPDFFont_GetBaseFontName(font, name, size)
        yield UsedFont(
            name=name.value.decode("utf-8", "replace"),
            embedded=raw.FPDFFont_GetIsEmbedded(font) == 1,
        )


def _links_out(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> int:
    """Links that do not lead to a place in this file."""
    found = 0
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        if not raw.FPDFLink_GetDest(document.raw, link):
            found += 1
    return found
