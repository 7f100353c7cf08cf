"""What is copied out is marked, and does not stay."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.clipboard import ClipboardGuard
from app.ui.widgets.text_input import LineInput


@pytest.fixture
def guard(qapp: QApplication) -> ClipboardGuard:
    """A guard that clears quickly."""
    return ClipboardGuard(clear_after_ms=50, ours=lambda: True)


def test_copied_text_is_marked_as_secret(guard: ClipboardGuard) -> None:
    """Clipboard managers that know the hint do not keep it."""
    guard.copy("T-014")
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == "T-014"
    assert bytes(held.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_a_fields_own_copy_is_marked_too(guard: ClipboardGuard, qtbot: QtBot) -> None:
    """Ctrl+C in any field of the program passes the guard."""
    field = LineInput("an address")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == "an address"
    assert held.hasFormat("x-kde-passwordManagerHint")


def test_the_clipboard_is_cleared_after_a_while(guard: ClipboardGuard, qtbot: QtBot) -> None:
    """Thirty seconds in the program; shortened here."""
    guard.copy("T-014")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_what_other_programs_copied_is_left_alone(qapp: QApplication) -> None:
    """Neither marked nor cleared: it is not ours."""
    guard = ClipboardGuard(ours=lambda: False)
    QGuiApplication.clipboard().setText("theirs")
    guard.clear()
    assert QGuiApplication.clipboard().text() == "theirs"
    assert not QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")


def test_the_clipboard_is_cleared_on_lock(guard: ClipboardGuard) -> None:
    """`clear` leaves nothing of ours."""
    guard.copy("T-014")
    guard.clear()
    assert QGuiApplication.clipboard().text() == ""
