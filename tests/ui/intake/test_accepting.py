from pathlib import Path

from pytestqt.qtbot import QtBot

from app.archive.changing import bin_records
from app.archive.opening import Archive
from app.archive.reading import list_records, read_record
from app.records.vocabularies import Basis, Kind, RiskLevel
from app.ui.intake.papers import Answers, PaperState
from app.ui.intake.screen import IntakeScreen
from app.ui.session import Changes, Session
from tests.ui.intake.conftest import LETTER, MENU, TWO_DOCUMENTS, as_reviewed


def letter_as_testimony(screen: IntakeScreen) -> None:
    """Look at the letter, and make it a testimony."""
    screen.desk.go_to(screen.desk.keys[1])
    form = screen.fields.form
    form.kind.choose("testimony")
    form.kind.activated.emit(form.kind.currentIndex())


def accept(screen: IntakeScreen, qtbot: QtBot) -> None:
    """Accept the document looked at, and wait until it is on the disk."""
    screen.acts.accept.trigger()
    qtbot.waitUntil(lambda: not screen.accepts.running, timeout=10_000)


def test_an_accepted_document_is_a_record_with_what_was_corrected(
    review: IntakeScreen, archive: Archive, qtbot: QtBot
) -> None:
    """What stands in the review is what is added: fields, kept lines, the untouched original."""
    review.edits.toggle((MENU,))
    accept(review, qtbot)
    assert review.desk.state(review.desk.keys[0]) is PaperState.DONE
    page = list_records(archive)
    assert page.count == 1
    opened = read_record(archive, page.cards[0].id)
    texts = [segment.text for segment in opened.record.text.segments]
    assert any(text.startswith("Home World") for text in texts)
    assert opened.record.article is not None
    assert opened.record.article.authors == ("Ilse Varga",)
    assert opened.record.attachments[0].size == len(TWO_DOCUMENTS.encode())
    assert page.cards[0].code in review.fields.banner.accessibleName()


def test_both_documents_of_a_file_can_be_accepted_one_after_the_other(
    review: IntakeScreen, archive: Archive, qtbot: QtBot
) -> None:
    """The second document of the same bytes is added, not taken for a double."""
    accept(review, qtbot)
    review.desk.go_to(review.desk.keys[1])
    paper = review.desk.current_paper
    assert paper is not None
    if paper.testimony:
        review.edits.answer(Answers(basis_asked=True, risk=RiskLevel.LOW))
    accept(review, qtbot)
    page = list_records(archive)
    assert page.count == 2
    sums = {read_record(archive, card.id).record.attachments[0].sha256 for card in page.cards}
    assert len(sums) == 1


def test_accept_all_never_takes_a_testimony(
    review: IntakeScreen, archive: Archive, qtbot: QtBot
) -> None:
    """Basis and risk are asked about each testimony; accepting many at once passes them over."""
    letter_as_testimony(review)
    review.edits.answer(Answers(basis=Basis.PUBLIC, basis_asked=True, risk=RiskLevel.LOW))
    assert review.desk.keys[1] not in review.desk.certain()
    review.accept_all()
    qtbot.waitUntil(lambda: not review.accepts.running, timeout=10_000)
    assert list_records(archive, kind=Kind.TESTIMONY).count == 0


def test_a_testimony_carries_the_answers_into_the_archive(
    review: IntakeScreen, archive: Archive, qtbot: QtBot
) -> None:
    """Basis and risk as answered stand in the record."""
    letter_as_testimony(review)
    assert not review.fields.accept.isEnabled()
    review.edits.answer(Answers(basis=Basis.PUBLIC, basis_asked=True))
    assert not review.fields.accept.isEnabled()
    review.edits.answer(Answers(basis=Basis.PUBLIC, basis_asked=True, risk=RiskLevel.HIGH))
    accept(review, qtbot)
    card = list_records(archive, kind=Kind.TESTIMONY).cards[0]
    record = read_record(archive, card.id).record
    assert record.testimony is not None
    assert record.testimony.basis is Basis.PUBLIC
    assert record.risk.level is RiskLevel.HIGH


def test_basis_not_known_is_an_answer_and_stays_without_basis(
    review: IntakeScreen, archive: Archive, qtbot: QtBot
) -> None:
    """Nobody is made to claim a basis: the record then has none."""
    letter_as_testimony(review)
    review.edits.answer(Answers(basis_asked=True, risk=RiskLevel.MEDIUM))
    accept(review, qtbot)
    card = list_records(archive, kind=Kind.TESTIMONY).cards[0]
    record = read_record(archive, card.id).record
    assert record.testimony is not None
    assert record.testimony.basis is None


def test_undo_after_accepting_does_not_touch_the_accepted_document(
    review: IntakeScreen, qtbot: QtBot
) -> None:
    """Steps made before a document went into the archive stand for good."""
    review.edits.toggle((MENU,))
    accept(review, qtbot)
    before = review.desk.entries
    review.acts.undo.trigger()
    assert review.desk.entries == before


def test_a_record_that_goes_to_the_bin_is_a_draft_again(
    review: IntakeScreen,
    archive: Archive,
    session: Session,
    qtbot: QtBot,
) -> None:
    """Taking back what was added brings the document back to the review."""
    accept(review, qtbot)
    card = review.desk.card(review.desk.keys[0])
    assert card is not None
    bin_records(archive, (card.id,))
    session.tell(Changes(records=frozenset({card.id})))
    key = review.desk.keys[0]
    qtbot.waitUntil(lambda: review.desk.state(key) is not PaperState.DONE, timeout=10_000)


def test_the_same_text_again_is_not_put_under_review_twice(
    review: IntakeScreen, qtbot: QtBot
) -> None:
    """The same bytes are recognised while they are under review."""
    with qtbot.waitSignal(review.session.said, timeout=10_000):
        review.add_text(TWO_DOCUMENTS)
    assert len(review.desk.entries) == 1


def test_a_file_added_before_is_named_and_adds_nothing(
    review: IntakeScreen,
    session: Session,
    archive: Archive,
    qtbot: QtBot,
) -> None:
    """In a later review the banner names the code, and Accept is off."""
    accept(review, qtbot)
    code = list_records(archive).cards[0].code
    later = IntakeScreen(session, None)
    qtbot.addWidget(later)
    later.show()
    later.add_text(TWO_DOCUMENTS)
    qtbot.waitUntil(lambda: bool(later.desk.entries), timeout=10_000)
    first = later.desk.keys[0]
    # Cut in the same way, the first document is the one that was added.
    title = later.desk.paper(first)
    assert title is not None
    assert later.desk.entries[0].known[0].code == code
    assert code in later.fields.banner.accessibleName()
    assert not later.fields.accept.isEnabled()


def test_a_known_file_is_not_added_again_under_another_title(
    review: IntakeScreen, session: Session, archive: Archive, qtbot: QtBot
) -> None:
    """Once every document of a file is in the archive, changing a title makes none of them new."""
    review.edits.join_at(LETTER)
    qtbot.waitUntil(lambda: len(review.desk.keys) == 1, timeout=10_000)
    review.edits.change_draft(as_reviewed, "Review")
    accept(review, qtbot)
    assert list_records(archive).count == 1
    later = IntakeScreen(session, None)
    qtbot.addWidget(later)
    later.add_text(TWO_DOCUMENTS)
    qtbot.waitUntil(lambda: bool(later.desk.entries), timeout=10_000)
    if len(later.desk.keys) == 2:
        later.edits.join_at(LETTER)
        qtbot.waitUntil(lambda: len(later.desk.keys) == 1, timeout=10_000)
    paper = later.desk.current_paper
    assert paper is not None
    assert paper.draft.title.value != "Ferry guides vanish"
    assert later.desk.state(later.desk.keys[0]) is PaperState.DONE
    assert not later.acts.accept.isEnabled()


def test_a_file_that_cannot_be_read_is_listed_with_its_reason_and_the_rest_goes_on(
    screen: IntakeScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    """One bad file ends nothing: it stands in the list and says why."""
    bad, good, absent = tmp_path / "noise.bin", tmp_path / "page.txt", tmp_path / "gone.txt"
    bad.write_bytes(bytes(range(256)) * 64)
    good.write_text(TWO_DOCUMENTS, encoding="utf-8")
    screen.add_files((bad, absent, good))
    qtbot.waitUntil(lambda: len(screen.desk.entries) == 3, timeout=10_000)
    states = [screen.desk.state(key) for key in screen.desk.keys]
    assert states[:2] == [PaperState.UNREADABLE, PaperState.UNREADABLE]
    assert PaperState.UNREADABLE not in states[2:]
    assert all(entry.trouble for entry in screen.desk.entries[:2])
    screen.desk.go_to(screen.desk.keys[0])
    assert not screen.fields.accept.isEnabled()
    screen.acts.discard.trigger()
    assert len(screen.desk.entries) == 2


def test_a_discarded_document_is_not_added_and_can_be_taken_up_again(
    review: IntakeScreen, archive: Archive, qtbot: QtBot
) -> None:
    """Discarding is a step like any other."""
    review.acts.discard.trigger()
    key = review.desk.keys[0]
    assert review.desk.state(key) is PaperState.DISCARDED
    assert not review.acts.accept.isEnabled()
    review.acts.undo.trigger()
    assert review.desk.state(key) is not PaperState.DISCARDED
    assert list_records(archive).count == 0
