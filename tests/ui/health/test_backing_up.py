"""Backing up from the window: the place, the warning, the result, and the reminder."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.archive.backing_up import last_backup
from app.archive.opening import Archive
from app.ui.health.backup_work import BackupState
from app.ui.health.screen import HealthScreen
from app.ui.session import Session
from app.ui.widgets.buttons import Button
from app.ui.widgets.dialog import Dialog
from tests.ui.health.conftest import fill, settle


def dialog_of(screen: HealthScreen) -> Dialog:
    """The dialog that is open."""
    (found,) = [each for each in screen.findChildren(Dialog) if each.isVisible()]
    return found


def press(dialog: Dialog, key: str) -> None:
    """Press a dialog's button."""
    (button,) = [each for each in dialog.findChildren(Button) if each.property("key") == key]
    button.click()


def test_a_backup_and_the_next_one(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen, tmp_path: Path
) -> None:
    """The same disk is warned of; the result says what is in it; the next one takes one press."""
    fill(archive)
    section = screen.pane.backup
    assert not section.again.isVisible()
    screen.backup_flow.write_to(tmp_path / "away" / "B.satchel")
    settle(qtbot, session)
    assert last_backup(archive) is None
    (tmp_path / "away").mkdir()
    press(dialog_of(screen), "act")
    settle(qtbot, session)
    made = last_backup(archive)
    assert made is not None and made.folder == tmp_path / "away" / "B.satchel"
    told = section.result.accessibleName()
    assert "3 records" in told and "own disk" in told
    assert section.again.isVisible()
    section.again.click()
    settle(qtbot, session)
    again = last_backup(archive)
    assert again is not None and again.at > made.at


def test_another_place_can_be_chosen_after_the_warning(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen, tmp_path: Path
) -> None:
    """The safe answer is the primary one; it asks for a place again and writes nothing."""
    fill(archive)
    screen.backup_flow.write_to(tmp_path / "B.satchel")
    settle(qtbot, session)
    dialog = dialog_of(screen)
    assert dialog.first_focus() is not None
    assert dialog.first_focus().property("key") == "other"  # type: ignore[union-attr]
    press(dialog, "other")
    settle(qtbot, session)
    assert not (tmp_path / "B.satchel").exists()
    press(dialog_of(screen), "cancel")


def test_a_folder_with_other_things_in_it_is_refused(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen, tmp_path: Path
) -> None:
    """What lies there is left alone, and a dialog says why there is no backup."""
    fill(archive)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    screen.backup_flow.write_to(tmp_path / "full")
    settle(qtbot, session)
    press(dialog_of(screen), "act")
    settle(qtbot, session)
    assert last_backup(archive) is None
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"
    press(dialog_of(screen), "close")


def test_a_backup_that_is_due_shows_on_the_page_and_in_the_rail(
    qtbot: QtBot, session: Session, screen: HealthScreen
) -> None:
    """A calm banner here, a number in the rail; both go once there is a backup."""
    counted: list[int] = []
    session.badge.connect(lambda _key, count: counted.append(count))
    screen.backup_flow._show(BackupState(last=None, due=True, there=False))
    assert screen.pane.backup.due.isVisible()
    assert counted[-1] == 1
    screen.backup_flow._show(BackupState(last=None, due=False, there=False))
    assert not screen.pane.backup.due.isVisible()
    assert counted[-1] == 0
