"""New keys for the whole archive, from the window."""

import pytest
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, Original, add_records
from app.archive.keys import rekey_unfinished
from app.archive.opening import Archive, Credentials, open_archive
from app.errors import SatchelError
from app.progress import Silent
from app.store.master_exchange import begin_exchange
from app.ui.keys.screen import KeysScreen
from tests.records.builders import a_testimony
from tests.ui.keys.conftest import PASSPHRASE, Settle
from tests.ui.keys.test_people import press


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive with a record and an attachment."""
    original = Original(data=b"page " * 400, name="1.txt", media_type="text/plain")
    add_records(archive, [Addition(records=(a_testimony(),), original=original)], Silent())
    return archive


def slot_files(archive: Archive) -> dict[str, bytes]:
    """What lies outside the encryption."""
    return {each.name: each.read_bytes() for each in archive.path.glob("keyslots.*")}


def test_nothing_begins_before_it_was_explained(screen: KeysScreen, archive: Archive) -> None:
    """Cancel leaves every file as it was."""
    before = slot_files(archive)
    screen.acts.rekey.trigger()
    assert screen.renewal.dialog is not None
    press(screen.renewal.dialog, "Cancel")
    assert not screen.renewal.busy.running
    assert slot_files(archive) == before


def test_everything_opens_as_before_and_old_key_files_open_nothing(
    screen: KeysScreen, filled: Archive, settle: Settle
) -> None:
    """While it runs no key can be changed; afterwards an old copy of the key files is useless."""
    before = slot_files(filled)
    screen.acts.rekey.trigger()
    assert screen.renewal.dialog is not None
    press(screen.renewal.dialog, "Make new keys")
    assert screen.renewal.busy.running
    assert not screen.acts.add_person.isEnabled()
    assert not any(card.isEnabled() for card in screen.page.cards)
    settle()
    assert screen.acts.add_person.isEnabled()
    assert not screen.page.notice.isVisible()
    filled.close()
    open_archive(filled.path, Credentials(passphrase=PASSPHRASE)).close()
    for name, content in before.items():
        (filled.path / name).write_bytes(content)
    with pytest.raises(SatchelError):
        open_archive(filled.path, Credentials(passphrase=PASSPHRASE))


def test_what_was_cut_off_goes_on(
    screen: KeysScreen, filled: Archive, settle: Settle, qtbot: QtBot
) -> None:
    """A banner says that it is not finished, and its action finishes it."""
    begin_exchange(filled.store)
    assert rekey_unfinished(filled)
    screen.look()
    settle()
    assert screen.page.notice.isVisible()
    assert screen.page.notice.action.text() == "Go on"
    screen.page.notice.action.click()
    settle()
    qtbot.waitUntil(lambda: not screen.page.notice.isVisible(), timeout=5_000)
    assert not rekey_unfinished(filled)


def test_cancelling_leaves_everything_as_before(
    screen: KeysScreen, filled: Archive, settle: Settle
) -> None:
    """Nothing is left half done, and the keys can be changed again."""
    screen.renewal.begin()
    screen.renewal.busy.cancel()
    settle()
    assert not screen.renewal.busy.running
    assert not rekey_unfinished(filled)
    assert not screen.page.notice.isVisible()
    assert screen.acts.add_person.isEnabled()
    filled.close()
    open_archive(filled.path, Credentials(passphrase=PASSPHRASE)).close()
