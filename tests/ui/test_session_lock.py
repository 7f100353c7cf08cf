"""The computer's own lock is heard."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LISTENER = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from app.ui.session_lock import SessionLock
application, heard = QCoreApplication([]), SessionLock()
def told():
    print("locking")
    application.quit()
heard.locking.connect(told)
heard.listen()
QTimer.singleShot(0, lambda: subprocess.run([
    "dbus-send", "--session", "--type=signal", "/org/freedesktop/ScreenSaver",
    "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:" + sys.argv[1]]))
QTimer.singleShot(int(sys.argv[2]), application.quit)
application.exec()
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("dbus-send")), reason="needs D-Bus"
)
@pytest.mark.parametrize(
    ("state", "patience", "said"), [("true", 20000, True), ("false", 400, False)]
)
def test_a_screen_saver_that_starts_locks_the_archive(
    state: str, patience: int, said: bool
) -> None:
    """ActiveChanged(true) on the session bus is heard; ActiveChanged(false) is none."""
    told = subprocess.run(
        ["dbus-run-session", sys.executable, "-c", LISTENER, state, str(patience)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (told.stdout.strip() == "locking") is said, told.stderr


def test_a_bus_across_a_network_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is no local socket is never connected to."""
    from app.ui.session_lock import SessionLock

    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "tcp:host=192.0.2.1,port=9")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere;tcp:host=192.0.2.1,port=9")
    heard = SessionLock()
    heard.listen()
    assert heard.buses() == 0
