"""Keys and people: who opens the archive, and how that changes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.archive.keys import KeyKind, add_passphrase, key_slots
from app.archive.opening import Archive, Credentials, open_archive
from app.errors import AccessError
from app.ui.keys.add_code import AddCodeDialog
from app.ui.keys.add_person import AddPersonDialog
from app.ui.keys.change_passphrase import ChangePassphraseDialog
from app.ui.keys.name_person import NamePersonDialog
from app.ui.keys.screen import KeysScreen
from app.ui.keys.slot_card import SlotCard
from app.ui.widgets.buttons import Button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.sheet import Sheet
from tests.ui.keys.conftest import PASSPHRASE, Settle, own_passphrase


def opens(archive: Archive, credentials: Credentials) -> bool:
    """Whether it would open, tried on the closed archive."""
    archive.close()
    try:
        open_archive(archive.path, credentials).close()
    except AccessError:
        return False
    return True


def card(screen: KeysScreen, kind: KeyKind) -> SlotCard:
    """The card of the only key of a kind."""
    (found,) = (each for each in screen.page.cards if each.slot.kind is kind)
    return found


def press(dialog: Dialog, word: str) -> None:
    """Press the dialog's button of this word."""
    (button,) = (each for each in dialog.findChildren(Button) if each.text() == word)
    button.click()


def test_the_page_lists_what_opens_the_archive(screen: KeysScreen) -> None:
    """The first passphrase and the first code are there, and which of them opened it."""
    assert [each.slot.kind for each in screen.page.cards] == [
        KeyKind.PASSPHRASE,
        KeyKind.RECOVERY_CODE,
    ]
    passphrase, code = screen.page.cards
    assert "Opened this session" in spoken(passphrase)
    assert "Opened this session" not in spoken(code)


def spoken(widget: SlotCard) -> str:
    """Everything that a card says."""
    return " ".join(each.accessibleName() for each in widget.findChildren(QAbstractButton))


def test_a_person_is_added_with_a_passphrase(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """Name and initials are listed afterwards, and the passphrase opens the archive."""
    screen.acts.add_person.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, AddPersonDialog)
    assert not dialog.next_button.isEnabled(), "nobody is named yet"
    QTest.keyClicks(dialog.who.fields.person, "Noor Karim")
    assert dialog.who.fields.initials.text() == "NK"
    dialog.next_button.click()
    own_passphrase(dialog, "green boat sank twice")
    dialog.next_button.click()
    settle()
    added = next(slot for slot in key_slots(archive) if slot.person)
    assert (added.person, added.initials, added.kind) == ("Noor Karim", "NK", KeyKind.PASSPHRASE)
    assert any(each.title.text() == "Noor Karim" for each in screen.page.cards)
    assert opens(archive, Credentials(passphrase="green boat sank twice"))


def test_a_key_file_is_on_the_stick_before_it_is_needed(
    screen: KeysScreen, archive: Archive, settle: Settle, tmp_path: Path
) -> None:
    """The file is written where it was asked for; with it the passphrase opens, without not."""
    screen.acts.add_person.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, AddPersonDialog)
    dialog.who.fields.person.setText("Tomás")
    dialog.who.key_file.setChecked(True)
    dialog.next_button.click()
    own_passphrase(dialog, "green boat sank twice")
    dialog.next_button.click()
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog.file.put_at(stick / "holiday-photos.dat")
    dialog.next_button.click()
    settle()
    content = (stick / "holiday-photos.dat").read_bytes()
    assert len(content) == 32
    assert not opens(archive, Credentials(passphrase="green boat sank twice"))
    assert opens(archive, Credentials(passphrase="green boat sank twice", key_file=content))


@pytest.mark.parametrize("where", ["taken", "inside", "missing"])
def test_a_key_file_that_cannot_lie_there_adds_nobody(
    screen: KeysScreen, archive: Archive, settle: Settle, tmp_path: Path, where: str
) -> None:
    """A taken name, the archive's own folder, a stick that is gone: a sentence, and no new key."""
    places = {
        "taken": tmp_path / "taken.dat",
        "inside": archive.path / "key.dat",
        "missing": tmp_path / "gone" / "key.dat",
    }
    (tmp_path / "taken.dat").write_bytes(b"mine")
    screen.acts.add_person.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, AddPersonDialog)
    dialog.who.fields.person.setText("Tomás")
    dialog.who.key_file.setChecked(True)
    dialog.next_button.click()
    dialog.passphrase.choice.learnt.setChecked(True)
    dialog.next_button.click()
    dialog.file.put_at(places[where])
    dialog.next_button.click()
    settle()
    assert dialog._trouble.isVisible()
    assert len(key_slots(archive)) == 2
    assert (tmp_path / "taken.dat").read_bytes() == b"mine"
    assert not (archive.path / "key.dat").exists()
    dialog.close_sheet()


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """The action for one's own passphrase changes the key that opened the archive."""
    screen.acts.change_mine.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, ChangePassphraseDialog)
    own_passphrase(dialog, "green boat sank twice")
    dialog.next_button.click()
    settle()
    assert not opens(archive, Credentials(passphrase=PASSPHRASE))
    assert opens(archive, Credentials(passphrase="green boat sank twice"))


def test_a_recovery_code_is_shown_until_it_is_written_down(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """Escape does not lose it; once closed it stands nowhere on the screen, and it opens."""
    screen.acts.add_code.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, AddCodeDialog)
    dialog.next_button.click()
    settle()
    code = dialog.code.code.accessibleName()
    assert not dialog.next_button.isEnabled()
    QTest.keyClick(dialog.card, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.code.written.setChecked(True)
    label = dialog.code.code
    dialog.next_button.click()
    assert not label.text() and not label.accessibleName()
    settle()
    assert opens(archive, Credentials(recovery_code=code))


def test_a_code_that_nobody_wrote_down_is_taken_back(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """The other button removes what was made: no key is left that nobody has."""
    screen.acts.add_code.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, AddCodeDialog)
    dialog.next_button.click()
    settle()
    assert len(key_slots(archive)) == 3
    dialog.back_button.click()
    settle()
    assert len(key_slots(archive)) == 2
    assert len(screen.page.cards) == 2


def test_a_key_is_removed_after_its_consequence_was_read(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """The button says what goes; Cancel has the keyboard; the card is gone afterwards."""
    add_passphrase(archive, "green boat", person="Noor Karim", initials="NK")
    screen.look()
    settle()
    noor = next(each for each in screen.page.cards if each.slot.person)
    noor.remove.click()
    assert screen.dialog is not None
    assert screen.dialog.first_focus() is not None
    assert getattr(screen.dialog.first_focus(), "text", str)() == "Cancel"
    press(screen.dialog, "Remove the passphrase of Noor Karim")
    settle()
    assert [slot.person for slot in key_slots(archive)] == ["", ""]
    assert len(screen.page.cards) == 2
    assert not opens(archive, Credentials(passphrase="green boat"))


def test_cancelling_a_removal_changes_nothing(screen: KeysScreen, archive: Archive) -> None:
    """Both keys stay."""
    card(screen, KeyKind.RECOVERY_CODE).remove.click()
    assert screen.dialog is not None
    press(screen.dialog, "Cancel")
    assert len(key_slots(archive)) == 2


def test_the_last_key_cannot_be_removed(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """Its button is off and says why."""
    card(screen, KeyKind.RECOVERY_CODE).remove.click()
    assert screen.dialog is not None
    press(screen.dialog, "Remove this recovery code")
    settle()
    (last,) = screen.page.cards
    assert not last.remove.isEnabled()
    assert "last key" in last.remove.accessibleDescription()


def test_a_person_is_named(screen: KeysScreen, archive: Archive, settle: Settle) -> None:
    """Name and initials are kept in the archive, and history uses the initials at once."""
    card(screen, KeyKind.PASSPHRASE).name.click()
    dialog = screen.dialog
    assert isinstance(dialog, NamePersonDialog)
    dialog.name.fields.person.setText("Noor Karim")
    dialog.next_button.click()
    settle()
    assert card(screen, KeyKind.PASSPHRASE).title.text() == "Noor Karim"
    assert archive.made_by == "NK"


def test_initials_that_somebody_typed_stay(screen: KeysScreen) -> None:
    """They are offered from the name only until then."""
    card(screen, KeyKind.PASSPHRASE).name.click()
    dialog = screen.dialog
    assert isinstance(dialog, NamePersonDialog)
    fields = dialog.name.fields
    QTest.keyClicks(fields.initials, "zz")
    QTest.keyClicks(fields.person, "Noor Karim")
    assert fields.answer() == ("Noor Karim", "zz")
    dialog.close_sheet()


def test_nothing_secret_stays_when_a_path_is_left(screen: KeysScreen, qtbot: QtBot) -> None:
    """Escape closes the first steps, and the fields are empty before the dialog goes."""
    screen.acts.add_person.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, AddPersonDialog)
    dialog.who.fields.person.setText("Noor")
    dialog.next_button.click()
    own_passphrase(dialog, "green boat sank twice")
    own, words = dialog.passphrase.choice.own, dialog.passphrase.choice.words
    dialog.close_sheet()
    assert own.text() == "" and words.text() == ""
    qtbot.waitUntil(lambda: not screen.findChildren(Sheet), timeout=5_000)


def test_keys_that_cannot_be_read_are_told(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """A sentence stands on the page with a way to look again; what was shown before stays."""
    archive.close()
    screen.look()
    settle()
    assert screen.page.notice.isVisible()
    assert screen.page.notice.action.text() == "Look again"
    assert len(screen.page.cards) == 2
