"""Saved searches in the window: named, pressed, renamed, changed, removed, each with its undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.archive.saved_searches import SavedSearch, saved_searches
from app.records.postings import FacetName, Order
from app.ui.library.name_dialog import NameDialog
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from tests.records.builders import a_testimony, an_article
from tests.ui.library.conftest import fill, settle
from tests.ui.library.test_searching import titles

Open = Callable[..., LibraryScreen]


def save(qtbot: QtBot, session: Session, screen: LibraryScreen, name: str) -> None:
    """Save the present question as a person does."""
    screen.results.head.save.click()
    answer(qtbot, session, screen, name)


def answer(qtbot: QtBot, session: Session, screen: LibraryScreen, name: str) -> None:
    """Type a name into the dialog that asks for one."""
    dialog = screen.findChildren(NameDialog)[-1]
    dialog.line.setText(name)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    settle(qtbot, session)


@pytest.fixture
def screen(qtbot: QtBot, archive: Archive, session: Session, open_library: Open) -> LibraryScreen:
    """Two records that hold a ferry, and one that does not."""
    fill(
        archive,
        a_testimony("The ferry left.", title="Told"),
        an_article("The ferry.", title="Printed"),
        an_article("The fence.", title="Other"),
    )
    return open_library()


def names(archive: Archive) -> list[str]:
    """What is saved."""
    return [each.name for each in saved_searches(archive)]


def test_a_saved_search_is_asked_again_as_it_was(
    qtbot: QtBot, archive: Archive, session: Session, screen: LibraryScreen
) -> None:
    """Words, what narrows, what is left out and the order; its row says how many it finds."""
    question = screen.question.toggled(FacetName.KIND, "article")
    screen.ask(question.turned_out(FacetName.LANGUAGE, "ko"))
    screen.results.head.line.set_text("ferry")
    screen.results.head.choose_order(Order.TITLE)
    settle(qtbot, session)
    before = screen.question
    save(qtbot, session, screen, "Printed boats")
    (row,) = [row for row in screen.side.saved._rows if row.isVisible()]
    assert (row.text(), row.count, row.isChecked()) == ("Printed boats", 1, True)
    screen.side._all.click()
    screen.results.head.line.set_text("")
    settle(qtbot, session)
    assert not row.isChecked()
    QTest.keyClick(row, Qt.Key.Key_Return)
    settle(qtbot, session)
    assert screen.question == before
    assert titles(screen) == ["Printed"]
    assert row.isChecked()
    fill(archive, an_article("A ferry.", title="Another"))
    screen.searcher.ask(screen.question)
    screen._ask_again()
    settle(qtbot, session)
    assert (row.count, titles(screen)) == (2, ["Another", "Printed"])


def test_every_act_can_be_undone_and_done_again(
    qtbot: QtBot, archive: Archive, session: Session, screen: LibraryScreen
) -> None:
    """Saving, renaming, changing and removing."""
    screen.results.head.line.set_text("ferry")
    settle(qtbot, session)
    save(qtbot, session, screen, "Boats")
    undo, redo = screen.acts.undo.trigger, screen.acts.redo.trigger

    def goes(act: Callable[[], None]) -> list[SavedSearch]:
        act()
        settle(qtbot, session)
        return list(saved_searches(archive))

    assert goes(undo) == []
    assert [each.name for each in goes(redo)] == ["Boats"]
    section = screen.side.saved
    section.rename_wanted.emit(section.searches[0])
    answer(qtbot, session, screen, "Crossings")
    assert names(archive) == ["Crossings"]
    assert [each.name for each in goes(undo)] == ["Boats"]
    screen.results.head.line.set_text("fence")
    settle(qtbot, session)
    section.change_wanted.emit(section.searches[0])
    settle(qtbot, session)
    assert saved_searches(archive)[0].question.text == "fence"
    assert goes(undo)[0].question.text == "ferry"
    section.remove_wanted.emit(section.searches[0])
    settle(qtbot, session)
    assert names(archive) == []
    assert not section.isVisible()
    assert [(each.name, each.question.text) for each in goes(undo)] == [("Boats", "ferry")]
    assert section.isVisible()


def test_nothing_asked_is_nothing_to_save(
    qtbot: QtBot, session: Session, screen: LibraryScreen
) -> None:
    """The bookmark answers once something is asked for."""
    save_button = screen.results.head.save
    assert not save_button.isEnabled()
    screen.results.head.line.set_text("ferry")
    assert save_button.isEnabled()
    screen.results.head.line.set_text("")
    screen.ask(screen.question.turned_out(FacetName.KIND, "article"))
    settle(qtbot, session)
    assert save_button.isEnabled()


def test_a_name_that_is_taken_is_told(
    qtbot: QtBot, archive: Archive, session: Session, screen: LibraryScreen
) -> None:
    """One dialog says so; the saved search keeps its question."""
    told: list[str] = []
    session.trouble.disconnect()
    session.trouble.connect(lambda _what, error: told.append(error.happened))
    for text in ("ferry", "fence"):
        screen.results.head.line.set_text(text)
        settle(qtbot, session)
        save(qtbot, session, screen, "Boats")
    assert told == ["Another saved search has this name."]
    assert [each.question.text for each in saved_searches(archive)] == ["ferry"]
