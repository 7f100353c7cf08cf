"""Python's collector of cycles, kept on the window's thread.

CPython collects cycles on whichever thread happens to allocate. Where that is a lane, a dropped
dialog would be taken apart there, while Qt works on its parts on the window's thread: the process
dies. So the automatic collector is off while a collector of ours lives, and a timer does its work
between two events.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 250
# The thresholds CPython 3.11 itself has for the two younger generations (`gc.get_threshold`).
_YOUNG, _MIDDLE = 700, 10
# A whole collection walks every object that `settle` has not set aside: seldom, then.
_WHOLE_SECONDS = 60.0

_living: set[int] = set()


def settle() -> None:
    """Set aside what is there now: modules, screens, all that stays as long as the window.

    A collection that walks it stops the window for 80 to 150 ms (106,000 objects).
    """
    gc.freeze()


class Collector(QObject):
    """Collects on the thread it was made on. While one lives, nobody else does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole_at = time.monotonic()
        _living.add(id(self))
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def stop(self) -> None:
        """Leave collecting to Python again, unless another collector lives."""
        self._timer.stop()
        _living.discard(id(self))
        if not _living:
            gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collect what is due."""
        young, middle, _old = gc.get_count()
        now = time.monotonic()
        if now - self._whole_at >= _WHOLE_SECONDS:
            self._whole_at = now
            gc.collect()
        elif young > _YOUNG * _MIDDLE or middle > _MIDDLE:
            gc.collect(1)
        elif young > _YOUNG:
            gc.collect(0)
