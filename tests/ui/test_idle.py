"""Idle time locks, and what a person does prevents it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.idle import IdleWatch


@pytest.fixture
def window(qapp: QApplication) -> QWindow:
    """A native window."""
    return QWindow()


def test_the_lock_comes_when_nobody_is_there(window: QWindow, qtbot: QtBot) -> None:
    """After the idle time the watch says so, once."""
    watch, told = IdleWatch(0.15), list[int]()
    watch.expired.connect(lambda: told.append(1))
    watch.start(window)
    qtbot.waitUntil(lambda: told == [1])
    qtbot.wait(200)
    assert told == [1]


def test_a_key_begins_the_time_anew(window: QWindow) -> None:
    """Input to the window counts as presence; painting and timers do not."""
    watch = IdleWatch(60)
    watch.start(window)
    watch._last -= 59.9
    before = watch._last
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
    assert watch._last == before
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(window, key)
    assert watch._last > before + 59


def test_the_minutes_left_are_told(window: QWindow) -> None:
    """The menu bar is told whole minutes, rounded up, only when they change."""
    watch, told = IdleWatch(5 * 60), list[int]()
    watch.ticked.connect(told.append)
    watch.start(window)
    watch._look()
    watch._last -= 61
    watch._look()
    assert told == [5, 4]


def test_playing_counts_as_work(window: QWindow) -> None:
    """`alive` keeps the archive open while a recording plays."""
    watch, told = IdleWatch(60), list[int]()
    watch.expired.connect(lambda: told.append(1))
    watch.start(window)
    watch._last -= 61
    watch.alive()
    watch._look()
    assert told == []
