"""A finished dossier, read as a stranger with pypdfium2 reads it."""

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

_NOT_PRINTED_ALIKE = str.maketrans("", "", "\x02\ufffe\u00ad-‐\u200b\u200c\u200d\u2060")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """What a stranger finds.

    Attributes:
        pages: Their texts.
        outline: The words of its entries, those below others included.
        fonts: Every font that is used, and whether the file carries it.
        information: Entries of the document information that are not empty.
    """

    pages: tuple[str, ...]
    outline: tuple[str, ...]
    fonts: dict[str, bool]
    information: dict[str, str]

    @property
    def text(self) -> str:
        """All pages."""
        return "\n".join(self.pages)

    def holds(self, paragraph: str) -> bool:
        """Whether a paragraph is there whole, on one page or over the break between two."""
        wanted = packed(paragraph)
        pages = [packed(page) for page in self.pages]
        if any(wanted in page for page in pages):
            return True
        return any(
            _longest_start(wanted, first) + _longest_end(wanted, second) >= len(wanted)
            for first, second in pairwise(pages)
        )


def packed(text: str) -> str:
    """A text without what lines and hyphens add or take."""
    return "".join(text.split()).translate(_NOT_PRINTED_ALIKE)


def _longest_start(wanted: str, page: str) -> int:
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in page else (low, middle - 1)
    return low


def _longest_end(wanted: str, page: str) -> int:
    return _longest_start(wanted[::-1], page[::-1])


def read_pdf(path: Path) -> Pdf:
    """Read a file."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages, fonts = [], dict[str, bool]()
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(thing)
                fonts[_font_name(font)] = raw.FPDFFont_GetIsEmbedded(font) == 1
        return Pdf(
            pages=tuple(pages),
            outline=tuple(entry.get_title() for entry in document.get_toc()),
            fonts=fonts,
            information={key: text for key, text in document.get_metadata_dict().items() if text},
        )
    finally:
        document.close()


def _font_name(font: object) -> str:
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, name, size)
    return name.value.decode()
