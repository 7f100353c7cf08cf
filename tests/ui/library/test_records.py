"""Moving, collecting and beginning records, each with its undo; panes in every width."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.collections import list_collections
from app.archive.opening import Archive
from app.archive.reading import list_records
from app.ui.library.hit_model import PAGE, RECORDS_FORMAT
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle

Open = Callable[..., LibraryScreen]


def test_the_bin_and_back(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Delete moves what is selected to the bin; undo and redo do what they say."""
    fill(archive, *(a_testimony(title=f"No. {number}") for number in range(4)))
    screen = open_library()
    screen.results.list.selectRow(0)
    screen.results.list.selectRow(1)
    settle(qtbot, session)
    assert screen.acts.to_bin.isEnabled()
    screen.acts.to_bin.trigger()
    settle(qtbot, session)
    qtbot.waitUntil(lambda: screen.results.model.rowCount() == 3)
    assert list_records(archive, binned=True).count == 1
    screen.acts.undo.trigger()
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 0
    screen.acts.redo.trigger()
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 1
    screen.acts.go_bin.trigger()
    settle(qtbot, session)
    screen.results.list.selectRow(0)
    settle(qtbot, session)
    assert screen.acts.from_bin.isEnabled()
    assert not screen.acts.to_dossier.isEnabled()
    screen.acts.from_bin.trigger()
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 0


def test_records_are_dropped_on_a_collection(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """What is dragged are ids; dropping them on a row puts the records in, with undo."""
    cards = fill(archive, a_testimony(), a_testimony())
    screen = open_library()
    screen.record_acts.make_collection("Lower Sarn")
    settle(qtbot, session)
    qtbot.waitUntil(lambda: bool(screen.side._rows))
    settle(qtbot, session)
    model = screen.results.model
    dragged = model.mimeData([model.index(0, 0), model.index(1, 0)])
    assert dragged.formats() == [RECORDS_FORMAT]
    row = screen.side._rows[0]
    row.dropEvent(_drop(dragged))
    settle(qtbot, session)
    assert [each.count for each in list_collections(archive)] == [len(cards)]
    screen.acts.undo.trigger()
    settle(qtbot, session)
    assert [each.count for each in list_collections(archive)] == [0]


def test_a_collection_is_renamed_and_removed(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Removing a collection keeps its records."""
    fill(archive, a_testimony())
    screen = open_library()
    screen.record_acts.make_collection("A")
    settle(qtbot, session)
    screen.record_acts.rename_collection(list_collections(archive)[0], "B")
    settle(qtbot, session)
    assert [each.name for each in list_collections(archive)] == ["B"]
    screen.record_acts.remove_collection(list_collections(archive)[0])
    settle(qtbot, session)
    assert list_collections(archive) == ()
    assert list_records(archive).count == 1


def test_a_testimony_begun_by_hand(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """A new record opens at its title; undo moves it to the bin, where nothing is lost."""
    screen = open_library()
    assert screen.empty.isVisible()
    screen.acts.new_testimony.trigger()
    settle(qtbot, session)
    assert screen.reader.opened is not None
    assert screen.reader.sections.current == "details"
    assert list_records(archive).count == 1
    qtbot.waitUntil(lambda: not screen.empty.isVisible())
    screen.acts.undo.trigger()
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 1


def test_records_for_the_dossier(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """The ids of what is selected go out by a signal."""
    cards = fill(archive, a_testimony())
    screen = open_library()
    screen.results.list.selectRow(0)
    settle(qtbot, session)
    with qtbot.waitSignal(screen.add_to_dossier) as told:
        screen.acts.to_dossier.trigger()
    assert told.args == [(cards[0].id,)]


@pytest.mark.parametrize(
    ("width", "side", "page"), [(1298, True, True), (843, False, True), (600, False, False)]
)
def test_panes_that_fit(
    qtbot: QtBot,
    archive: Archive,
    session: Session,
    open_library: Open,
    width: int,
    side: bool,
    page: bool,
) -> None:
    """Three panes, two with a drawer, or one; Enter opens wide, Escape goes back."""
    fill(archive, a_testimony())
    screen = open_library(width)
    assert screen.side.isVisible() is side
    assert screen.page.isVisible() is page
    assert screen.results.head.filters.isVisible() is not side
    screen.results.enter_list()
    QTest.keyClick(screen.results.list, Qt.Key.Key_Return)
    settle(qtbot, session)
    assert screen.page.isVisible()
    assert not screen.results.isVisible()
    QTest.keyClick(screen.reader.text.page, Qt.Key.Key_Escape)
    assert screen.results.isVisible()
    if not side:
        screen.acts.filters.trigger()
        assert screen.side.isVisible()
        QTest.keyClick(screen.side, Qt.Key.Key_Escape)
        assert not screen.side.isVisible()


def test_every_action_has_a_name_and_a_shortcut_of_its_own(open_library: Open) -> None:
    """Menus, palette and keyboard reach everything; no two actions share a key."""
    actions = [entry.action for entry in open_library().menu_actions()]
    named = [action.text() for action in actions]
    assert all(named)
    assert len(set(named)) == len(named)
    keys = [action.shortcut().toString() for action in actions if not action.data()]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def _drop(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(QPoint(4, 4)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_acts_reach_every_selected_record(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Selecting all means all, also those whose page was never looked at."""
    fill(archive, *(a_testimony(title=f"No. {number}") for number in range(PAGE * 3 + 7)))
    screen = open_library()
    screen.results.list.selectAll()
    settle(qtbot, session)
    assert screen.results.model.peek(PAGE * 2) is None
    screen.acts.to_bin.trigger()
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == PAGE * 3 + 7
    screen.acts.undo.trigger()
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 0


def test_after_a_record_has_gone_the_next_one_is_there(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Moving one record after another to the bin takes no reaching for the mouse."""
    fill(archive, *(a_testimony(title=f"No. {number}") for number in range(3)))
    screen = open_library()
    screen.results.enter_list()
    settle(qtbot, session)
    screen.acts.to_bin.trigger()
    settle(qtbot, session)
    qtbot.waitUntil(lambda: screen.results.model.rowCount() == 2)
    settle(qtbot, session)
    assert screen.results.current_row == 0
    assert screen.reader.opened is not None
    assert screen.reader.opened.record.title == "No. 1"
