"""Search as one types: the last question wins, and what is asked stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.records.dates import StatedDate
from app.records.postings import FacetName, Order
from app.records.record import Risk
from app.records.vocabularies import RiskLevel
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from tests.records.builders import a_testimony, an_article
from tests.ui.library.conftest import fill, settle

Open = Callable[..., LibraryScreen]


def titles(screen: LibraryScreen) -> list[str]:
    """The titles in the list, from above."""
    model = screen.results.model
    hits = [model.hit(row) for row in range(model.rowCount())]
    return [hit.card.title for hit in hits if hit]


def test_results_of_the_last_question_only(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Every letter asks; only the answer to the last one is ever shown."""
    fill(
        archive,
        a_testimony("The ferry left.", title="Ferry"),
        a_testimony("The fence fell.", title="Fence"),
        a_testimony("A ferryman waited.", title="Ferryman"),
    )
    screen = open_library()
    shown: list[str] = []
    screen.searcher.answered.connect(lambda question, _result: shown.append(question.text))
    for text in ("f", "fe", "fen", "fenc", "fence"):
        screen.results.head.line.set_text(text)
    settle(qtbot, session)
    assert shown == ["fence"]
    assert titles(screen) == ["Fence"]
    assert screen.results.head._count.text() == "1 found"


def test_an_empty_line_shows_everything_last_added_first(
    archive: Archive, open_library: Open
) -> None:
    """Nothing typed is no empty list."""
    fill(archive, a_testimony("One.", title="One"), a_testimony("Two.", title="Two"))
    screen = open_library()
    assert titles(screen) == ["Two", "One"]
    assert screen.question.present_order is Order.ADDED


def test_facets_narrow_and_chips_take_it_back(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """A ticked value narrows the result; its chip under the search line widens it again."""
    fill(
        archive,
        a_testimony("The ferry.", title="Told", risk=Risk(level=RiskLevel.HIGH)),
        an_article("The ferry.", title="Printed"),
    )
    screen = open_library()
    kinds = screen.side.facets._sections[FacetName.KIND]
    counted = {choice.value: choice.count for choice in kinds._choices}
    assert counted == {"testimony": 1, "article": 1}
    kinds.toggled.emit("article")
    settle(qtbot, session)
    assert titles(screen) == ["Printed"]
    # The other kind stays there to be chosen as well.
    assert {choice.value for choice in kinds._choices} == {"article", "testimony"}
    chip = screen.results.head._chips[0]
    assert chip.isVisible()
    assert chip.text() == "Kind: Article"
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    settle(qtbot, session)
    assert len(titles(screen)) == 2
    assert not chip.isVisible()


def test_a_span_of_years_narrows(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Dragging over the bars asks for the years they stand for."""
    for year in ("2017", "2019", "2021"):
        record = an_article("The ferry.", title=year)
        assert record.article is not None
        fill(
            archive,
            replace(record, article=replace(record.article, published=StatedDate(edtf=year))),
        )
    screen = open_library()
    bars = screen.side.facets._years
    assert bars.years() == range(2017, 2022)
    place = [bars._step() * (at + 0.5) + 2 for at in (2, 4)]
    QTest.mousePress(bars, Qt.MouseButton.LeftButton, pos=_at(place[0]))
    QTest.mouseMove(bars, pos=_at(place[1]))
    QTest.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=_at(place[1]))
    settle(qtbot, session)
    assert sorted(titles(screen)) == ["2019", "2021"]
    assert screen.results.head._chips[0].text() == "2019 to 2021"
    # The bars outside the span stay, quieter, so that the span can be widened.
    assert bars.years() == range(2017, 2022)


def test_nothing_found_offers_the_nearest_questions(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Each offer says how many it finds, and pressing it asks."""
    fill(archive, a_testimony("The ferry left at dusk."), a_testimony("A fence of chalk."))
    screen = open_library()
    screen.results.head.line.set_text("ferry chalk")
    settle(qtbot, session)
    nothing = screen.results.nothing
    assert nothing.isVisible()
    offered = {button.text(): button for button in nothing._buttons if button.isVisible()}
    assert "Any of the words  2 found" in offered
    offered["Any of the words  2 found"].click()
    settle(qtbot, session)
    assert len(titles(screen)) == 2


def test_the_place_is_remembered_and_found_again(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """After a lock one is at the same question, record and section."""
    cards = fill(archive, a_testimony("The ferry.", title="Told"), an_article("The ferry."))
    screen = open_library()
    screen.results.head.line.set_text("ferry")
    settle(qtbot, session)
    screen.ask(screen.question.toggled(FacetName.KIND, "testimony"))
    screen.open_record(cards[0].id)
    settle(qtbot, session)
    screen.reader.sections.choose("details")
    place = screen.place()
    again = open_library()
    again.restore(place)
    settle(qtbot, session)
    assert again.question == screen.question
    assert again.results.head.line.text() == "ferry"
    assert again.reader.record == cards[0].id
    assert again.reader.sections.current == "details"
    assert titles(again) == ["Told"]


@pytest.mark.parametrize("place", ["", "{", "[]", '{"question": 3, "record": 5}', "null"])
def test_a_place_that_is_none_changes_nothing(
    qtbot: QtBot, session: Session, open_library: Open, place: str
) -> None:
    """A remembered place is read as what another version may have written."""
    screen = open_library()
    screen.restore(place)
    settle(qtbot, session)
    assert screen.question.is_open


def _at(x: float) -> QPoint:
    return QPoint(round(x), 20)
