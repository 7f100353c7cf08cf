"""A library over a real archive in a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive, create_archive
from app.progress import Silent
from app.records.record import Record
from app.records.stored import RecordCard
from app.store.kdf import KdfParameters
from app.ui.jobs import Lanes
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session

QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)

Fill = Callable[..., tuple[RecordCard, ...]]


def fill(archive: Archive, *records: Record) -> tuple[RecordCard, ...]:
    """Add records; their cards come in the same order."""
    additions = [Addition(records=(record,)) for record in records]
    return add_records(archive, additions, Silent()).added


def settle(qtbot: QtBot, session: Session) -> None:
    """Wait until no job runs and no timer of a change is on its way."""
    qtbot.waitUntil(lambda: not session.lanes.running(), timeout=20_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not session.lanes.running(), timeout=20_000)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    with create_archive(tmp_path / "a.satchel", "tide pebble lantern", kdf=QUICK).archive as made:
        yield made


@pytest.fixture
def session(archive: Archive, lanes: Lanes) -> Session:
    """The archive and its lanes."""
    made = Session(archive, lanes)
    made.trouble.connect(_Alarm(made).sound)
    return made


class _Alarm(QObject):
    """No test of the library expects a trouble it does not name."""

    def sound(self, what: str, error: object) -> None:
        """A trouble came."""
        raise AssertionError(f"{what}: {error}")


@pytest.fixture
def open_library(qtbot: QtBot, session: Session) -> Callable[..., LibraryScreen]:
    """Show the library at a size, with everything asked for at first answered."""

    def show(width: int = 1298, height: int = 714) -> LibraryScreen:
        session.widths.window_is(width + 68)
        screen = LibraryScreen(session)
        qtbot.addWidget(screen)
        screen.resize(width, height)
        screen.show()
        settle(qtbot, session)
        return screen

    return show
