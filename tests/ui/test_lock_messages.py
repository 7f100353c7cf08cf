"""What other systems' messages mean; their numbers are from the systems' own headers."""

import pytest

from app.ui.lock_signals import macos, windows


@pytest.mark.parametrize(
    ("message", "parameter", "locks"),
    [
        (0x02B1, 0x7, True),  # session lock
        (0x02B1, 0x8, False),  # session unlock
        (0x02B1, 0x6, True),  # logoff
        (0x02B1, 0x2, True),  # another person's session is shown
        (0x02B1, 0x1, False),  # this session is shown again
        (0x02B1, 0x4, True),  # the remote desktop is left
        (0x02B1, 0x3, False),  # and entered
        (0x0218, 0x4, True),  # sleep
        (0x0218, 0x7, False),  # awake
        (0x0218, 0x12, False),  # awake by itself
        (0x0218, 0xA, False),  # on battery
        (0x0016, 1, True),  # the session ends
        (0x0016, 0, False),  # it does not after all
        (0x0010, 0, False),
        (0x0007, 0x7, False),
    ],
)
def test_windows_messages_are_understood(message: int, parameter: int, *, locks: bool) -> None:
    """Only those after which nobody sits before the screen, or the computer sleeps."""
    assert windows.means_lock(message, parameter) is locks


def test_windows_messages_reach_who_listens() -> None:
    """Once somebody listens; other messages do not."""
    signals, told = windows.WindowsLockSignals(), list[int]()
    signals.take(0x02B1, 0x7)
    signals.listen(lambda: told.append(1))
    signals.take(0x02B1, 0x8)
    assert told == []
    signals.take(0x02B1, 0x7)
    assert told == [1]


@pytest.mark.parametrize(
    ("message", "locks", "answered"),
    [
        (0xE0000280, True, True),  # will sleep
        (0xE0000270, False, True),  # asks whether it may
        (0xE0000300, False, False),  # is awake
        (0xE0000320, False, False),  # wakes up
        (0, False, False),
    ],
)
def test_mac_power_messages_are_understood(message: int, *, locks: bool, answered: bool) -> None:
    """Sleep locks; where the system waits for an answer it gets one."""
    assert macos.power_means_lock(message) is locks
    assert macos.wants_answer(message) is answered


@pytest.mark.parametrize(
    ("name", "locks"),
    [
        ("com.apple.screenIsLocked", True),
        ("com.apple.screensaver.didstart", True),
        ("com.apple.screenIsUnlocked", False),
        ("com.apple.screensaver.didstop", False),
    ],
)
def test_mac_notes_are_understood(name: str, *, locks: bool) -> None:
    """Those asked for are the ones that lock."""
    assert macos.note_means_lock(name) is locks
