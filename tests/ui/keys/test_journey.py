"""One archive, several people, one window after the other: every lock begins another."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.keys import KeyKind
from app.archive.opening import KdfParameters, create_archive
from app.ui.frame import Frame
from app.ui.keys.add_person import AddPersonDialog
from app.ui.keys.add_shares import AddSharesDialog
from app.ui.keys.change_passphrase import ChangePassphraseDialog
from app.ui.keys.screen import KeysScreen
from app.ui.keys.whose_passphrase import WhosePassphraseDialog
from app.ui.lock_ways import Way
from app.ui.supervisor_link import SupervisorLink
from app.ui.theme import Theme
from app.ui.watchdog import LOCK_CODE
from app.ui.widgets.buttons import Button
from app.ui.widgets.dialog import Dialog
from app.ui.window_process import make_screens
from tests.ui.keys.conftest import PASSPHRASE, own_passphrase
from tests.ui.test_restoring import Door, Patient

QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)
WAIT = 30_000
NOOR, NEW, AGAIN = "green boat sank twice", "the ferry came at noon", "bread for the ferryman"
HOLDERS = ("first holder's own", "second holder's own", "third holder's own")


class Desk:
    """A computer with one archive; each sitting is a window of its own.

    Args:
        line: Where the supervisor would listen.
    """

    def __init__(self, qtbot: QtBot, line: int, folder: Path) -> None:
        made = create_archive(folder / "Blue notebook.satchel", PASSPHRASE, kdf=QUICK)
        made.archive.close()
        self.path, self.code = made.archive.path, made.recovery_code
        self._qtbot, self._line = qtbot, line
        self._door = Door()
        self.frame = self._sit_down()

    def _sit_down(self) -> Frame:
        self._door = Door()
        made = Frame(
            SupervisorLink(self._line),
            Patient(),
            make_screens,
            archive=self.path,
            leave=self._door.leave,
        )
        self._qtbot.addWidget(made)
        made.resize(1366, 768)
        made.show()
        return made

    def settle(self) -> None:
        """Wait until no job runs."""
        for _again in range(3):
            self._qtbot.waitUntil(lambda: not self.frame.lanes.running(), timeout=WAIT)
            self._qtbot.wait(1)

    def lock(self) -> None:
        """End this window; the next one shows the lock screen."""
        self.frame.lock()
        self._qtbot.waitUntil(lambda: self._door.codes == [LOCK_CODE], timeout=WAIT)
        self.frame = self._sit_down()

    def opened(self) -> bool:
        """Whether the window is open, once it is known."""
        shown = self.frame.lock_screen.trouble
        self._qtbot.waitUntil(
            lambda: self.frame.window_page is not None or shown.isVisible(), timeout=WAIT
        )
        self.settle()
        return self.frame.window_page is not None

    def open_with(self, passphrase: str) -> bool:
        """Type a passphrase at the lock screen."""
        line = self.frame.lock_screen.passphrase.line
        line.setText(passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)
        return self.opened()

    def keys(self) -> KeysScreen:
        """The page of keys, reached from the settings."""
        window = self.frame.window_page
        assert window is not None
        window.settings_wanted.emit()
        self.press("keys")
        self.settle()
        screen = window.present
        assert isinstance(screen, KeysScreen)
        return screen

    def dialog(self) -> Dialog:
        """The dialog that is open."""
        (found,) = [each for each in self.frame.findChildren(Dialog) if each.isVisible()]
        return found

    def press(self, key: str) -> None:
        """Press a button of the open dialog."""
        (button,) = [
            each for each in self.dialog().findChildren(Button) if each.property("key") == key
        ]
        button.click()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a closed archive; its last window is closed afterwards."""
    reading, writing = os.pipe()
    made = Desk(qtbot, writing, tmp_path)
    yield made
    made.frame.lanes.close(20)
    if made.frame.session is not None:
        made.frame.session.archive.close()
    for end in (reading, writing):
        os.close(end)


def test_a_second_person_works_and_changes_the_passphrase(desk: Desk) -> None:
    """Added, then at the lock screen as that person; after the change the old one is refused.

    History names the person whose key opened the archive.
    """
    assert desk.open_with(PASSPHRASE)
    desk.keys().acts.add_person.trigger()
    dialog = desk.dialog()
    assert isinstance(dialog, AddPersonDialog)
    dialog.who.fields.person.setText("Noor Karim")
    dialog.next_button.click()
    own_passphrase(dialog, NOOR)
    dialog.next_button.click()
    desk.settle()
    desk.lock()

    assert desk.open_with(NOOR)
    assert desk.frame.session is not None
    assert desk.frame.session.archive.made_by == "NK"
    desk.keys().acts.change_mine.trigger()
    change = desk.dialog()
    assert isinstance(change, ChangePassphraseDialog)
    assert change.slot.person == "Noor Karim"
    own_passphrase(change, NEW)
    change.next_button.click()
    desk.settle()
    desk.lock()

    assert not desk.open_with(NOOR)
    assert "does not open this archive" in desk.frame.lock_screen.trouble.accessibleName()
    assert desk.open_with(NEW)


def test_a_recovery_code_then_a_new_passphrase(desk: Desk) -> None:
    """After the code a new passphrase is offered at once; the forgotten one opens nothing."""
    desk.frame.lock_screen.show_way(Way.CODE)
    desk.frame.lock_screen.code.setText(desk.code)
    desk.frame.lock_screen.open_button.click()
    assert desk.opened()
    desk.press("set")
    desk.settle()
    whose = desk.dialog()
    assert isinstance(whose, WhosePassphraseDialog)
    desk.press("next")
    change = desk.dialog()
    assert isinstance(change, ChangePassphraseDialog)
    own_passphrase(change, AGAIN)
    change.next_button.click()
    desk.settle()
    desk.lock()
    assert not desk.open_with(PASSPHRASE)
    assert desk.open_with(AGAIN)


def test_two_of_three_shares_and_new_keys_for_everything(desk: Desk, tmp_path: Path) -> None:
    """Made, handed out on sticks; then all keys are made anew, and two shares still open."""
    assert desk.open_with(PASSPHRASE)
    keys = desk.keys()
    keys.acts.add_shares.trigger()
    dialog = desk.dialog()
    assert isinstance(dialog, AddSharesDialog)
    dialog.count.choose(2, 3)
    dialog.next_button.click()
    for passphrase in HOLDERS:
        dialog.next_button.click()
        own_passphrase(dialog, passphrase)
        dialog.next_button.click()
        desk.settle()
    for number in range(3):
        dialog.next_button.click()
        dialog.share.save_as(tmp_path / f"notes-{number}.txt")
        desk.settle()
        dialog.next_button.click()
    dialog.back_button.click()
    desk.settle()
    keys.acts.rekey.trigger()
    desk.press("rekey")
    desk.settle()
    assert not keys.page.notice.isVisible()
    desk.lock()

    lock_screen = desk.frame.lock_screen
    lock_screen.show_way(Way.SHARES)
    for number in (2, 1):
        lock_screen.shares.take((tmp_path / f"notes-{number}.txt").read_text())
        lock_screen.shares.passphrase.line.setText(HOLDERS[number])
        lock_screen.shares.add_button.click()
        desk.settle()
    lock_screen.open_button.click()
    assert desk.opened()
    desk.press("later")
    opened_with = next(each.slot for each in desk.keys().page.cards if each.slot.in_use)
    assert opened_with.kind is KeyKind.SHARES
