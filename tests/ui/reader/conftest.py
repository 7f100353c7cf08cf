"""A reader over a real archive in a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive, create_archive
from app.ui.jobs import Lanes
from app.ui.reader.reader import Reader
from app.ui.reader.undo_log import UndoLog
from app.ui.session import Session
from tests.ui.library.conftest import QUICK, settle


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    with create_archive(tmp_path / "a.satchel", "tide pebble lantern", kdf=QUICK).archive as made:
        yield made


@pytest.fixture
def session(archive: Archive, lanes: Lanes) -> Session:
    """The archive and its lanes."""
    return Session(archive, lanes)


@pytest.fixture
def open_reader(qtbot: QtBot, session: Session) -> Callable[..., Reader]:
    """Show the reader at a size, with a record opened."""

    def show(record: str, *, text: str = "", width: int = 655, height: int = 700) -> Reader:
        log = UndoLog(session)
        reader = Reader(session, log)
        log.setParent(reader)
        qtbot.addWidget(reader)
        reader.resize(width, height)
        reader.show()
        reader.open_record(record, text)
        settle(qtbot, session)
        return reader

    return show
