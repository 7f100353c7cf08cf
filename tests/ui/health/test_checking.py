"""Checking from the window: what was read, what is damaged, and what is remembered."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.archive.verifying import Damaged
from app.ui.health.screen import HealthScreen
from app.ui.session import Session
from tests.ui.health.conftest import damage_an_object, fill, settle


def test_an_archive_nobody_checked_says_so(screen: HealthScreen) -> None:
    """Nothing is claimed about what was not read."""
    assert "not been checked" in screen.pane.state.sentence.text()
    assert not screen.pane.state.damaged.isVisible()
    assert not screen.pane.state.salvage.isVisible()


def test_a_whole_archive(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """The sentence says that all is whole and what was read; the strip learns of it."""
    fill(archive)
    told: list[str] = []
    session.checked.connect(told.append)
    screen.head.check.click()
    assert screen.head.check.isEnabled() is False
    assert session.lanes.running()[0].title
    settle(qtbot, session)
    assert "whole" in screen.pane.state.sentence.text()
    assert screen.note is not None and screen.note.ok
    assert (screen.note.records, screen.note.attachments) == (3, 3)
    assert screen.head.check.isEnabled()
    assert len(told) == 1


def test_damage_is_named_by_its_record_and_leads_there(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """A file that lost a bit is named by its record's code and title; Enter goes to it."""
    cards = {card.id: card for card in fill(archive)}
    damage_an_object(archive)
    badges: list[tuple[str, int]] = []
    session.badge.connect(lambda key, count: badges.append((key, count)))
    screen.acts.check.trigger()
    settle(qtbot, session)
    assert screen.note is not None
    (named,) = screen.note.damaged
    assert named.damage.what is Damaged.ATTACHMENT
    card = cards[named.record]
    assert (named.code, named.title) == (card.code, card.title)
    assert badges[-1] == ("health", 1)
    state = screen.pane.state
    assert state.damaged.isVisible() and state.salvage.isVisible()
    shown = state.model.index(0)
    spoken = shown.data(Qt.ItemDataRole.AccessibleTextRole)
    assert card.code in spoken and card.title in spoken
    state.damaged.setCurrentIndex(shown)
    with qtbot.waitSignal(session.go_to) as gone:
        QTest.keyClick(state.damaged, Qt.Key.Key_Return)
    assert gone.args == ["library", card.id]


def test_what_was_found_is_remembered(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """After a lock the next window still says what is damaged, without another check."""
    fill(archive)
    damage_an_object(archive)
    screen.check()
    settle(qtbot, session)
    again = HealthScreen(session, None)
    qtbot.addWidget(again)
    settle(qtbot, session)
    assert again.note == screen.note
    assert again.pane.state.model.rowCount() == 1


def test_a_check_is_cancelled(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """Cancelling leaves what was known before, and another check can begin."""
    fill(archive)
    screen.check()
    settle(qtbot, session)
    before = screen.note
    screen.check()
    screen.busy.cancel()
    settle(qtbot, session)
    assert screen.note == before
    assert screen.head.check.isEnabled()


def test_one_long_job_at_a_time(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """While a check runs, backup and salvage wait: their buttons are off and say why."""
    fill(archive)
    screen.check()
    assert not screen.pane.backup.place.isEnabled()
    assert not screen.acts.back_up.isEnabled()
    assert screen.head.check.accessibleDescription()
    screen.check()
    assert len([job for job in session.lanes.running() if job.title]) == 1
    settle(qtbot, session)
    assert screen.pane.backup.place.isEnabled()


def test_every_action_has_a_name_and_a_shortcut_of_its_own(screen: HealthScreen) -> None:
    """Menus, palette and keyboard reach everything; no two actions share a key."""
    actions = [entry.action for entry in screen.menu_actions()]
    named = [action.text() for action in actions]
    keys = [action.shortcut().toString() for action in actions]
    assert all(named) and len(set(named)) == len(named)
    assert all(keys) and len(set(keys)) == len(keys)
