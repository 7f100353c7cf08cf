"""The actions of Compare: each has a name, a place in the menus and the palette."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.screen import MenuAction, menu_action


class CompareActions:
    """Made once per screen; connect each `triggered`."""

    def __init__(self, screen: QWidget) -> None:
        self.all: list[MenuAction] = []
        self._screen = screen
        self.link = self._add(
            "record", _("Link as a republication"), "Ctrl+R", _("The second repeats the first")
        )
        self.merge = self._add(
            "record", _("Merge the two"), "Ctrl+M", _("The first is kept, the second is binned")
        )
        self.keep = self._add("record", _("Keep both"), "Ctrl+B", _("Nobody is asked again"))
        self.swap = self._add("view", _("Swap the sides"), "Ctrl+E")
        self.dismiss = self._add(
            "record", _("Dismiss the point"), "Ctrl+Backspace", _("It is suggested no more")
        )
        self.switch = self._add("view", _("Near-doubles or points"), "F6")
        self.look = self._add("view", _("Look again"), "F5")

    def _add(self, menu: str, text: str, shortcut: str = "", about: str = "") -> QAction:
        made = menu_action(self._screen, menu, text, shortcut=shortcut, about=about)
        self.all.append(made)
        return made.action
