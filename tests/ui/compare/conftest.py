"""Compare over a real archive with two pairs of near-doubles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive, KdfParameters, create_archive
from app.progress import Silent
from app.records.text import RecordText, Segment
from app.ui.compare.screen import CompareScreen
from app.ui.jobs import Lanes
from app.ui.session import Session
from tests.records.builders import a_testimony, an_article
from tests.search.test_resemblance import a_story, edited

FIGURE = "At least 1,076 people were sent back since 2020."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A-001 and A-002 are nearly the same, T-001 and A-003 too, with a hidden paragraph."""
    quick = KdfParameters(memory_kib=64, iterations=1, lanes=1)
    hidden = a_testimony()
    segments = (
        Segment(id=1, text=a_story(7)),
        Segment(id=2, text="What nobody is shown unasked.", distressing=True),
    )
    records = (
        an_article(a_story(1), FIGURE),
        an_article(edited(a_story(1), 0.1), FIGURE, title="A repost"),
        replace(hidden, text=RecordText(segments=segments)),
        an_article(edited(a_story(7), 0.2), title="The same, told in a paper"),
    )
    with create_archive(tmp_path / "Notebook.satchel", "tide pebble", kdf=quick).archive as made:
        add_records(made, [Addition(records=(each,)) for each in records], Silent())
        yield made


@pytest.fixture
def session(archive: Archive, lanes: Lanes) -> Session:
    """What screens share."""
    return Session(archive, lanes)


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> CompareScreen:
    """Compare, shown, with everything found."""
    made = CompareScreen(session)
    qtbot.addWidget(made)
    made.resize(1298, 714)
    made.show()
    made.arrive("")
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, screen: CompareScreen) -> None:
    """Wait until nothing runs and nothing is on its way."""
    lanes = screen.session.lanes
    qtbot.waitUntil(lambda: not lanes.running(), timeout=20_000)
    qtbot.wait(350)
    qtbot.waitUntil(lambda: not lanes.running(), timeout=20_000)
