"""The menu bar: the window's own actions and those of the screen that is shown."""

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QWidget

from app.translation import _
from app.ui.direction import set_margins
from app.ui.screen import MenuAction
from app.ui.theme import Theme
from app.ui.tokens import Grid, Ground, Ink, Size
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface


class LockClock(QWidget):
    """At the menu bar's far end: the archive's name, and how long until it locks."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        layout = QHBoxLayout(self)
        set_margins(layout, 8, 0, 12, 0)
        layout.setSpacing(6)
        layout.addWidget(PlainLabel(name, self, size=Size.META, weight=600))
        layout.addWidget(PlainLabel("·", self, ink=Ink.TEXT3, size=Size.META))
        layout.addWidget(IconMark("clock", self, ink=Ink.TEXT3, size=14))
        layout.addWidget(self._left)

    def show_minutes(self, minutes: int) -> None:
        """So many minutes are left."""
        self._left.setText(_("locks in {minutes} min").format(minutes=max(1, minutes)))


class Menus(Surface):
    """File, Edit, View, Record, Go, Tools, Help; a menu without entries is not shown.

    Args:
        name: The archive's name.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Ground.RAIL, parent, line="bottom")
        self.bar = QMenuBar(self)
        self.bar.setNativeMenuBar(False)
        self.clock = LockClock(name, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 1)
        layout.setSpacing(0)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.clock)
        self._menus: dict[str, QMenu] = {
            key: self.bar.addMenu(title)
            for key, title in (
                ("file", _("&File")),
                ("edit", _("&Edit")),
                ("view", _("&View")),
                ("record", _("&Record")),
                ("go", _("&Go")),
                ("tools", _("&Tools")),
                ("help", _("&Help")),
            )
        }
        Theme.current().changed.connect(self._measure)
        self._measure()

    def fill(self, own: Iterable[MenuAction], of_screen: Iterable[MenuAction]) -> None:
        """Show these actions: the screen's first, then the window's own below a line."""
        for menu in self._menus.values():
            menu.clear()
        for entry in of_screen:
            self._menus[entry.menu].addAction(entry.action)
        parted: set[str] = set()
        for entry in own:
            menu = self._menus[entry.menu]
            if entry.menu not in parted and not menu.isEmpty():
                menu.addSeparator()
            parted.add(entry.menu)
            menu.addAction(entry.action)
        for menu in self._menus.values():
            menu.menuAction().setVisible(not menu.isEmpty())

    def actions_shown(self) -> list[QAction]:
        """Every action in the menus, in order."""
        return [
            action
            for menu in self._menus.values()
            for action in menu.actions()
            if not action.isSeparator()
        ]

    def _measure(self) -> None:
        self.setFixedHeight(Theme.current().scaled(Grid.MENU_BAR))
        self.bar.setFont(Theme.current().font())
