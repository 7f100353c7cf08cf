"""Folders, ZIPs and many files in the review: what comes to the desk, and the report."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.archive.reading import list_records
from app.intake import review as acts
from app.intake.draft import Certainty, Draft
from app.intake.importing import Acceptance, import_paths
from app.progress import Silent
from app.records.vocabularies import Kind, RiskLevel
from app.ui.clipboard import ClipboardGuard
from app.ui.intake import reader
from app.ui.intake.papers import WEIGHT, Answers
from app.ui.intake.report_dialog import ReportNameDialog
from app.ui.intake.review_report import review_report
from app.ui.intake.screen import IntakeScreen
from app.ui.session import Session
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.place_picker import PlacePicker
from app.ui.widgets.plain_label import PlainLabel
from app.ui.window import Window
from tests.confined.made_containers import letter, mail_box, zip_of

_WAIT = 20_000


def a_page(number: int) -> str:
    """An article of its own, as it is copied from a page."""
    return (
        f"Ferry number {number} stops for the winter\nBy Ilse Varga\nPublished 2 June 2021\n\n"
        f"The ferry has not crossed river {number} since Monday, residents said, and nobody would "
        "say when it is to cross again.\nThe county office said that the ice had come early this "
        f"year, and that the {number} guides had been told.\n"
    )


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Two pages, a ZIP of two more, a letter in a box, and a file that is damaged."""
    folder = tmp_path / "stick"
    (folder / "deep").mkdir(parents=True)
    (folder / "1.txt").write_text(a_page(1), encoding="utf-8")
    (folder / "deep" / "2.txt").write_text(a_page(2), encoding="utf-8")
    packed = {f"in/{n}.txt": a_page(n).encode() for n in (3, 4)}
    (folder / "more.zip").write_bytes(zip_of(packed))
    (folder / "post").write_bytes(mail_box(letter(1, "The guards left at night, and I ran.")))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut short")
    return folder


def names(screen: IntakeScreen) -> list[str]:
    """Files on the desk."""
    return [entry.name for entry in screen.desk.entries]


def words_of(dialog: Dialog) -> str:
    """All that a dialog says."""
    return "\n".join(label.text() for label in dialog.findChildren(PlainLabel))


def read(qtbot: QtBot, screen: IntakeScreen, *paths: Path) -> None:
    """Add files, and wait until all of them are read and on the desk."""
    lanes = screen.session.lanes
    screen.add_files(paths)
    qtbot.waitUntil(lambda: not lanes.running(), timeout=_WAIT)


ALL = [
    "stick/1.txt", "stick/broken.docx", "stick/deep/2.txt", "stick/more.zip/in/3.txt",
    "stick/more.zip/in/4.txt", "stick/post/00001.eml",
]  # fmt: skip


def test_a_folder_comes_file_by_file(qtbot: QtBot, screen: IntakeScreen, stick: Path) -> None:
    """With what is in its ZIPs and mail boxes; the letter is a testimony."""
    read(qtbot, screen, stick)
    assert names(screen) == ALL
    kinds = [entry.papers[0].draft.kind.value for entry in screen.desk.entries if entry.papers]
    assert kinds[-1] is Kind.TESTIMONY
    source = screen.desk.entries[3].source
    assert source is not None
    assert (source.name, source.data) == ("in/3.txt", a_page(3).encode())


def test_all_certain_never_covers_a_testimony(
    qtbot: QtBot, screen: IntakeScreen, stick: Path
) -> None:
    """However many are accepted at once: basis and risk are asked first."""
    read(qtbot, screen, stick)
    for number, key in enumerate(screen.desk.keys):
        screen.desk.go_to(key)
        screen.edits.change_draft(partial(_made_certain, number), "Look")
    certain = [screen.desk.paper(key) for key in screen.desk.certain()]
    assert [paper.draft.title.value for paper in certain if paper] == ["0", "2", "3", "4"]


def _made_certain(number: int, draft: Draft) -> Draft:
    """As if a person had set whatever may be unsure; the kind stays as it was found."""
    draft = acts.set_languages(acts.retitle(draft, str(number)), ("en",))
    draft = acts.set_place(acts.set_publisher(acts.set_authors(draft, ("Ilse Varga",)), "S"), "P")
    kind = replace(draft.kind, certainty=Certainty.CERTAIN)
    return replace(acts.set_updated(acts.set_published(draft, None), None), kind=kind)


def test_what_the_archive_has_is_passed_over(
    qtbot: QtBot, screen: IntakeScreen, archive: Archive, stick: Path
) -> None:
    """A folder that is added again brings only what is new, and the report tells the rest."""
    import_paths(archive, [stick / "1.txt"], Acceptance(), Silent())
    read(qtbot, screen, stick)
    assert names(screen) == ALL[1:]
    lines = review_report(screen.desk, screen.reports.passed).lines
    assert {line.name: str(line.outcome) for line in lines}["stick/1.txt"] == "same"


def test_a_file_that_cannot_be_read_can_be_kept(
    qtbot: QtBot, screen: IntakeScreen, archive: Archive, stick: Path
) -> None:
    """It becomes a testimony without text, whose two questions are asked, with the file in it."""
    read(qtbot, screen, stick / "broken.docx", stick / "1.txt", stick / "deep")
    screen.desk.go_to(screen.desk.keys[0])
    assert screen.acts.keep_file.isEnabled()
    screen.fields.keep.click()
    shown = f"{screen.desk.entries[0].papers[0].draft.title.value}"
    qtbot.waitUntil(lambda: screen.list.model.index(0).data() == shown, timeout=_WAIT)
    entry = screen.desk.current_entry
    assert entry is not None
    assert entry.name == "broken.docx"
    assert entry.papers[0].draft.only_file
    assert not screen.acts.keep_file.isEnabled()
    assert screen.fields.why_not.text() == "Answer both questions first"
    screen.edits.answer(Answers(basis_asked=True, risk=RiskLevel.LOW))
    screen.acts.accept.trigger()
    qtbot.waitUntil(lambda: list_records(archive).count == 1, timeout=_WAIT)


def test_the_same_file_twice_is_told_in_the_report(
    qtbot: QtBot, screen: IntakeScreen, stick: Path
) -> None:
    """It stands on the desk once, and among many nobody is led away from where they look."""
    (stick / "again.txt").write_text(a_page(2), encoding="utf-8")
    read(qtbot, screen, stick)
    assert len(screen.desk.entries) == len(ALL)
    assert screen.desk.current == screen.desk.keys[0]
    lines = review_report(screen.desk, screen.reports.passed).lines
    told = {line.name: line.reason for line in lines if line.outcome == "same"}
    assert told == {"stick/deep/2.txt": "The same text is under review already."}
    read(qtbot, screen, stick / "deep" / "2.txt")
    assert screen.desk.current_entry is not None
    assert screen.desk.current_entry.name == "stick/again.txt"


def test_no_more_is_held_than_fits(
    qtbot: QtBot, screen: IntakeScreen, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report says that the rest was not reached, and names it."""
    monkeypatch.setattr(reader, "MOST_BYTES", 3 * (WEIGHT + 2 * len(a_page(1))))
    read(qtbot, screen, stick)
    assert 0 < len(screen.desk.entries) < len(ALL)
    report = review_report(screen.desk, screen.reports.passed)
    left = [line.name for line in report.lines if line.outcome == "not-reached"]
    assert left
    assert "stick/post" in left
    dialog = screen.window().findChild(Dialog)
    assert dialog is not None
    assert "Not all were read" in words_of(dialog)


def test_the_report_is_saved_where_a_person_says(
    qtbot: QtBot, screen: IntakeScreen, stick: Path, tmp_path: Path
) -> None:
    """Through the program's own dialogs, readable for its owner alone."""
    read(qtbot, screen, stick)
    screen.acts.report.trigger()
    dialog = screen.window().findChild(Dialog)
    assert dialog is not None
    assert "Under review: 5" in words_of(dialog)
    dialog.chosen.emit("save")
    dialog.close_sheet()
    picker = screen.window().findChild(PlacePicker)
    assert picker is not None
    picker.close_sheet()
    picker.picked.emit((tmp_path,))
    naming = screen.window().findChild(ReportNameDialog)
    assert naming is not None
    naming.chosen.emit("save")
    out = tmp_path / "report.csv"
    qtbot.waitUntil(lambda: out.exists() and out.stat().st_size > 0, timeout=_WAIT)
    assert "stick/post/00001.eml,waiting," in out.read_text(encoding="utf-8-sig")
    assert out.stat().st_mode & 0o077 == 0


def test_a_folder_can_be_dropped_on_the_window(qtbot: QtBot, session: Session, stick: Path) -> None:
    """Anywhere on it; it is walked as a chosen one is."""
    screen = IntakeScreen(session, None)
    window = Window(session, [screen], ClipboardGuard())
    qtbot.addWidget(window)
    window.show()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(stick))])
    window.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: len(screen.desk.entries) == len(ALL), timeout=_WAIT)
    assert names(screen) == ALL
