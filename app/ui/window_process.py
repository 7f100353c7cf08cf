"""The window process: everything that may hold a secret lives and ends here.

Started by the supervisor (`app.__main__`); see there for what passes between the two.
"""

import os
import sys
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.confined.socket_filter import forbid_network
from app.errors import SatchelError
from app.settings import load_settings
from app.store.secrecy import forbid_dumps
from app.translation import _, use_language
from app.ui.collecting import settle
from app.ui.frame import Frame
from app.ui.jobs import UnexpectedError, report_of
from app.ui.process_guard import (
    check_platform,
    clean_surroundings,
    end_with_parent,
    use_own_plugins,
)
from app.ui.qt_messages import QtMessages
from app.ui.supervisor_link import SupervisorLink, read_order
from app.ui.theme import Theme
from app.ui.watchdog import Watchdog

if TYPE_CHECKING:
    from app.ui.screen import Screen
    from app.ui.session import Session


def make_screens(session: "Session", parent: QWidget) -> Sequence["Screen"]:
    """The destinations of the rail, in order."""
    # The lock screen need not wait until these are read.
    from app.ui.compare.screen import CompareScreen
    from app.ui.crossings import Crossings
    from app.ui.dossier.screen import DossierScreen
    from app.ui.health.screen import HealthScreen
    from app.ui.intake.screen import IntakeScreen
    from app.ui.keys.screen import KeysScreen
    from app.ui.library.screen import LibraryScreen

    library = LibraryScreen(session, parent)
    intake = IntakeScreen(session, parent)
    dossier = DossierScreen(session, parent)
    Crossings(library, intake, dossier)
    compare = CompareScreen(session, parent)
    health, keys = HealthScreen(session, parent), KeysScreen(session, parent)
    settle()
    return library, intake, dossier, compare, health, keys


class BugReports:
    """Shows a mistake of the program's own as a dialog, and never writes a value anywhere."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def install(self) -> None:
        """Take over what Python does with exceptions that nobody caught."""
        sys.excepthook = self.tell
        threading.excepthook = self._tell_of_thread

    def tell(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """One report of types and frames, on standard error and in a dialog."""
        sys.stderr.write(report_of(error) + "\n")
        page = self._frame.window_page
        if page is not None and threading.current_thread() is threading.main_thread():
            page.show_trouble(_("This did not work"), UnexpectedError(error))

    def _tell_of_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.tell(told.exc_type, told.exc_value, told.exc_traceback)


def make_application() -> QApplication:
    """Qt, with the fixed choices that come before everything else."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    use_own_plugins()
    application = QApplication([sys.argv[0]])
    use_own_plugins()  # Qt has just added the folder of the Python program.
    application.setApplicationName("Satchel")
    application.setQuitOnLastWindowClosed(False)
    return application


def main() -> int:
    """Run one window until it is locked or quit.

    Returns:
        Only where no window can be shown: 8. Otherwise the process ends from within.
    """
    forbid_dumps()
    forbid_network()
    clean_surroundings()
    messages = QtMessages()
    messages.install()
    try:
        check_platform(os.environ)
    except SatchelError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    link = SupervisorLink.take_over_output()
    order = read_order(sys.stdin.buffer)
    end_with_parent(order.parent, sys.stdin.fileno())
    settings = load_settings()
    if settings.language:
        use_language(settings.language)
    application = make_application()
    if settings.language:
        application.setLayoutDirection(QLocale(settings.language).textDirection())
    Theme.install(application, settings)
    frame = Frame(link, Watchdog(), make_screens, archive=order.archive, sentence=order.sentence)
    BugReports(frame).install()
    frame.show()
    frame.lock_screen.take_focus()
    messages.started()
    QTimer.singleShot(0, frame.listen)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
