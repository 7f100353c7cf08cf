"""macOS: a notification that goes to every program when the screen locks, and the power events.

Notifications come on the main thread, as the system wants it (developer.apple.com, "CFNotification-
Center"); power events come on a thread of their own ("IORegisterForSystemPower"), where the
system waits for an answer before it sleeps.
"""

import ctypes
import sys
import threading
import time
from collections.abc import Callable

SCREEN_NOTES = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
CAN_SLEEP, WILL_SLEEP = 0xE0000270, 0xE0000280  # IOKit/IOMessage.h
_UTF_8 = 0x08000100  # kCFStringEncodingUTF8
_AT_ONCE = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
_HOLD_SECONDS = 2.0
_FRAMEWORKS = "/System/Library/Frameworks"

_NoteTaken = ctypes.CFUNCTYPE(None, *(ctypes.c_void_p,) * 5)
_PowerTaken = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p
)


def note_means_lock(name: str) -> bool:
    """Whether a notification of this name says that nobody is to read the screen any more."""
    return name in SCREEN_NOTES


def wants_answer(message: int) -> bool:
    """Whether the system waits for an answer to a power message before it goes on."""
    return message in (CAN_SLEEP, WILL_SLEEP)


def power_means_lock(message: int) -> bool:
    """Whether a power message says that the computer goes to sleep."""
    return message == WILL_SLEEP


class MacLockSignals:
    """Listens to both."""

    def __init__(self) -> None:
        self._told: Callable[[], None] | None = None
        self._note_taken = _NoteTaken(self._take_note)
        self._power_taken = _PowerTaken(self._take_power)
        self._root = 0

    def listen(self, told: Callable[[], None]) -> None:
        """As `LockSignals` promises."""
        self._told = told
        if sys.platform == "darwin":
            self._hear_notes()
            threading.Thread(target=self._hear_power, name="satchel-power", daemon=True).start()

    def _take_note(self, *_note: object) -> None:
        """Only the notes that were asked for arrive."""
        told = self._told
        if told is not None:
            told()

    def _take_power(self, _own: object, _service: int, message: int, about: int | None) -> None:
        told = self._told
        if told is not None and power_means_lock(message):
            told()
            time.sleep(_HOLD_SECONDS)  # The process ends meanwhile; only then may it sleep.
        if wants_answer(message) and sys.platform == "darwin":
            allow = ctypes.CDLL(f"{_FRAMEWORKS}/IOKit.framework/IOKit").IOAllowPowerChange
            allow.argtypes = (ctypes.c_uint32, ctypes.c_long)
            allow(self._root, about or 0)

    def _hear_notes(self) -> None:
        core = _core()
        core.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
        core.CFNotificationCenterAddObserver.argtypes = (
            *(ctypes.c_void_p, ctypes.c_void_p, _NoteTaken, ctypes.c_void_p, ctypes.c_void_p),
            ctypes.c_long,
        )
        center = core.CFNotificationCenterGetDistributedCenter()
        for name in SCREEN_NOTES:
            note = core.CFStringCreateWithCString(None, name.encode(), _UTF_8)
            core.CFNotificationCenterAddObserver(
                center, id(self), self._note_taken, note, None, _AT_ONCE
            )

    def _hear_power(self) -> None:
        core, kit = _core(), ctypes.CDLL(f"{_FRAMEWORKS}/IOKit.framework/IOKit")
        kit.IORegisterForSystemPower.restype = ctypes.c_uint32
        kit.IONotificationPortGetRunLoopSource.restype = ctypes.c_void_p
        kit.IONotificationPortGetRunLoopSource.argtypes = (ctypes.c_void_p,)
        core.CFRunLoopGetCurrent.restype = ctypes.c_void_p
        core.CFRunLoopAddSource.argtypes = (ctypes.c_void_p,) * 3
        port, notifier = ctypes.c_void_p(), ctypes.c_uint32()
        self._root = kit.IORegisterForSystemPower(
            None, ctypes.byref(port), self._power_taken, ctypes.byref(notifier)
        )
        if not self._root:
            return
        source = kit.IONotificationPortGetRunLoopSource(port)
        mode = ctypes.c_void_p.in_dll(core, "kCFRunLoopDefaultMode")
        core.CFRunLoopAddSource(core.CFRunLoopGetCurrent(), source, mode)
        core.CFRunLoopRun()


def _core() -> ctypes.CDLL:
    core = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
    core.CFStringCreateWithCString.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32)
    return core
