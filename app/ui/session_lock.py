"""Notices that the whole computer locks or goes to sleep, where the system tells (Linux).

logind says so on the system bus, the desktop's screen saver on the session bus (freedesktop.org:
org.freedesktop.login1, org.freedesktop.ScreenSaver). A bus is a local socket; an address that is
not one is left alone, since this program talks to nobody over a network.
"""

import os
import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_LOGIN = "org.freedesktop.login1"
_SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class SessionLock(QObject):
    """Says when the archive should be locked because the computer is."""

    locking = Signal()
    """The session locks, the screen saver starts, or the computer goes to sleep."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buses: list[QDBusConnection] = []

    def listen(self) -> None:
        """Begin to listen. Where there is no bus nothing happens."""
        if not sys.platform.startswith("linux"):
            return
        if _is_local("DBUS_SYSTEM_BUS_ADDRESS"):
            bus = QDBusConnection.systemBus()
            manager = f"{_LOGIN}.Manager"
            self._hear(bus, _LOGIN, manager, "PrepareForSleep", "_told(bool)")
            self._hear(bus, _LOGIN, f"{_LOGIN}.Session", "Lock", "_told_to_lock()")
        if _is_local("DBUS_SESSION_BUS_ADDRESS"):
            bus = QDBusConnection.sessionBus()
            for name in _SCREEN_SAVERS:
                self._hear(bus, "", name, "ActiveChanged", "_told(bool)")

    def buses(self) -> int:
        """How many subscriptions there are."""
        return len(self._buses)

    def _hear(
        self, bus: QDBusConnection, service: str, interface: str, signal: str, slot: str
    ) -> None:
        if bus.isConnected():
            # The binding takes text here, whatever its type hints say.
            bus.connect(service, "", interface, signal, self, SLOT(slot))  # type: ignore[call-overload]
            self._buses.append(bus)

    @Slot(bool)
    def _told(self, begins: bool) -> None:
        if begins:
            self.locking.emit()

    @Slot()
    def _told_to_lock(self) -> None:
        self.locking.emit()


def _is_local(variable: str) -> bool:
    """Whether a bus address from the environment is a socket of this computer."""
    address = os.environ.get(variable, "")
    return all(part.startswith("unix:") for part in address.split(";") if part)
