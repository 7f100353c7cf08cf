"""What becomes of Qt's own messages.

What a desktop program writes to standard error often ends in a log of the system, on disk and
unencrypted. Qt's messages can hold names of files and texts, so only their kind is passed on.
"""

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.errors import SystemTroubleError
from app.translation import _

_SILENT = frozenset((QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg))
_KINDS = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical",
    QtMsgType.QtFatalMsg: "fatal",
}


class QtMessages:
    """Takes Qt's messages; while the program starts, a fatal one means that there is no screen."""

    def __init__(self) -> None:
        self._starting = True
        self._held: list[str] = []

    def install(self) -> None:
        """Take over from Qt's own way, which writes everything to standard error."""
        qInstallMessageHandler(self.take)

    def started(self) -> None:
        """From now on something fatal is a crash. What came until now is passed on."""
        self._starting = False
        sys.stderr.writelines(self._held)

    def take(self, kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
        """Pass on that there was a message, and its category; end if no window can be shown."""
        if kind in _SILENT:
            return
        if kind is QtMsgType.QtFatalMsg and self._starting:
            sys.stderr.write(f"{_no_screen()}\n")
            sys.stderr.flush()
            # Returning would let Qt abort, which looks like a crash to the supervisor.
            os._exit(SystemTroubleError.exit_code)
        line = f"Qt: {_KINDS[kind]} ({context.category or 'default'})\n"
        if self._starting:
            # Where no window can be opened, Qt says so many times over; one sentence is enough.
            self._held.append(line)
        else:
            sys.stderr.write(line)


def _no_screen() -> SystemTroubleError:
    return SystemTroubleError(
        _("No window can be opened on this screen."),
        _("Look whether DISPLAY or WAYLAND_DISPLAY names a screen that is there, or use the ")
        + _("terminal commands: they begin with --help."),
    )
