"""Search is looked after while nobody asks, and nobody notices."""

from pytestqt.qtbot import QtBot

from app.archive.archive import Archive
from app.archive.searching import SearchRequest, search
from app.store.transactions import Reader
from app.ui.search_upkeep import SearchUpkeep
from app.ui.session import Changes, Session
from tests.records.builders import an_article
from tests.ui.library.conftest import fill, settle

# The number of an index part stands above these bits of a row's id (SQLite's fts5_index.c).
_PARTS = "SELECT count(DISTINCT id >> 37) FROM postings_data WHERE id > 10"


def _parts(archive: Archive) -> int:
    with archive.store.browsing() as reader:
        return int(_value(reader))


def _value(reader: Reader) -> int:
    found: int = reader.value(_PARTS)
    return found


def test_words_are_read_ahead(qtbot: QtBot, session: Session) -> None:
    """After opening the words are in memory before the first question that needs them."""
    fill(session.archive, an_article("heron ferry"))
    SearchUpkeep(session, session).start()
    settle(qtbot, session)
    words = session.archive.words
    assert words is not None and words.is_ready
    assert search(session.archive, SearchRequest(text="herom~")).count == 1


def test_the_index_is_brought_together_after_changes(qtbot: QtBot, session: Session) -> None:
    """Some time after the last change the parts of the index become fewer; the hits stay."""
    for number in range(7):
        fill(session.archive, an_article(f"heron ferry{number}"))
    before = _parts(session.archive)
    assert before >= 4
    SearchUpkeep(session, session, quiet_ms=1)
    session.tell(Changes(records=frozenset(("some",))))
    qtbot.waitUntil(lambda: _parts(session.archive) < before, timeout=20_000)
    settle(qtbot, session)
    assert search(session.archive, SearchRequest(text="heron")).count == 7
