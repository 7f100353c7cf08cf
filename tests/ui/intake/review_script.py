"""A window process for tests: a review under way, and one way of ending.

Run as `python review_script.py FOLDER END`.
"""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.archive.opening import KdfParameters, create_archive, open_archive
from app.intake.reading import source_of
from app.settings import Settings
from app.store.credentials import Credentials
from app.ui.frame import Frame
from app.ui.intake.screen import IntakeScreen
from app.ui.screen import Screen
from app.ui.session import Session
from app.ui.supervisor_link import SupervisorLink
from app.ui.theme import Theme
from app.ui.watchdog import Watchdog
from app.ui.window_process import make_application
from tests.ui.intake.conftest import TWO_DOCUMENTS, as_reviewed

PASSPHRASE = "tide pebble"
QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)
LARGE = 64_000_000


class Noting(Screen):
    """Tells whether the window is gone when it is to save, and stumbles if it is to."""

    def __init__(self, session: Session, parent: QWidget | None, *, stumbles: bool) -> None:
        super().__init__(
            session, parent, key="library", title="Library", icon="library", shortcut="Ctrl+1"
        )
        self._stumbles = stumbles

    def save_pending(self) -> None:
        """Note it, and stumble."""
        state = "shown" if self.window().isVisible() else "hidden"
        sys.stderr.write(f"{state} while saving\n")
        if self._stumbles:
            raise ValueError


class Play:
    """Goes on when what it waits for has come."""

    def __init__(self, frame: Frame, end: str) -> None:
        self.frame, self.end = frame, end
        self.timer = QTimer()
        self.timer.setInterval(20)
        self.timer.timeout.connect(self.look)
        self.changed = False
        page = frame.window_page
        assert page is not None
        screen = page.screens["intake"]
        assert isinstance(screen, IntakeScreen)
        self.screen = screen
        screen.add_text(TWO_DOCUMENTS)
        self.timer.start()

    def look(self) -> None:
        """Change the review once it is there; then end."""
        desk, edits = self.screen.desk, self.screen.edits
        if not desk.entries:
            return
        if self.end == "quick":
            self.finish()
        elif not self.changed:
            edits.change_draft(as_reviewed, "Review")
            self.changed = True
            if self.end == "large":
                # As much as one file may have, and more than a lock can write.
                source = source_of("long", os.urandom(LARGE))
                desk.add(replace(desk.entries[0], name="long", source=source))
                self.finish()
            elif self.end in ("lock", "stumble"):
                self.finish()
        elif self.end == "kill" and not self.screen.keeper.unsaved:
            os.kill(os.getpid(), signal.SIGKILL)

    def finish(self) -> None:
        """Lock."""
        self.timer.stop()
        self.frame.lock()


def main(folder: Path, end: str) -> int:
    """Open an archive, begin a review, end."""
    application = make_application()
    Theme.install(application, Settings())
    path = folder / "Notebook.satchel"
    create_archive(path, PASSPHRASE, kdf=QUICK).archive.close()
    frame = Frame(
        SupervisorLink.take_over_output(),
        Watchdog(),
        lambda session, parent: [
            Noting(session, parent, stumbles=end == "stumble"),
            IntakeScreen(session, parent),
        ],
        archive=path,
    )
    frame.show()
    frame.show_archive(open_archive(path, Credentials(passphrase=PASSPHRASE)))
    play = Play(frame, end)
    QTimer.singleShot(60_000, play.finish)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
