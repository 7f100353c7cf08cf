"""PDF, through PDFium: the text of each page, line by line as it stands there.

A page that is only a picture gives no lines and is counted, so that the program can say so.
"""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import Block, BlockKind, ReadText, Trouble

_MOST_PAGES = 5_000
_MOST_LETTERS = 40_000_000
_HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line that is no part of the word."""
_LINE_END = re.compile(r"\r\n|\r|\n")


def read(data: bytes) -> ReadText:
    """Read a PDF.

    Raises:
        UnreadableError: It is locked, damaged or too long.
    """
    with opened_pdf(data) as document:
        return _read(document)


@contextmanager
def opened_pdf(data: bytes) -> "Iterator[pdfium.PdfDocument]":
    """A PDF, to be read or drawn.

    Raises:
        UnreadableError: It is locked, damaged or too long.
    """
    try:
        document = pdfium.PdfDocument(BytesIO(data).getvalue())
    except pdfium.PdfiumError as problem:
        raise UnreadableError(_why()) from problem
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableError(Trouble.TOO_LARGE)
        yield document
    finally:
        document.close()


def _read(document: "pdfium.PdfDocument") -> ReadText:
    pages = len(document)
    blocks: list[Block] = []
    letters = empty = 0
    for number in range(pages):
        lines = _lines(document, number)
        letters += sum(map(len, lines))
        if letters > _MOST_LETTERS:
            raise UnreadableError(Trouble.TOO_LARGE)
        empty += not any(line.strip() for line in lines)
        blocks += [Block(kind=BlockKind.PARAGRAPH, text=line, page=number + 1) for line in lines]
    title = document.get_metadata_dict().get("Title", "")
    return ReadText(
        title=" ".join(title.split()),
        blocks=tuple(blocks),
        pages=pages,
        pages_without_text=empty,
    )


def _lines(document: "pdfium.PdfDocument", number: int) -> list[str]:
    """The lines of a page; none where the page itself is damaged."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return []
    try:
        text_page = page.get_textpage()
        text = text_page.get_text_range() if text_page.count_chars() > 0 else ""
        text_page.close()
    except pdfium.PdfiumError:
        return []
    finally:
        page.close()
    joined = re.sub(rf"{_HYPHEN}(?:\r\n|\r|\n)?", "", text)
    return [line.replace("\x00", "").rstrip() for line in _LINE_END.split(joined)]


def _why() -> Trouble:
    """What PDFium says of the file that it did not open."""
    error = ctypes.c_ulong(pdfium_raw.FPDF_GetLastError()).value
    if error in (pdfium_raw.FPDF_ERR_PASSWORD, pdfium_raw.FPDF_ERR_SECURITY):
        return Trouble.LOCKED
    return Trouble.DAMAGED


SAMPLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1"
    b">>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Resources<</Font<</F<</Type/"
    b"Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>endobj 4 0 obj<</Length 31>>"
    b"stream\nBT /F 12 Tf 9 9 Td (A) Tj ET  \nendstream endobj trailer<</Root 1 0 R>>"
)
"""A page with one letter; PDFium mends its missing table."""
