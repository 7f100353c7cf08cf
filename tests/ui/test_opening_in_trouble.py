"""What a person is told on the lock screen where an archive is in trouble."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive, KdfParameters, create_archive
from app.ui.jobs import Lanes
from app.ui.lock_screen import LockScreen
from tests.journeys.terminal import PASSPHRASE
from tests.journeys.troubled import TROUBLES

QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A closed archive."""
    path = tmp_path / "Blue notebook.satchel"
    create_archive(path, PASSPHRASE, kdf=QUICK).archive.close()
    return path


def files(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Screen:
    """A lock screen, and what comes of it."""

    def __init__(self, place: Path, lanes: Lanes, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.screen = LockScreen(lanes, place, "")
        self.opened: list[Archive] = []
        self.screen.opened.connect(self.opened.append)
        qtbot.addWidget(self.screen)
        self.screen.show()

    def enter(self, passphrase: str) -> str:
        """Type a passphrase; what is said then, empty if it opened."""
        line = self.screen.passphrase.line
        self._qtbot.waitUntil(line.isEnabled, timeout=20_000)
        line.clear()
        QTest.keyClicks(line, passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self._qtbot.waitUntil(
            lambda: bool(self.opened) or self.screen.trouble.isVisible(), timeout=20_000
        )
        return "" if self.opened else self.screen.trouble.accessibleName()


@pytest.mark.parametrize("name", TROUBLES)
def test_trouble_gets_a_clear_answer(place: Path, lanes: Lanes, qtbot: QtBot, name: str) -> None:
    """The words of the terminal, in the banner; nothing is changed, and one may try again."""
    trouble = TROUBLES[name]
    with trouble.makes(place):
        before = files(place)
        screen = Screen(place, lanes, qtbot)
        said = screen.enter(PASSPHRASE)
        if trouble.code == 0:
            screen.opened[0].close()
            return
        assert [word for word in trouble.words if word not in said] == []
        assert said.count(".") >= 1
        assert files(place) == before
        assert screen.screen.passphrase.line.isEnabled()


def test_ten_wrong_passphrases_change_nothing(place: Path, lanes: Lanes, qtbot: QtBot) -> None:
    """Each is told so, none is called damage, and the right one still opens."""
    before = files(place)
    screen = Screen(place, lanes, qtbot)
    for attempt in range(10):
        said = screen.enter(f"tide pebble lanterns {attempt}")
        assert "does not open this archive" in said
        assert "damage" not in said
    assert files(place) == before
    assert screen.enter(PASSPHRASE) == ""
    screen.opened[0].close()
