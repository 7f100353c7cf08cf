"""Makes the preview in the background: the whole file first, then the page that is looked at."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.dossier.making import DossierRequest
from app.dossier.preview import PagePicture, page_count, render_page
from app.dossier.read_back import read_back
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _
from app.ui.dossier.page_image import image_of
from app.ui.dossier.preview_pane import Heading, PreviewPane
from app.ui.dossier.work import previewing
from app.ui.jobs import Lane, Priority
from app.ui.session import Session

_QUIET_MILLISECONDS = 450
_LONGEST_OUTLINED = 8_000_000


class PageJobs(QObject):
    """Keeps the preview pane up to date with what is asked of the dossier."""

    def __init__(self, session: Session, pane: PreviewPane) -> None:
        super().__init__(pane)
        self._session, self._pane = session, pane
        self._request: DossierRequest | None = None
        self._setting: DossierRequest | None = None
        self._shown: DossierRequest | None = None
        self._pdf = b""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MILLISECONDS)
        self._quiet.timeout.connect(self._make)
        pane.page_wanted.connect(self._draw)

    def want(self, request: DossierRequest | None, why_not: str) -> None:
        """Preview this, once nothing was changed for a moment.

        Args:
            request: None where there is nothing to show; `why_not` says why.
        """
        if request is None:
            self._quiet.stop()
            self.stop()
            self._request = self._shown = None
            self._pdf = b""
            self._pane.clear(why_not)
            return
        if request != self._request:
            self._request = request
            self._quiet.start()

    def stop(self) -> None:
        """Make way for other long work: what is being set is set again later."""
        self._quiet.stop()
        for topic in ("dossier-preview", "dossier-outline", "dossier-page"):
            self._session.lanes.supersede(topic)

    def resume(self) -> None:
        """Set what was put off."""
        if self._request is not None and self._request != self._shown:
            self._quiet.start()

    def refresh(self) -> None:
        """The archive changed: what is shown may be out of date."""
        self._shown = None
        if self._request is not None:
            self._quiet.start()

    @Slot()
    def _make(self) -> None:
        request = self._request
        if request is None or request == self._shown or not self._pane.isVisible():
            return
        self._setting = request
        self._pane.say_setting()
        self._session.lanes.supersede("dossier-outline")
        job = self._session.run(
            Lane.LONG,
            previewing(self._session.archive, request),
            priority=Priority.PERSON,
            title=_("Setting the preview"),
            topic="dossier-preview",
        )
        job.finished.connect(self._made)
        job.cancelled.connect(self._stopped)
        job.failed.connect(self._not_made)

    @Slot(object)
    def _made(self, pdf: bytes) -> None:
        self._shown, self._pdf = self._setting, pdf
        page, width = self._pane.page, self._pane.view.wanted_width

        def look(_progress: Progress) -> tuple[int, int, PagePicture]:
            count = page_count(pdf)
            seen = max(0, min(page, count - 1))
            return count, seen, render_page(pdf, seen, width)

        job = self._session.run(Lane.LONG, look, topic="dossier-page")
        job.finished.connect(self._first_drawn)
        job.failed.connect(self._not_made)

    @Slot(object)
    def _first_drawn(self, drawn: tuple[int, int, PagePicture]) -> None:
        count, page, picture = drawn
        self._pane.show_document(count, page, image_of(picture))
        pdf = self._pdf

        def outline(progress: Progress) -> tuple[Heading, ...]:
            return tuple(
                Heading(title=words, page=number - 1, level=level)
                for level, words, number in read_back(pdf, progress).outline
            )

        # Of a very long file the outline would keep the lane from drawing pages.
        if len(pdf) <= _LONGEST_OUTLINED:
            reading = self._session.run(
                Lane.LONG, outline, priority=Priority.BATCH, topic="dossier-outline"
            )
            reading.finished.connect(self._pane.show_headings)

    @Slot(object)
    def _not_made(self, error: SatchelError) -> None:
        self._shown = None
        self._pdf = b""
        self._pane.clear(f"{error.happened} {error.advice}".strip())

    @Slot()
    def _stopped(self) -> None:
        self._pane.say_state(_("Preview stopped"))

    @Slot(int, int)
    def _draw(self, page: int, width: int) -> None:
        pdf = self._pdf
        if not pdf:
            return

        def work(_progress: Progress) -> tuple[int, PagePicture]:
            return page, render_page(pdf, page, width)

        # On the lane that makes dossiers: the library behind it must not run twice at a time.
        job = self._session.run(Lane.LONG, work, priority=Priority.AUTOSAVE, topic="dossier-page")
        job.finished.connect(self._drawn)

    @Slot(object)
    def _drawn(self, drawn: tuple[int, PagePicture]) -> None:
        page, picture = drawn
        self._pane.show_picture(page, image_of(picture))
