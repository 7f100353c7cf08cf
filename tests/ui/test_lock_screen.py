"""The lock screen opens archives, and says plainly why not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive, KdfParameters, create_archive
from app.ui.jobs import Lanes
from app.ui.lock_screen import LockScreen

PASSPHRASE = "tide pebble lantern"
QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)


class Place:
    """An archive on the disk, closed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "Blue notebook.satchel"
        made = create_archive(self.path, PASSPHRASE, kdf=QUICK)
        self.recovery_code = made.recovery_code
        made.archive.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A closed archive."""
    return Place(tmp_path)


MakeScreen = Callable[[Path | None], LockScreen]


@pytest.fixture
def make_screen(lanes: Lanes, qtbot: QtBot) -> MakeScreen:
    """Makes lock screens."""

    def make(archive: Path | None) -> LockScreen:
        screen = LockScreen(lanes, archive, "")
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        screen.show()
        return screen

    return make


def opened(screen: LockScreen, qtbot: QtBot) -> Archive:
    """Press Open and wait for the archive."""
    with qtbot.waitSignal(screen.opened, timeout=20_000) as told:
        QTest.mouseClick(screen.open_button, Qt.MouseButton.LeftButton)
    assert told.args is not None
    archive = told.args[0]
    assert isinstance(archive, Archive)
    return archive


def test_the_right_passphrase_opens(place: Place, make_screen: MakeScreen, qtbot: QtBot) -> None:
    """Typing it and pressing Open brings the archive; the field is empty afterwards."""
    screen = make_screen(place.path)
    QTest.keyClicks(screen.passphrase.line, PASSPHRASE)
    with opened(screen, qtbot) as archive:
        assert archive.name == "Blue notebook"
    assert screen.passphrase.text() == ""


def test_a_wrong_passphrase_is_said_plainly(
    place: Place, make_screen: MakeScreen, qtbot: QtBot
) -> None:
    """One sentence, nothing changed, the field is empty and has the keyboard again."""
    screen = make_screen(place.path)
    before = {file: file.read_bytes() for file in place.path.rglob("*") if file.is_file()}
    QTest.keyClicks(screen.passphrase.line, "tide pebble lanterns")
    QTest.keyClick(screen.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.trouble.isVisible, timeout=20_000)
    assert "does not open this archive" in screen.trouble.accessibleName()
    assert screen.passphrase.text() == ""
    assert not screen.open_button.isEnabled()
    after = {file: file.read_bytes() for file in place.path.rglob("*") if file.is_file()}
    assert after == before


def test_damage_is_told_from_a_wrong_passphrase(
    place: Place, make_screen: MakeScreen, qtbot: QtBot
) -> None:
    """A damaged archive never makes somebody doubt a right passphrase."""
    for file in place.path.glob("keyslots.*"):
        file.write_bytes(file.read_bytes()[:-40] + b"x" * 40)
    screen = make_screen(place.path)
    QTest.keyClicks(screen.passphrase.line, PASSPHRASE)
    QTest.keyClick(screen.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.trouble.isVisible, timeout=20_000)
    said = screen.trouble.accessibleName()
    assert "damaged" in said
    assert "does not open this archive" not in said


def test_the_recovery_code_opens(place: Place, make_screen: MakeScreen, qtbot: QtBot) -> None:
    """The code that was shown once opens without the passphrase."""
    screen = make_screen(place.path)
    screen.recovery_link.click()
    assert screen.code.isVisible() and not screen.passphrase.isVisible()
    QTest.keyClicks(screen.code, place.recovery_code)
    opened(screen, qtbot).close()


def test_a_mistyped_recovery_code_says_where(
    place: Place, make_screen: MakeScreen, qtbot: QtBot
) -> None:
    """The sentence helps to find the mistake, and the typed code stays to be corrected."""
    screen = make_screen(place.path)
    screen.recovery_link.click()
    QTest.keyClicks(screen.code, "7ZK3-0F2M")
    screen.open_button.click()
    qtbot.waitUntil(screen.trouble.isVisible, timeout=20_000)
    assert "32" in screen.trouble.accessibleName()
    assert screen.code.text() == "7ZK3-0F2M"


def test_a_folder_that_is_no_archive_is_told(
    tmp_path: Path, make_screen: MakeScreen, qtbot: QtBot
) -> None:
    """Choosing the wrong folder gives a sentence, not a passphrase error."""
    (tmp_path / "Empty.satchel").mkdir()
    screen = make_screen(tmp_path / "Empty.satchel")
    QTest.keyClicks(screen.passphrase.line, "x")
    screen.open_button.click()
    qtbot.waitUntil(screen.trouble.isVisible, timeout=20_000)
    assert "does not open this archive" not in screen.trouble.accessibleName()


def test_without_an_archive_it_asks_for_one(make_screen: MakeScreen, qtbot: QtBot) -> None:
    """At the first start there is no passphrase field, and New archive is the primary action."""
    screen = make_screen(None)
    assert not screen.passphrase.isVisible()
    assert screen.choose_button.isVisible()
    with qtbot.waitSignal(screen.new_wanted):
        screen.open_button.click()


def test_the_lock_screen_tells_nothing_of_use(place: Place, make_screen: MakeScreen) -> None:
    """Only the name of the folder is shown: no time, no count, no path."""
    screen = make_screen(place.path)
    shown = " ".join(
        label.text() for label in screen.findChildren(type(screen._name)) if label.isVisible()
    )
    assert "Blue notebook" in shown
    assert str(place.path.parent) not in shown
    assert not any(letter.isdigit() for letter in shown)


def test_the_passphrase_is_seen_only_while_the_eye_is_held(
    place: Place, make_screen: MakeScreen
) -> None:
    """Pressing shows, letting go hides, and so does leaving the field."""
    screen = make_screen(place.path)
    eye = screen.passphrase._eye
    QTest.mousePress(eye, Qt.MouseButton.LeftButton)
    assert screen.passphrase.line.echoMode() is QLineEdit.EchoMode.Normal
    QTest.mouseRelease(eye, Qt.MouseButton.LeftButton)
    assert screen.passphrase.line.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_and_other_scripts_are_noticed(place: Place, make_screen: MakeScreen) -> None:
    """A capital without Shift means caps lock; a Cyrillic letter is named; neither is guessed."""
    screen = make_screen(place.path)
    line = screen.passphrase.line
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for letter, modifier, caps, script in (
        ("a", none, False, ""),
        ("A", none, True, ""),
        ("A", shift, False, ""),
        ("a", shift, True, ""),
        ("ж", none, False, "Cyrillic"),
        ("한", none, False, "Hangul"),
        ("7", none, False, "Hangul"),
        ("b", none, False, ""),
    ):
        key = QKeyEvent(QKeyEvent.Type.KeyPress, 0, modifier, letter)
        QApplication.sendEvent(line, key)
        assert screen._caps.isVisible() is caps, letter
        assert screen._script.isVisible() is bool(script), letter
        assert script in screen._script.text()
