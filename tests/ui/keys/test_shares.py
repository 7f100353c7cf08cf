"""Shares: made one holder after the other, tried in a drill, and enough of them open."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.archive.keys import KeyKind, NewShare, ShareHeld, add_shares, key_slots
from app.archive.opening import Archive, Credentials, open_archive
from app.ui.jobs import Lanes
from app.ui.keys.add_shares import AddSharesDialog
from app.ui.keys.rehearsal import RehearsalDialog
from app.ui.keys.screen import KeysScreen
from app.ui.keys.share_collector import ShareCollector
from tests.ui.keys.conftest import Settle, own_passphrase

OWN = ("first holder's own", "second holder's own", "third holder's own")


@pytest.fixture
def shares(archive: Archive) -> tuple[NewShare, ...]:
    """Two of three are needed."""
    return add_shares(archive, needed=2, passphrases=OWN, person="The board").shares


def give(collector: ShareCollector, text: str, passphrase: str, settle: Settle) -> None:
    """Add one share, as its holder does."""
    collector.text.setPlainText(text)
    collector.passphrase.line.setText(passphrase)
    collector.add_button.click()
    settle()


def choose_all(dialog: AddSharesDialog, settle: Settle) -> None:
    """Each holder in turn chooses a passphrase."""
    for passphrase in OWN:
        assert not dialog.passphrase.isVisible(), "nothing secret while they change seats"
        dialog.next_button.click()
        own_passphrase(dialog, passphrase)
        dialog.next_button.click()
        settle()


def test_each_holder_chooses_and_takes_a_share_alone(
    screen: KeysScreen, archive: Archive, settle: Settle, tmp_path: Path
) -> None:
    """Two of the three shares that were handed out open the archive with their passphrases."""
    screen.acts.add_shares.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, AddSharesDialog)
    dialog.count.choose(2, 3)
    dialog.next_button.click()
    choose_all(dialog, settle)
    texts = []
    for number in range(3):
        assert not dialog.share.isVisible()
        dialog.next_button.click()
        assert dialog.share.isVisible()
        assert not dialog.next_button.isEnabled(), "nobody has taken it yet"
        dialog.share.save_as(tmp_path / f"notes-{number}.txt")
        settle()
        texts.append((tmp_path / f"notes-{number}.txt").read_text())
        dialog.next_button.click()
        assert dialog.share.sheet.accessibleName() == ""
    dialog.back_button.click()
    settle()
    shown = next(each.slot for each in screen.page.cards if each.slot.kind is KeyKind.SHARES)
    assert (shown.needed, shown.held) == (2, 3)
    archive.close()
    held = tuple(ShareHeld(text=texts[at], passphrase=OWN[at]) for at in (0, 2))
    open_archive(archive.path, Credentials(shares=held)).close()


def test_shares_that_were_not_handed_out_are_taken_back(
    screen: KeysScreen, archive: Archive, settle: Settle
) -> None:
    """No key is left that nobody holds."""
    screen.acts.add_shares.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, AddSharesDialog)
    dialog.next_button.click()
    choose_all(dialog, settle)
    assert len(key_slots(archive)) == 3
    dialog.back_button.click()
    settle()
    assert len(key_slots(archive)) == 2


def test_the_drill_tells_that_the_shares_open(
    screen: KeysScreen, shares: tuple[NewShare, ...], settle: Settle
) -> None:
    """One share says how many are needed; the second completes; nothing is opened or changed."""
    screen.look()
    settle()
    screen.acts.practise.trigger()
    dialog = screen.dialog
    assert isinstance(dialog, RehearsalDialog)
    collector = dialog.gather.collector
    give(collector, shares[0].text, OWN[0], settle)
    assert collector.left.text() == "1 more share is needed."
    assert not dialog.next_button.isEnabled()
    give(collector, shares[2].text, OWN[2], settle)
    assert collector.complete
    dialog.next_button.click()
    settle()
    assert dialog.result.isVisible()
    assert collector.shares() == ()
    dialog.next_button.click()


def test_without_shares_there_is_nothing_to_practise(screen: KeysScreen) -> None:
    """The action is off until shares were made."""
    assert not screen.acts.practise.isEnabled()


@pytest.fixture
def collector(lanes: Lanes, qtbot: QtBot, session: object) -> ShareCollector:
    """The fields alone."""
    made = ShareCollector(lanes)
    qtbot.addWidget(made)
    made.show()
    return made


def said(collector: ShareCollector) -> str:
    """What is wrong; empty where nothing is."""
    return collector._trouble.accessibleName() if collector._trouble.isVisible() else ""


def test_a_wrong_passphrase_is_told_while_its_holder_is_there(
    collector: ShareCollector, shares: tuple[NewShare, ...], settle: Settle
) -> None:
    """The share is named and its text stays; only the passphrase has to be typed again."""
    give(collector, shares[1].text, OWN[0], settle)
    assert "share 2" in said(collector)
    assert collector.shares() == ()
    assert collector.text.toPlainText().strip() == shares[1].text.strip()
    assert collector.passphrase.text() == ""


def test_a_mistyped_line_is_named(
    collector: ShareCollector, shares: tuple[NewShare, ...], settle: Settle
) -> None:
    """A slip in copying is told from a wrong passphrase, with the line it is in."""
    lines = shares[0].text.splitlines()
    at = next(at for at, line in enumerate(lines) if line.strip().startswith("4 "))
    wrong = lines[at][:-1] + ("2" if lines[at][-1] != "2" else "3")
    give(collector, "\n".join([*lines[:at], wrong, *lines[at + 1 :]]), OWN[0], settle)
    assert "line 4" in said(collector)


def test_the_same_share_twice_and_a_strange_share_are_refused(
    collector: ShareCollector, archive: Archive, shares: tuple[NewShare, ...], settle: Settle
) -> None:
    """Neither counts; the first share stays."""
    others = add_shares(archive, needed=2, passphrases=OWN).shares
    give(collector, shares[0].text, OWN[0], settle)
    give(collector, shares[0].text, OWN[0], settle)
    assert "already" in said(collector)
    give(collector, others[1].text, OWN[1], settle)
    assert "does not belong" in said(collector)
    assert len(collector.shares()) == 1 and not collector.complete


def test_clearing_lets_go_of_everything(
    collector: ShareCollector, shares: tuple[NewShare, ...], settle: Settle
) -> None:
    """Also of what could be undone in the field."""
    give(collector, shares[0].text, OWN[0], settle)
    collector.text.setPlainText(shares[1].text)
    collector.passphrase.line.setText(OWN[1])
    collector.clear()
    assert collector.shares() == ()
    assert collector.text.toPlainText() == "" and not collector.text.document().isUndoAvailable()
    assert collector.passphrase.text() == ""


def test_a_share_is_taken_from_a_file(
    collector: ShareCollector, shares: tuple[NewShare, ...], settle: Settle, tmp_path: Path
) -> None:
    """The text stands in the field, and the keyboard waits for the passphrase."""
    (tmp_path / "notes-1.txt").write_text(shares[0].text)
    collector._picked((tmp_path / "notes-1.txt",))
    settle()
    assert collector.text.toPlainText().strip() == shares[0].text.strip()
    collector._picked((tmp_path / "gone.txt",))
    settle()
    assert "cannot be read" in said(collector)
