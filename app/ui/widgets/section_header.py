"""A section header: one quiet line above a group, perhaps with something at its end."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.direction import set_margins
from app.ui.tokens import Ink, Size
from app.ui.widgets.plain_label import PlainLabel


class SectionHeader(QWidget):
    """A group's name.

    Args:
        title: The name, in sentence case.
        end: A control at the end of the line, such as a plus; the header takes it over.
    """

    def __init__(
        self, title: str, parent: QWidget | None = None, *, end: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, self, ink=Ink.TEXT2, size=Size.META, weight=600)
        layout = QHBoxLayout(self)
        set_margins(layout, 0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title, 1)
        if end is not None:
            layout.addWidget(end)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
