"""A page of keys over a real archive in a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive, KdfParameters, create_archive
from app.ui.jobs import Lanes
from app.ui.keys.path_dialog import PathDialog
from app.ui.keys.screen import KeysScreen
from app.ui.session import Session

PASSPHRASE = "tide pebble lantern"
QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)

Settle = Callable[[], None]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    with create_archive(tmp_path / "Notebook.satchel", PASSPHRASE, kdf=QUICK).archive as made:
        yield made


@pytest.fixture
def session(archive: Archive, lanes: Lanes) -> Session:
    """The archive with its lanes."""
    return Session(archive, lanes)


@pytest.fixture
def settle(session: Session, qtbot: QtBot) -> Settle:
    """Waits until no job runs and no answer is on its way."""

    def wait() -> None:
        for _again in range(3):
            qtbot.waitUntil(lambda: not session.lanes.running(), timeout=20_000)
            qtbot.wait(1)

    return wait


@pytest.fixture
def screen(session: Session, qtbot: QtBot, settle: Settle) -> KeysScreen:
    """The page, shown, with the keys read."""
    made = KeysScreen(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.arrive("")
    settle()
    return made


def own_passphrase(dialog: PathDialog, text: str) -> None:
    """Choose a passphrase of one's own in the step that is shown."""
    choice = dialog.steps[dialog.now].choice  # type: ignore[attr-defined]
    choice.own_choice.setChecked(True)
    choice.own.line.setText(text)
    choice.again.line.setText(text)
