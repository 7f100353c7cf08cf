"""A share on the screen: its numbered lines in columns, as they are copied by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.tokens import Ground, Ink, Radius, Size
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface


class ShareSheet(Surface):
    """Ten numbered lines; the heading says which share it is."""

    def __init__(self) -> None:
        super().__init__(Ground.LIST, radius=Radius.CARD)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._held: QWidget | None = None

    def show_text(self, text: str) -> None:
        """Show a share's page; empty takes it off the screen."""
        if self._held is not None:
            self._column.removeWidget(self._held)
            self._held.deleteLater()
            self._held = None
        self.setAccessibleName(text)
        if text:
            self._held = self._sheet(text)
            self._column.addWidget(self._held)

    def _sheet(self, text: str) -> QWidget:
        held = QWidget()
        held.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # codes are never mirrored
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        lines = [line.split() for line in text.splitlines()]
        numbered = [words for words in lines if words and words[0].isdigit()]
        for row, words in enumerate(numbered):
            for column, word in enumerate(words):
                label = PlainLabel(
                    word,
                    ink=Ink.TEXT3 if column == 0 else Ink.TEXT,
                    size=Size.META if column == 0 else Size.TITLE,
                    weight=400 if column == 0 else 600,
                    tabular=True,
                )
                grid.addWidget(label, row, column)
        grid.setColumnStretch(6, 1)
        return held
