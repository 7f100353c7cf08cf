"""How each system tells that the computer locks or goes to sleep: one file per system."""

from collections.abc import Callable
from typing import Protocol


class LockSignals(Protocol):
    """Listens to one system, until the process ends."""

    def listen(self, told: Callable[[], None]) -> None:
        """Begin to listen; where the system does not tell, nothing ever comes.

        Args:
            told: Called each time the archive should be locked, on whatever thread hears of it.
        """
