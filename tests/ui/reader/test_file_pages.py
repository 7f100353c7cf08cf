"""Looking at attached files in the reader, and saving them with and without their hidden data."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.intake.attached_files import attach_and_read
from app.progress import Silent
from app.records.stored import RecordCard
from app.ui.reader.file_card import FileCard
from app.ui.reader.files_pane import FilesPane
from app.ui.reader.reader import Reader
from app.ui.reader.saving_copies import NameDialog
from app.ui.session import Session
from app.ui.widgets.place_picker import PlacePicker
from app.ui.widgets.plain_label import PlainLabel
from tests.confined import made_files, made_media
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle

Open = Callable[..., Reader]


@pytest.fixture
def card(archive: Archive, tmp_path: Path) -> RecordCard:
    """A testimony with a picture, a PDF of two pages, a sound and a note."""
    made = fill(archive, a_testimony())[0]
    files = {
        "market.jpg": made_media.picture(size=(400, 300)),
        "form.pdf": made_files.pdf("Page one", "Page two"),
        "talk.wav": made_media.wave(),
        "note.txt": b"A note.",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        attach_and_read(archive, made.id, tmp_path / name, Silent())
    return made


@pytest.fixture
def pane(
    qtbot: QtBot, session: Session, open_reader: Open, card: RecordCard
) -> Iterator[FilesPane]:
    """Its files, shown; the reader around them lives as long."""
    reader = open_reader(card.id)
    reader.sections.choose("files")
    found = reader._stack.currentWidget()
    assert isinstance(found, FilesPane)
    settle(qtbot, session)
    yield found
    del reader


def file_card(pane: FilesPane, name: str) -> FileCard:
    """The card of a file."""
    return next(card for card in pane._cards if card.file.name == name)


def words(widget: QWidget) -> list[str]:
    """What labels say."""
    return [label.text() for label in widget.findChildren(PlainLabel)]


def press_show(pane: FilesPane, name: str, qtbot: QtBot, session: Session) -> None:
    """Look at a file, and wait until it is drawn."""
    button = file_card(pane, name).show_pages
    assert button is not None
    button.click()
    settle(qtbot, session)
    qtbot.waitUntil(lambda: pane.viewer.count > 0 or pane.viewer.isHidden(), timeout=20_000)


def shown_picture(pane: FilesPane) -> QImage:
    """What is drawn on the desk."""
    return pane.viewer.view.grab().toImage()


def test_what_a_file_says_of_itself_is_shown(pane: FilesPane) -> None:
    """Place, time and device beside the picture, the length of a sound; nothing for a note."""
    assert "-51.477811, -0.001475" in words(file_card(pane, "market.jpg"))
    assert "2021-03-14 15:09:26 UTC+02:00" in words(file_card(pane, "market.jpg"))
    assert "0:02" in words(file_card(pane, "talk.wav"))
    assert not any("hidden data" in each for each in words(file_card(pane, "note.txt")))


def test_only_what_has_pages_can_be_looked_at(pane: FilesPane) -> None:
    """And only pictures have a copy without hidden data."""
    shown = {card.file.name for card in pane._cards if card.show_pages is not None}
    clean = {card.file.name for card in pane._cards if card.save_clean is not None}
    assert (shown, clean) == ({"market.jpg", "form.pdf"}, {"market.jpg"})


def test_nothing_is_shown_before_it_is_asked_for(
    pane: FilesPane, qtbot: QtBot, session: Session
) -> None:
    """A picture may be hard to look at; and once more puts it away."""
    assert pane.viewer.isHidden()
    press_show(pane, "market.jpg", qtbot, session)
    assert not pane.viewer.isHidden() and pane.viewer.count == 1
    places = [pane.column.indexOf(pane._cards[0]), pane.column.indexOf(pane.viewer)]
    assert places == [places[0], places[0] + 1]
    seen = shown_picture(pane)
    middle = seen.pixelColor(seen.width() // 2 - 40, 50)
    assert middle.red() > 150 > 60 > middle.blue()
    button = file_card(pane, "market.jpg").show_pages
    assert button is not None and button.text() == "Hide"
    button.click()
    assert pane.viewer.isHidden() and button.text() == "Show"


def test_pages_of_a_pdf_are_turned(pane: FilesPane, qtbot: QtBot, session: Session) -> None:
    """Forth, back, and no further than there are pages; wider than the pane by its width."""
    press_show(pane, "form.pdf", qtbot, session)
    viewer = pane.viewer
    assert (viewer.count, viewer.page) == (2, 0)
    assert viewer.forth.isEnabled() and not viewer.back.isEnabled()
    first = shown_picture(pane)
    viewer.forth.click()
    settle(qtbot, session)
    assert (viewer.page, viewer.forth.isEnabled()) == (1, False)
    assert shown_picture(pane) != first
    whole = viewer.view.wanted_width
    viewer.wide.click()
    assert viewer.view.wanted_width > whole
    viewer.whole.click()
    assert viewer.view.wanted_width == whole
    settle(qtbot, session)


def test_a_file_that_is_not_looked_at_is_not_kept(
    pane: FilesPane, qtbot: QtBot, session: Session
) -> None:
    """Putting it away lets go of its bytes and ends the process that drew it."""
    press_show(pane, "form.pdf", qtbot, session)
    drawer = pane.viewer._drawer
    assert drawer is not None
    assert drawer.holds_something
    pane._hide_viewer()
    settle(qtbot, session)
    assert pane.viewer._drawer is None
    assert not drawer.holds_something


@pytest.mark.parametrize("clean", [True, False])
def test_a_picture_is_saved_with_or_without_hidden_data(
    pane: FilesPane, qtbot: QtBot, session: Session, tmp_path: Path, clean: bool
) -> None:
    """What is chosen is said before, and is what lies outside afterwards."""
    shown = file_card(pane, "market.jpg")
    assert shown.save_clean is not None
    (shown.clean_wanted if clean else shown.save_wanted).emit(shown.file)
    picker = pane.findChild(PlacePicker) or pane.window().findChild(PlacePicker)
    assert picker is not None
    out = tmp_path / "out"
    out.mkdir()
    picker.picked.emit((out,))
    picker.close()
    dialog = pane.window().findChild(NameDialog)
    assert dialog is not None
    said = " ".join(words(dialog))
    assert ("all that is hidden in it does not" in said) is clean
    assert ("hidden data goes with it" in said) is not clean
    dialog.chosen.emit("save")
    dialog.close()
    settle(qtbot, session)
    (copy,) = out.iterdir()
    data = copy.read_bytes()
    hidden = [value for value in made_media.hidden_values() if value in data]
    assert (hidden == []) is clean
    if not clean:
        assert data == (tmp_path / "market.jpg").read_bytes()
