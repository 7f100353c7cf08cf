"""How a job says how far it is, and learns that it was cancelled."""

from typing import Protocol

from app.errors import CancelledError


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
