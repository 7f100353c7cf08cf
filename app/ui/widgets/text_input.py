"""Text fields that ask the input method not to learn what is typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

PRIVATE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
"""What every text field tells the input method. Ibus and compose still work."""

_SECRET = PRIVATE | Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoAutoUppercase


class LineInput(QLineEdit):
    """One line of text.

    Args:
        name: What it is for, for screen readers.
        hint: Shown while it is empty.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, name: str = "", hint: str = ""
    ) -> None:
        super().__init__(text, parent)
        self.setInputMethodHints(PRIVATE)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setDragEnabled(False)


class SecretInput(LineInput):
    """One line that shows dots. `show_plain` lets the words be seen while a button is held."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "", hint: str = "") -> None:
        super().__init__("", parent, name=name, hint=hint)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_SECRET)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_plain(self, shown: bool) -> None:
        """Show the words, or dots again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        # Qt adds hints of its own with the echo mode; ours stay.
        self.setInputMethodHints(_SECRET)


class TextInput(QPlainTextEdit):
    """Several lines of plain text. What is pasted or dropped loses its formatting."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, name: str = "", hint: str = ""
    ) -> None:
        super().__init__(parent)
        self.setInputMethodHints(PRIVATE)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setPlainText(text)
