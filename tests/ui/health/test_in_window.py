"""The archive check among the other screens: its place in the rail, its number, its actions."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.ui.clipboard import ClipboardGuard
from app.ui.health.log_model import LINE_ROLE
from app.ui.health.screen import HealthScreen
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from app.ui.window import Window
from app.ui.window_process import make_screens
from tests.ui.health.conftest import damage_an_object, fill, settle


def make_window(qtbot: QtBot, session: Session) -> Window:
    """The whole window, with every screen."""
    home = QWidget()
    qtbot.addWidget(home)
    window = Window(session, make_screens(session, home), ClipboardGuard())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    settle(qtbot, session)
    return window


def test_it_stands_below_above_the_settings(qtbot: QtBot, session: Session) -> None:
    """Library, adding and dossier on top; archive check, settings and lock at the bottom."""
    window = make_window(qtbot, session)
    buttons = sorted(window.rail._buttons.items(), key=lambda each: each[1].y())
    keys = [key for key, _button in buttons]
    assert keys[-2:] == ["settings", "lock"]
    gaps = {
        key: lower.y() - upper.geometry().bottom()
        for (_above, upper), (key, lower) in pairwise(buttons)
    }
    room = max(gaps, key=lambda key: gaps[key])
    assert keys.index("dossier") < keys.index(room) <= keys.index("health")
    window.rail._buttons["health"].click()
    assert window.present.key == "health"
    assert window.rail._buttons["health"].isChecked()
    settle(qtbot, session)


def test_damage_shows_in_the_rail_and_the_strip(
    qtbot: QtBot, archive: Archive, session: Session
) -> None:
    """Whoever is elsewhere sees that something waits, and when it was found."""
    fill(archive)
    damage_an_object(archive)
    window = make_window(qtbot, session)
    window.show_screen("health")
    settle(qtbot, session)
    screen = window.screens["health"]
    screen.setFocus()
    action = next(
        entry.action for entry in screen.menu_actions() if entry.action.text().startswith("Check")
    )
    action.trigger()
    settle(qtbot, session)
    window.show_screen("library")
    settle(qtbot, session)
    assert window.rail._buttons["health"].accessibleDescription()
    assert "Damage found" in window.status._check.text()
    window.resize(700, 500)
    assert not window.status._check.isVisible()


def test_no_shortcut_is_used_twice(qtbot: QtBot, session: Session) -> None:
    """With the archive check shown, no key means two things, the window's own included."""
    window = make_window(qtbot, session)
    window.show_screen("health")
    settle(qtbot, session)
    used = [action.shortcut().toString() for action in window.menus.actions_shown()]
    used = [keys for keys in used if keys]
    assert len(used) == len(set(used))


def test_from_a_record_to_what_was_done_with_it(
    qtbot: QtBot, archive: Archive, session: Session
) -> None:
    """The library leads to the record's own entries in the log."""
    card = fill(archive, 2)[0]
    window = make_window(qtbot, session)
    library, screen = window.screens["library"], window.screens["health"]
    assert isinstance(library, LibraryScreen)
    assert isinstance(screen, HealthScreen)
    library.open_record(card.id)
    settle(qtbot, session)
    library.acts.show_log.trigger()
    settle(qtbot, session)
    assert window.present is screen
    assert screen.log.filter.text() == card.code
    model = screen.log.model
    subjects = {model.index(row).data(LINE_ROLE).subject for row in range(model.rowCount())}
    assert subjects == {card.id}
