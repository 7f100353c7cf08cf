"""Everything the keyboard reaches here has a name that can be spoken, and Tab goes in order."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.ui.health.screen import HealthScreen
from app.ui.jobs import Lanes
from app.ui.lock_ways import Way
from app.ui.restore_page import RestorePage
from app.ui.salvage_page import SalvagePage
from app.ui.session import Session
from app.ui.widgets.plain_label import PlainLabel
from tests.ui.health.conftest import damage_an_object, fill, settle
from tests.ui.library.test_accessible import name, stops


def nameless(root: QWidget) -> list[str]:
    """What is reached by Tab without a word for it."""
    return [type(widget).__name__ for widget in stops(root) if not name(widget)]


def test_the_archive_check(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """With damage shown and a backup due, every control has its word; labels interpret nothing."""
    fill(archive)
    damage_an_object(archive)
    screen.check()
    settle(qtbot, session)
    screen.compare_flow.compare("f" * 64)
    settle(qtbot, session)
    assert len(list(stops(screen))) > 8
    assert nameless(screen) == []
    assert all(isinstance(label, PlainLabel) for label in screen.findChildren(QLabel))


def test_tab_goes_from_the_head_through_the_page_to_the_log(
    qtbot: QtBot, archive: Archive, session: Session, screen: HealthScreen
) -> None:
    """Page first, in reading order, then the log; and round again to where it began."""
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.setFocus()
    order: list[QWidget | None] = [QApplication.focusWidget()]
    while len(order) < 30:
        QTest.keyClick(order[-1] or screen, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is order[0]:
            break
        order.append(QApplication.focusWidget())
    wanted = [
        screen.head.check,
        screen.pane.backup.place,
        screen.log.head.compare,
        screen.log.filter.line,
        screen.log.view,
    ]
    places = [order.index(widget) for widget in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("way", list(Way))
def test_the_paths(qtbot: QtBot, lanes: Lanes, tmp_path: Path, way: Way) -> None:
    """Every step of restoring and salvaging, in every way of opening."""
    for page in (RestorePage(lanes), SalvagePage(lanes, tmp_path / "A.satchel")):
        qtbot.addWidget(page)
        page.show()
        for step in range(len(page._steps)):
            page.show_step(step)
            page.key_step.form.show_way(way)
            assert nameless(page) == []
