"""Notices that the whole computer locks or goes to sleep, where the system tells.

How each system tells is in `app.ui.lock_signals`. What hears of it is not the window's thread: a
window that hangs at that moment is ended all the same.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.lock_signals import LockSignals


class SessionLock(QObject):
    """Says when the archive should be locked because the computer is.

    Args:
        at_once: Called first, on whatever thread hears of it; sets the watchdog.
        signals: Listens to the system; by default what fits this one.
    """

    locking = Signal()
    """The session locks, the screen saver starts, or the computer goes to sleep."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        at_once: Callable[[], None] | None = None,
        signals: LockSignals | None = None,
    ) -> None:
        super().__init__(parent)
        self._at_once, self._signals = at_once, signals
        self._listening = False

    @Slot()
    def listen(self) -> None:
        """Begin to listen. Where the system does not tell nothing happens."""
        if self._listening:
            return
        self._listening = True
        if self._signals is None:
            self._signals = system_lock_signals()
        if self._signals is not None:
            self._signals.listen(self._told)

    def _told(self) -> None:
        if self._at_once is not None:
            self._at_once()
        self.locking.emit()


def system_lock_signals(platform: str = sys.platform) -> LockSignals | None:
    """What listens to a system, read only now: the lock screen does not wait for it."""
    if platform == "win32":
        from app.ui.lock_signals.windows import WindowsLockSignals

        return WindowsLockSignals()
    if platform == "darwin":
        from app.ui.lock_signals.macos import MacLockSignals

        return MacLockSignals()
    if platform.startswith("linux"):
        from app.ui.lock_signals.linux import LinuxLockSignals

        return LinuxLockSignals()
    return None
