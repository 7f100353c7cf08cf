"""The paths by keyboard alone, also where the window is small."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.archive.keys import key_slots
from app.archive.opening import Archive
from app.ui.keys.add_person import AddPersonDialog
from app.ui.keys.name_person import NamePersonDialog
from app.ui.keys.screen import KeysScreen
from tests.ui.keys.conftest import Settle


def in_sight(widget: QWidget, area: QWidget) -> bool:
    """Whether all of a widget lies within an area's frame."""
    top = widget.mapTo(area, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= area.height()


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_person_is_added_without_a_mouse(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """Name, Enter, own passphrase by Tab and arrow, typed twice, Enter."""
    screen.activateWindow()
    QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.dialog
    assert isinstance(dialog, AddPersonDialog)
    QTest.keyClicks(focused(), "Noor Karim")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert dialog.passphrase.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    choice = dialog.passphrase.choice
    assert choice.own_choice.isChecked()
    for field in (choice.own, choice.again):
        while focused() is not field.line:
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClicks(focused(), "green boat sank twice")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    assert [slot.person for slot in key_slots(archive)] == ["", "", "Noor Karim"]


def test_tab_brings_into_sight_what_it_reaches(screen: KeysScreen, qtbot: QtBot) -> None:
    """At 200 % on a small screen the dialog scrolls with the keyboard, in both directions."""
    screen.resize(683, 384)
    screen.acts.add_shares.trigger()
    dialog = screen.dialog
    assert dialog is not None
    qtbot.wait(1)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _step in range(12):
            QTest.keyClick(focused(), key)
            qtbot.wait(1)
            if dialog.area.isAncestorOf(focused()):
                assert in_sight(focused(), dialog.area.viewport())
    dialog.close_sheet()


def test_every_card_is_reached_and_scrolled_to(screen: KeysScreen, qtbot: QtBot) -> None:
    """The page scrolls to what Tab reaches; nothing on it is for the mouse only."""
    screen.resize(683, 384)
    screen.add_button.setFocus()
    reached: set[QWidget] = set()
    for _step in range(20):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        qtbot.wait(1)
        reached.add(focused())
        if screen.page.area.isAncestorOf(focused()):
            assert in_sight(focused(), screen.page.area.viewport())
    for card in screen.page.cards:
        assert {card.name, card.remove} <= reached


def test_the_keyboard_stays_where_it_was_after_a_change(screen: KeysScreen, settle: Settle) -> None:
    """After a person was named, the focus is on the same card's Name again."""
    screen.activateWindow()
    card = screen.page.cards[1]
    card.name.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    dialog = screen.dialog
    assert isinstance(dialog, NamePersonDialog)
    QTest.keyClicks(focused(), "Ilse Marenko")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    assert screen.page.cards[1] is not card
    assert screen.page.cards[1].title.text() == "Ilse Marenko"
    assert focused() is screen.page.cards[1].name
