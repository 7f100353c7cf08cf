"""Ends the process at a moment that was set before, whatever hangs.

Two ways, since one is not enough: a Python thread that leaves with the right code, and, a little
later, a thread of the interpreter's own (`faulthandler`) that needs no Python to run, for the case
that something in C keeps the interpreter to itself.
"""

import faulthandler
import os
import threading
import time

LOCK_CODE = 90
GRACE_SECONDS = 0.15
"""How much later the second way out is taken."""


class Watchdog:
    """A deadline for this process. Any thread can move or lift it, until it is final."""

    def __init__(self, code: int = LOCK_CODE) -> None:
        self._code = code
        self._deadline: float | None = None
        self._final = False
        self._changed = threading.Condition()
        self._nowhere = open(os.devnull, "w", encoding="ascii")  # noqa: PTH123, SIM115
        threading.Thread(target=self._wait, name="satchel-watchdog", daemon=True).start()

    def set(self, seconds: float) -> None:
        """End the process after so many seconds unless this is called again or `lift`ed."""
        self._move(seconds, final=False)

    def end_within(self, seconds: float) -> None:
        """End the process after so many seconds at the latest; nothing takes that back."""
        self._move(seconds, final=True)

    def lift(self) -> None:
        """Let the process live."""
        with self._changed:
            if self._final:
                return
            self._deadline = None
            self._changed.notify()
            faulthandler.cancel_dump_traceback_later()

    def _move(self, seconds: float, *, final: bool) -> None:
        deadline = time.monotonic() + seconds
        with self._changed:
            if self._final and (not final or (self._deadline or 0.0) <= deadline):
                return
            self._final = final
            self._deadline = deadline
            self._changed.notify()
            # It would write where each thread stands; that goes nowhere.
            later = seconds + GRACE_SECONDS
            faulthandler.dump_traceback_later(later, exit=True, file=self._nowhere)

    def _wait(self) -> None:
        with self._changed:
            while True:
                if self._deadline is None:
                    self._changed.wait()
                    continue
                left = self._deadline - time.monotonic()
                if left <= 0:
                    os._exit(self._code)
                self._changed.wait(left)
