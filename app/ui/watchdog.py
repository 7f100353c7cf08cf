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
_GRACE_SECONDS = 0.15


class Watchdog:
    """A deadline for this process. It can be moved or lifted, from any thread."""

    def __init__(self, code: int = LOCK_CODE) -> None:
        self._code = code
        self._deadline: float | None = None
        self._changed = threading.Condition()
        self._nowhere = open(os.devnull, "w", encoding="ascii")  # noqa: PTH123, SIM115
        threading.Thread(target=self._wait, name="satchel-watchdog", daemon=True).start()

    def set(self, seconds: float) -> None:
        """End the process after so many seconds unless this is called again or `lift`ed."""
        with self._changed:
            self._deadline = time.monotonic() + seconds
            self._changed.notify()
        # It would write where each thread stands; that goes nowhere.
        faulthandler.dump_traceback_later(seconds + _GRACE_SECONDS, exit=True, file=self._nowhere)

    def lift(self) -> None:
        """Let the process live."""
        with self._changed:
            self._deadline = None
            self._changed.notify()
        faulthandler.cancel_dump_traceback_later()

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
