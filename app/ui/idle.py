"""Notices that nobody is at the computer."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow

from app.ui.watchdog import Watchdog

DEFAULT_MINUTES = 5
LONGEST_MINUTES = 60
_ACTIVITY = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
    )
)
# If the window hangs when the time is up, the watchdog locks in its place, a little later.
_HANGING_SECONDS = 10.0


class IdleWatch(QObject):
    """Counts the time since the last key, click or movement in a window.

    Only the native window is watched: every input passes it once, and events that no person made
    (timers, painting) do not. Playing a recording calls `alive`.

    Args:
        seconds: Idle time after which `expired` comes.
        watchdog: Ends the process where the window's thread hangs at that time; None in tests.
    """

    expired = Signal()
    """Nobody was here for the whole time."""
    ticked = Signal(int)
    """Whole minutes left, rounded up; told when it changes."""

    def __init__(
        self, seconds: float, parent: QObject | None = None, *, watchdog: Watchdog | None = None
    ) -> None:
        super().__init__(parent)
        self._seconds, self._watchdog = seconds, watchdog
        self._last = time.monotonic()
        self._minutes = -1
        self._timer = QTimer(self)
        self._timer.setInterval(min(1_000, max(20, round(seconds * 250))))
        self._timer.timeout.connect(self._look)

    def start(self, window: QWindow) -> None:
        """Watch this window from now on."""
        window.installEventFilter(self)
        self.alive()
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        if self._watchdog is not None:
            self._watchdog.lift()

    def set_seconds(self, seconds: float) -> None:
        """Allow another idle time, from now on."""
        self._seconds = seconds
        self.alive()
        self._look()

    @Slot()
    def alive(self) -> None:
        """Somebody is here."""
        self._last = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what a person did; hold nothing back."""
        if event.type() in _ACTIVITY:
            self._last = time.monotonic()
        return super().eventFilter(watched, event)

    @Slot()
    def _look(self) -> None:
        left = self._last + self._seconds - time.monotonic()
        if left <= 0:
            self.stop()
            self.expired.emit()
            return
        if self._watchdog is not None:
            self._watchdog.set(left + _HANGING_SECONDS)
        minutes = -int(-left // 60)
        if minutes != self._minutes:
            self._minutes = minutes
            self.ticked.emit(minutes)
