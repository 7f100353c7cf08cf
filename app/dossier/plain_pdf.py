"""ReportLab's canvas, writing a file that says nothing about where, when and with what it was made.

The file's information holds the title only; no comment names a tool, no date is written, and the
file identifier comes from the content. The same calls give the same bytes.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate

from app.dossier.embedded_font import EmbeddedFont
from app.dossier.written_text import one_line

_VERSION = (1, 7)
_HEAD = re.compile(rb"(%PDF-[0-9.]+\n%)[^\n]+")


class _TitleOnly(pdfdoc.PDFInfo):
    """The document information dictionary with nothing but a title."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        entries = pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString(self.title)})
        return entries.format(document)


class _PlainDocument(pdfdoc.PDFDocument):
    """Compresses each page when it is done, so that memory does not grow with long dossiers."""

    # What ReportLab sets and its type stubs do not know.
    Pages: pdfdoc.PDFPages

    def __init__(self, *, title: str, language: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=_VERSION, lang=language)
        self.info = _TitleOnly()
        self.info.title = title
        self._content = hashlib.sha256(title.encode("utf-8"))

    def addPage(self, page: pdfdoc.PDFPage) -> None:  # noqa: N802 (ReportLab's name)
        content = page.stream.encode("ascii")
        self._content.update(content)
        stream = pdfdoc.PDFStream(content=zlib.compress(content, 6))
        stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        page.Contents, page.stream = stream, None
        super().addPage(page)

    def move_to_front(self, count: int) -> None:
        """Put the last pages before all others; links and outline follow."""
        pages = self.Pages.pages
        pages[:] = pages[-count:] + pages[:-count]

    def ID(self) -> bytes:  # noqa: N802 (ReportLab's name)
        digest = self._content.hexdigest()[:32].encode("ascii")
        return b"[<" + digest + b"><" + digest + b">]"

    def format(self) -> bytes:
        """The whole file. Its second line marks it as binary (ISO 32000-1, 7.5.2), and no more."""
        data: bytes = super().format()
        head = _HEAD.match(data)
        assert head is not None
        mark = b"\xe2\xe3\xcf\xd3".ljust(head.end() - head.end(1))
        return head[1] + mark + data[head.end() :]


class PlainCanvas(Canvas):
    """A canvas for one dossier.

    Args:
        out: Where `save` writes the finished file.
        title: Goes into the file's information.
        language: BCP 47 of the document as a whole.
    """

    # What ReportLab sets and its type stubs do not know.
    _code: list[str]
    _doctemplate: BaseDocTemplate

    def __init__(
        self, out: BinaryIO, *, title: str, language: str, page_size: tuple[float, float]
    ) -> None:
        super().__init__(out, pagesize=page_size, pageCompression=1, invariant=1)
        self._plain = self._doc = _PlainDocument(title=one_line(title), language=language)
        self.setViewerPreference("DisplayDocTitle", "true")

    def write(self, code: str) -> None:
        """Add operators to the page as they are (ISO 32000-1, annex A)."""
        self._code.append(code)

    def belongs_to(self, template: BaseDocTemplate) -> None:
        """Let flowables find the template they are set by."""
        self._doctemplate = template

    def move_to_front(self, count: int) -> None:
        """Put the last pages drawn before all others; links and outline follow."""
        self._plain.move_to_front(count)

    def use_fonts(self, fonts: Iterable[EmbeddedFont]) -> None:
        """Have these fonts written when the file is saved."""
        self._plain.delayedFonts.extend(fonts)
