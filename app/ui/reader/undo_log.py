"""What was done in the library and can be taken back, and made again."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import SatchelError
from app.translation import _
from app.ui.jobs import Job, Lane, Work
from app.ui.session import Changes, Session, Undo


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was done.

    Attributes:
        what: A sentence: "Moved 3 records to the bin".
        back: Takes it back; does nothing where that was done already. Runs on the writing lane.
        forth: Does it again, likewise.
        changes: What either of them changes.
    """

    what: str
    back: Work
    forth: Work
    changes: Changes


class UndoLog(QObject):
    """The steps of this session, newest last. The status strip offers the newest one as well."""

    stepped = Signal(object)
    """What a step's work returned, when it was taken back or made again."""
    moved = Signal(str, str)
    """What Undo and Redo would do now; empty where there is nothing."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._done: list[Step] = []
        self._taken_back: list[Step] = []
        self._running: Step | None = None

    def note(self, step: Step) -> None:
        """Something was done: say so, and offer to take it back."""
        self._done.append(step)
        self._taken_back.clear()
        self._session.tell(step.changes)
        self._session.say(step.what, Undo(work=step.back, changes=step.changes))
        self._tell()

    def forget(self, records: frozenset[str]) -> None:
        """Let go of every step about these records: they are destroyed for good."""
        for steps in (self._done, self._taken_back):
            steps[:] = [step for step in steps if not step.changes.records & records]
        self._tell()

    @Slot()
    def undo(self) -> None:
        """Take back the newest step."""
        if self._done and self._running is None:
            step = self._done.pop()
            self._taken_back.append(step)
            self._run(step, step.back)

    @Slot()
    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self._taken_back and self._running is None:
            step = self._taken_back.pop()
            self._done.append(step)
            self._run(step, step.forth)

    def _run(self, step: Step, work: Work) -> Job:
        self._running = step
        job = self._session.run(Lane.WRITING, work)
        job.finished.connect(self._finished)
        job.failed.connect(self._not_possible)
        job.ended.connect(self._ended)
        self._tell()
        return job

    @Slot(object)
    def _finished(self, result: object) -> None:
        step = self._running
        if step is not None:
            back = step in self._taken_back
            sentence = _("Undone: {what}") if back else _("Done again: {what}")
            self.stepped.emit(result)
            self._session.tell(step.changes)
            self._session.say(sentence.format(what=step.what))

    @Slot(object)
    def _not_possible(self, error: object) -> None:
        step = self._running
        for steps in (self._done, self._taken_back):
            if step in steps:
                steps.remove(step)
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("This could not be undone"), error)

    @Slot()
    def _ended(self) -> None:
        self._running = None
        self._tell()

    def _tell(self) -> None:
        undo = self._done[-1].what if self._done else ""
        self.moved.emit(undo, self._taken_back[-1].what if self._taken_back else "")
