"""What a screen is to the window: a widget with a name, actions and a place to return to."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuAction:
    """An action and the menu it stands in.

    Attributes:
        menu: `file`, `edit`, `view`, `record` or `tools`. The window makes Go and Help.
        action: Its text is a verb; its shortcut and icon are shown.
    """

    menu: str
    action: QAction


class Screen(QWidget):
    """A destination of the rail. Made as `TheScreen(session, parent)`.

    Args:
        session: What the screens share.
        key: Stable name in code and in the remembered place: `library`, `intake`, `dossier`.
        title: The word in the rail and in the Go menu, translated.
        icon: Name of an icon.
        shortcut: Such as `Ctrl+1`.
        below: It stands at the bottom of the rail, above the settings.
    """

    keeping = Signal(bool)
    """Something done here is not in the archive yet; False when all of it is."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        *,
        key: str,
        title: str,
        icon: str,
        shortcut: str,
        below: bool = False,
    ) -> None:
        super().__init__(parent)
        self.session, self.below = session, below
        self.key, self.title, self.icon, self.shortcut = key, title, icon, shortcut

    def menu_actions(self) -> list[MenuAction]:
        """Every action of the screen, once, for the menus and the command palette."""
        return []

    def save_pending(self) -> None:
        """Queue on the writing lane what is not saved yet; called before a lock or quit."""

    def place(self) -> str:
        """Where the person is, as short text. It is kept inside the archive."""
        return ""

    def restore(self, place: str) -> None:
        """Go back to a place; one that is not understood changes nothing.

        Until the jobs that are queued here have ended, a lock remembers the same place again.
        """

    def arrive(self, argument: str) -> None:
        """The screen is shown now; `argument` comes from `Session.go_to`, else it is empty."""


def menu_action(
    screen: QWidget, menu: str, text: str, *, shortcut: str = "", about: str = ""
) -> MenuAction:
    """Make an action of a screen. Connect `.action.triggered` to a bound slot.

    Args:
        screen: Owns the action. Its shortcut answers anywhere in the window while the screen is
            shown.
        text: With `…` where more is asked before anything happens.
        about: One line for the command palette.
    """
    action = QAction(text, screen)
    action.setMenuRole(QAction.MenuRole.NoRole)
    if shortcut:
        action.setShortcut(shortcut)
    if about:
        action.setStatusTip(about)
    screen.addAction(action)
    return MenuAction(menu=menu, action=action)
