"""The head of the archive check: what the screen is for, and its one primary button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import primary_button
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.surface import Surface


class HealthHead(Surface):
    """Title at its beginning; at its end "Check now", and why it is off while it is."""

    check_wanted = Signal()
    """Everything is to be read now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent, line="bottom")
        title = PlainLabel(_("Archive check"), self, size=Size.READING, weight=600)
        self._why = ElidedLabel("", self, ink=Ink.TEXT2)
        self._why.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.check = primary_button(_("Check now"), self, icon="shield-check")
        layout = QHBoxLayout(self)
        set_margins(layout, 24, 10, 16, 11)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addStretch(1)
        layout.addWidget(self._why)
        layout.addWidget(self.check)
        self.check.clicked.connect(self.check_wanted)
        self.allow("")

    def allow(self, why_not: str) -> None:
        """Switch the button on (empty), or off with what is being done instead."""
        self.check.setEnabled(not why_not)
        self.check.setAccessibleDescription(why_not)
        self._why.setText(why_not)
        self._why.setVisible(bool(why_not))
