"""How many panes fit: three from 1240 logical pixels, two from 820, one below."""

from enum import Enum

from PySide6.QtCore import QObject, Signal


class WidthClass(Enum):
    """What fits beside each other."""

    ONE = 1
    TWO = 2
    THREE = 3


THREE_FROM = 1240
TWO_FROM = 820
RAIL_ICONS_BELOW_HEIGHT = 620


def width_class(width: int) -> WidthClass:
    """The class of a window's logical width."""
    if width >= THREE_FROM:
        return WidthClass.THREE
    return WidthClass.TWO if width >= TWO_FROM else WidthClass.ONE


class Widths(QObject):
    """Tells screens when the number of panes changes. Reached as `session.widths`."""

    changed = Signal(object)
    """The new `WidthClass`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = WidthClass.THREE

    @property
    def now(self) -> WidthClass:
        """The present class."""
        return self._now

    def window_is(self, width: int) -> None:
        """The window has this logical width."""
        wanted = width_class(width)
        if wanted is not self._now:
            self._now = wanted
            self.changed.emit(wanted)
