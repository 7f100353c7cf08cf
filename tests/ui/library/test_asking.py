"""Asking without signs: examples that are pressed, rows that are filled in, records like one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.records.dates import StatedDate
from app.records.postings import FacetName
from app.records.record import Record
from app.records.stored import RecordCard
from app.ui.library.builder_dialog import BuilderDialog
from app.ui.library.question import Question, from_place, to_place
from app.ui.library.screen import LibraryScreen
from app.ui.library.search_help import SearchHelp
from app.ui.session import Session
from app.ui.widgets.plain_label import PlainLabel
from tests.records.builders import a_testimony, an_article
from tests.ui.library.conftest import fill, settle
from tests.ui.library.test_accessible import name, stops
from tests.ui.library.test_searching import titles

Open = Callable[..., LibraryScreen]


def dated(text: str, title: str, year: str, **changes: object) -> Record:
    """An article of a year."""
    record = an_article(text, title=title, **changes)
    assert record.article is not None
    return replace(record, article=replace(record.article, published=StatedDate(edtf=year)))


@pytest.fixture
def cards(archive: Archive) -> tuple[RecordCard, ...]:
    """A few records that differ in everything rows can ask of."""
    return fill(
        archive,
        a_testimony("The ferrymen carried lanterns over.", title="Told", tags=("river",)),
        dated("The ferrymen carried lanterns away.", "Printed", "2019", tags=("river", "ice")),
        dated("A fence of chalk.", "Fence", "2021", tags=("wall",)),
        *(dated(f"Nobody came on day {at}.", f"Said {at}", "2022") for at in range(5)),
    )


@pytest.fixture
def screen(cards: tuple[RecordCard, ...], open_library: Open) -> LibraryScreen:
    """The library over them."""
    assert cards
    return open_library()


def help_of(qtbot: QtBot, session: Session, screen: LibraryScreen) -> SearchHelp:
    """Open the help and wait for its examples."""
    screen.acts.how_to_search.trigger()
    settle(qtbot, session)
    assert screen.asking.help is not None
    return screen.asking.help


def builder_of(qtbot: QtBot, session: Session, screen: LibraryScreen) -> BuilderDialog:
    """Open the builder and wait for its values."""
    screen.results.head.build.click()
    settle(qtbot, session)
    assert screen.asking.builder is not None
    return screen.asking.builder


def test_an_example_is_tried_with_one_press(
    qtbot: QtBot, session: Session, screen: LibraryScreen
) -> None:
    """It comes from this archive, and finds as many as it says."""
    shown = help_of(qtbot, session, screen)
    texts = [button.property("question") for button in shown.buttons]
    assert len(texts) >= 8
    assert "tag:river" in texts
    QTest.keyClick(shown.buttons[texts.index("tag:river")], Qt.Key.Key_Return)
    settle(qtbot, session)
    assert screen.results.head.line.text() == "tag:river"
    assert sorted(titles(screen)) == ["Printed", "Told"]


def test_help_in_an_empty_archive_still_tells(
    qtbot: QtBot, session: Session, open_library: Open
) -> None:
    """Nothing to press, but how questions are typed."""
    shown = help_of(qtbot, session, open_library())
    assert shown.buttons == []
    assert [label for label in shown.findChildren(PlainLabel) if "nothing to find" in label.text()]


def test_rows_write_the_question(qtbot: QtBot, session: Session, screen: LibraryScreen) -> None:
    """Field, condition, value from the archive's own; the text is what could be typed."""
    builder = builder_of(qtbot, session, screen)
    first = builder.rows[0]
    first.words.setText("lanterns")
    builder.more.click()
    second = builder.rows[1]
    second.field.choose("tag")
    offered = [second.choice.itemText(at) for at in range(second.choice.count())]
    assert offered[0] == "river  2"
    second.choice.choose("ice")
    second.condition.choose("-is")
    settle(qtbot, session)
    assert builder.written.text() == "lanterns -tag:ice"
    assert builder.told.text() == "1 record found"
    builder.ask.click()
    settle(qtbot, session)
    assert screen.results.head.line.text() == "lanterns -tag:ice"
    assert titles(screen) == ["Told"]


def test_spans_of_dates_are_checked(qtbot: QtBot, session: Session, screen: LibraryScreen) -> None:
    """A date that is none is told, and nothing is asked until it is one."""
    builder = builder_of(qtbot, session, screen)
    row = builder.rows[0]
    row.field.choose("date")
    row.first.setText("last winter")
    assert not builder.ask.isEnabled()
    assert "“last winter” is no date" in builder.told.text()
    row.first.setText("2020")
    row.last.setText("2021")
    settle(qtbot, session)
    assert builder.written.text() == "date:[2020 TO 2021]"
    builder.ask.click()
    settle(qtbot, session)
    assert titles(screen) == ["Fence"]


def test_a_typed_question_is_shown_as_rows(
    qtbot: QtBot, session: Session, screen: LibraryScreen
) -> None:
    """Where rows can say it; where they cannot, that is said and the line stays."""
    screen.results.head.line.set_text('tag:wall OR "carried lanterns"')
    settle(qtbot, session)
    builder = builder_of(qtbot, session, screen)
    assert builder.joint.currentData() == "any"
    assert [row.row().value for row in builder.rows] == ["wall", "carried lanterns"]
    builder.close_sheet()
    screen.results.head.line.set_text("(a OR b) c")
    settle(qtbot, session)
    builder = builder_of(qtbot, session, screen)
    assert [row.row().value for row in builder.rows] == [""]
    assert not builder.ask.isEnabled()
    builder.close_sheet()
    assert screen.results.head.line.text() == "(a OR b) c"


def test_a_row_that_is_removed_asks_nothing(
    qtbot: QtBot, session: Session, screen: LibraryScreen
) -> None:
    """The last one is emptied: there is always a row to fill in."""
    screen.results.head.line.set_text("ferrymen tag:river")
    settle(qtbot, session)
    builder = builder_of(qtbot, session, screen)
    builder.rows[0].cross.click()
    assert builder.written.text() == "tag:river"
    builder.rows[0].cross.click()
    assert (builder.written.text(), len(builder.rows)) == ("", 1)


@pytest.mark.parametrize("open_it", [help_of, builder_of])
def test_whatever_takes_the_keyboard_has_a_name(
    qtbot: QtBot,
    session: Session,
    screen: LibraryScreen,
    open_it: Callable[[QtBot, Session, LibraryScreen], SearchHelp | BuilderDialog],
) -> None:
    """Help and builder can be used without a mouse and without seeing them."""
    screen.results.head.line.set_text("ferrymen tag:river date:[2019 TO 2020]")
    settle(qtbot, session)
    shown = open_it(qtbot, session, screen)
    reached = list(stops(shown.card))
    assert len(reached) >= 8
    assert not [type(widget).__name__ for widget in reached if not name(widget)]


def test_similar_records_take_the_place_of_the_result(
    qtbot: QtBot, session: Session, screen: LibraryScreen, cards: tuple[RecordCard, ...]
) -> None:
    """The most like first, with a chip that goes back; typing asks for words again."""
    screen.open_record(cards[0].id)
    settle(qtbot, session)
    screen.acts.similar.trigger()
    settle(qtbot, session)
    assert titles(screen) == ["Printed"]
    head = screen.results.head
    assert (head._chips[0].text(), head._count.text()) == ("Like T-001", "1 similar record")
    assert from_place(to_place(screen.question)) == screen.question
    head._chips[0].setFocus()
    QTest.keyClick(head._chips[0], Qt.Key.Key_Delete)
    settle(qtbot, session)
    assert screen.question == Question()
    screen.acts.similar.trigger()
    head.line.set_text("chalk")
    settle(qtbot, session)
    assert titles(screen) == ["Fence"]


def test_values_are_left_out_and_taken_in_again(
    qtbot: QtBot, session: Session, screen: LibraryScreen
) -> None:
    """Minus on a value; it stays in its facet, and its chip takes it back."""
    kinds = screen.side.facets._sections[FacetName.KIND]
    row = next(row for row in kinds._rows if row.property("value") == "article")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Minus)
    settle(qtbot, session)
    assert titles(screen) == ["Told"]
    assert screen.results.head._chips[0].text() == "Kind: not Article"
    (left,) = [choice for choice in kinds._choices if choice.left_out]
    assert left.value == "article"
    row = next(row for row in kinds._rows if row.property("value") == "article")
    assert row.accessibleDescription() == "left out"
    QTest.keyClick(row, Qt.Key.Key_Minus)
    settle(qtbot, session)
    assert len(titles(screen)) == 8
    assert "left out" not in row.accessibleDescription()


def test_several_values_of_a_facet_widen(
    qtbot: QtBot, session: Session, screen: LibraryScreen
) -> None:
    """A second value of the same facet adds its records; of another facet it narrows."""
    tags = screen.side.facets._sections[FacetName.TAG]
    tags.toggled.emit("ice")
    settle(qtbot, session)
    assert titles(screen) == ["Printed"]
    tags.toggled.emit("wall")
    settle(qtbot, session)
    assert sorted(titles(screen)) == ["Fence", "Printed"]
    screen.side.facets._sections[FacetName.TAG].turned_out.emit("ice")
    settle(qtbot, session)
    assert titles(screen) == ["Fence"]
