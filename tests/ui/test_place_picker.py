"""Choosing files and folders without the system's dialog."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.errors import SystemTroubleError
from app.ui.folder_listing import list_folder
from app.ui.jobs import Lanes
from app.ui.widgets.place_picker import PlacePicker, Wanted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some files, a folder, an archive, something hidden."""
    for name in ("page 10.txt", "page 2.txt", "photo.jpg", ".hidden"):
        (tmp_path / name).write_text(name)
    (tmp_path / "Sub").mkdir()
    (tmp_path / "Blue notebook.satchel").mkdir()
    return tmp_path


MakePicker = Callable[..., PlacePicker]


@pytest.fixture
def make_picker(lanes: Lanes, qtbot: QtBot, folder: Path) -> MakePicker:
    """Makes pickers that stand in the folder."""
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()

    def make(wanted: Wanted, suffixes: tuple[str, ...] = ()) -> PlacePicker:
        picker = PlacePicker(window, lanes, "Choose", wanted, suffixes=suffixes, start=folder)
        picker.open()
        qtbot.waitUntil(lambda: picker._line.text() == str(folder))
        return picker

    return make


def names(picker: PlacePicker) -> list[str]:
    """What is listed."""
    model = picker._model
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def test_a_folder_is_listed_as_people_sort(make_picker: MakePicker) -> None:
    """Folders first, page 2 before page 10, nothing hidden."""
    assert names(make_picker(Wanted.FILES)) == [
        "Blue notebook.satchel",
        "Sub",
        "page 2.txt",
        "page 10.txt",
        "photo.jpg",
    ]


def test_only_the_wanted_kinds_of_file_are_listed(make_picker: MakePicker) -> None:
    """Other files are left out, folders stay to be walked through."""
    assert names(make_picker(Wanted.FILES, (".txt",))) == [
        "Blue notebook.satchel",
        "Sub",
        "page 2.txt",
        "page 10.txt",
    ]


def test_several_files_are_picked(make_picker: MakePicker, folder: Path, qtbot: QtBot) -> None:
    """What was selected comes, folders do not, and the button waits until there is something."""
    picker = make_picker(Wanted.FILES)
    assert not picker._act.isEnabled()
    picker._list.selectAll()
    with qtbot.waitSignal(picker.picked) as told:
        picker._act.click()
    assert told.args is not None
    assert sorted(told.args[0]) == sorted(
        folder / name for name in ("page 2.txt", "page 10.txt", "photo.jpg")
    )


def test_an_archive_is_a_folder_that_is_not_entered(
    make_picker: MakePicker, folder: Path, qtbot: QtBot
) -> None:
    """Enter on an archive picks it; files are not shown."""
    picker = make_picker(Wanted.ARCHIVE)
    assert names(picker) == ["Blue notebook.satchel", "Sub"]
    picker._list.setCurrentIndex(picker._model.index(0))
    with qtbot.waitSignal(picker.picked) as told:
        QTest.keyClick(picker._list, Qt.Key.Key_Return)
    assert told.args == [(folder / "Blue notebook.satchel",)]


def test_folders_are_walked_by_keyboard(
    make_picker: MakePicker, folder: Path, qtbot: QtBot
) -> None:
    """Enter goes in, Backspace goes up, and the present folder can be chosen."""
    picker = make_picker(Wanted.FOLDER)
    picker._list.setCurrentIndex(picker._model.index(1))
    QTest.keyClick(picker._list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker._line.text() == str(folder / "Sub"))
    with qtbot.waitSignal(picker.picked) as told:
        picker._act.click()
    assert told.args == [(folder / "Sub",)]


def test_a_path_can_be_typed(make_picker: MakePicker, folder: Path, qtbot: QtBot) -> None:
    """The line takes absolute and relative paths; a wrong one is told and changes nothing."""
    picker = make_picker(Wanted.FILES)
    picker._line.setText("Sub")
    picker._line.returnPressed.emit()
    qtbot.waitUntil(lambda: picker._line.text() == str(folder / "Sub"))
    picker._line.setText(str(folder / "nowhere"))
    picker._line.returnPressed.emit()
    qtbot.waitUntil(picker._trouble.isVisible)
    assert picker._folder == folder / "Sub"


@pytest.mark.skipif(os.name != "posix", reason="makes a pipe")
def test_what_is_neither_file_nor_folder_is_left_out(tmp_path: Path) -> None:
    """A pipe would hang whoever opens it; a broken link leads nowhere."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    assert list_folder(tmp_path).entries == ()


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The error is one a person can act on."""
    with pytest.raises(SystemTroubleError):
        list_folder(tmp_path / "gone")
