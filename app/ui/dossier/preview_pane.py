"""The page preview with its strip: page, contents, zoom."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.dossier.page_view import PageView
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import Button, ButtonKind, IconButton
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface

_LONGEST_HEADING, _LONGEST_SHOWN = 60, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One line of the dossier's contents.

    Attributes:
        page: From 0.
        level: From 0.
    """

    title: str
    page: int
    level: int = 0


class PreviewPane(Surface):
    """Shows the dossier as it will be, page by page."""

    page_wanted = Signal(int, int)
    """A page (from 0) is wanted, this many device pixels wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent)
        self._count, self._page = 0, 0
        self._headings: tuple[Heading, ...] = ()
        self._where = PlainLabel("", self, ink=Ink.TEXT2, tabular=True)
        self._state = PlainLabel("", self, ink=Ink.TEXT3, size=Size.META)
        self.back = IconButton("arrow-up", _("Page before"), self)
        self.forth = IconButton("arrow-down", _("Next page"), self)
        self.contents = Button(_("Contents"), self, kind=ButtonKind.QUIET, chevron=True)
        self.smaller = IconButton("zoom-out", _("Smaller"), self)
        self.larger = IconButton("zoom-in", _("Larger"), self)
        self._menu = QMenu(self)
        self.contents.setMenu(self._menu)
        self.view = PageView(self)
        self._build()
        self._connect()
        self.clear("")

    def _build(self) -> None:
        strip = QHBoxLayout()
        set_margins(strip, 16, 2, 8, 3)
        strip.setSpacing(4)
        strip.addWidget(self._where)
        strip.addSpacing(4)
        strip.addWidget(self.back)
        strip.addWidget(self.forth)
        strip.addSpacing(8)
        strip.addWidget(self._state)
        strip.addStretch(1)
        strip.addWidget(self.contents)
        strip.addWidget(self.smaller)
        strip.addWidget(self.larger)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(strip)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.page_back)
        self.forth.clicked.connect(self.page_forth)
        self.smaller.clicked.connect(self.zoom_out)
        self.larger.clicked.connect(self.zoom_in)
        self.view.turned.connect(self._turn)
        self.view.width_changed.connect(self._want)
        self._menu.triggered.connect(self._go_to_heading)

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    @property
    def count(self) -> int:
        """Pages there are."""
        return self._count

    def show_document(self, count: int, page: int, picture: QImage) -> None:
        """A preview is there, with the page that is looked at."""
        self._count, self._page = count, page
        self._state.setText("")
        self._show_place()
        self.show_picture(page, picture)

    @Slot(object)
    def show_headings(self, headings: tuple[Heading, ...]) -> None:
        """The contents were read out of it."""
        self._headings = headings
        self._fill_menu()
        self._show_place()

    def show_picture(self, page: int, picture: QImage) -> None:
        """A page was drawn."""
        if page == self._page:
            self.view.show_page(picture, self._where.text())

    def clear(self, sentence: str) -> None:
        """Show a sentence, no pages."""
        self._count = self._page = 0
        self._headings = ()
        self._fill_menu()
        self._state.setText("")
        self.view.say(sentence)
        self._show_place()

    def say_setting(self) -> None:
        """The pages are being set."""
        words = _("Setting the pages…")
        self.say_state(words if self._count else "")
        if not self._count:
            self.view.say(words)

    def say_state(self, state: str) -> None:
        """What happens with the preview at the moment, in a word or two."""
        self._state.setText(state)

    @Slot()
    def page_back(self) -> None:
        """Show the page before."""
        self.show_number(self._page - 1)

    @Slot()
    def page_forth(self) -> None:
        """Show the next page."""
        self.show_number(self._page + 1)

    @Slot()
    def zoom_in(self) -> None:
        """Show the page larger."""
        self.view.zoom_by(1)

    @Slot()
    def zoom_out(self) -> None:
        """Show the page smaller."""
        self.view.zoom_by(-1)

    def show_number(self, page: int) -> None:
        """Show a page, from 0; a page that is not there changes nothing."""
        if 0 <= page < self._count and page != self._page:
            self._page = page
            self.view.to_top()
            self._show_place()
            self._want()

    @Slot(int)
    def _turn(self, way: int) -> None:
        self.show_number(self._page + way)

    @Slot()
    def _want(self) -> None:
        if self._count:
            self.page_wanted.emit(self._page, self.view.wanted_width)

    def _show_place(self) -> None:
        there = bool(self._count)
        self._where.setText(
            _("Page {page} of {count}").format(page=self._page + 1, count=self._count)
            if there
            else ""
        )
        self.back.setEnabled(self._page > 0)
        self.forth.setEnabled(self._page + 1 < self._count)
        for control in (self.smaller, self.larger):
            control.setEnabled(there)
        self.contents.setEnabled(bool(self._headings))
        here = [heading.title for heading in self._headings if heading.page <= self._page]
        self.contents.setText(_shortened(here[-1], _LONGEST_SHOWN) if here else _("Contents"))
        self.contents.updateGeometry()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for heading in self._headings:
            title = _shortened(heading.title, _LONGEST_HEADING)
            entry = QAction("    " * heading.level + title, self._menu)
            entry.setData(heading.page)
            self._menu.addAction(entry)

    @Slot(QAction)
    def _go_to_heading(self, entry: QAction) -> None:
        page = entry.data()
        if isinstance(page, int):
            self.show_number(page)


def _shortened(title: str, longest: int) -> str:
    """A heading for a menu: not too long, and no letter of it taken for a mnemonic."""
    cut = title if len(title) <= longest else title[: longest - 1].rstrip() + "…"
    return cut.replace("&", "&&")
