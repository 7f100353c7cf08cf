"""What the keyboard does that a row of dots would hide: caps lock, and letters of another script.

Qt cannot ask for either on every system, so both are concluded from what was typed.
"""

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class TypingHints(QObject):
    """Watches the keys typed into one field. It remembers none of them."""

    changed = Signal()
    """Caps lock or script are known to be different."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.caps_lock = False
        self.script = ""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at a key; hold nothing back."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._look(event)
        return super().eventFilter(watched, event)

    def _look(self, event: QKeyEvent) -> None:
        before = (self.caps_lock, self.script)
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock = False  # until the next letter tells
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if letter.isupper() != letter.islower():
                self.caps_lock = letter.isupper() != shifted
            self.script = script_of(letter)
        if before != (self.caps_lock, self.script):
            self.changed.emit()


def script_of(letter: str) -> str:
    """The script of a letter as Unicode names it, such as `Cyrillic`; empty for Latin."""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return "" if first in ("", "LATIN", "FULLWIDTH") else first.capitalize()
