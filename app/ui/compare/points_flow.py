"""Points to establish in the window: suggested, shown, dismissed."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.archive.opening import Archive
from app.archive.suggestions import (
    Suggestion,
    SuggestionList,
    dismiss_suggestion,
    suggest_again,
    suggestions,
)
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _
from app.ui.compare.points_pane import PointsPane
from app.ui.jobs import Lane, Work
from app.ui.session import Changes, Session, Undo

_SHOWN = 200


class PointsFlow(QObject):
    """Keeps what is suggested."""

    found = Signal()
    """The list of points is another one."""

    def __init__(self, session: Session, pane: PointsPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._pane = session, pane
        self.points: tuple[Suggestion, ...] = ()
        self.count = self.dismissed_count = 0
        self._dismissed = False
        self._shown: Suggestion | None = None
        pane.dismiss_wanted.connect(self.dismiss)
        pane.open_wanted.connect(self._open)
        pane.view.record_wanted.connect(self._show_record)

    def look(self) -> None:
        """Look for points in the whole archive."""
        archive, dismissed = self._session.archive, self._dismissed

        def work(progress: Progress) -> SuggestionList:
            return suggestions(archive, progress, limit=_SHOWN, dismissed_ones=dismissed)

        job = self._session.run(
            Lane.LONG, work, title=_("Looking for points"), topic="compare points"
        )
        job.finished.connect(self._found)
        job.failed.connect(self._failed)

    @Slot(bool)
    def show_dismissed(self, dismissed: bool) -> None:
        """Show those that were dismissed, or the others."""
        self._dismissed = dismissed
        self.look()

    def show_point(self, row: int) -> None:
        """Show the point of a row."""
        if 0 <= row < len(self.points):
            self._shown = self.points[row]
            self._pane.show_point(self._shown, dismissed=self._dismissed)

    @Slot()
    def dismiss(self) -> None:
        """Suggest the point that is shown no more, or again."""
        if self._shown is None:
            return
        archive, key = self._session.archive, self._shown.key
        there, back = _dismissing(archive, key), _suggesting(archive, key)
        act, undo = (back, there) if self._dismissed else (there, back)
        sentence = _("The point is suggested again") if self._dismissed else _("Dismissed")
        told = Undo(work=undo, changes=Changes())
        job = self._session.run(Lane.WRITING, act)
        job.finished.connect(partial(self._done, sentence, told))
        job.failed.connect(self._failed)

    def _done(self, sentence: str, undo: Undo, _result: object) -> None:
        self._session.say(sentence, undo)
        self._session.tell(Changes())

    @Slot(object)
    def _found(self, found: SuggestionList) -> None:
        self.points, self.count = found.suggestions, found.count
        self.dismissed_count = found.dismissed
        self.found.emit()

    @Slot()
    def _open(self) -> None:
        if self._pane.view.current_record:
            self._show_record(self._pane.view.current_record)

    @Slot(str)
    def _show_record(self, record: str) -> None:
        self._session.go_to.emit("library", record)

    @Slot(object)
    def _failed(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The points could not be shown"), error)


def _dismissing(archive: Archive, key: str) -> Work:
    def work(progress: Progress) -> object:
        dismiss_suggestion(archive, key, progress)
        return None

    return work


def _suggesting(archive: Archive, key: str) -> Work:
    def work(_progress: Progress) -> object:
        suggest_again(archive, key)
        return None

    return work
