"""Destroying from the bin: only there, only after a question, and then it is gone."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.archive.reading import list_records
from app.archive.searching import SearchRequest, search
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.plain_label import PlainLabel
from tests.records.builders import a_testimony
from tests.ui.library.conftest import fill, settle

Open = Callable[..., LibraryScreen]


def press(screen: LibraryScreen, key: str) -> str:
    """Press a button of the dialog that is open; its word."""
    (dialog,) = [each for each in screen.findChildren(Dialog) if each.isVisible()]
    (button,) = [each for each in dialog.findChildren(Button) if each.property("key") == key]
    word = button.text()
    button.click()
    return word


def asked(screen: LibraryScreen) -> str:
    """What the dialog that is open says."""
    (dialog,) = [each for each in screen.findChildren(Dialog) if each.isVisible()]
    return " ".join(each.text() for each in dialog.findChildren(PlainLabel))


def found(archive: Archive, words: str) -> int:
    """How many records a search finds, in the bin or not."""
    requests = (SearchRequest(text=words), SearchRequest(text=words, binned=True))
    return sum(search(archive, each).count for each in requests)


def test_from_the_bin_to_nothing(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """The button says the consequence; after it no search, list or Undo brings the record back."""
    cards = fill(archive, a_testimony("The heron stood."), a_testimony("The heron flew."))
    screen = open_library()
    screen.record_acts.bin((cards[0].id,))
    settle(qtbot, session)
    assert found(archive, "heron") == 2
    screen.acts.go_bin.trigger()
    settle(qtbot, session)
    assert screen.results.bin.isVisible()
    screen.results.list.selectRow(0)
    settle(qtbot, session)
    assert screen.reader.record == cards[0].id
    assert screen.results.bin.destroy_button.text() == "Destroy 1 record…"
    screen.results.bin.destroy_button.click()
    settle(qtbot, session)
    assert cards[0].title in asked(screen)
    assert press(screen, "act") == "Destroy 1 record"
    settle(qtbot, session)
    qtbot.waitUntil(lambda: screen.results.model.rowCount() == 0)
    settle(qtbot, session)
    assert found(archive, "heron") == 1
    assert list_records(archive, binned=True).count == 0
    assert screen.reader.record == ""
    assert not screen.results.bin.isVisible()
    screen.acts.undo.trigger()
    settle(qtbot, session)
    assert list_records(archive).count == 1
    assert list_records(archive, binned=True).count == 0


def test_cancel_is_the_answer_to_enter(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Whoever presses Enter without reading destroys nothing."""
    cards = fill(archive, a_testimony())
    screen = open_library()
    screen.record_acts.bin((cards[0].id,))
    settle(qtbot, session)
    screen.destroying.ask((cards[0].id,))
    settle(qtbot, session)
    (dialog,) = [each for each in screen.findChildren(Dialog) if each.isVisible()]
    first = dialog.first_focus()
    assert first is not None and first.property("key") == "cancel"
    press(screen, "cancel")
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 1


def test_only_what_lies_in_the_bin(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """A record that is not in the bin cannot be destroyed from here."""
    fill(archive, a_testimony())
    screen = open_library()
    screen.results.list.selectRow(0)
    settle(qtbot, session)
    assert not screen.acts.destroy.isEnabled()
    assert not screen.results.bin.isVisible()


def test_emptying_the_bin(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """All of the bin goes, whatever is selected or filtered; the rest of the archive stays."""
    cards = fill(archive, *(a_testimony(title=f"No. {number}") for number in range(5)))
    screen = open_library()
    screen.record_acts.bin(tuple(card.id for card in cards[:3]))
    settle(qtbot, session)
    screen.acts.empty_bin.trigger()
    settle(qtbot, session)
    assert press(screen, "act") == "Destroy 3 records"
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 0
    assert list_records(archive).count == 2


def test_what_was_typed_does_not_bring_it_back(
    qtbot: QtBot, archive: Archive, session: Session, open_library: Open
) -> None:
    """Typing that was not saved yet is written before the record goes, and goes with it."""
    cards = fill(archive, a_testimony("The heron stood."))
    screen = open_library()
    screen.open_record(cards[0].id)
    settle(qtbot, session)
    screen.reader.text.edit(1)
    screen.reader.text.editor._words.insertPlainText("An otter. ")
    screen.record_acts.bin((cards[0].id,))
    screen.destroying.ask((cards[0].id,))
    settle(qtbot, session)
    press(screen, "act")
    settle(qtbot, session)
    assert list_records(archive, binned=True).count == 0
    assert found(archive, "otter") + found(archive, "heron") == 0
