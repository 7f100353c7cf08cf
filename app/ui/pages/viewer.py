"""Looking at the pages of a file: forth and back, larger and smaller, as wide as the pane."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import SatchelError
from app.intake.page_pictures import PagePicture
from app.progress import Progress
from app.translation import _
from app.ui.direction import set_margins
from app.ui.dossier.page_view import PageView
from app.ui.jobs import Lane, Priority
from app.ui.pages.drawer import PageDrawer, ShownFile
from app.ui.session import Session
from app.ui.theme import Theme
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import IconButton, quiet_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface

_SETTLE_MILLISECONDS = 90
_NARROWEST, _ROOM_FOR_WORDS = 220, 480


class PageViewer(Surface):
    """Shows one file at a time, one page at a time.

    While it is hidden it holds no file and no process.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent)
        self._session = session
        self._topic = f"pages {id(self)}"
        self._load: Callable[[], ShownFile] | None = None
        self._drawer: PageDrawer | None = None
        self._page, self._count = 0, 0
        self._where = PlainLabel("", self, ink=Ink.TEXT2, tabular=True)
        self._state = PlainLabel("", self, ink=Ink.TEXT3, size=Size.META)
        self.back = IconButton("arrow-up", _("Page before"), self)
        self.forth = IconButton("arrow-down", _("Next page"), self)
        self.whole = quiet_button(_("Whole page"), self)
        self.wide = quiet_button(_("Full width"), self)
        self.smaller = IconButton("zoom-out", _("Smaller"), self)
        self.larger = IconButton("zoom-in", _("Larger"), self)
        self.view = PageView(self)
        self.view.setAccessibleName(_("Page of the file"))
        # A pane that is dragged wider changes its width many times a second.
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MILLISECONDS)
        self._settled.timeout.connect(self._draw)
        self._build()
        self._connect()
        # The words of the strip go before the pane would have to be wider than it can be.
        self.setMinimumWidth(_NARROWEST)
        self._show_place()

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
        for control in (self.whole, self.wide, self.smaller, self.larger):
            strip.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(strip)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.page_back)
        self.forth.clicked.connect(self.page_forth)
        self.whole.clicked.connect(self.view.fit)
        self.wide.clicked.connect(self.view.fit_width)
        self.smaller.clicked.connect(self.zoom_out)
        self.larger.clicked.connect(self.zoom_in)
        self.view.turned.connect(self._turn)
        self.view.width_changed.connect(self._settled.start)

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    @property
    def count(self) -> int:
        """Pages there are; 0 while nothing is known of the file."""
        return self._count

    def show_file(self, load: Callable[[], ShownFile]) -> None:
        """Show the first page of a file.

        Args:
            load: Fetches it; runs on the lane that draws.
        """
        self._let_go()
        self._load = load
        self._page, self._count = 0, 0
        self.view.fit()
        self.view.say(_("Drawing the page…"))
        self._show_place()
        self._draw()

    def clear(self) -> None:
        """Show nothing, and let go of the file."""
        self._let_go()
        self._load = None
        self._page, self._count = 0, 0
        self.view.say("")
        self._show_place()

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
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys 0 and 1 fit the page where there is no room for words."""
        super().resizeEvent(event)
        room = event.size().width() >= Theme.current().scaled(_ROOM_FOR_WORDS)
        for control in (self.whole, self.wide, self._state):
            control.setVisible(room)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what is looked at, where it was let go of."""
        super().showEvent(event)
        self._settled.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody looks at is not kept."""
        super().hideEvent(event)
        self._let_go()

    @Slot(int)
    def _turn(self, way: int) -> None:
        self.show_number(self._page + way)

    @Slot()
    def _draw(self) -> None:
        if self._load is None or not self.isVisible():
            return
        if self._drawer is None:
            self._drawer = PageDrawer(self._load)
        drawer, page, width = self._drawer, self._page, self.view.wanted_width

        def work(_progress: Progress) -> PagePicture:
            return drawer.draw(page, width)

        self._state.setText(_("Drawing…") if self._count else "")
        job = self._session.run(Lane.DRAWING, work, topic=self._topic)
        job.finished.connect(self._drawn)
        job.failed.connect(self._not_drawn)

    @Slot(object)
    def _drawn(self, picture: PagePicture) -> None:
        self._count = picture.pages
        self._state.setText("")
        self._show_place()
        if picture.number == self._page:
            self.view.show_page(_image(picture), self._where.text() or _("Picture"))

    @Slot(object)
    def _not_drawn(self, error: SatchelError) -> None:
        self._state.setText("")
        self.view.say(f"{error.happened} {error.advice}".strip())

    def _let_go(self) -> None:
        self._settled.stop()
        drawer, self._drawer = self._drawer, None
        if drawer is None:
            return
        self._session.lanes.supersede(self._topic)

        def work(_progress: Progress) -> None:
            drawer.close()

        # On the thread that asks the process, and also when everything else is cancelled.
        self._session.run(Lane.DRAWING, work, priority=Priority.AUTOSAVE)

    def _show_place(self) -> None:
        several = self._count > 1
        words = _("Page {page} of {count}").format(page=self._page + 1, count=self._count)
        self._where.setText(words if several else "")
        self.back.setVisible(several)
        self.forth.setVisible(several)
        self.back.setEnabled(self._page > 0)
        self.forth.setEnabled(self._page + 1 < self._count)
        for control in (self.whole, self.wide, self.smaller, self.larger):
            control.setEnabled(self._count > 0)


def _image(picture: PagePicture) -> QImage:
    image = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        3 * picture.width,
        QImage.Format.Format_RGB888,
    )
    # Qt only borrows the bytes; the copy outlives them.
    return image.copy()
