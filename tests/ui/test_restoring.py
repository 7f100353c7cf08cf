"""The guided paths from a backup, and from a damaged archive, to an archive that is open."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.archive.backing_up import backup_archive
from app.archive.opening import Archive, KdfParameters, create_archive, open_archive
from app.archive.reading import list_records
from app.progress import Silent
from app.store.credentials import Credentials
from app.ui.frame import Frame
from app.ui.health.damage_view import DAMAGE_ROLE
from app.ui.health.screen import HealthScreen
from app.ui.jobs import Lanes
from app.ui.library.screen import LibraryScreen
from app.ui.lock_ways import Way
from app.ui.restore_page import RestorePage
from app.ui.salvage_page import SalvagePage
from app.ui.supervisor_link import SupervisorLink
from app.ui.theme import Theme
from app.ui.watchdog import LOCK_CODE, Watchdog
from app.ui.widgets.buttons import Button
from app.ui.widgets.dialog import Dialog
from app.ui.window import Window
from app.ui.window_process import make_screens
from tests.ui.health.conftest import PASSPHRASE, damage_an_object, fill

QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)
WAIT = 30_000


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Three records, each with a file."""
    with create_archive(tmp_path / "Notebook.satchel", PASSPHRASE, kdf=QUICK).archive as made:
        fill(made)
        yield made


@pytest.fixture
def backup(archive: Archive, tmp_path: Path) -> Path:
    """A backup of it, brought up to date after a fourth record."""
    folder = backup_archive(archive, tmp_path / "Backup.satchel", Silent()).folder
    fill(archive, 4)
    return backup_archive(archive, folder, Silent()).folder


@pytest.fixture
def page(lanes: Lanes, qtbot: QtBot, backup: Path, tmp_path: Path) -> RestorePage:
    """The path, before the passphrase is typed."""
    made = RestorePage(lanes)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.backup_step.where.setText(str(backup))
    made.next_button.click()
    made.place_step._where.setText(str(tmp_path))
    made.place_step.name.setText("Back again")
    made.next_button.click()
    return made


def test_a_backup_becomes_an_archive(qtbot: QtBot, page: RestorePage, tmp_path: Path) -> None:
    """Three steps, then the archive is open with all that was backed up; secrets are let go of."""
    assert page.step == 2
    assert not page.next_button.isEnabled()
    page.key_step.form.passphrase.line.setText(PASSPHRASE)
    with qtbot.waitSignal(page.opened, timeout=WAIT) as told:
        QTest.keyClick(page.key_step.form.passphrase.line, Qt.Key.Key_Return)
    assert told.args is not None
    restored = told.args[0]
    assert isinstance(restored, Archive)
    with restored:
        assert restored.path == tmp_path / "Back again.satchel"
        assert list_records(restored).count == 4
    assert page.key_step.form.passphrase.text() == ""


def test_a_wrong_passphrase_leaves_nothing(qtbot: QtBot, page: RestorePage, tmp_path: Path) -> None:
    """It says so, stays at the step, and the place is as empty as before."""
    before = sorted(tmp_path.iterdir())
    page.key_step.form.passphrase.line.setText("not this")
    page.next_button.click()
    qtbot.waitUntil(page.trouble.isVisible, timeout=WAIT)
    assert page.step == 2
    assert sorted(tmp_path.iterdir()) == before
    assert page.next_button.isEnabled()


def test_nothing_is_restored_over_an_archive(page: RestorePage, archive: Archive) -> None:
    """The name of an archive that is there already is not accepted."""
    page.back_button.click()
    page.place_step.name.setText("Notebook")
    assert not page.next_button.isEnabled()


def test_a_folder_that_is_no_backup(
    qtbot: QtBot, lanes: Lanes, page: RestorePage, tmp_path: Path
) -> None:
    """The reason is told, nothing is made."""
    (tmp_path / "letters").mkdir()
    page.back_button.click()
    page.back_button.click()
    page.backup_step.where.setText(str(tmp_path / "letters"))
    page.next_button.click()
    page.next_button.click()
    page.key_step.form.passphrase.line.setText(PASSPHRASE)
    page.next_button.click()
    qtbot.waitUntil(page.trouble.isVisible, timeout=WAIT)
    assert not (tmp_path / "Back again.satchel").exists()


def test_every_way_of_opening_is_offered(page: RestorePage) -> None:
    """A recovery code, key file or shares open a backup too; changing the way lets go."""
    form = page.key_step.form
    form.passphrase.line.setText("typed")
    form.links[Way.CODE].click()
    assert form.code.isVisible() and not form.passphrase.isVisible()
    assert form.passphrase.text() == ""
    form.links[Way.SHARES].click()
    assert form.shares.isVisible()
    form.links[Way.KEY_FILE].click()
    assert form.key_file.isVisible() and form.passphrase.isVisible()
    assert not form.complete


def test_escape_goes_back_and_out(qtbot: QtBot, page: RestorePage) -> None:
    """From step to step, and at the first one to the lock screen."""
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.step == 1
    QTest.keyClick(page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.cancelled):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_what_is_whole_comes_out(
    qtbot: QtBot, lanes: Lanes, archive: Archive, tmp_path: Path
) -> None:
    """The result counts what came out and names what did not; the new archive opens."""
    damage_an_object(archive)
    archive.close()
    page = SalvagePage(lanes, archive.path)
    qtbot.addWidget(page)
    page.show()
    page.place_step._where.setText(str(tmp_path))
    page.place_step.name.setText("Saved")
    page.next_button.click()
    page.key_step.form.passphrase.line.setText(PASSPHRASE)
    page.next_button.click()
    qtbot.waitUntil(lambda: page.step == 2, timeout=WAIT)
    result = page.result_step
    assert "3 records" in result.came_out.text() and "2 attached files" in result.came_out.text()
    assert result.model.rowCount() == 1
    assert result.model.index(0).data(DAMAGE_ROLE).damage.name
    with qtbot.waitSignal(page.opened, timeout=WAIT) as told:
        page.next_button.click()
    assert told.args is not None
    with told.args[0] as saved:
        assert list_records(saved).count == 3


class Patient(Watchdog):
    """Does not end the process that the tests run in."""

    def set(self, seconds: float) -> None:
        """Let it live."""

    def end_within(self, seconds: float) -> None:
        """Let it live."""


class Door:
    """Notes with which code the process would have ended."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def leave(self, code: int) -> None:
        """The process would end now."""
        self.codes.append(code)


@pytest.fixture
def door() -> Door:
    """Where the process would end."""
    return Door()


@pytest.fixture
def frame(qtbot: QtBot, theme: Theme, door: Door, archive: Archive) -> Iterator[Frame]:
    """The top-level window at its lock screen; the archive is closed."""
    archive.close()
    reading, writing = os.pipe()
    made = Frame(
        SupervisorLink(writing),
        Patient(),
        make_screens,
        archive=archive.path,
        leave=door.leave,
    )
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.lanes.close(20)
    for end in (reading, writing):
        os.close(end)


def settle(qtbot: QtBot, frame: Frame) -> None:
    """Wait until no job runs."""
    for _again in range(3):
        qtbot.waitUntil(lambda: not frame.lanes.running(), timeout=WAIT)
        qtbot.wait(1)


def unlock(qtbot: QtBot, frame: Frame) -> Window:
    """Type the passphrase."""
    frame.lock_screen.passphrase.line.setText(PASSPHRASE)
    frame.lock_screen.open_button.click()
    qtbot.waitUntil(lambda: frame.window_page is not None, timeout=WAIT)
    settle(qtbot, frame)
    assert frame.window_page is not None
    return frame.window_page


def restoring(frame: Frame) -> RestorePage:
    """The path that is shown."""
    assert isinstance(frame.path_page, RestorePage)
    return frame.path_page


def press(frame: Frame, key: str) -> None:
    """Press a button of the dialog that is open."""
    (dialog,) = [each for each in frame.findChildren(Dialog) if each.isVisible()]
    (button,) = [each for each in dialog.findChildren(Button) if each.property("key") == key]
    button.click()


def test_from_a_damaged_archive_to_a_whole_one(
    qtbot: QtBot, frame: Frame, archive: Archive, tmp_path: Path
) -> None:
    """Check, see what is damaged, salvage, open the result: all in one window."""
    window = unlock(qtbot, frame)
    assert frame.session is not None
    damage_an_object(frame.session.archive)
    window.show_screen("health")
    health = window.screens["health"]
    assert isinstance(health, HealthScreen)
    health.head.check.click()
    settle(qtbot, frame)
    assert health.note is not None
    (named,) = health.note.damaged
    assert named.code
    health.pane.state.damaged.record_wanted.emit(named.record)
    settle(qtbot, frame)
    assert window.present.key == "library"
    window.show_screen("health")
    health.pane.state.salvage.click()
    press(frame, "act")
    settle(qtbot, frame)
    path = frame.path_page
    assert isinstance(path, SalvagePage)
    assert frame.window_page is None
    path.place_step._where.setText(str(tmp_path))
    path.place_step.name.setText("Saved")
    path.next_button.click()
    path.key_step.form.passphrase.line.setText(PASSPHRASE)
    path.next_button.click()
    qtbot.waitUntil(lambda: path.step == 2, timeout=WAIT)
    path.next_button.click()
    qtbot.waitUntil(lambda: frame.window_page is not None, timeout=WAIT)
    settle(qtbot, frame)
    assert frame.session is not None
    assert frame.session.archive.path == tmp_path / "Saved.satchel"
    with open_archive(archive.path, Credentials(passphrase=PASSPHRASE)) as old:
        assert list_records(old).count == 3


def test_leaving_salvage_locks(qtbot: QtBot, frame: Frame, door: Door) -> None:
    """What was open is closed; there is no way back to it but through the lock screen."""
    window = unlock(qtbot, frame)
    window.session.salvage_wanted.emit()
    settle(qtbot, frame)
    assert frame.path_page is not None
    frame.path_page.back_button.click()
    qtbot.waitUntil(lambda: bool(door.codes))
    assert door.codes == [LOCK_CODE]


def test_restoring_from_the_lock_screen(
    qtbot: QtBot, archive: Archive, backup: Path, frame: Frame, tmp_path: Path
) -> None:
    """The link leads to the path, cancelling back; at its end the archive is shown, open."""
    frame.lock_screen.links.restore.click()
    restoring(frame).back_button.click()
    assert frame.lock_screen.isVisible()
    frame.lock_screen.links.restore.click()
    path = restoring(frame)
    path.backup_step.where.setText(str(backup))
    path.next_button.click()
    path.place_step._where.setText(str(tmp_path))
    path.place_step.name.setText("Back again")
    path.next_button.click()
    path.key_step.form.passphrase.line.setText(PASSPHRASE)
    path.next_button.click()
    qtbot.waitUntil(lambda: frame.window_page is not None, timeout=WAIT)
    settle(qtbot, frame)
    window = frame.window_page
    assert window is not None
    library = window.screens["library"]
    assert isinstance(library, LibraryScreen)
    qtbot.waitUntil(lambda: library.results.model.rowCount() == 4)


def test_an_archive_too_damaged_to_open_can_be_salvaged(
    qtbot: QtBot, frame: Frame, archive: Archive
) -> None:
    """The lock screen says what is the matter and leads to salvaging."""
    database = archive.path / "archive.db"
    data = bytearray(database.read_bytes())
    data[100:400] = bytes(300)
    database.write_bytes(bytes(data))
    frame.lock_screen.passphrase.line.setText(PASSPHRASE)
    frame.lock_screen.open_button.click()
    qtbot.waitUntil(frame.lock_screen.trouble.isVisible, timeout=WAIT)
    assert frame.lock_screen.trouble.action.isVisible()
    frame.lock_screen.trouble.action.click()
    assert isinstance(frame.path_page, SalvagePage)
