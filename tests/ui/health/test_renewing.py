"""Building the search index anew from the window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.archive.attachments import attach_file
from app.archive.indexing import text_for_index
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.archive.verifying import Damaged
from app.store.postings import remove_postings
from app.ui.health.screen import HealthScreen
from app.ui.session import Session
from tests.ui.health.conftest import damage_an_object, fill, settle


def spoil_index(archive: Archive, id: str) -> None:
    """Take one record out of the index behind everybody's back."""
    opened = read_record(archive, id)
    with archive.store.writing() as writer:
        remove_postings(writer, opened.card.number, text_for_index(opened.record, ()))


def test_a_harmed_index_is_built_anew_with_one_button(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """The check says that no record is harmed and offers it; afterwards everything is whole."""
    cards = fill(archive)
    state = screen.pane.state
    screen.check()
    settle(qtbot, session)
    assert not state.renewal.isVisible()
    spoil_index(archive, cards[0].id)
    screen.check()
    settle(qtbot, session)
    assert screen.note is not None and screen.note.only_index
    assert screen.note.damaged[0].damage.what is Damaged.INDEX
    assert state.renewal.isVisible()
    assert search(archive, SearchRequest(text="crossed")).count == 2
    state.renewal.click()
    assert not screen.acts.renew.isEnabled()
    settle(qtbot, session)
    assert screen.note.ok
    assert not state.renewal.isVisible()
    assert search(archive, SearchRequest(text="crossed")).count == 3


def test_where_more_is_damaged_salvage_is_what_helps(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """An index built anew would hide nothing of that, and mend nothing."""
    cards = fill(archive)
    spoil_index(archive, cards[0].id)
    damage_an_object(archive)
    screen.check()
    settle(qtbot, session)
    assert screen.note is not None and not screen.note.only_index
    assert not screen.pane.state.renewal.isVisible()
    assert screen.pane.state.salvage.isVisible()


def test_the_action_reads_files_that_were_never_read(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen, tmp_path: Path
) -> None:
    """Those of an archive from before files were read."""
    cards = fill(archive)
    file = tmp_path / "note.txt"
    file.write_text("The bulrush by the river", encoding="utf-8")
    attach_file(archive, cards[0].id, file)
    assert search(archive, SearchRequest(text="bulrush")).count == 0
    screen.acts.renew.trigger()
    settle(qtbot, session)
    assert search(archive, SearchRequest(text="bulrush")).count == 1
    assert screen.note is not None and screen.note.ok
