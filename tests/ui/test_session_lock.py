"""The computer's own lock is heard."""

import os
import select
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.lock_signals import LockSignals, macos, windows
from app.ui.session_lock import SessionLock, system_lock_signals

if not sys.platform.startswith("linux"):
    pytest.skip("the fake desktop is a Linux one", allow_module_level=True)

from app.ui.lock_signals.linux import LOGIN_PATH, SCREEN_SAVERS, SESSION, Buses, LinuxLockSignals
from tests.ui.fake_desktop import OTHER, OWN, FakeDesktop, Listener, needs_bus

MANAGER = "org.freedesktop.login1.Manager"
AT_ONCE, LOCKING = "at once, elsewhere", "locking"


@pytest.fixture
def desktop(tmp_path: Path, qtbot: QtBot) -> Iterator[FakeDesktop]:
    """A bus of its own."""
    with FakeDesktop(tmp_path) as made:
        yield made


def until_it_listens(desktop: FakeDesktop, qtbot: QtBot, *, session: bool = True) -> None:
    """Wait until the last signal that a program wants is wanted on both buses."""
    words = ("PropertiesChanged" if session else "PrepareForShutdown", SCREEN_SAVERS[-1])
    qtbot.waitUntil(lambda: all(word in desktop.wanted() for word in words), timeout=20_000)


def screen_saver(name: str) -> Callable[[FakeDesktop], None]:
    """A screen saver that starts."""
    return lambda desktop: desktop.say("/ScreenSaver", name, "ActiveChanged", True)


LOCKS: dict[str, Callable[[FakeDesktop], None]] = {
    "sleep": lambda desktop: desktop.say(LOGIN_PATH, MANAGER, "PrepareForSleep", True),
    "shutdown": lambda desktop: desktop.say(LOGIN_PATH, MANAGER, "PrepareForShutdown", True),
    "lock": lambda desktop: desktop.say(OWN, SESSION, "Lock"),
    "locked": lambda desktop: desktop.say_locked(OWN),
    **{name: screen_saver(name) for name in SCREEN_SAVERS},
}
PASSED_OVER: dict[str, Callable[[FakeDesktop], None]] = {
    "awake again": lambda desktop: desktop.say(LOGIN_PATH, MANAGER, "PrepareForSleep", False),
    "another's lock": lambda desktop: desktop.say(OTHER, SESSION, "Lock"),
    "another is locked": lambda desktop: desktop.say_locked(OTHER),
    "unlocked": lambda desktop: desktop.say_locked(OWN, locked=False),
    "own unlock": lambda desktop: desktop.say(OWN, SESSION, "Unlock"),
    "screen saver ends": lambda desktop: desktop.say(
        "/ScreenSaver", SCREEN_SAVERS[0], "ActiveChanged", False
    ),
    "words of another kind": lambda desktop: desktop.say(
        "/ScreenSaver", SCREEN_SAVERS[0], "ActiveChanged", "true", [1]
    ),
    "no words": lambda desktop: desktop.say("/ScreenSaver", SCREEN_SAVERS[0], "ActiveChanged"),
}


@needs_bus
def test_what_locks_the_computer_locks_the_archive(desktop: FakeDesktop, qtbot: QtBot) -> None:
    """Sleep, shutdown, the session's lock however it is told, and any desktop's screen saver.

    What hears it first is not the main thread.
    """
    with Listener(desktop) as listener:
        until_it_listens(desktop, qtbot)
        for event in LOCKS:
            LOCKS[event](desktop)
            if event == "locked":
                qtbot.waitUntil(lambda: "LockedHint" in desktop.login.asked)
            assert listener.heard() == AT_ONCE, event
            assert listener.heard() == LOCKING, event


@needs_bus
@pytest.mark.parametrize("event", PASSED_OVER)
def test_what_does_not_lock_this_session_is_passed_over(
    event: str, desktop: FakeDesktop, qtbot: QtBot
) -> None:
    """Other people's sessions, ends of locks, and messages that make no sense.

    What comes after it on each bus is heard, and is the only thing that was.
    """
    with Listener(desktop) as listener:
        until_it_listens(desktop, qtbot)
        PASSED_OVER[event](desktop)
        if event == "unlocked":
            qtbot.waitUntil(lambda: "LockedHint" in desktop.login.asked)
        for after in ("lock", SCREEN_SAVERS[0]):
            LOCKS[after](desktop)
            assert [listener.heard(), listener.heard()] == [AT_ONCE, LOCKING]
        assert listener.leave() == []


@needs_bus
def test_it_is_heard_while_the_window_hangs(desktop: FakeDesktop, qtbot: QtBot) -> None:
    """The watchdog is set on another thread; the main one does not even look at its events."""
    with Listener(desktop, hangs=True) as listener:
        until_it_listens(desktop, qtbot)
        LOCKS["sleep"](desktop)
        assert listener.heard() == AT_ONCE
        assert listener.leave() == []


@needs_bus
def test_the_computer_waits_with_sleeping_until_the_process_ends(
    desktop: FakeDesktop, qtbot: QtBot
) -> None:
    """logind's delay is held as long as the process lives, and let go with it."""
    ended = select.poll()
    ended.register(desktop.login.awake, select.POLLHUP)
    with Listener(desktop) as listener:
        qtbot.waitUntil(lambda: "Inhibit" in desktop.login.asked, timeout=20_000)
        until_it_listens(desktop, qtbot)
        assert ended.poll(0) == []
        listener.leave()
        assert ended.poll(20_000) == [(desktop.login.awake, select.POLLHUP)]


@needs_bus
def test_without_an_answer_the_environment_names_the_session(tmp_path: Path, qtbot: QtBot) -> None:
    """An older logind does not know whose session a program belongs to."""
    with (
        FakeDesktop(tmp_path, knows_session=False) as desktop,
        Listener(desktop, session_id="2") as listener,
    ):
        until_it_listens(desktop, qtbot)
        LOCKS["lock"](desktop)
        assert listener.heard() == AT_ONCE


@needs_bus
def test_without_a_session_of_its_own_sleep_is_heard(tmp_path: Path, qtbot: QtBot) -> None:
    """Nobody else's session is taken for it."""
    with FakeDesktop(tmp_path, knows_session=False) as desktop, Listener(desktop) as listener:
        until_it_listens(desktop, qtbot, session=False)
        LOCKS["lock"](desktop)
        LOCKS["sleep"](desktop)
        assert [listener.heard(), listener.heard()] == [AT_ONCE, LOCKING]
        assert listener.leave() == []


@pytest.mark.parametrize(
    ("system", "session"),
    [
        ("tcp:host=192.0.2.1,port=9", "unix:path=/nowhere;tcp:host=192.0.2.1,port=9"),
        ("unixexec:path=/bin/false", "autolaunch:"),
    ],
)
def test_a_bus_elsewhere_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, system: str, session: str
) -> None:
    """An address that is no local socket is never connected to."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", system)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session)
    assert Buses.found() == Buses(session_id=os.environ.get("XDG_SESSION_ID", ""))


def test_where_there_is_no_bus_nothing_happens() -> None:
    """Idle time and the shortcut still lock."""
    lock = SessionLock(signals=LinuxLockSignals(Buses()))
    lock.listen()
    lock.listen()


@pytest.mark.parametrize(
    ("platform", "kind"),
    [
        ("linux", LinuxLockSignals),
        ("win32", windows.WindowsLockSignals),
        ("darwin", macos.MacLockSignals),
        ("freebsd14", type(None)),
    ],
)
def test_each_system_has_its_own_ears(platform: str, kind: type[LockSignals]) -> None:
    """Where none is known, idle time and the shortcut lock."""
    assert type(system_lock_signals(platform)) is kind
