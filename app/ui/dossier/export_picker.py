"""Where the dossier goes: a folder and a file name, without the system's dialog."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.jobs import Lanes
from app.ui.widgets.field import Field
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.text_input import LineInput

_SUFFIX = ".pdf"
_FORBIDDEN = '/\\:*?"<>|'


class ExportPicker(PlacePicker):
    """Chooses a folder, and asks for the file's name.

    Args:
        name: The name offered; it should say nothing of the content.
    """

    placed = Signal(object)
    """The `Path` of the file to be written."""

    def __init__(self, over: QWidget, lanes: Lanes, *, name: str, start: Path | None) -> None:
        super().__init__(
            over, lanes, _("Export the dossier"), Wanted.FOLDER, start=start, act=_("Export here")
        )
        self.name = LineInput(name, self.card)
        self._name_field = Field(
            _("File name"),
            self.name,
            self.card,
            hint=_("Anybody who sees the file sees its name. A dull one says nothing."),
        )
        self.body.addWidget(self._name_field)
        self.picked.connect(self._name_file)

    def file_in(self, folder: Path) -> Path:
        """The file that the name means in a folder."""
        name = "".join(
            "-" if sign in _FORBIDDEN or sign < " " else sign for sign in self.name.text()
        )
        name = name.strip(" .") or "dossier"
        return folder / (name if name.lower().endswith(_SUFFIX) else name + _SUFFIX)

    @Slot(object)
    def _name_file(self, chosen: tuple[Path, ...]) -> None:
        self.placed.emit(self.file_in(chosen[0]))
