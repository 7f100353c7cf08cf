"""One step of a guided path: a new archive, a new key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.tokens import Ink
from app.ui.widgets.plain_label import PlainLabel


class Step(QWidget):
    """One step. `missing` says why one cannot go on yet."""

    ready_changed = Signal()
    """What is missing is different."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def missing(self) -> str:
        """A sentence on what is missing; empty when one can go on."""
        return ""

    def take_focus(self) -> None:
        """Put the keyboard where the step begins."""

    def forget(self) -> None:
        """Let go of every secret that was typed or shown."""

    def say(self, sentence: str, ink: Ink = Ink.TEXT2) -> PlainLabel:
        """Add a sentence."""
        label = PlainLabel(sentence, ink=ink, wrap=True)
        self.column.addWidget(label)
        return label
