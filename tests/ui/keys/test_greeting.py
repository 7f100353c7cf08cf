"""What is said once after opening."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.archive.keys import KeyKind, change_key, key_slots, remove_key
from app.archive.opening import Archive, Credentials, open_archive
from app.errors import AccessError
from app.ui.keys.add_person import AddPersonDialog
from app.ui.keys.change_passphrase import ChangePassphraseDialog
from app.ui.keys.greeting import Greeting
from app.ui.keys.screen import KeysScreen
from app.ui.keys.whose_passphrase import WhosePassphraseDialog
from app.ui.lock_ways import Way
from app.ui.session import Session
from app.ui.widgets.dialog import Dialog
from tests.ui.keys.conftest import PASSPHRASE, Settle, own_passphrase
from tests.ui.keys.test_people import press


def greeted(screen: KeysScreen, session: Session, way: Way) -> Greeting:
    """The greeting over a window that just opened."""
    made = Greeting(screen, session, way)
    made.begin()
    return made


@pytest.mark.parametrize("way", [Way.PASSPHRASE, Way.KEY_FILE])
def test_mostly_nothing_is_said(screen: KeysScreen, session: Session, way: Way) -> None:
    """Who opened with a passphrase just works."""
    assert greeted(screen, session, way).dialog is None


@pytest.mark.parametrize("way", [Way.CODE, Way.SHARES])
def test_a_new_passphrase_is_offered_and_can_be_put_off(
    screen: KeysScreen, session: Session, archive: Archive, way: Way
) -> None:
    """Later changes nothing."""
    greeting = greeted(screen, session, way)
    assert greeting.dialog is not None
    press(greeting.dialog, "Later")
    assert len(key_slots(archive)) == 2


def test_the_forgotten_passphrase_gives_way_to_a_new_one(
    screen: KeysScreen, session: Session, archive: Archive, settle: Settle
) -> None:
    """Whose it was is asked; the forgotten one opens nothing any more."""
    greeting = greeted(screen, session, Way.CODE)
    assert greeting.dialog is not None
    press(greeting.dialog, "Set a new passphrase…")
    settle()
    assert isinstance(greeting.dialog, WhosePassphraseDialog)
    press(greeting.dialog, "Next")
    assert isinstance(greeting.dialog, ChangePassphraseDialog)
    own_passphrase(greeting.dialog, "green boat sank twice")
    greeting.dialog.next_button.click()
    settle()
    archive.close()
    open_archive(archive.path, Credentials(passphrase="green boat sank twice")).close()
    with pytest.raises(AccessError):
        open_archive(archive.path, Credentials(passphrase=PASSPHRASE))


def test_somebody_new_gets_a_passphrase_beside_the_others(
    screen: KeysScreen, session: Session, settle: Settle
) -> None:
    """The last choice leads to adding a person."""
    greeting = greeted(screen, session, Way.SHARES)
    assert greeting.dialog is not None
    press(greeting.dialog, "Set a new passphrase…")
    settle()
    assert isinstance(greeting.dialog, WhosePassphraseDialog)
    greeting.dialog.new.setChecked(True)
    press(greeting.dialog, "Next")
    assert isinstance(greeting.dialog, AddPersonDialog)
    greeting.dialog.close_sheet()


def test_without_any_passphrase_a_person_is_added(
    screen: KeysScreen, session: Session, archive: Archive, settle: Settle
) -> None:
    """Nobody is asked whose it was where there is none."""
    (passphrase, _code) = key_slots(archive)
    assert passphrase.kind is KeyKind.PASSPHRASE
    remove_key(archive, passphrase.number)
    greeting = greeted(screen, session, Way.CODE)
    assert greeting.dialog is not None
    press(greeting.dialog, "Set a new passphrase…")
    settle()
    assert isinstance(greeting.dialog, AddPersonDialog)
    greeting.dialog.close_sheet()


@pytest.fixture
def healed(archive: Archive) -> Iterator[Archive]:
    """Opened again after one of the two key files was cut short."""
    archive.close()
    (first, *_rest) = sorted(archive.path.glob("keyslots.*"))
    first.write_bytes(first.read_bytes()[:-40])
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as opened:
        yield opened


def test_healed_key_files_are_told_before_anything_else(
    screen: KeysScreen, healed: Archive, session: Session, qtbot: QtBot
) -> None:
    """One dialog says what happened and that all is safe; the offer comes after it."""
    greeting = greeted(screen, Session(healed, session.lanes), Way.CODE)
    first = greeting.dialog
    assert first is not None
    assert "repaired" in first.card.accessibleName()
    press(first, "Close")
    qtbot.waitUntil(lambda: greeting.dialog is not first, timeout=5_000)
    assert isinstance(greeting.dialog, Dialog)
    press(greeting.dialog, "Later")


def test_a_fresh_archive_was_not_healed(archive: Archive) -> None:
    """Nothing is told of a repair that never was."""
    assert archive.store.healed == ()


@pytest.fixture
def put_back(archive: Archive) -> Iterator[Archive]:
    """Opened with a passphrase that was changed, since the key files of before were put back."""
    files = {path: path.read_bytes() for path in archive.path.glob("keyslots.*")}
    change_key(archive, 1, passphrase="green boat sank twice")
    archive.close()
    for path, data in files.items():
        path.write_bytes(data)
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as opened:
        yield opened


def test_old_key_files_are_told_at_opening(
    screen: KeysScreen, put_back: Archive, session: Session
) -> None:
    """Whoever works here hears that a key that was taken away opens the archive again."""
    greeting = greeted(screen, Session(put_back, session.lanes), Way.PASSPHRASE)
    assert greeting.dialog is not None
    assert "old key files" in greeting.dialog.card.accessibleName()
    press(greeting.dialog, "Close")
