"""Where a small file goes: a folder and a dull name."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.jobs import Lanes
from app.ui.widgets.field import Field
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.text_input import LineInput

_LIST_HEIGHT = 220
_FORBIDDEN = '/\\:*?"<>|'


class StickPicker(PlacePicker):
    """Chooses a folder, and asks for the file's name.

    Args:
        name: The name offered; it should say nothing of what is in the file.
    """

    placed = Signal(object)
    """The `Path` of the file to be written."""

    def __init__(self, over: QWidget, lanes: Lanes, title: str, name: str) -> None:
        super().__init__(over, lanes, title, Wanted.FOLDER, act=_("Save here"))
        self._offered = name
        self._list.setMaximumHeight(_LIST_HEIGHT)  # the name below stays in sight
        self.name = LineInput(name, self.card)
        self.body.addWidget(
            Field(
                _("File name"),
                self.name,
                self.card,
                hint=_("Anybody who sees the file sees its name. A dull one says nothing."),
            )
        )
        self.picked.connect(self._name_file)

    @Slot(object)
    def _name_file(self, chosen: tuple[Path, ...]) -> None:
        name = "".join(
            "-" if sign in _FORBIDDEN or sign < " " else sign for sign in self.name.text()
        )
        self.placed.emit(chosen[0] / (name.strip(" .") or self._offered))
