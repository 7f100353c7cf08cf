import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.intake import review as acts
from app.intake.draft import LineRole
from app.progress import Silent
from app.records.dates import StatedDate
from app.records.vocabularies import Basis, Kind, RiskLevel
from app.ui.intake import memory
from app.ui.intake.papers import Answers
from app.ui.intake.screen import IntakeScreen
from app.ui.session import Session
from tests.ui.intake.conftest import MENU


def test_a_review_is_taken_up_as_it_was_left(
    review: IntakeScreen, session: Session, qtbot: QtBot
) -> None:
    """Cuts, lines, fields and answers survive a lock; so does what was discarded."""

    review.edits.toggle((MENU,))
    review.edits.set_role((9,), LineRole.PULL_QUOTE)
    date = StatedDate(edtf="2021-06", wording="June 2021")
    review.edits.change_draft(lambda draft: acts.set_published(draft, date), "Date")
    review.edits.change_draft(lambda draft: acts.set_authors(draft, ("A. B.", "C. D.")), "Authors")
    review.desk.go_to(review.desk.keys[1])
    review.edits.change_draft(lambda draft: acts.set_kind(draft, Kind.TESTIMONY), "Kind")
    answers = Answers(basis=Basis.PUBLIC, basis_asked=True, risk=RiskLevel.HIGH)
    review.edits.answer(answers)
    later = IntakeScreen(session, None)
    qtbot.addWidget(later)
    later.restore(review.place())
    qtbot.waitUntil(lambda: bool(later.desk.entries), timeout=10_000)
    before, after = review.desk.entries[0], later.desk.entries[0]
    assert [paper.draft.lines for paper in after.papers] == [
        paper.draft.lines for paper in before.papers
    ]
    first, second = after.papers
    assert first.draft.published.value == date
    assert first.draft.authors.value == ("A. B.", "C. D.")
    assert second.draft.kind.value is Kind.TESTIMONY
    assert second.answers == answers
    assert after.source == before.source


def test_a_finished_review_is_not_kept(review: IntakeScreen) -> None:
    """What is discarded or in the archive needs no second copy."""
    for key in review.desk.keys:
        review.desk.go_to(key)
        review.edits.discard()
    assert review.place() == ""


@given(text=st.text() | st.just('{"files": [{"name": "x", "data": "@"}]}'))
def test_a_place_that_is_not_understood_brings_nothing(text: str) -> None:
    """Remembered text of another version raises nothing and brings nothing."""
    # The archive is asked only once a file was understood.
    assert memory.from_text(None, text, Silent()) == ()  # type: ignore[arg-type]


def test_text_beyond_the_limit_is_read_from_its_file_again(
    review: IntakeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A very large review does not make the lock slow."""
    monkeypatch.setattr(memory, "MOST_BYTES", 10)
    assert memory.to_text(review.desk.entries) == ""
