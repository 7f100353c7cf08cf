"""Check, backup and salvage each read the whole archive: one waits for the other."""

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.jobs import Job, Lane, Work
from app.ui.session import Session


class BusyJob(QObject):
    """One long job at a time; the status strip shows how far it is, with Cancel."""

    changed = Signal()
    """A job began or ended."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None

    @property
    def running(self) -> str:
        """What is being done; empty for nothing."""
        return self._job.title if self._job is not None else ""

    def run(self, work: Work, title: str) -> Job | None:
        """Run on the lane for long work; None where another job still runs."""
        if self._job is not None:
            return None
        job = self._session.run(Lane.LONG, work, title=title)
        self._job = job
        job.ended.connect(self._ended)
        self.changed.emit()
        return job

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _ended(self) -> None:
        self._job = None
        self.changed.emit()
