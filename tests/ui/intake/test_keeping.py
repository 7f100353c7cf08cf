"""An unfinished review is in the archive a second after each change, and outlives any end."""

import itertools
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Slot
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive, open_archive
from app.archive.place import remember_place, remembered_place
from app.archive.remembered import remember, remember_all, remembered_keys
from app.errors import SystemTroubleError
from app.intake import review as acts
from app.intake.draft import LineRole
from app.progress import Silent
from app.records.dates import StatedDate
from app.records.vocabularies import Basis, Kind, RiskLevel
from app.store.credentials import Credentials
from app.ui.clipboard import ClipboardGuard
from app.ui.intake import kept_review
from app.ui.intake.draft_list import DraftItem
from app.ui.intake.kept_review import PIECE, take_up
from app.ui.intake.papers import Answers, PaperState
from app.ui.intake.screen import IntakeScreen
from app.ui.jobs import Lane, Lanes
from app.ui.screen import Screen
from app.ui.session import Session
from app.ui.window import Window
from tests.ui.intake.conftest import MENU, TWO_DOCUMENTS

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).parent / "review_script.py"
PASSPHRASE = "tide pebble"


def wait_until_kept(screen: IntakeScreen, qtbot: QtBot) -> None:
    """Wait until all of the review is in the archive."""
    qtbot.waitUntil(lambda: not screen.keeper.unsaved, timeout=10_000)


def next_screen(session: Session, qtbot: QtBot) -> IntakeScreen:
    """The review as the next window takes it up."""
    later = IntakeScreen(session, None)
    qtbot.addWidget(later)
    qtbot.waitUntil(lambda: bool(later.desk.entries), timeout=10_000)
    return later


def large_text(size: int) -> str:
    """Invented prose that does not pack well, with words enough to be a text."""
    words = (f"w{number * 7919 % 99991:x}" for number in itertools.count())
    lines: list[str] = ["A long page", ""]
    length = 0
    while length < size:
        lines.append(" ".join(itertools.islice(words, 200)) + ".")
        length += len(lines[-1])
    return "\n".join(lines)


def test_a_review_is_taken_up_as_it_was_left(
    review: IntakeScreen, session: Session, qtbot: QtBot
) -> None:
    """Cuts, lines, fields and answers are in the archive without any lock."""
    review.edits.toggle((MENU,))
    review.edits.set_role((9,), LineRole.PULL_QUOTE)
    date = StatedDate(edtf="2021-06", wording="June 2021")
    review.edits.change_draft(lambda draft: acts.set_published(draft, date), "Date")
    review.edits.change_draft(lambda draft: acts.set_authors(draft, ("A. B.", "C. D.")), "Authors")
    review.desk.go_to(review.desk.keys[1])
    review.edits.change_draft(lambda draft: acts.set_kind(draft, Kind.TESTIMONY), "Kind")
    answers = Answers(basis=Basis.PUBLIC, basis_asked=True, risk=RiskLevel.HIGH)
    review.edits.answer(answers)
    wait_until_kept(review, qtbot)
    later = next_screen(session, qtbot)
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
    assert not later.keeper.unsaved


def test_a_finished_review_leaves_nothing_behind(
    review: IntakeScreen, archive: Archive, qtbot: QtBot
) -> None:
    """What is discarded needs no second copy; taken up again, it is kept again."""
    wait_until_kept(review, qtbot)
    assert remembered_keys(archive, "intake.")
    for key in review.desk.keys:
        review.desk.go_to(key)
        review.edits.discard()
    wait_until_kept(review, qtbot)
    assert remembered_keys(archive, "intake.") == ()
    review.desk.undo()
    wait_until_kept(review, qtbot)
    assert [taken.entry.source for taken in take_up(archive, Silent())] == [
        review.desk.entries[0].source
    ]


def test_the_order_of_files_is_kept(screen: IntakeScreen, session: Session, qtbot: QtBot) -> None:
    """Files come back in the order they came, also those added after a lock."""
    for number in range(5):
        screen.add_text(f"Page {number}\n\n{TWO_DOCUMENTS}")
    qtbot.waitUntil(lambda: len(screen.desk.entries) == 5, timeout=20_000)
    wait_until_kept(screen, qtbot)
    later = next_screen(session, qtbot)
    later.add_text(f"Page 5\n\n{TWO_DOCUMENTS}")
    qtbot.waitUntil(lambda: len(later.desk.entries) == 6, timeout=20_000)
    wait_until_kept(later, qtbot)
    last = next_screen(session, qtbot)
    names = [entry.source.data[:6] for entry in last.desk.entries if entry.source]
    assert names == [f"Page {number}".encode() for number in range(6)]


def make_window(session: Session, qtbot: QtBot) -> tuple[Window, IntakeScreen]:
    """The window with the review alone."""
    screen = IntakeScreen(session, None)
    window = Window(session, [screen], ClipboardGuard())
    qtbot.addWidget(window)
    return window, screen


def test_locking_right_after_unlocking_loses_nothing(
    review: IntakeScreen, session: Session, archive: Archive, lanes: Lanes, qtbot: QtBot
) -> None:
    """While nothing was taken up yet, neither the review nor the place is written over."""
    wait_until_kept(review, qtbot)
    place = json.dumps({"screen": "intake", "places": {"library": "T-014"}})
    remember_place(archive, place)
    before = take_up(archive, Silent())
    window, screen = make_window(session, qtbot)
    window.go_back()
    assert len(screen.desk.entries) == 0
    window.save_pending()
    qtbot.waitUntil(lambda: not lanes.running(), timeout=10_000)
    assert remembered_place(archive) == place
    assert before
    assert take_up(archive, Silent()) == before


class SlowScreen(Screen):
    """A screen that is back at its place only after a job."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session, None, key="library", title="Library", icon="library", shortcut="Ctrl+1"
        )
        self.now = "nowhere"
        self.go_on = threading.Event()

    def place(self) -> str:
        """Where it is at last."""
        return self.now

    def restore(self, place: str) -> None:
        """On its way."""
        job = self.session.run(Lane.SEARCH, lambda _progress: self.go_on.wait(10) and place)
        job.finished.connect(self._there)

    @Slot(object)
    def _there(self, place: str) -> None:
        self.now = f"{place}, arrived"


def test_a_lock_on_the_way_back_remembers_where_it_leads(session: Session, qtbot: QtBot) -> None:
    """A screen that has not arrived keeps the place it was given; then its own counts again."""
    screen = SlowScreen(session)
    window = Window(session, [screen], ClipboardGuard())
    qtbot.addWidget(window)
    assert json.loads(window.place())["places"] == {"library": "nowhere"}
    window._go_back_to(json.dumps({"screen": "library", "places": {"library": "T-014"}}))
    assert json.loads(window.place())["places"] == {"library": "T-014"}
    screen.go_on.set()
    qtbot.waitUntil(lambda: screen.now != "nowhere", timeout=10_000)
    assert json.loads(window.place())["places"] == {"library": "T-014, arrived"}


def test_a_large_file_is_written_in_pieces_and_comes_back_whole(
    screen: IntakeScreen, archive: Archive, session: Session, qtbot: QtBot
) -> None:
    """No size is left out: several pieces, one after the other, and the status says so."""
    text = large_text(3 * PIECE)
    told: list[bool] = []
    screen.keeping.connect(told.append)
    screen.add_text(text)
    qtbot.waitUntil(lambda: bool(screen.desk.entries), timeout=20_000)
    assert told[-1:] == [True]
    wait_until_kept(screen, qtbot)
    assert told[-1:] == [False]
    assert len(remembered_keys(archive, "intake.bytes.")) == len(text.encode()) // PIECE + 1
    later = next_screen(session, qtbot)
    source = later.desk.entries[0].source
    assert source is not None
    assert source.data.decode() == text


def test_a_decision_does_not_write_the_bytes_again(
    review: IntakeScreen, archive: Archive, qtbot: QtBot
) -> None:
    """A file's bytes are written once; what is decided about it is written each time."""
    wait_until_kept(review, qtbot)
    (piece,) = remembered_keys(archive, "intake.bytes.")
    remember(archive, piece, "a mark")
    review.edits.toggle((MENU,))
    wait_until_kept(review, qtbot)
    (taken,) = take_up(archive, Silent())
    assert taken.entry.source is None, "the bytes were written again"


def test_a_file_that_was_not_kept_whole_says_so(
    review: IntakeScreen, archive: Archive, session: Session, qtbot: QtBot
) -> None:
    """It stands in the list with what to do, and goes for good when it is discarded."""
    wait_until_kept(review, qtbot)
    remember_all(archive, forget=remembered_keys(archive, "intake.bytes."))
    later = next_screen(session, qtbot)
    (entry,) = later.desk.entries
    assert later.desk.state(later.desk.keys[0]) is PaperState.UNREADABLE
    assert "Add it again" in entry.trouble
    later.add_text(TWO_DOCUMENTS)
    qtbot.waitUntil(lambda: len(later.desk.entries) == 2, timeout=10_000)
    later.desk.remove(entry.number)
    wait_until_kept(later, qtbot)
    (taken,) = take_up(archive, Silent())
    assert taken.entry.source is not None


def test_what_the_disk_refuses_is_said_and_tried_again(
    review: IntakeScreen, archive: Archive, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list says what a lock would lose; once the disk takes it, nothing is lost."""
    wait_until_kept(review, qtbot)
    said: list[str] = []
    review.session.trouble.connect(lambda what, _error: said.append(what))

    def full(*_arguments: object, **_names: object) -> None:
        raise SystemTroubleError("The disk is full.", "Make room.")

    key = review.desk.keys[0]
    with monkeypatch.context() as refusing:
        refusing.setattr(kept_review, "remember_all", full)
        review.edits.toggle((MENU,))
        qtbot.waitUntil(lambda: bool(said), timeout=10_000)
        review.edits.set_role((9,), LineRole.PULL_QUOTE)
        qtbot.waitUntil(lambda: not review.desk.is_kept(key.entry), timeout=10_000)
        review._refresh_list()
        item = review.list.model.data(review.list.model.index(0), review.list.model.ITEM)
        assert isinstance(item, DraftItem)
        assert item.about == "Kept only until you lock: accept or discard it"
        assert review.keeper.unsaved
    review.edits.set_role((9,), LineRole.PARAGRAPH)
    wait_until_kept(review, qtbot)
    assert len(said) == 1
    assert review.desk.is_kept(key.entry)
    (taken,) = take_up(archive, Silent())
    assert taken.entry.papers == review.desk.entries[0].papers


def test_the_status_waits_for_the_review(session: Session, lanes: Lanes, qtbot: QtBot) -> None:
    """All is saved once it is everywhere: neither side speaks for the other."""
    window, screen = make_window(session, qtbot)
    with qtbot.waitSignal(session.lanes.started, timeout=10_000):
        pass  # taking up what was kept
    qtbot.waitUntil(lambda: not lanes.running(), timeout=10_000)
    sentence = window.status._sentence
    screen.keeping.emit(True)
    session.unsaved.emit(True)
    session.unsaved.emit(False)
    assert sentence.text() == "Saving…"
    session.unsaved.emit(True)
    screen.keeping.emit(False)
    assert sentence.text() == "Saving…"
    session.unsaved.emit(False)
    assert sentence.text() == "All changes saved"


@pytest.mark.parametrize("end", ["lock", "quick", "large", "stumble", "kill"])
def test_no_way_of_ending_loses_the_review(tmp_path: Path, end: str) -> None:
    """Locking at once, with a large file on its way, with a screen that raises; and killing.

    Whichever way the process ends, it was hidden before it saved, it ends in time, and what was
    kept before is taken up. The two decisions of a review that was locked at once are there too.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path), end],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == (-9 if end == "kill" else 90), ended.stderr
    if end != "kill":
        assert "shown while saving" not in ended.stderr
        assert "hidden while saving" in ended.stderr
    with open_archive(tmp_path / "Notebook.satchel", Credentials(passphrase=PASSPHRASE)) as archive:
        taken = take_up(archive, Silent())
    first = taken[0].entry
    assert first.source is not None
    assert first.source.data.decode() == TWO_DOCUMENTS
    left_out = [line.number for paper in first.papers for line in paper.draft.left_out]
    if end != "quick":
        assert first.papers[0].draft.title.value == "Ferry guides vanish"
        assert MENU in left_out
    assert [each.entry.name for each in taken[1:]] == (["long"] if end == "large" else [])
    assert all("Add it again" in each.entry.trouble for each in taken[1:])
