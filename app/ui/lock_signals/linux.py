"""Linux: logind says it on the system bus, the desktop's screen saver on the session bus.

The names are those of org.freedesktop.login1 (systemd's manual, "org.freedesktop.login1(5)") and
of the screen savers that desktops bring. A bus is a local socket; an address that is not one is
left alone. Everything happens on a thread of its own, so that a window that hangs is locked too.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import SLOT, QMetaObject, QObject, Qt, QThread, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from app.confined.surroundings import session_bus, system_bus

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",  # KDE, and what follows the standard
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_OWN_SESSION = f"{LOGIN_PATH}/session/auto"
"""The session of who asks; without one, the one where its user sits (systemd 243 and later)."""
_SYSTEM, _SESSION = "satchel-system", "satchel-session"
_PATIENCE_MS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Buses:
    """Addresses of the two buses; empty for one that is not there.

    Attributes:
        session_id: The session's name as its environment has it; empty where unknown.
    """

    system: str = ""
    session: str = ""
    session_id: str = ""

    @classmethod
    def found(cls) -> "Buses":
        """Those that the environment tells of."""
        return cls(
            system=system_bus(os.environ),
            session=session_bus(os.environ),
            session_id=os.environ.get("XDG_SESSION_ID", ""),
        )


class LinuxLockSignals:
    """Listens on both buses, on a thread of its own, until the process ends."""

    def __init__(self, buses: Buses | None = None) -> None:
        self._buses = Buses.found() if buses is None else buses
        self._thread = QThread()
        self._thread.setObjectName("satchel-buses")
        self._ears: _Ears | None = None

    def listen(self, told: Callable[[], None]) -> None:
        """As `LockSignals` promises."""
        if not (self._buses.system or self._buses.session):
            return
        self._ears = _Ears(self._buses, told)
        self._ears.moveToThread(self._thread)
        self._thread.start()
        QMetaObject.invokeMethod(self._ears, "listen", Qt.ConnectionType.QueuedConnection)


class _Ears(QObject):
    """What is heard, on the thread that listens."""

    def __init__(self, buses: Buses, told: Callable[[], None]) -> None:
        super().__init__()
        self._addresses, self._told = buses, told
        self._delay: QDBusUnixFileDescriptor | None = None

    @Slot()
    def listen(self) -> None:
        """Connect to the buses, then subscribe."""
        told_of = ((self._addresses.system, _SYSTEM), (self._addresses.session, _SESSION))
        system, session = (
            QDBusConnection.connectToBus(address, name) if address else None
            for address, name in told_of
        )
        if system is not None and system.isConnected():
            self._listen_to_login(system)
        if session is not None and session.isConnected():
            for name in SCREEN_SAVERS:
                self._hear(session, "", "", name, "ActiveChanged", "_begins(QDBusMessage)")

    def _listen_to_login(self, bus: QDBusConnection) -> None:
        for name in ("PrepareForSleep", "PrepareForShutdown"):
            self._hear(bus, LOGIN, LOGIN_PATH, _MANAGER, name, "_begins(QDBusMessage)")
        self._ask(bus, self._take_id, _OWN_SESSION, _PROPERTIES, "Get", SESSION, "Id")
        words = ("sleep:shutdown", "Satchel", "Saving and locking", "delay")
        self._ask(bus, self._take_delay, LOGIN_PATH, _MANAGER, "Inhibit", *words)

    @Slot(QDBusPendingCallWatcher)
    def _take_id(self, watcher: QDBusPendingCallWatcher) -> None:
        """The name of the session that is ours; without an answer, what the environment says."""
        (found,) = _answer(watcher) or ("",)
        name = found if isinstance(found, str) and found else self._addresses.session_id
        if name:
            bus = QDBusConnection(_SYSTEM)
            self._ask(bus, self._take_session, LOGIN_PATH, _MANAGER, "GetSession", name)

    @Slot(QDBusPendingCallWatcher)
    def _take_session(self, watcher: QDBusPendingCallWatcher) -> None:
        """With the path of one session: other people may be at this computer too."""
        (found,) = _answer(watcher) or ("",)
        if isinstance(found, QDBusObjectPath):
            bus, path = QDBusConnection(_SYSTEM), found.path()
            self._hear(bus, LOGIN, path, SESSION, "Lock", "_lock(QDBusMessage)")
            changed = "_changed(QDBusMessage)"
            self._hear(bus, LOGIN, path, _PROPERTIES, "PropertiesChanged", changed)

    @Slot(QDBusPendingCallWatcher)
    def _take_delay(self, watcher: QDBusPendingCallWatcher) -> None:
        """Keep what makes the computer wait with sleeping, for seconds, until this process ended.

        Otherwise the key would lie in the memory of a computer that sleeps.
        """
        (found,) = _answer(watcher) or (None,)
        if isinstance(found, QDBusUnixFileDescriptor):
            self._delay = found

    def _ask(
        self,
        bus: QDBusConnection,
        then: Callable[[QDBusPendingCallWatcher], None],
        path: str,
        interface: str,
        method: str,
        *words: str,
    ) -> None:
        """Ask logind, without waiting: a call that waits would hold up all of Python."""
        question = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
        question.setArguments(list(words))
        watcher = QDBusPendingCallWatcher(bus.asyncCall(question, _PATIENCE_MS), self)
        watcher.finished.connect(then)

    def _hear(
        self,
        bus: QDBusConnection,
        service: str,
        path: str,
        interface: str,
        signal: str,
        slot: str,
    ) -> None:
        # The binding takes text here, whatever its type hints say.
        bus.connect(service, path, interface, signal, self, SLOT(slot))  # type: ignore[call-overload]

    # Whole messages are taken, since Qt aborts where arguments are not of the kinds expected.

    @Slot(QDBusMessage)
    def _begins(self, message: QDBusMessage) -> None:
        if message.arguments()[:1] == [True]:
            self._told()

    @Slot(QDBusMessage)
    def _lock(self, _message: QDBusMessage) -> None:
        self._told()

    @Slot(QDBusMessage)
    def _changed(self, message: QDBusMessage) -> None:
        """GNOME locks by itself and tells logind afterwards: look whether that is it."""
        if message.arguments()[:1] == [SESSION]:
            bus = QDBusConnection(_SYSTEM)
            hint = (message.path(), _PROPERTIES, "Get", SESSION, "LockedHint")
            self._ask(bus, self._take_hint, *hint)

    @Slot(QDBusPendingCallWatcher)
    def _take_hint(self, watcher: QDBusPendingCallWatcher) -> None:
        if _answer(watcher) == [True]:
            self._told()


def _answer(watcher: QDBusPendingCallWatcher) -> list[object]:
    """The one value that was answered; nothing where it was refused or nobody is there."""
    answer = watcher.reply()
    watcher.deleteLater()
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        return []
    values = list(answer.arguments())[:1]
    return [each.variant() if isinstance(each, QDBusVariant) else each for each in values]
