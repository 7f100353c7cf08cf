"""Ctrl-C as a request to stop at the next step, so that what is done can still be reported."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Self

from app.errors import CancelledError
from app.progress import Progress
from app.translation import _


class Interruptible:
    """A progress that is cancelled by Ctrl-C. A second Ctrl-C ends the program at once.

    Use it in a `with` block, on the main thread.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._asked = False
        self._listening = False

    def __enter__(self) -> Self:
        # Only the main thread may say what a signal does; elsewhere nothing is changed.
        if threading.current_thread() is threading.main_thread():
            self._listening = signal.getsignal(signal.SIGINT) is signal.default_int_handler
            if self._listening:
                signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._give_back()

    def step(self, what: str, done: int, total: int | None) -> None:
        """As `app.progress.Progress` promises."""
        if self._asked:
            raise CancelledError(_("Cancelled."), _("What was finished before is kept."))
        self._progress.step(what, done, total)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        self._give_back()

    def _give_back(self) -> None:
        if self._listening:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self._listening = False
