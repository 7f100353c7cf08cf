"""Near-doubles in the review: told, shown side by side, decided, and done when accepted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, add_records
from app.archive.doubles import Settled, all_doubles
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.progress import Silent
from app.ui.intake.screen import IntakeScreen
from tests.records.builders import an_article
from tests.ui.intake.conftest import BODY, TWO_DOCUMENTS


@pytest.fixture
def doubled(qtbot: QtBot, archive: Archive, review: IntakeScreen) -> IntakeScreen:
    """The review, and in the archive a record with nearly the same text as its first document."""
    lines = TWO_DOCUMENTS.splitlines()
    paragraphs = [lines[number - 1].replace("Monday", "Tuesday") for number in BODY]
    add_records(archive, (Addition(records=(an_article(*paragraphs),)),), Silent())
    review.desk.listed.emit()
    key = review.desk.keys[0]
    qtbot.waitUntil(lambda: bool(review.doubles.doubles_of(key)), timeout=10_000)
    return review


def decide(qtbot: QtBot, review: IntakeScreen, button: str) -> None:
    """Compare, and press one of the three buttons."""
    review.doubles.notice.action.click()
    qtbot.waitUntil(lambda: review.doubles.sheet is not None, timeout=10_000)
    sheet = review.doubles.sheet
    assert sheet is not None
    getattr(sheet.pane, button).click()
    qtbot.waitUntil(lambda: review.doubles.sheet is None)


def accept(qtbot: QtBot, review: IntakeScreen) -> str:
    """Accept the first document; gives its code once nothing runs any more."""
    key = review.desk.keys[0]
    review.accept()
    qtbot.waitUntil(lambda: review.desk.card(key) is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not review.session.lanes.running(), timeout=10_000)
    card = review.desk.card(key)
    assert card is not None
    return card.code


def test_a_draft_says_what_it_is_like_and_the_other_one_nothing(doubled: IntakeScreen) -> None:
    """In per cent, with code and title; the letter is like nothing."""
    notice = doubled.doubles.notice
    assert notice.isVisibleTo(doubled)
    assert "A-001" in notice.accessibleName() and "%" in notice.accessibleName()
    assert "Ferries stop at Lower Sarn" in notice.accessibleName()
    doubled.desk.go_to(doubled.desk.keys[1])
    assert not notice.isVisibleTo(doubled)


def test_both_texts_stand_side_by_side(qtbot: QtBot, doubled: IntakeScreen) -> None:
    """With the days of the week marked; deciding later changes nothing."""
    doubled.doubles.compare()
    qtbot.waitUntil(lambda: doubled.doubles.sheet is not None, timeout=10_000)
    sheet = doubled.doubles.sheet
    assert sheet is not None
    rows = [sheet.pane.view.rows.row(n) for n in range(sheet.pane.view.rows.rowCount())]
    gone = [piece.text for row in rows for piece in row.first if not piece.common]
    assert "Tuesday" in gone
    QTest.keyClick(sheet.card, Qt.Key.Key_Escape)
    assert doubled.doubles.sheet is None
    assert "A-001" in doubled.doubles.notice.accessibleName()


def test_linking_is_done_as_soon_as_the_draft_is_accepted(
    qtbot: QtBot, archive: Archive, doubled: IntakeScreen
) -> None:
    """Until then nothing is written, and the decision can be seen."""
    decide(qtbot, doubled, "link")
    assert "republication" in doubled.doubles.notice.accessibleName()
    code = accept(qtbot, doubled)
    article = read_record(archive, code).record.article
    assert article is not None
    assert article.origin.republication_of == read_record(archive, "A-001").record.id


def test_merging_leaves_one_record_with_the_file(
    qtbot: QtBot, archive: Archive, doubled: IntakeScreen
) -> None:
    """The document is done, not taken up again."""
    decide(qtbot, doubled, "merge")
    code = accept(qtbot, doubled)
    assert read_record(archive, code).card.binned
    assert len(read_record(archive, "A-001").record.attachments) == 1
    assert doubled.desk.card(doubled.desk.keys[0]) is not None


def test_keeping_both_is_remembered(qtbot: QtBot, archive: Archive, doubled: IntakeScreen) -> None:
    """Nobody is asked again in Compare."""
    decide(qtbot, doubled, "keep")
    accept(qtbot, doubled)
    assert all_doubles(archive, Silent()) == ()
    (pair,) = all_doubles(archive, Silent(), settled=True)
    assert pair.settled is Settled.KEPT
