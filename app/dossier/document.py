"""Pages: the frame, the running head, numbers, links, and the order in which they are made.

The body is set first, the cover and the contents last, when every page number is known; then they
are moved to the front. How many pages the contents take does not depend on the numbers in them,
so the body is numbered rightly from the beginning and nothing has to be set twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from app.dossier.order import DossierOrder
from app.dossier.paragraph import ShapedParagraph
from app.dossier.plain_pdf import PlainCanvas
from app.dossier.shaping import Shaper
from app.dossier.style import HAIR, RUNNING, Align
from app.dossier.written_text import one_line

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 74.0
TOP, BOTTOM = 92.0, 70.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
_HEAD_BASE = PAGE_HEIGHT - 58
_HEAD_RULE = PAGE_HEIGHT - 66


class DossierPages(BaseDocTemplate):
    """Sets flowables into numbered pages of one dossier.

    Attributes:
        page_of: Printed page number of each anchor reached so far.
    """

    def __init__(
        self, out: BinaryIO, order: DossierOrder, shaper: Shaper, front_pages: int
    ) -> None:
        super().__init__(out, pagesize=A4, pageTemplates=[self._template("body", self._head)])
        self.addPageTemplates([self._template("cover", None)])
        self._out = out
        self._order = order
        self._shaper = shaper
        self._front_pages = front_pages
        self._body_pages = 0
        self._page_done: Callable[[int], None] = lambda _pages: None
        self.page_of: dict[str, int] = {}
        words = (one_line(order.code), one_line(order.classification))
        self._running = " · ".join(word for word in words if word)

    def reached(self, key: str) -> None:
        """Note on which page an anchor stands."""
        self.page_of[key] = self._number()

    def set_body(self, story: Iterable[Flowable], page_done: Callable[[int], None]) -> None:
        """Set the body, page by page, taking flowables only as they are needed.

        Args:
            page_done: Called with the number of finished pages; may raise to stop.
        """
        self._page_done = page_done
        self.canv = self._plain = PlainCanvas(
            self._out, title=self._order.title, language=self._order.language, page_size=A4
        )
        self._plain.belongs_to(self)
        self.handle_documentBegin()
        self._pour(story)
        self._finish_page()
        self._body_pages = self.page

    def set_front(self, pages: Iterable[list[Flowable]]) -> None:
        """Set cover and contents, one list of flowables for each page, and move them in front.

        Raises:
            RuntimeError: A page took more than one page; a bug.
        """
        for index, flowables in enumerate(pages):
            self.pageTemplate = self.pageTemplates[1 if index == 0 else 0]
            self._pour(flowables)
            self._finish_page()
        if self.page - self._body_pages != self._front_pages:
            raise RuntimeError("cover and contents took another number of pages than foreseen")
        self._plain.move_to_front(self._front_pages)

    def add_outline(self, entries: Iterable[tuple[int, str, str]]) -> None:
        """The outline: (level, words, anchor) in reading order."""
        for level, words, key in entries:
            self._plain.addOutlineEntry(words, key, level, closed=level > 0)
        self._plain.showOutline()

    def save(self) -> int:
        """Write the file; returns the number of pages."""
        self._plain.use_fonts(self._shaper.fonts.values())
        self._plain.save()
        return self.page

    def afterPage(self) -> None:  # noqa: N802 (ReportLab's name)
        """Say that another page is done."""
        self._page_done(self.page)

    def _pour(self, story: Iterable[Flowable]) -> None:
        for flowable in story:
            waiting = [flowable]
            while waiting:
                self.clean_hanging()
                self.handle_flowable(waiting)

    def _finish_page(self) -> None:
        """End the page that has been begun, if any."""
        self.clean_hanging()
        self.handle_pageBreak()

    def _number(self) -> int:
        if self._body_pages:
            return self.page - self._body_pages
        return self.page + self._front_pages

    def _template(
        self, name: str, on_page: Callable[[Canvas, BaseDocTemplate], None] | None
    ) -> PageTemplate:
        frame = Frame(
            MARGIN, BOTTOM, WIDTH, HEIGHT,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0, id=name,
        )  # fmt: skip
        return PageTemplate(id=name, frames=[frame], onPage=on_page or _nothing, pagesize=A4)

    def _head(self, _canvas: Canvas, _template: BaseDocTemplate) -> None:
        """Code and classification at the left, the page number at the right, a hairline below."""
        canvas = self._plain
        number = ShapedParagraph(str(self._number()), _AT_END, self._shaper)
        number.wrap(40, 100)
        number.draw_lines(canvas, MARGIN + WIDTH - 40, _HEAD_BASE)
        words = ShapedParagraph(self._running, RUNNING, self._shaper, self._order.language)
        words.wrap(WIDTH - 48, 100)
        words.first_lines(1).draw_lines(canvas, MARGIN, _HEAD_BASE)
        canvas.setStrokeColorRGB(*HAIR)
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, _HEAD_RULE, MARGIN + WIDTH, _HEAD_RULE)


_AT_END = replace(RUNNING, align=Align.END)


def _nothing(_canvas: Canvas, _template: BaseDocTemplate) -> None:
    """A page without a head."""
