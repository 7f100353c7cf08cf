from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.intake.draft import Certainty
from app.records.vocabularies import Kind
from app.ui.intake.screen import IntakeScreen
from tests.ui.intake.conftest import TWO_DOCUMENTS


def type_into(screen: IntakeScreen, name: str, text: str) -> None:
    """Replace what stands in a field, key by key."""
    line = screen.fields.form.line(name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_a_typed_title_is_the_drafts_title_and_one_step_of_undo(review: IntakeScreen) -> None:
    """Typing changes the draft at once; undo takes all of it back in one step."""
    paper = review.desk.current_paper
    assert paper is not None
    before = paper.draft.title.value
    type_into(review, "title", "Guides vanish")
    after = review.desk.current_paper
    assert after is not None
    assert after.draft.title.value == "Guides vanish"
    assert after.draft.title.certainty is Certainty.CERTAIN
    QTest.keyClick(
        review.fields.form.line("title"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    review.acts.undo.trigger()
    undone = review.desk.current_paper
    assert undone is not None
    assert undone.draft.title.value == before
    assert review.fields.form.line("title").text() == before


def test_a_date_that_is_not_understood_stops_accepting(review: IntakeScreen) -> None:
    """A wrong date is told beside the field, changes nothing, and keeps Accept off."""
    paper = review.desk.current_paper
    assert paper is not None
    before = paper.draft.published.value
    type_into(review, "published", "last spring")
    now = review.desk.current_paper
    assert now is not None
    assert now.draft.published.value == before
    assert not review.fields.accept.isEnabled()
    assert not review.acts.accept.isEnabled()
    type_into(review, "published", "2021-06")
    now = review.desk.current_paper
    assert now is not None
    assert now.draft.published.value is not None
    assert now.draft.published.value.edtf == "2021-06"
    assert review.fields.accept.isEnabled()


def test_a_suggested_date_is_offered_and_never_filled_in(
    screen: IntakeScreen, qtbot: QtBot
) -> None:
    """What the date may be stands beside the empty field, with its reason and a button."""
    screen.add_text(
        "The council of Brenn reported on Wednesday (October 15) that the fence along the Lower "
        "Sarn would be finished before the floods of 2025.\n"
        "Residents said that they had been told nothing about it, and that the ferry had stopped "
        "running in the summer without a word from the office.\n"
        "The office did not answer written questions that were sent to it twice in September.\n"
    )
    qtbot.waitUntil(lambda: bool(screen.desk.entries), timeout=10_000)
    paper = screen.desk.current_paper
    assert paper is not None
    assert paper.draft.suggested_published.value is not None
    assert paper.draft.published.value is None
    assert screen.fields.form.line("published").text() == ""
    assert screen.fields.form.suggestion.isVisible()
    screen.fields.form.suggestion.click()
    taken = screen.desk.current_paper
    assert taken is not None
    assert taken.draft.published.value is not None
    assert taken.draft.published.value.edtf == "2025-10-15"


def test_focusing_a_field_lights_the_line_it_comes_from(screen: IntakeScreen, qtbot: QtBot) -> None:
    """The line that says who wrote it is lit while the keyboard is in Authors."""
    screen.add_text(TWO_DOCUMENTS)
    qtbot.waitUntil(lambda: bool(screen.desk.entries), timeout=10_000)
    paper = screen.desk.current_paper
    assert paper is not None
    assert paper.draft.authors.lines
    line = screen.fields.form.line("authors")
    QApplication.sendEvent(line, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert screen.original.view.lit == frozenset(paper.draft.authors.lines)
    QApplication.sendEvent(line, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert screen.original.view.lit == frozenset()


def test_choosing_testimony_asks_for_basis_and_risk(review: IntakeScreen) -> None:
    """An article that is made a testimony can be accepted only after both answers."""
    assert review.fields.accept.isEnabled()
    form = review.fields.form
    form.kind.choose("testimony")
    form.kind.activated.emit(form.kind.currentIndex())
    paper = review.desk.current_paper
    assert paper is not None
    assert paper.draft.kind.value is Kind.TESTIMONY
    assert review.fields.questions.isVisible()
    assert not review.fields.accept.isEnabled()
    assert review.fields.why_not.text()
