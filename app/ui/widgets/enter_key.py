"""Enter presses the button that has the keyboard, and no other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Click a button if Enter was pressed on it; tells whether it was.

    Qt's own buttons answer the space bar only, and a dialog would give Enter to its default button
    while another one shows the focus.
    """
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    button.click()
    return True
