"""What search needs done while nobody asks: words read ahead, the index brought together."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from app.archive.index_merging import merge_index_a_little
from app.archive.searching import prepare_search
from app.progress import Progress
from app.ui.jobs import Lane, Priority
from app.ui.session import Session

QUIET_MS = 60_000
"""Nothing was changed for so long: then the index is looked after."""
_NEXT_MS = 1_000

_WORDS, _MERGING = "search words", "search merging"


class SearchUpkeep(QObject):
    """Looks after the search of an open archive, on the lanes; nobody is told and nobody waits.

    Args:
        quiet_ms: Time without a change before the index is brought together.
    """

    def __init__(
        self, session: Session, parent: QObject | None = None, *, quiet_ms: int = QUIET_MS
    ) -> None:
        super().__init__(parent)
        self._session, self._quiet_ms = session, quiet_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._merge)
        session.changed.connect(self._wait)

    def start(self) -> None:
        """Read the words ahead: an archive was opened."""
        self._session.run(
            Lane.LONG,
            partial(prepare_search, self._session.archive),
            priority=Priority.BATCH,
            topic=_WORDS,
        )

    @Slot()
    def _wait(self) -> None:
        self._session.lanes.supersede(_MERGING)
        self._timer.start(self._quiet_ms)

    @Slot()
    def _merge(self) -> None:
        archive = self._session.archive

        def work(_progress: Progress) -> bool:
            return merge_index_a_little(archive)

        job = self._session.run(Lane.WRITING, work, priority=Priority.BATCH, topic=_MERGING)
        job.finished.connect(self._merged)

    @Slot(object)
    def _merged(self, more: object) -> None:
        if more:
            self._timer.start(_NEXT_MS)
