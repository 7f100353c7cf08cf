"""Windows: the session's notifications and the power events, which come to a window.

They go to a hidden window on a thread of its own (learn.microsoft.com, "WTSRegisterSession-
Notification", "WM_POWERBROADCAST"), so that a window that hangs is locked too. Messages that are
broadcast do not reach a message-only window, hence a real one that is never shown.
"""

import ctypes
import sys
import threading
import time
from collections.abc import Callable
from ctypes import wintypes

WM_ENDSESSION = 0x0016
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND = 0x4
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT = 0x2, 0x4
WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x6, 0x7

_LEAVING = (WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK)
_NOTIFY_FOR_THIS_SESSION = 0
_HOLD_SECONDS = 1.9
"""Windows waits about two seconds for the answer before it sleeps; by then this process ended."""


def means_lock(message: int, parameter: int) -> bool:
    """Whether a message says that the session locks, is left, ends, or the computer sleeps.

    Args:
        message: Its number.
        parameter: Its `wParam`.
    """
    if message == WM_WTSSESSION_CHANGE:
        return parameter in _LEAVING
    if message == WM_POWERBROADCAST:
        return parameter == PBT_APMSUSPEND
    return message == WM_ENDSESSION and bool(parameter)


class WindowsLockSignals:
    """Listens with a hidden window."""

    def __init__(self) -> None:
        self._told: Callable[[], None] | None = None

    def listen(self, told: Callable[[], None]) -> None:
        """As `LockSignals` promises."""
        self._told = told
        if sys.platform == "win32":
            threading.Thread(
                target=_hear, args=(self.take,), name="satchel-session", daemon=True
            ).start()

    def take(self, message: int, parameter: int) -> None:
        """Look at a message of the hidden window."""
        told = self._told
        if told is None or not means_lock(message, parameter):
            return
        told()
        if message == WM_POWERBROADCAST:
            time.sleep(_HOLD_SECONDS)


if sys.platform == "win32":
    _RESULT = ctypes.c_ssize_t
    _TAKES = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    _Answers = ctypes.WINFUNCTYPE(_RESULT, *_TAKES)

    class _WindowClass(ctypes.Structure):
        """`WNDCLASSW`."""

        _fields_ = (
            ("style", wintypes.UINT),
            ("answer", _Answers),
            ("class_extra", ctypes.c_int),
            ("window_extra", ctypes.c_int),
            ("module", wintypes.HINSTANCE),
            ("icon", wintypes.HANDLE),
            ("cursor", wintypes.HANDLE),
            ("background", wintypes.HANDLE),
            ("menu", wintypes.LPCWSTR),
            ("name", wintypes.LPCWSTR),
        )

    def _hear(take: Callable[[int, int], None]) -> None:
        """Make the hidden window and hand on its messages for as long as the process lives."""
        user, session = ctypes.WinDLL("user32"), ctypes.WinDLL("wtsapi32")
        user.DefWindowProcW.argtypes, user.DefWindowProcW.restype = _TAKES, _RESULT
        user.RegisterClassW.restype = wintypes.ATOM
        user.CreateWindowExW.restype = wintypes.HWND
        session.WTSRegisterSessionNotification.argtypes = (wintypes.HWND, wintypes.DWORD)

        def answer(window: int, message: int, parameter: int, more: int) -> int:
            take(message, parameter)
            return int(user.DefWindowProcW(window, message, parameter, more))

        kind = _WindowClass(answer=_Answers(answer), name="SatchelSession")
        if not user.RegisterClassW(ctypes.byref(kind)):
            return
        place, none = (0, 0, 0, 0), (None, None, None, None)
        window = user.CreateWindowExW(0, kind.name, None, 0, *place, *none)
        if not window:
            return
        session.WTSRegisterSessionNotification(window, _NOTIFY_FOR_THIS_SESSION)
        message = wintypes.MSG()
        while user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            user.DispatchMessageW(ctypes.byref(message))
