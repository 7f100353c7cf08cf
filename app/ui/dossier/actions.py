"""The dossier screen's actions: each has a name, a place in the menus and the palette."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.screen import MenuAction, menu_action


class DossierActions:
    """Made once per screen; connect each `triggered`."""

    def __init__(self, screen: QWidget) -> None:
        self.all: list[MenuAction] = []
        self._screen = screen
        self.undo = self._add("edit", _("Undo"), "Ctrl+Z")
        self.redo = self._add("edit", _("Redo"), "Ctrl+Shift+Z")
        self.export = self._add("file", _("Export PDF…"), "Ctrl+E", _("Write the dossier"))
        self.add = self._add("record", _("Add records to the dossier"), "Ctrl+F")
        self.remove = self._add("record", _("Take out of the dossier"), "Ctrl+Delete")
        self.up = self._add("record", _("Move up"), "Alt+Up")
        self.down = self._add("record", _("Move down"), "Alt+Down")
        self.open = self._add("record", _("Show in the library"), "Ctrl+Return")
        self.include = self._add("record", _("Include with a reason…"), "Ctrl+I")
        self.leave_out = self._add("record", _("Leave out of the dossier"), "Ctrl+Shift+I")
        self.take_back = self._add("record", _("Take the decision back"), "Ctrl+Shift+U")
        self.empty = self._add("tools", _("Begin a new dossier"), "Ctrl+Alt+N")
        self.next_page = self._add("view", _("Next page"), "Ctrl+PgDown")
        self.page_before = self._add("view", _("Page before"), "Ctrl+PgUp")
        self.larger = self._add("view", _("Larger page"), "Ctrl+=")
        self.smaller = self._add("view", _("Smaller page"), "Ctrl+-")
        self.fit = self._add("view", _("Whole page"), "Ctrl+0")
        self.switch = self._add("view", _("Records or preview"), "F6")

    def _add(self, menu: str, text: str, shortcut: str = "", about: str = "") -> QAction:
        made = menu_action(self._screen, menu, text, shortcut=shortcut, about=about)
        self.all.append(made)
        return made.action
