"""Hits in attached files: the line names the file, and opening one shows the files."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.archive.attachment_texts import put_text
from app.archive.attachments import attach_file
from app.archive.opening import Archive
from app.ui.library.hit_model import spoken
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle


def test_a_hit_in_a_file_leads_to_the_files(
    qtbot: QtBot,
    archive: Archive,
    session: Session,
    tmp_path: Path,
    open_library: Callable[..., LibraryScreen],
) -> None:
    """With the next hit the text is shown again; a section chosen by hand stays."""
    with_file, plain = fill(
        archive,
        a_testimony("Nothing of it here.", title="First"),
        a_testimony("The bulrush again.", title="Second"),
    )
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF-1.4 letter")
    attached = attach_file(archive, with_file.id, file).record.attachments[0]
    put_text(archive, attached.sha256, "The bulrush by the river.", "en")
    library = open_library()
    library.results.head.line.line.setText("bulrush")
    settle(qtbot, session)
    qtbot.waitUntil(lambda: library.results.model.rowCount() == 2)
    hits = [library.results.model.hit(row) for row in range(2)]
    lines = {hit.card.id: spoken(hit) for hit in hits if hit is not None}
    assert "letter.pdf: The bulrush by the river." in lines[with_file.id]
    assert "letter.pdf" not in lines[plain.id]
    sections = library.reader.sections

    def choose(record: str) -> None:
        library.results.choose(record)
        library.open_record(record)
        settle(qtbot, session)
        assert library.reader.opened is not None and library.reader.opened.card.id == record

    choose(with_file.id)
    assert sections.current == "files"
    choose(plain.id)
    assert sections.current == "text"
    choose(with_file.id)
    sections.choose("details")
    choose(plain.id)
    assert sections.current == "details"
