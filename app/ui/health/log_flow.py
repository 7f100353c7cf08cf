"""Fetches the log as it is looked at."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from app.errors import SatchelError
from app.ui.health.log_pane import LogPane
from app.ui.health.log_work import LogPage, LogStart, begin_log, log_page
from app.ui.jobs import Lane
from app.ui.session import Session

_TOPIC = "health log"


class LogFlow(QObject):
    """Between the log pane and the archive."""

    def __init__(self, session: Session, pane: LogPane) -> None:
        super().__init__(pane)
        self._session, self._pane = session, pane
        self._code, self._record = "", ""
        pane.filter_wanted.connect(self._only)
        pane.model.pages_wanted.connect(self._fetch)

    @Slot()
    def refresh(self) -> None:
        """Fetch the head and the newest entries again."""
        work = partial(begin_log, self._session.archive, self._code)
        job = self._session.run(Lane.BROWSE, work, topic=_TOPIC)
        job.finished.connect(self._begun)
        job.failed.connect(self._not_read)

    @Slot(str)
    def _only(self, code: str) -> None:
        if code != self._code:
            self._code = code
            self.refresh()

    @Slot(object)
    def _begun(self, start: LogStart) -> None:
        self._record = start.record
        self._pane.show_log(start)

    @Slot(list)
    def _fetch(self, numbers: list[int]) -> None:
        for number in numbers:
            work = partial(log_page, self._session.archive, self._record, number)
            job = self._session.run(Lane.BROWSE, work)
            job.finished.connect(self._page_came)
            job.failed.connect(self._not_read)

    @Slot(object)
    def _page_came(self, page: LogPage) -> None:
        if page.record == self._record:
            self._pane.model.add_page(page.number, page.lines)

    @Slot(object)
    def _not_read(self, error: SatchelError) -> None:
        # On the page, not as a dialog: it would come back with every look at a damaged archive.
        self._pane.show_unreadable(error)
