"""The head of the dossier: its title, and the way out."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.intake.step_input import StepInput
from app.ui.theme import Theme
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import IconButton, primary_button
from app.ui.widgets.plain_label import ElidedLabel
from app.ui.widgets.surface import Surface


class Head(Surface):
    """Title, undo, and Export with a sentence beside it while it is off."""

    titled = Signal(str)
    """The title was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent, line="bottom")
        self.title = StepInput("", self, name=_("Title of the dossier"))
        self.title.setPlaceholderText(_("Title of the dossier"))
        self.title.setProperty("bare", "true")
        self.undo = IconButton("undo-2", _("Undo"), self)
        self.redo = IconButton("redo-2", _("Redo"), self)
        self._why = ElidedLabel("", self, ink=Ink.WARN, weight=600)
        self._why.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.export = primary_button(_("Export PDF…"), self, icon="file-down")
        layout = QHBoxLayout(self)
        set_margins(layout, 16, 10, 16, 11)
        layout.setSpacing(8)
        layout.addWidget(self.title, 1)
        layout.addWidget(self.undo)
        layout.addWidget(self.redo)
        layout.addWidget(self._why)
        layout.addWidget(self.export)
        self.title.textEdited.connect(self.titled)
        Theme.current().changed.connect(self._put_on)
        self._put_on()

    def show_title(self, title: str) -> None:
        """Show a title that did not come from typing here."""
        if title != self.title.text():
            self.title.setText(title)
            self.title.setCursorPosition(0)

    def allow_export(self, why_not: str) -> None:
        """Switch Export on (empty), or off with a sentence that says why."""
        self.export.setEnabled(not why_not)
        self.export.setAccessibleDescription(why_not)
        self._why.setText(why_not)
        self._why.setVisible(bool(why_not))

    @property
    def why_not(self) -> str:
        """Why Export is off; empty while it is on."""
        return self._why.text()

    @Slot()
    def _put_on(self) -> None:
        self.title.setFont(Theme.current().font(Size.READING, weight=600))
