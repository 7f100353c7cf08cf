"""The lock screen opens archives, and says plainly why not."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.archive.keys import NewShare, add_key_file, add_shares
from app.archive.opening import Archive, KdfParameters, create_archive
from app.ui.jobs import Lanes
from app.ui.lock_screen import LockScreen
from app.ui.lock_ways import Way

PASSPHRASE = "tide pebble lantern"
QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)


OWN = ("first holder's own", "second holder's own", "third holder's own")


class Place:
    """An archive on the disk, closed. A key file and shares open it too."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "Blue notebook.satchel"
        made = create_archive(self.path, PASSPHRASE, kdf=QUICK)
        self.recovery_code = made.recovery_code
        self.key_file = folder / "holiday-photos.dat"
        self.key_file.write_bytes(add_key_file(made.archive, "with a file").key_file)
        self.shares: tuple[NewShare, ...] = add_shares(
            made.archive, needed=2, passphrases=OWN
        ).shares
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
    assert "Key file…" in screen.trouble.accessibleName(), "one of the keys needs one"
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
        assert screen.form.hints.caps.isVisible() is caps, letter
        assert screen.form.hints.script.isVisible() is bool(script), letter
        assert script in screen.form.hints.script.text()


def test_a_key_file_opens_together_with_its_passphrase(
    place: Place, make_screen: MakeScreen, qtbot: QtBot
) -> None:
    """Open is off until both are there; the file's name is forgotten afterwards."""
    screen = make_screen(place.path)
    screen.links.ways[Way.KEY_FILE].click()
    QTest.keyClicks(screen.passphrase.line, "with a file")
    assert not screen.open_button.isEnabled()
    screen.key_file.take(place.key_file)
    opened(screen, qtbot).close()
    assert screen.key_file.path is None and screen.key_file.where.text() == ""


def test_a_wrong_key_file_is_said_plainly(
    place: Place, make_screen: MakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """One sentence that names both; the chosen file stays, the passphrase goes."""
    wrong = tmp_path / "other.dat"
    wrong.write_bytes(bytes(32))
    screen = make_screen(place.path)
    screen.links.ways[Way.KEY_FILE].click()
    screen.key_file.take(wrong)
    QTest.keyClicks(screen.passphrase.line, "with a file")
    screen.open_button.click()
    qtbot.waitUntil(screen.trouble.isVisible, timeout=20_000)
    assert "do not open this archive together" in screen.trouble.accessibleName()
    assert screen.passphrase.text() == "" and screen.key_file.path == wrong


def test_a_key_file_that_is_gone_is_told_from_a_wrong_one(
    place: Place, make_screen: MakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """A stick that was pulled out never makes somebody doubt a passphrase."""
    screen = make_screen(place.path)
    screen.links.ways[Way.KEY_FILE].click()
    screen.key_file.take(tmp_path / "gone.dat")
    QTest.keyClicks(screen.passphrase.line, "with a file")
    screen.open_button.click()
    qtbot.waitUntil(screen.trouble.isVisible, timeout=20_000)
    assert "cannot be read" in screen.trouble.accessibleName()
    assert screen.passphrase.text() == "with a file"


def has_shares(screen: LockScreen, count: int) -> bool:
    """Whether so many were added."""
    return len(screen.shares.shares()) == count


def test_enough_shares_open(place: Place, make_screen: MakeScreen, qtbot: QtBot) -> None:
    """After each share it says how many are still needed; Open waits until they are there."""
    screen = make_screen(place.path)
    screen.links.ways[Way.SHARES].click()
    for at in (2, 0):
        assert not screen.open_button.isEnabled()
        screen.shares.text.setPlainText(place.shares[at].text)
        QTest.keyClicks(screen.shares.passphrase.line, OWN[at])
        QTest.keyClick(screen.shares.passphrase.line, Qt.Key.Key_Return)
        here = 1 if at == 2 else 2
        qtbot.waitUntil(partial(has_shares, screen, here), timeout=20_000)
        assert (screen.shares.left.text() == "1 more share is needed.") is (here == 1)
    opened(screen, qtbot).close()
    assert screen.way is Way.SHARES
    assert screen.shares.shares() == ()


@pytest.mark.parametrize("way", list(Way))
def test_another_way_lets_go_of_what_was_typed(
    place: Place, make_screen: MakeScreen, way: Way
) -> None:
    """Nothing typed for one way waits hidden behind another, and three others are offered."""
    screen = make_screen(place.path)
    screen.passphrase.line.setText(PASSPHRASE)
    screen.code.setText("7ZK3")
    screen.shares.text.setPlainText("1 7ZK3")
    screen.key_file.take(place.key_file)
    screen.show_way(way)
    assert not screen.passphrase.text() and not screen.code.text()
    assert not screen.shares.text.toPlainText() and screen.key_file.path is None
    for line in (screen.passphrase.line, screen.code):
        assert not line.isUndoAvailable()
    offered = {other for other, link in screen.links.ways.items() if link.isVisible()}
    assert offered == set(Way) - {way}


def test_restoring_is_asked_for_with_and_without_an_archive(
    place: Place, make_screen: MakeScreen, qtbot: QtBot
) -> None:
    """A link leads to it; nothing has to be open, nor known."""
    for archive in (place.path, None):
        screen = make_screen(archive)
        assert screen.links.restore.isVisible()
        with qtbot.waitSignal(screen.restore_wanted):
            screen.links.restore.click()


def test_the_keyboard_reaches_everything(place: Place, make_screen: MakeScreen) -> None:
    """Every visible button takes the focus, and has a name that is spoken."""
    screen = make_screen(place.path)
    for way in Way:
        screen.show_way(way)
        for button in screen.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
                assert button.accessibleName() or button.text()
