"""How the saved report shall be called."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.tokens import Ink
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput

_NAME = "report.csv"


class ReportNameDialog(Dialog):
    """Asks for a new name in a folder; nothing is overwritten."""

    named = Signal(object)
    """The `Path` of the file to write."""

    def __init__(self, over: QWidget, folder: Path) -> None:
        super().__init__(over, _("Name of the report"))
        self._folder = folder
        told = _(
            "It holds the names of the files, readable for everybody who has the disk. "
            "With the ending .csv it is a table, otherwise plain text."
        )
        self.body.addWidget(PlainLabel(told, self.card, ink=Ink.TEXT2, wrap=True))
        self.line = LineInput(_NAME, name=_("Name of the report"))
        self.body.addWidget(self.line)
        self.add_button("cancel", _("Cancel"))
        self.add_button("save", _("Save"), ButtonKind.PRIMARY)
        self.chosen.connect(self._chosen)

    def first_focus(self) -> QWidget | None:
        """The name."""
        return self.line

    @Slot(str)
    def _chosen(self, key: str) -> None:
        name = Path(self.line.text().strip()).name
        if key == "save" and name not in ("", ".", ".."):
            self.named.emit(self._folder / name)
