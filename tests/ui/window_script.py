"""A window process for tests: an archive with a quick key, one small screen, and one mishap.

Run as `python window_script.py FOLDER MISHAP`. What it tells its supervisor goes to standard
output, as always.
"""

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.archive.opening import KdfParameters, create_archive, open_archive
from app.progress import Progress
from app.settings import Settings
from app.store.credentials import Credentials
from app.ui.frame import Frame
from app.ui.jobs import Lane
from app.ui.screen import Screen
from app.ui.session import Session
from app.ui.supervisor_link import SupervisorLink
from app.ui.theme import Theme
from app.ui.watchdog import Watchdog
from app.ui.window_process import make_application

PASSPHRASE = "tide pebble lantern"
QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)


class SmallScreen(Screen):
    """A screen that may hang when it is to save."""

    def __init__(self, session: Session, parent: QWidget | None, *, hangs: bool) -> None:
        super().__init__(
            session, parent, key="library", title="Library", icon="library", shortcut="Ctrl+1"
        )
        self._hangs = hangs

    def save_pending(self) -> None:
        """Hang, if that is what it is here for."""
        while self._hangs:
            pass

    def place(self) -> str:
        """Somewhere."""
        return "T-014"


def hang(_progress: Progress) -> None:
    """A job that never looks at its progress."""
    threading.Event().wait()


def main(folder: Path, mishap: str) -> int:
    """Open the archive, let the mishap happen, lock."""
    application = make_application()
    Theme.install(application, Settings())
    path = folder / "Blue notebook.satchel"
    if path.exists():
        archive = open_archive(path, Credentials(passphrase=PASSPHRASE))
    else:
        archive = create_archive(path, PASSPHRASE, kdf=QUICK).archive
    frame = Frame(
        SupervisorLink.take_over_output(),
        Watchdog(),
        lambda session, parent: [SmallScreen(session, parent, hangs=mishap == "screen")],
        archive=path,
    )
    frame.show()
    frame.show_archive(archive)
    if mishap == "job":
        frame.lanes.submit(Lane.LONG, hang)
    if mishap == "writing":
        frame.lanes.submit(Lane.WRITING, hang)
    act = {"quit": frame.close, "picker": frame.lock_screen.choose_button.click}
    if mishap in act:
        QTimer.singleShot(300, act[mishap])
    if mishap != "quit":
        QTimer.singleShot(600, frame.lock)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
