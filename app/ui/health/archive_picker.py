"""Where a new archive folder goes: a folder, and the name of what is made in it."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.folder_listing import ARCHIVE_SUFFIX
from app.ui.jobs import Lanes
from app.ui.widgets.field import Field
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.text_input import LineInput

_FORBIDDEN = '/\\:*?"<>|'


class ArchivePicker(PlacePicker):
    """Chooses a folder, and asks for the name of the archive folder made there.

    Args:
        name: The name offered, without ending; it should say nothing of the content.
        again: A folder that is an archive already may be chosen itself, as for the next backup.
    """

    placed = Signal(object)
    """The `Path` of the archive folder."""

    def __init__(
        self,
        over: QWidget,
        lanes: Lanes,
        title: str,
        *,
        act: str,
        name: str,
        start: Path | None = None,
        again: bool = False,
    ) -> None:
        super().__init__(over, lanes, title, Wanted.FOLDER, start=start, act=act)
        self._fallback, self._again = name, again
        self.name = LineInput(name, self.card)
        hint = _("Anybody who sees the disk sees this name. A dull one says nothing.")
        if again:
            hint = _("A folder of this name is made there, or brought up to date.") + " " + hint
        self.body.addWidget(Field(_("Name"), self.name, self.card, hint=hint))
        self.picked.connect(self._name_folder)

    def place_in(self, folder: Path) -> Path:
        """The archive folder that the name means in a folder."""
        if self._again and folder.suffix == ARCHIVE_SUFFIX:
            return folder
        typed = self.name.text().removesuffix(ARCHIVE_SUFFIX)
        name = "".join("-" if sign in _FORBIDDEN or sign < " " else sign for sign in typed)
        return folder / ((name.strip(" .") or self._fallback) + ARCHIVE_SUFFIX)

    @Slot(object)
    def _name_folder(self, chosen: tuple[Path, ...]) -> None:
        self.placed.emit(self.place_in(chosen[0]))
