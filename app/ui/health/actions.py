"""The actions of the archive check: each has a name, a place in the menus and the palette."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.screen import MenuAction, menu_action


class HealthActions:
    """Made once per screen; connect each `triggered`."""

    def __init__(self, screen: QWidget) -> None:
        self.all: list[MenuAction] = []
        self._screen = screen
        self.check = self._add(
            "file", _("Check the archive now"), "Ctrl+R", _("Reads everything, changes nothing")
        )
        self.salvage = self._add(
            "file",
            _("Salvage into a new archive…"),
            "Ctrl+Shift+S",
            _("Copies everything that is not damaged"),
        )

    def _add(self, menu: str, text: str, shortcut: str = "", about: str = "") -> QAction:
        made = menu_action(self._screen, menu, text, shortcut=shortcut, about=about)
        self.all.append(made)
        return made.action
