"""Other fields in the reader: shown as the form had them, changed like every field."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.history import history_of
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.records.record import ExtraField
from app.ui.reader.details_pane import DetailsPane
from app.ui.reader.reader import Reader
from app.ui.session import Session
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle

Open = Callable[..., Reader]

EXTRA = (
    ExtraField(label="Interviewee name", value="Ruta Olmen"),
    ExtraField(label="Household", value="four children\ntwo goats"),
    ExtraField(label="<b>Household</b>", value="<img src='//host/a.png'>"),
)


def details(qtbot: QtBot, session: Session, reader: Reader) -> DetailsPane:
    """The details of the record that is shown."""
    reader.sections.choose("details")
    settle(qtbot, session)
    pane = reader._stack.currentWidget()
    assert isinstance(pane, DetailsPane)
    return pane


def test_they_are_shown_in_their_order_word_for_word(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Several lines stay several lines, and markup is plain signs."""
    card = fill(archive, a_testimony(extra=EXTRA))[0]
    reader = open_reader(card.id)
    pane = details(qtbot, session, reader)
    rows = pane.extra.rows()
    assert [(row.label, row.input.read()) for row in rows] == [
        (field.label, field.value) for field in EXTRA
    ]
    assert rows[0].input.accessibleName() == "Interviewee name"


def test_a_value_is_changed_and_the_change_taken_back(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """Leaving the field makes one revision; undo brings the old value back to the screen."""
    card = fill(archive, a_testimony(extra=EXTRA))[0]
    reader = open_reader(card.id)
    pane = details(qtbot, session, reader)
    line = pane.extra.rows()[0].input
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Jora Timm")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, session)
    assert read_record(archive, card.id).record.extra[0].value == "Jora Timm"
    assert len(history_of(archive, card.id)) == 2
    reader.edits._log.undo()
    settle(qtbot, session)
    assert read_record(archive, card.id).record.extra == EXTRA


def test_a_field_is_added_filled_and_removed(
    qtbot: QtBot, archive: Archive, session: Session, open_reader: Open
) -> None:
    """What no field of ours takes can be written down by hand too, with the keyboard alone."""
    card = fill(archive, a_testimony(extra=EXTRA[:1]))[0]
    reader = open_reader(card.id)
    pane = details(qtbot, session, reader)
    assert not pane.extra.add.isEnabled()
    QTest.keyClicks(pane.extra.name, "Camp")
    QTest.keyClick(pane.extra.name, Qt.Key.Key_Return)
    settle(qtbot, session)
    added = pane.extra.rows()[1]
    QTest.keyClicks(added.input, "3")
    added.flush()
    settle(qtbot, session)
    assert read_record(archive, card.id).record.extra[1:] == (ExtraField(label="Camp", value="3"),)
    pane.extra.rows()[0].remove.click()
    settle(qtbot, session)
    assert read_record(archive, card.id).record.extra == (ExtraField(label="Camp", value="3"),)
    assert [row.label for row in pane.extra.rows()] == ["Camp"]
