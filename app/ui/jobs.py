"""Jobs in the background: lanes, progress, cancel.

Widgets never touch the disk. A job is a plain function that takes a `Progress` and returns a value;
it runs on the thread of its lane, and what it returns comes back to the window's thread as a
signal. There are five lanes: one writes, one searches, one browses (each lane is one thread, so
the archive's two reading connections are never shared), one is for long work that mostly
computes, such as parsing a file or setting a dossier, and does its writing through `inside`, and
one draws pages of files, so that looking at one goes on while thousands are read.
"""

import itertools
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable
from enum import Enum, IntEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.errors import CancelledError, SatchelError
from app.translation import _
from app.ui.collecting import Collector
from app.ui.job_ticket import Ticket, Trouble, Work

__all__ = ["Job", "Lane", "Lanes", "Priority", "UnexpectedError", "Work", "report_of"]

SWITCH_SECONDS = 0.001
"""How long a Python thread may keep the interpreter from the window's."""

_TELL_SECONDS = 0.05

Result = TypeVar("Result")


class Lane(Enum):
    """A thread of its own."""

    WRITING = "writing"
    SEARCH = "search"
    BROWSE = "browse"
    LONG = "long"
    DRAWING = "drawing"


class Priority(IntEnum):
    """Which waiting job of a lane comes first."""

    AUTOSAVE = 0
    PERSON = 1
    BATCH = 2


class UnexpectedError(SatchelError):
    """A bug, told to the person without any content.

    Attributes:
        report: Types of the exceptions and the frames they passed, no values.
    """

    def __init__(self, cause: BaseException) -> None:
        super().__init__(
            _("Satchel met a mistake of its own ({kind}).").format(kind=type(cause).__name__),
            _("Copy the report for the people who maintain Satchel. It holds no content."),
        )
        self.report = report_of(cause)


def report_of(error: BaseException) -> str:
    """Exception types and frames, without values, messages or the names of a person's folders."""
    lines: list[str] = []
    ours = Path(__file__).parents[1]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(type(chain).__name__)
        for frame in traceback.extract_tb(chain.__traceback__):
            path = Path(frame.filename)
            inside = path.is_relative_to(ours)
            shown = path.relative_to(ours) if inside else Path(*path.parts[-2:])
            lines.append(f"  {frame.name} ({shown.as_posix()}:{frame.lineno})")
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines)


class Job(QObject):
    """One piece of work, seen from the window's thread.

    Exactly one of `finished`, `failed` and `cancelled` comes, then `ended`; none of them comes
    once a later job of the same topic has taken over, except `ended`.
    """

    finished = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """A `SatchelError`; `UnexpectedError` where it was a bug."""
    cancelled = Signal()
    """It stopped because it was asked to. What was committed stays."""
    progressed = Signal(str, int, object)
    """What, how far, of how many (None where unknown)."""
    ended = Signal()
    """It is over, by whatever way."""

    def __init__(self, title: str, topic: str, priority: Priority, ticket: Ticket) -> None:
        super().__init__()
        self.title, self.topic, self.priority = title, topic, priority
        self.superseded = False
        self.ticket = ticket

    @property
    def cancel_requested(self) -> bool:
        """Whether it was asked to stop."""
        return self.ticket.stop.is_set()

    @Slot()
    def cancel(self) -> None:
        """Ask it to stop at its next step; a statement that runs is interrupted."""
        self.ticket.cancel()


class _Steps:
    """The progress given to the work: passes on at most twenty steps a second."""

    def __init__(self, ticket: Ticket, tell: Callable[[int, str, int, int | None], None]) -> None:
        self._ticket, self._tell = ticket, tell
        self._told = 0.0

    def step(self, what: str, done: int, total: int | None) -> None:
        """As `app.progress.Progress` promises."""
        if self._ticket.stop.is_set():
            raise CancelledError(_("Cancelled."), _("What was finished before is kept."))
        now = time.monotonic()
        if now - self._told >= _TELL_SECONDS or done == total:
            self._told = now
            self._tell(self._ticket.number, what, done, total)


class _Thread:
    """A lane's thread and its queue."""

    def __init__(self, name: str) -> None:
        self._waiting: queue.PriorityQueue[tuple[int, int, Callable[[], None] | None]]
        self._waiting = queue.PriorityQueue()
        self._order = itertools.count()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, priority: int, act: Callable[[], None] | None) -> None:
        """Queue something; equal priorities keep their order. None ends the thread."""
        self._waiting.put((priority, next(self._order), act))

    def here(self) -> bool:
        """Whether the caller runs on this thread."""
        return threading.current_thread() is self._thread

    def join(self, seconds: float) -> bool:
        """Wait for the end; tells whether it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            act = self._waiting.get()[2]
            if act is None:
                return
            act()
            del act  # what the work held is let go now, not at the next piece of work


class Lanes(QObject):
    """The threads of one window process. Lives on the window's thread."""

    started = Signal(object)
    """A `Job` was queued."""
    _told = Signal(int, str, int, object)
    _over = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        self._collector = Collector(self)
        self._threads = {lane: _Thread(f"satchel-{lane.value}") for lane in Lane}
        self._jobs: dict[int, Job] = {}
        self._numbers = itertools.count(1)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._over.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        lane: Lane,
        work: Work,
        *,
        priority: Priority = Priority.PERSON,
        title: str = "",
        topic: str = "",
        interrupt: Callable[[], None] | None = None,
    ) -> Job:
        """Queue a piece of work. Connect to the job's signals right away; none comes before.

        Args:
            work: Takes a `Progress`, returns a value. It must not touch a widget.
            title: What the status strip says after half a second; empty stays unseen.
            topic: A later job of the same topic takes the place of this one.
            interrupt: Stops what `work` does at the moment; called from the window's thread.
        """
        if topic:
            self.supersede(topic)
        ticket = Ticket(next(self._numbers), work, interrupt)
        job = Job(title, topic, priority, ticket)
        self._jobs[ticket.number] = job
        self._threads[lane].put(priority, lambda: self._carry_out(ticket))
        self.started.emit(job)
        return job

    def supersede(self, topic: str) -> None:
        """Drop the jobs of a topic: what they find is not wanted any more."""
        for job in list(self._jobs.values()):
            if job.topic == topic and not job.superseded:
                job.superseded = True
                job.cancel()

    def inside(
        self,
        lane: Lane,
        work: Callable[[], Result],
        *,
        priority: Priority = Priority.BATCH,
    ) -> Result:
        """Run something on a lane and wait for it there; for work on another lane.

        Raises:
            Whatever `work` raises.
        """
        thread = self._threads[lane]
        if thread.here():
            return work()
        answer: queue.SimpleQueue[tuple[bool, object]] = queue.SimpleQueue()

        def carry_out() -> None:
            try:
                answer.put((True, work()))
            except BaseException as error:  # handed over to the thread that waits
                answer.put((False, error))

        thread.put(priority, carry_out)
        good, value = answer.get()
        if isinstance(value, BaseException) and not good:
            raise value
        return value  # type: ignore[return-value]

    def running(self) -> tuple[Job, ...]:
        """Jobs that have not ended, oldest first."""
        return tuple(self._jobs.values())

    def cancel_all(self) -> None:
        """Ask every job to stop, but those that save what a person wrote."""
        for job in self.running():
            if job.priority is not Priority.AUTOSAVE:
                job.cancel()

    def close(self, seconds: float) -> bool:
        """Finish what waits to be written, drop the rest, end the threads.

        Args:
            seconds: How long to wait in all.

        Returns:
            Whether every thread ended in time.
        """
        deadline = time.monotonic() + seconds
        self.cancel_all()
        for thread in self._threads.values():
            thread.put(max(Priority) + 1, None)
        ended = all(
            thread.join(max(0.0, deadline - time.monotonic())) for thread in self._threads.values()
        )
        if ended:  # a lane that still runs would collect
            self._collector.stop()
        return ended

    def _carry_out(self, ticket: Ticket) -> None:
        """On the lane's thread."""
        ticket.begin()
        try:
            if ticket.stop.is_set():
                raise CancelledError(_("Cancelled."))
            ticket.carry_out(_Steps(ticket, self._told.emit))
        except SatchelError as error:
            ticket.outcome = Trouble(error)
        except Exception as error:
            ticket.outcome = Trouble(UnexpectedError(error))
        ticket.end()
        self._over.emit(ticket.number)

    @Slot(int, str, int, object)
    def _pass_on(self, number: int, what: str, done: int, total: int | None) -> None:
        job = self._jobs.get(number)
        if job is not None and not job.superseded:
            job.progressed.emit(what, done, total)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        job = self._jobs.pop(number)
        outcome = job.ticket.take_outcome()
        if not job.superseded:
            if not isinstance(outcome, Trouble):
                job.finished.emit(outcome)
            elif isinstance(outcome.error, CancelledError) or (
                # An interrupted statement ends in an exception of its own.
                job.cancel_requested and isinstance(outcome.error, UnexpectedError)
            ):
                job.cancelled.emit()
            else:
                job.failed.emit(outcome.error)
        job.ended.emit()
