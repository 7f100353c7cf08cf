"""The real window process, and a person who walks through it.

Run as `python window_journey.py GO RESULTS`, with the supervisor's order on standard input. When
everything is done and the archive is still open, `{"arrived": SECRETS}` goes to standard output. A
byte from the file descriptor GO then lets the person lock. Where the order names no archive, the
person makes one, beside RESULTS.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui import window_process
from app.ui.dossier.screen import DossierScreen
from app.ui.frame import Frame
from app.ui.health.screen import HealthScreen
from app.ui.intake.papers import Answers, PaperState
from app.ui.intake.screen import IntakeScreen
from app.ui.library.screen import LibraryScreen
from app.ui.window import Window
from tests.journeys.every_command import FIELD, PAGE, QUERY, TEXT, TITLE
from tests.journeys.terminal import PASSPHRASE

_SECONDS = 120
_STEP_MS = 10


def until(done: Callable[[], object]) -> None:
    """Let the window work until something has come about."""
    for _look in range(_SECONDS * 1000 // _STEP_MS):
        if done():
            return
        QTest.qWait(_STEP_MS)
    code = getattr(done, "__code__", None)
    raise AssertionError(f"{code.co_firstlineno if code else done}: never came about")


class Person:
    """Somebody at the keyboard."""

    def __init__(self, frame: Frame, results: Path) -> None:
        self.frame, self.results = frame, results

    def settle(self) -> None:
        """Wait until no job runs."""
        QTest.qWait(_STEP_MS)
        until(lambda: not self.frame.lanes.running())

    def unlock(self) -> Window:
        """Type a wrong passphrase, then the right one."""
        field = self.frame.lock_screen.passphrase.line
        field.setText(TEXT)
        QTest.keyClick(field, Qt.Key.Key_Return)
        until(self.frame.lock_screen.trouble.isVisible)
        QTest.keyClicks(field, PASSPHRASE)
        QTest.keyClick(field, Qt.Key.Key_Return)
        until(lambda: self.frame.window_page is not None)
        page = self.frame.window_page
        assert page is not None
        self.settle()
        return page

    def make_new(self) -> tuple[Window, tuple[str, ...]]:
        """Walk the path to a new archive; its passphrase and recovery code are what nobody sees."""
        QTest.keyClick(self.frame.lock_screen.open_button, Qt.Key.Key_Space)
        page = self.frame.new_page
        assert page is not None
        page.place_step._where.setText(str(self.results.parent))
        page.place_step.name.setText("Made")
        page.next_button.click()
        words = page.passphrase_step.passphrase()
        page.passphrase_step._learnt.setChecked(True)
        page.next_button.click()
        until(page.code_step.code.isVisible)
        code = page.code_step.code.accessibleName()
        page.code_step.written.setChecked(True)
        page.next_button.click()
        page.next_button.click()
        until(lambda: self.frame.window_page is not None)
        window = self.frame.window_page
        assert window is not None
        self.settle()
        return window, (words, code)

    def paste(self, screen: IntakeScreen) -> None:
        """Paste a page, answer what is asked, add it; leave another one under review."""
        QGuiApplication.clipboard().setText(PAGE)
        screen.paste()
        until(lambda: screen.desk.current_paper)
        key, paper = screen.desk.current, screen.desk.current_paper
        assert key is not None and paper is not None
        if paper.testimony:
            screen.edits.answer(Answers(basis_asked=True))
        screen.acts.accept.trigger()
        until(lambda: screen.desk.state(key) is PaperState.DONE)
        screen.add_text(PAGE.replace("ferry", FIELD))
        until(lambda: len(screen.desk.entries) == 2)
        self.settle()

    def correct(self, screen: LibraryScreen) -> str:
        """Search, open what is found, write into one paragraph and begin with another; its id."""
        for words in (QUERY, TEXT):
            screen.results.head.line.set_text(words)
            self.settle()
        hit = screen.results.model.hit(0)
        assert hit is not None
        screen.open_record(hit.card.id)
        self.settle()
        text = screen.reader.text
        opened = screen.reader.record
        text.edit(1)
        text.editor._words.insertPlainText(f" {FIELD}")
        text.finish()
        self.settle()
        text.edit(2)
        text.editor._words.insertPlainText(f" {FIELD}")
        screen.reader.edits.save_draft()
        self.settle()
        assert opened == hit.card.id
        return hit.card.id

    def export(self, screen: DossierScreen, record: str) -> None:
        """Put the record into a dossier, look at its pages, write it."""
        screen.add_records((record,))
        screen.steps.title(TITLE)
        until(lambda: screen.preview.count > 1)
        until(screen.acts.export.isEnabled)
        request = screen._request()
        assert request is not None
        screen.export_flow._request = request
        screen.export_flow.write_to(self.results / "dossier.pdf")
        until(screen.records.check.isVisible)
        self.settle()

    def look_after(self, screen: HealthScreen) -> None:
        """Check the archive, compare a head of its log, back it up."""
        screen.check()
        until(lambda: screen.note is not None and not screen.busy.running)
        assert screen.note is not None and screen.note.ok
        # The log is read anew after the check.
        self.settle()
        until(lambda: len(screen.log.head.words.text().split()) == 12)
        screen.compare_flow.compare(screen.log.head.words.text())
        until(screen.log.head.answer.isVisible)
        self.settle()
        screen.backup_flow.back_up(self.results / "backup.satchel")
        until(screen.pane.backup.result.isVisible)
        self.settle()


def walk(tell: int, go_ahead: int, results: Path) -> None:
    """The whole journey; the process ends with it."""
    try:
        (frame,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Frame))
        frame.resize(1366, 768)
        person = Person(frame, results)
        secrets: tuple[str, ...] = (PASSPHRASE,)
        if frame.lock_screen.passphrase.isVisible():
            window = person.unlock()
        else:
            window, secrets = person.make_new()
        intake, library, dossier, health = (
            window.screens[key] for key in ("intake", "library", "dossier", "health")
        )
        assert isinstance(intake, IntakeScreen)
        assert isinstance(library, LibraryScreen)
        assert isinstance(dossier, DossierScreen)
        assert isinstance(health, HealthScreen)
        window.show_screen("intake")
        person.paste(intake)
        window.show_screen("library")
        record = person.correct(library)
        window.show_screen("dossier")
        person.export(dossier, record)
        window.show_screen("health")
        person.look_after(health)
        window.show_screen("dossier")
        os.write(tell, json.dumps({"arrived": secrets}).encode() + b"\n")
        os.read(go_ahead, 1)
        frame.lock()
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def main(go_ahead: int, results: Path, tell: int | None = None) -> int:
    """Start the window as its supervisor does, with the person before it."""
    tell = os.dup(1) if tell is None else tell
    make = window_process.make_application

    def with_a_person() -> QApplication:
        application = make()
        QTimer.singleShot(0, partial(walk, tell, go_ahead, results))
        return application

    window_process.make_application = with_a_person
    return window_process.main()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
