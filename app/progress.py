"""How a job says how far it is, and learns that it was cancelled."""

import time
from collections.abc import Callable
from typing import Protocol

from app.errors import CancelledError
from app.translation import _, ngettext


class Progress(Protocol):
    """What a use case reports to. The window, the terminal and tests each have one."""

    def step(self, what: str, done: int, total: int | None) -> None:
        """Say how far the job is.

        Args:
            what: What is being done, translated, without content of records.
            done: Units finished.
            total: Units in all, or None where that is unknown.

        Raises:
            CancelledError: The person cancelled. What was committed stays.
        """


class Silent:
    """Reports to nobody and is never cancelled."""

    def step(self, what: str, done: int, total: int | None) -> None:
        """Accept and forget."""


class CancelFlag:
    """A progress that forwards to nobody and raises once `cancel` was called."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self.cancelled = True

    def step(self, what: str, done: int, total: int | None) -> None:
        """Raise if the job was cancelled."""
        if self.cancelled:
            raise CancelledError("Cancelled.", "What was finished before is kept.")


_FIRST_SECONDS = 3.0
_MINUTE = 60


class Pace:
    """How much longer a job takes, judged by how fast it went until now.

    Args:
        clock: Seconds, of any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()

    def left(self, done: int, total: int | None) -> str:
        """Time left in words; empty while it is too early to say, or nothing is left."""
        passed = self._clock() - self._begun
        if not total or done <= 0 or done >= total or passed < _FIRST_SECONDS:
            return ""
        seconds = round(passed * (total - done) / done)
        if seconds < _MINUTE:
            return _("less than a minute left")
        minutes = -(-seconds // _MINUTE)
        if minutes < _MINUTE:
            return ngettext("{} minute left", "{} minutes left", minutes).format(minutes)
        hours = -(-minutes // _MINUTE)
        return ngettext("{} hour left", "{} hours left", hours).format(hours)
