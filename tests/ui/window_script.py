"""A window process for tests: an archive with a quick key, one small screen, and one mishap.

Run as `python window_script.py FOLDER MISHAP`. What it tells its supervisor goes to standard
output, as always. With a mishap of `on a desktop ...` nobody locks: it waits for the computer's own
lock, and says `{"ready": true}` when everything is as bad as it gets.
"""

import itertools
import os
import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.archive.adding import Addition, add_records
from app.archive.opening import KdfParameters, create_archive, open_archive
from app.progress import Progress, Silent
from app.records.record import Record
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
from tests.records.builders import a_testimony

PASSPHRASE = "tide pebble lantern"
READY = b'{"ready": true}\n'
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


class FullScreen(SmallScreen):
    """A screen that never stops adding records."""

    def add_for_ever(self, progress: Progress) -> None:
        """A job that looks at its progress, as every import does."""
        for number in itertools.count(1):
            progress.step("adding", number, None)
            record = a_testimony(*(f"{number} the ferry crossed {at}" for at in range(40)))
            self.session.lanes.inside(Lane.WRITING, partial(self._add, record))

    def _add(self, record: Record) -> None:
        add_records(self.session.archive, [Addition(records=(record,))], Silent())


def hang(_progress: Progress) -> None:
    """A job that never looks at its progress."""
    threading.Event().wait()


def block(tell: int) -> None:
    """Keep the window's thread for ever."""
    os.write(tell, READY)
    while True:
        pass


def main(folder: Path, mishap: str) -> int:
    """Open the archive, let the mishap happen, lock."""
    application = make_application()
    Theme.install(application, Settings())
    path = folder / "Blue notebook.satchel"
    if path.exists():
        archive = open_archive(path, Credentials(passphrase=PASSPHRASE))
    else:
        archive = create_archive(path, PASSPHRASE, kdf=QUICK).archive
    tell = os.dup(1)
    frame = Frame(
        SupervisorLink.take_over_output(),
        Watchdog(),
        lambda session, parent: [FullScreen(session, parent, hangs=mishap == "screen")],
        archive=path,
    )
    frame.show()
    frame.show_archive(archive)
    if mishap == "job":
        frame.lanes.submit(Lane.LONG, hang)
    if mishap == "writing":
        frame.lanes.submit(Lane.WRITING, hang)
    if mishap == "on a desktop, adding" and frame.window_page is not None:
        screen = frame.window_page.screens["library"]
        assert isinstance(screen, FullScreen)
        frame.lanes.submit(Lane.LONG, screen.add_for_ever)
    act = {"quit": frame.close, "picker": frame.lock_screen.choose_button.click}
    if mishap in act:
        QTimer.singleShot(300, act[mishap])
    if mishap == "on a desktop, blocked":
        QTimer.singleShot(300, partial(block, tell))
    elif mishap.startswith("on a desktop"):
        os.write(tell, READY)
    elif mishap != "quit":
        QTimer.singleShot(600, frame.lock)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
