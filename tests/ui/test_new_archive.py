"""The guided path to a new archive."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.keys import key_slots
from app.archive.opening import Archive, open_archive
from app.archive.passphrases import passphrase_words
from app.store.credentials import Credentials
from app.ui.jobs import Lanes
from app.ui.new_archive import NewArchivePage
from app.ui.passphrase_strength import Strength, estimate

KNOWN = frozenset(passphrase_words())


@pytest.fixture
def page(lanes: Lanes, qtbot: QtBot, tmp_path: Path) -> NewArchivePage:
    """The path, at its first step, in an empty folder."""
    made = NewArchivePage(lanes)
    made.place_step._where.setText(str(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def test_the_whole_path(page: NewArchivePage, qtbot: QtBot, tmp_path: Path) -> None:
    """Four steps make an archive that opens with the words, and with the code that was shown.

    Each step waits until the person did their part; until the second nothing is written. Who works
    there lies inside the encryption: no file holds the name.
    """
    page.place_step.name.setText("Blue notebook")
    page.next_button.click()
    assert list(tmp_path.iterdir()) == []
    words = page.passphrase_step.passphrase()
    assert len(words.split()) == 6
    assert not page.next_button.isEnabled()
    page.passphrase_step._learnt.setChecked(True)
    page.next_button.click()
    qtbot.waitUntil(page.code_step.code.isVisible, timeout=60_000)
    code = page.code_step.code.accessibleName()
    assert not page.next_button.isEnabled()
    page.code_step.written.setChecked(True)
    page.next_button.click()
    page.begin_step.person.person.setText("Noor Karim")
    with qtbot.waitSignal(page.opened, timeout=20_000) as told:
        page.next_button.click()
    assert told.args is not None
    archive = told.args[0]
    assert isinstance(archive, Archive)
    assert archive.path == tmp_path / "Blue notebook.satchel"
    archive.close()
    with open_archive(archive.path, Credentials(passphrase=words)) as again:
        assert again.name == "Blue notebook"
        assert [slot.person for slot in key_slots(again)] == ["Noor Karim", ""]
        assert again.made_by == "NK"
    open_archive(archive.path, Credentials(recovery_code=code)).close()
    files = [file.read_bytes() for file in archive.path.rglob("*") if file.is_file()]
    assert files and not any(b"Karim" in content for content in files)
    assert page.code_step.code.text() == ""
    assert page.passphrase_step._words.text() == ""


@pytest.mark.parametrize("name", ["", "  ", "a/b", "what?", ".hidden", "x" * 300])
def test_a_name_no_disk_can_keep_is_told(page: NewArchivePage, name: str) -> None:
    """The button rests, and a sentence beside it says why."""
    page.place_step.name.setText(name)
    assert not page.next_button.isEnabled()
    assert page._why.text()


def test_a_taken_name_is_told(page: NewArchivePage, tmp_path: Path) -> None:
    """Nothing is ever written over."""
    (tmp_path / "Kitchen.satchel").mkdir()
    page.place_step.name.setText("Kitchen")
    assert "already" in page._why.text()


def test_the_name_is_said_to_lie_outside(page: NewArchivePage) -> None:
    """The path says so before the name is given, and suggests a dull one."""
    assert "outside the encryption" in page.place_step.name.accessibleDescription()
    assert page.place_step.name.text()


def test_an_own_passphrase_has_to_be_typed_twice(page: NewArchivePage) -> None:
    """Two different fields make nothing."""
    page.place_step.name.setText("Blue notebook")
    page.next_button.click()
    step = page.passphrase_step
    step._own_choice.setChecked(True)
    step.own.line.setText("tide pebble lantern")
    step.again.line.setText("tide pebble lanter")
    assert not page.next_button.isEnabled()
    step.again.line.setText("tide pebble lantern")
    assert page.next_button.isEnabled()


def test_the_list_of_words_is_what_the_estimate_says() -> None:
    """2,048 different words of lower-case letters: eleven bits each."""
    words = passphrase_words()
    assert len(words) == len(set(words)) == 2048
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("password", Strength.EASY),
        ("Summer2024!", Strength.EASY),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength.EASY),
        ("acid acid acid acid acid acid", Strength.EASY),
        (" ".join(passphrase_words()[:4]), Strength.MIDDLING),
        (" ".join(passphrase_words()[:6]), Strength.STRONG),
        ("-".join(passphrase_words()[:6]), Strength.STRONG),
        ("my aunt's green boat sank twice before anybody noticed the hole", Strength.STRONG),
    ],
)
def test_strength_is_said_honestly(passphrase: str, strength: Strength) -> None:
    """What people think up is not flattered; drawn words count what they are worth."""
    assert estimate(passphrase, KNOWN).strength is strength


def test_an_empty_passphrase_is_worth_nothing() -> None:
    """No bits for no letters."""
    assert estimate("", KNOWN).bits == 0


def test_a_passphrase_made_of_the_archives_name_is_called_easy(page: NewArchivePage) -> None:
    """The name lies in the open: whoever finds the folder tries it first."""
    page.place_step.name.setText("Allotment ledger")
    page.next_button.click()
    step = page.passphrase_step
    step._own_choice.setChecked(True)
    step.own.line.setText("Allotment ledger 1987")
    assert "name" in step.own.accessibleDescription()


def test_more_words_can_be_drawn(page: NewArchivePage) -> None:
    """Seven instead of six, and others; each time they have to be learnt anew."""
    choice = page.passphrase_step.choice
    choice.learnt.setChecked(True)
    choice.longer.click()
    assert len(choice.passphrase().split()) == 7
    assert choice.missing()
    before = choice.passphrase()
    choice.others.click()
    assert choice.passphrase() != before and len(choice.passphrase().split()) == 7


def test_a_folder_that_a_cloud_service_copies_is_warned_of(
    page: NewArchivePage, qtbot: QtBot, tmp_path: Path
) -> None:
    """It is said by the service's name, and does not keep anybody from going on."""
    step = page.place_step
    assert not step.cloud.isVisible()
    (tmp_path / "Dropbox").mkdir()
    step._where.setText(str(tmp_path / "Dropbox"))
    qtbot.waitUntil(step.cloud.isVisible)
    assert "Dropbox" in step.cloud.accessibleName()
    assert page.next_button.isEnabled()
    step._where.setText(str(tmp_path))
    qtbot.waitUntil(lambda: not step.cloud.isVisible())
