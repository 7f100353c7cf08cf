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
        self.renew = self._add(
            "file",
            _("Build the search index anew"),
            "Ctrl+Shift+R",
            _("And read attached files that are not searched yet"),
        )
        self.back_up = self._add(
            "file", _("Back up"), "Ctrl+B", _("To where the last one is, or to a place you choose")
        )
        self.back_up_to = self._add("file", _("Back up elsewhere…"), "Ctrl+Shift+B")
        self.salvage = self._add(
            "file",
            _("Salvage into a new archive…"),
            "Ctrl+Shift+S",
            _("Copies everything that is not damaged"),
        )

        self.compare = self._add(
            "tools", _("Compare with a head you kept…"), "Ctrl+Shift+K", _("Was the log changed?")
        )
        self.copy_head = self._add("edit", _("Copy the head of the log"), "Ctrl+Shift+C")
        self.find = self._add("edit", _("Entries about one record"), "Ctrl+F")
        self.show_record = self._add("record", _("Show in the library"), "Ctrl+Return")
        self.only_record = self._add("view", _("Only entries about this record"), "Ctrl+D")
        self.all_entries = self._add("view", _("All entries"), "Ctrl+Shift+D")
        self.switch = self._add("view", _("State or log"), "F6")

    def _add(self, menu: str, text: str, shortcut: str = "", about: str = "") -> QAction:
        made = menu_action(self._screen, menu, text, shortcut=shortcut, about=about)
        self.all.append(made)
        return made.action
