"""The actions of the page of keys: each has a name, a place in the menus and the palette."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.screen import MenuAction, menu_action


class KeyActions:
    """Made once per screen; connect each `triggered`."""

    def __init__(self, screen: QWidget) -> None:
        self.all: list[MenuAction] = []
        self._screen = screen
        self.change_mine = self._add(
            _("Change my passphrase…"), about=_("Of the key that opened the archive")
        )
        self.add_person = self._add(
            _("Add a person…"), "Ctrl+N", _("With a passphrase, or a passphrase and a key file")
        )
        self.add_code = self._add(
            _("Add a recovery code…"), about=_("On paper, in case a passphrase is forgotten")
        )
        self.add_shares = self._add(
            _("Add shares…"), about=_("Several people together open the archive")
        )
        self.practise = self._add(
            _("Practise with shares…"), about=_("Would they open the archive? Changes nothing")
        )
        self.rekey = self._add(
            _("New keys for the whole archive…"),
            about=_("When a key may have got into wrong hands"),
        )

    def _add(self, text: str, shortcut: str = "", about: str = "") -> QAction:
        made = menu_action(self._screen, "tools", text, shortcut=shortcut, about=about)
        self.all.append(made)
        return made.action
