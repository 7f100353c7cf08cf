"""An archive check over a real archive in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, Original, add_records
from app.archive.opening import Archive, KdfParameters, create_archive
from app.progress import Silent
from app.records.stored import RecordCard
from app.ui.health.screen import HealthScreen
from app.ui.jobs import Lanes
from app.ui.session import Session
from tests.records.builders import a_testimony

PASSPHRASE = "tide pebble lantern"


def settle(qtbot: QtBot, session: Session) -> None:
    """Wait until no job runs and no answer is on its way."""
    for _again in range(3):
        qtbot.waitUntil(lambda: not session.lanes.running(), timeout=20_000)
        qtbot.wait(1)


def fill(archive: Archive, count: int = 3) -> tuple[RecordCard, ...]:
    """Add records, each with an attached file of its own."""
    additions = [
        Addition(
            records=(a_testimony(title=f"No. {number}"),),
            original=Original(
                data=b"page %d " % number * 400, name=f"{number}.txt", media_type="text/plain"
            ),
        )
        for number in range(count)
    ]
    return add_records(archive, additions, Silent()).added


def damage_an_object(archive: Archive) -> None:
    """Flip one bit in the middle of an attached file."""
    (first, *_rest) = sorted(
        each for each in (archive.path / "objects").rglob("*") if each.is_file()
    )
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 1
    first.write_bytes(bytes(data))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    quick = KdfParameters(memory_kib=64, iterations=1, lanes=1)
    with create_archive(tmp_path / "Notebook.satchel", PASSPHRASE, kdf=quick).archive as made:
        yield made


@pytest.fixture
def session(archive: Archive, lanes: Lanes) -> Session:
    """What screens share."""
    return Session(archive, lanes)


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> HealthScreen:
    """The archive check, shown, with everything asked for at first answered."""
    made = HealthScreen(session, None)
    qtbot.addWidget(made)
    made.resize(1298, 700)
    made.show()
    made.arrive("")
    settle(qtbot, session)
    return made
