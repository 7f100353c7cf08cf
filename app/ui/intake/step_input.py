"""A line whose undo is that of its screen: what is typed is one of the screen's steps."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.ui.widgets.text_input import LineInput

_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class StepInput(LineInput):
    """One line of text that leaves Ctrl+Z and Ctrl+Shift+Z to the screen's undo."""

    def event(self, event: QEvent) -> bool:
        """Let the screen's shortcut have what Qt would keep for the line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and any(event.matches(key) for key in _STEPS)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same for the key itself."""
        if any(event.matches(key) for key in _STEPS):
            event.ignore()
            return
        super().keyPressEvent(event)
