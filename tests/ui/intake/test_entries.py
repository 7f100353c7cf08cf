"""A table or an export under review: a document for each entry, and what was refused beside it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.archive.changing import bin_records
from app.archive.opening import Archive
from app.archive.reading import list_records, read_record
from app.intake.importing import Acceptance, import_paths
from app.progress import Silent
from app.ui.intake.papers import PaperState, known_as
from app.ui.intake.screen import IntakeScreen
from tests.confined.made_entries import bulletin, export, value

TABLE = (
    "title,text,publisher,date,shelf\n"
    "Ferries stop,The ferry does not cross any more.,Courier,2021-06-02,B-12\n"
    ",,Courier,2021,B-13\n"
    "Ice,The ice came early.,Courier,2020-12-01,B-14\n"
)


def under_review(screen: IntakeScreen, qtbot: QtBot, path: Path, content: bytes) -> None:
    """Add a file to the review, and wait until all of it is there."""
    path.write_bytes(content)
    screen.add_files((path,))
    qtbot.waitUntil(lambda: bool(screen.desk.entries), timeout=10_000)
    qtbot.waitUntil(lambda: not screen.session.lanes.running(), timeout=10_000)
    qtbot.wait(1)


def accept(screen: IntakeScreen, qtbot: QtBot) -> None:
    """Accept the document looked at, and wait until it is on the disk."""
    screen.acts.accept.trigger()
    qtbot.waitUntil(lambda: not screen.accepts.running, timeout=10_000)


def test_each_row_is_a_document_and_a_refused_one_says_why(
    screen: IntakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """What no field takes is shown beside the fields before anything is accepted."""
    under_review(screen, qtbot, tmp_path / "a.csv", TABLE.encode())
    table, refused = screen.desk.entries
    assert [paper.draft.title.value for paper in table.papers] == ["Ferries stop", "Ice"]
    assert refused.trouble == "Row 3: it has neither a title nor a text."
    screen.desk.go_to(screen.desk.keys[0])
    assert screen.fields.extra.isVisible()
    assert screen.fields.extra.shown == (("shelf", "B-12"),)


def test_an_accepted_row_is_known_again_in_another_table(
    screen: IntakeScreen, archive: Archive, qtbot: QtBot, tmp_path: Path
) -> None:
    """In the terminal and in the window, whatever the file is called."""
    under_review(screen, qtbot, tmp_path / "a.csv", TABLE.encode())
    screen.desk.go_to(screen.desk.keys[0])
    accept(screen, qtbot)
    (card,) = list_records(archive).cards
    assert [each.value for each in read_record(archive, card.id).record.extra] == ["B-12"]
    (tmp_path / "b.csv").write_text(TABLE + "Thaw,It thaws.,Courier,2022,B-15\n")
    report = import_paths(archive, [tmp_path / "b.csv"], Acceptance(), Silent())
    assert [each.title for each in report.added] == ["Ice", "Thaw"]
    assert [each.id for each in report.same] == [card.id]
    screen.add_files((tmp_path / "b.csv",))
    qtbot.waitUntil(lambda: len(screen.desk.entries) > 2, timeout=10_000)
    again = screen.desk.entries[2]
    titles = [found and found.title for found in (known_as(again, each) for each in again.papers)]
    assert titles == ["Ferries stop", "Ice", "Thaw"]


def test_a_bulletin_waits_for_the_questions_about_a_testimony(
    screen: IntakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """Nothing of it is accepted with others at once."""
    data = export(bulletin(value("title", "Talk"), value("author", "Field worker 3")))
    under_review(screen, qtbot, tmp_path / "export.xml", data)
    screen.desk.go_to(screen.desk.keys[0])
    assert screen.desk.state(screen.desk.keys[0]) is PaperState.NEEDS_LOOK
    assert not screen.fields.accept.isEnabled()
    assert ("Author of the bulletin", "Field worker 3") in screen.fields.extra.shown


def test_a_row_whose_record_lies_in_the_bin_can_be_accepted_again(
    screen: IntakeScreen, archive: Archive, qtbot: QtBot, tmp_path: Path
) -> None:
    """A person who accepts it wants it, whatever was done before."""
    path = tmp_path / "a.csv"
    path.write_text(TABLE)
    first = import_paths(archive, [path], Acceptance(), Silent()).added
    bin_records(archive, (first[0].id,))
    under_review(screen, qtbot, path, TABLE.encode())
    screen.desk.go_to(screen.desk.keys[0])
    accept(screen, qtbot)
    assert screen.desk.state(screen.desk.keys[0]) is PaperState.DONE
    assert {card.title for card in list_records(archive).cards} == {"Ferries stop", "Ice"}
