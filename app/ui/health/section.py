"""One section of the page: an icon, a heading, a sentence, and what belongs to it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.direction import set_margins
from app.ui.tokens import IconSize, Ink, Size
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel

_INDENT = IconSize.RAIL + 12


class Section(QWidget):
    """Fill `body`; `say` changes icon and sentence.

    Args:
        icon: Name of an icon.
        title: The heading, in sentence case.
    """

    def __init__(self, icon: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._mark = IconMark(icon, self, ink=Ink.TEXT2, size=IconSize.RAIL)
        self.heading = PlainLabel(title, self, size=Size.TITLE, weight=600)
        self.sentence = PlainLabel("", self, wrap=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.heading, 1)
        self.body = QVBoxLayout()
        set_margins(self.body, _INDENT, 0, 0, 0)
        self.body.setSpacing(10)
        self.body.addWidget(self.sentence)
        layout = QVBoxLayout(self)
        set_margins(layout, 24, 18, 24, 20)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self.body)
        self.setAccessibleName(title)
        self.sentence.hide()

    def say(self, sentence: str, *, icon: str = "", ink: Ink = Ink.TEXT2) -> None:
        """Say what is so; an empty sentence says nothing."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self._mark.show_icon(icon or self._icon, ink)
        self.setAccessibleDescription(sentence)

    def add_row(self, *widgets: QWidget) -> None:
        """Put controls beside each other; what does not fit stands below."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)
