"""A desktop's message bus of its own, with a logind that says what it is told to."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pytest
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

from app.ui.lock_signals.linux import LOGIN, LOGIN_PATH, SESSION, Buses

OWN, OTHER = f"{LOGIN_PATH}/session/_32", f"{LOGIN_PATH}/session/_33"
OWN_NAME = "2"

needs_bus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None or shutil.which("dbus-send") is None,
    reason="needs dbus-daemon and dbus-send",
)

_CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""


class FakeLogin(QDBusVirtualObject):
    """Answers what a program asks logind at its start.

    Attributes:
        asked: The methods and properties that were asked for, in order.
        locked: What LockedHint is.
    """

    def __init__(self, *, knows_session: bool) -> None:
        super().__init__()
        self._knows_session = knows_session
        self.asked: list[str] = []
        self.locked = False
        self.awake, self._given = os.pipe()

    def introspect(self, _path: str) -> str:
        """Nothing to tell."""
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:  # noqa: N802
        """Answer as logind would."""
        words = message.arguments()
        self.asked.append("LockedHint" if words[-1] == "LockedHint" else message.member())
        value: object = None
        match message.member(), words[-1]:
            case "Get", "Id" if self._knows_session:
                value = QDBusVariant(OWN_NAME)
            case "Get", "LockedHint" if message.path() == OWN:
                value = QDBusVariant(self.locked)
            case "GetSession", name if name == OWN_NAME:
                value = QDBusObjectPath(OWN)
            case "Inhibit", "delay":
                value = QDBusUnixFileDescriptor(self._given)
                os.close(self._given)
        if value is None:
            bus.send(message.createErrorReply(f"{LOGIN}.NoSuchSession", "none"))
            return True
        reply = message.createReply()
        reply.setArguments([value])
        return bool(bus.send(reply))


class FakeDesktop:
    """A bus that serves as both, with a logind on it.

    Args:
        folder: For its socket.
        knows_session: Whether logind can tell whose session a program belongs to.
    """

    def __init__(self, folder: Path, *, knows_session: bool = True) -> None:
        configuration = folder / "bus.conf"
        configuration.write_text(_CONFIGURATION.format(folder=folder))
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--nofork", "--print-address", f"--config-file={configuration}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._daemon.stdout is not None
        self._output = self._daemon.stdout
        self.address = self._output.readline().strip()
        self.buses = Buses(system=self.address, session=self.address)
        self._name = f"fake-desktop-{self._daemon.pid}"
        self._bus = QDBusConnection.connectToBus(self.address, self._name)
        assert self._bus.isConnected()
        self.login = FakeLogin(knows_session=knows_session)
        below = QDBusConnection.VirtualObjectRegisterOption.SubPath
        assert self._bus.registerVirtualObject(LOGIN_PATH, self.login, below)
        assert self._bus.registerService(LOGIN)

    def __enter__(self) -> Self:
        return self

    def say(self, path: str, interface: str, name: str, *words: object) -> None:
        """Send a signal to whoever listens."""
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(words))
        assert self._bus.send(signal)

    def say_locked(self, path: str, *, locked: bool = True) -> None:
        """A property of a session is another one now."""
        self.login.locked = locked
        self.say(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", SESSION, {}, ["x"])

    def wanted(self) -> str:
        """The signals that are listened to, as the bus writes them down."""
        told = subprocess.run(
            [
                *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus"),
                *("/org/freedesktop/DBus", "org.freedesktop.DBus.Debug.Stats.GetAllMatchRules"),
            ],
            env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": self.address},
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        return told.stdout

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        QDBusConnection.disconnectFromBus(self._name)
        self._daemon.kill()
        self._daemon.wait()
        self._output.close()
        os.close(self.login.awake)


_LISTENER = """
import os, sys, threading
from PySide6.QtCore import QCoreApplication
from app.ui.lock_signals.linux import Buses, LinuxLockSignals
from app.ui.session_lock import SessionLock
application, buses = QCoreApplication([]), Buses(system=sys.argv[1], session=sys.argv[1],
                                                 session_id=sys.argv[2])
main = threading.get_ident()
def say(line):
    os.write(1, line + b"\\n")
def at_once():
    say(b"at once, elsewhere" if threading.get_ident() != main else b"at once, here")
lock = SessionLock(at_once=at_once, signals=LinuxLockSignals(buses))
lock.locking.connect(lambda: say(b"locking"))
lock.listen()
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
threading.Event().wait() if sys.argv[3:] else application.exec()
"""


class Listener:
    """A process that listens to a desktop's locks, until it is left.

    Args:
        session_id: What its environment says.
        hangs: Whether its main thread does nothing else.
    """

    def __init__(self, desktop: FakeDesktop, *, session_id: str = "", hangs: bool = False) -> None:
        words = [desktop.address, session_id, *(("hangs",) if hangs else ())]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LISTENER, *words],
            cwd=Path(__file__).resolve().parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._end: IO[bytes] = self._process.stdin
        self._lines: IO[bytes] = self._process.stdout

    def __enter__(self) -> Self:
        return self

    def heard(self) -> str:
        """The next thing that it heard; waits for it."""
        return self._lines.readline().decode().strip()

    def leave(self) -> list[str]:
        """End it; what it had heard besides."""
        self._end.close()
        return self._lines.read().decode().splitlines()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._end.close()
        self._lines.close()
