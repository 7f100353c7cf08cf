"""The files of a record in the reader."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.archive.reading import read_record
from app.ui.reader.files_pane import FilesPane
from app.ui.reader.reader import Reader
from app.ui.session import Session
from app.ui.widgets.place_picker import PlacePicker
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle

Open = Callable[..., Reader]


def test_a_file_is_attached_and_listed(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open, tmp_path: Path
) -> None:
    """Chosen in the picker it is kept with the record, and the list shows it at once."""
    card = fill(archive, a_testimony())[0]
    form = tmp_path / "consent.pdf"
    form.write_bytes(b"%PDF-1.4")
    reader = open_reader(card.id)
    reader.sections.choose("files")
    pane = reader._stack.currentWidget()
    assert isinstance(pane, FilesPane)
    pane._add.click()
    picker = pane.findChild(PlacePicker) or pane.window().findChild(PlacePicker)
    assert picker is not None
    picker.picked.emit((form,))
    picker.close()
    settle(qtbot, session)
    assert [file.name for file in read_record(archive, card.id).record.attachments] == [
        "consent.pdf"
    ]
    assert [card.accessibleName() for card in pane._cards] == ["consent.pdf"]
