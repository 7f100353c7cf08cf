"""What passes between the window's thread and a lane for one job."""

import threading
from collections.abc import Callable

from app.errors import SatchelError
from app.progress import Progress

Work = Callable[[Progress], object]


class Trouble:
    """What a lane hands back instead of a value."""

    def __init__(self, error: SatchelError) -> None:
        self.error = error


class Ticket:
    """All that a lane's thread knows of a job.

    The work may hold widgets, and so may what it returns and the frames of an error. None of them
    may be let go on the lane's thread, where Qt must not take a widget apart: the ticket holds the
    only lasting references, and the window's thread empties it.

    Attributes:
        number: The job's.
        outcome: What the work returned, or a `Trouble`; None until then.
    """

    def __init__(self, number: int, work: Work, interrupt: Callable[[], None] | None) -> None:
        self.number = number
        self.stop = threading.Event()
        self.outcome: object = None
        self._work: Work | None = work
        self._interrupt = interrupt
        self._running = False
        self._guard = threading.Lock()

    def carry_out(self, progress: Progress) -> None:
        """Do the work, on the lane's thread; what came of it is in `outcome`."""
        assert self._work is not None
        self.outcome = self._work(progress)

    def begin(self) -> None:
        """The work starts now."""
        with self._guard:
            self._running = True

    def end(self) -> None:
        """The work is over. An interruption on its way is waited for, so it hits no later job."""
        with self._guard:
            self._running = False

    def cancel(self) -> None:
        """Ask the work to stop, and interrupt the statement it runs."""
        self.stop.set()
        with self._guard:
            if self._running and self._interrupt is not None:
                self._interrupt()

    def take_outcome(self) -> object:
        """What came of the work. On the window's thread: everything held is let go there."""
        outcome = self.outcome
        self.outcome = self._work = self._interrupt = None
        return outcome
