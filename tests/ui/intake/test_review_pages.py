"""Pictures, scans, sound and film under review: seen, told, and accepted as files."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.archive.reading import list_records, read_record
from app.records.vocabularies import Basis, RiskLevel
from app.ui.intake.papers import Answers
from app.ui.intake.screen import IntakeScreen
from tests.confined import made_files, made_media


def add(screen: IntakeScreen, qtbot: QtBot, path: Path, data: bytes) -> None:
    """Put a file under review and look at it."""
    path.write_bytes(data)
    before = len(screen.desk.entries)
    screen.add_files((path,))
    qtbot.waitUntil(lambda: len(screen.desk.entries) > before, timeout=20_000)
    screen.desk.go_to(screen.desk.keys[-1])


def drawn(screen: IntakeScreen, qtbot: QtBot) -> None:
    """Wait until a page is drawn."""
    qtbot.waitUntil(lambda: screen.original.viewer.count > 0, timeout=20_000)


def test_a_picture_is_shown_beside_its_draft(
    screen: IntakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """With what it says of itself below; no list of lines, and no switch to any."""
    add(screen, qtbot, tmp_path / "market.jpg", made_media.picture(size=(400, 300)))
    drawn(screen, qtbot)
    original = screen.original
    assert original.viewer.isVisible() and not original.view.isVisible()
    assert "-51.477811, -0.001475" in original._facts.text()
    assert not original.as_pages.isVisible()
    seen = original.viewer.view.grab().toImage()
    corner = seen.pixelColor(seen.width() // 2 - 40, 50)
    assert corner.red() > 150 > 60 > corner.blue()


def test_a_scan_is_shown_as_its_pages(screen: IntakeScreen, qtbot: QtBot, tmp_path: Path) -> None:
    """And said to be one; its pages are turned there."""
    add(screen, qtbot, tmp_path / "form.pdf", made_files.pdf("", "", ""))
    drawn(screen, qtbot)
    assert screen.original.viewer.count == 3
    paper = screen.desk.current_paper
    assert paper is not None
    assert "Scanned, no text" in paper.draft.only_file
    screen.original.viewer.page_forth()
    assert screen.original.viewer.page == 1


def test_pages_of_a_pdf_with_text_are_one_press_away(
    screen: IntakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """Its lines first; Pages shows how it looks, and again its lines."""
    add(screen, qtbot, tmp_path / "a.pdf", made_files.pdf("A page with some words on it.", ""))
    original = screen.original
    assert original.view.isVisible() and original.as_pages.isVisible()
    assert "1 of its pages is a picture without text." in original._facts.text()
    original.as_pages.click()
    drawn(screen, qtbot)
    assert original.viewer.isVisible() and original.viewer.count == 2
    original.as_pages.click()
    assert original.view.isVisible() and not original.viewer.isVisible()


def test_a_recording_says_that_there_is_nothing_to_read(
    screen: IntakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """And how long it is; nothing is played."""
    add(screen, qtbot, tmp_path / "clip.mp4", made_media.film())
    assert screen.original._no_text.isVisible()
    assert "1:23" in screen.original._facts.text()


def test_going_on_to_a_text_lets_go_of_the_picture(
    screen: IntakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """Neither file nor process stays behind what is looked at."""
    add(screen, qtbot, tmp_path / "market.jpg", made_media.picture())
    drawn(screen, qtbot)
    screen.add_text("We crossed the river at night, and nobody spoke until the morning came.")
    qtbot.waitUntil(lambda: len(screen.desk.entries) == 2, timeout=20_000)
    screen.desk.go_to(screen.desk.keys[-1])
    assert screen.original.viewer._drawer is None
    assert screen.original.view.isVisible()
    qtbot.waitUntil(lambda: not screen.session.lanes.running(), timeout=20_000)


def test_a_picture_is_accepted_with_its_data(
    screen: IntakeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """Once a person has answered for it; never among those that are certain."""
    add(screen, qtbot, tmp_path / "market.jpg", made_media.picture())
    assert screen.desk.certain() == ()
    screen.edits.answer(Answers(basis=Basis.DOCUMENT, basis_asked=True, risk=RiskLevel.LOW))
    screen.accept()
    archive = screen.session.archive
    qtbot.waitUntil(lambda: bool(list_records(archive).cards), timeout=20_000)
    record = read_record(archive, list_records(archive).cards[0].id).record
    assert record.attachments[0].capture.device == "Zenit Kestrel 9"
    assert record.title == "market"
    assert record.text.segments == ()
