"""The review's actions: each has a name, a place in the menus and the palette."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.intake.desk import ReviewDesk
from app.ui.screen import MenuAction, menu_action


class IntakeActions:
    """Made once per screen; connect each `triggered`."""

    def __init__(self, screen: QWidget) -> None:
        self.all: list[MenuAction] = []
        self._screen = screen
        self.add_files = self._add("file", _("Add files…"), "Ctrl+O", _("Texts to review"))
        self.add_folder = self._add("file", _("Add a folder…"), "Ctrl+Shift+O")
        self.paste = self._add("edit", _("Paste text to review"), "Ctrl+V")
        self.undo = self._add("edit", _("Undo"), "Ctrl+Z")
        self.redo = self._add("edit", _("Redo"), "Ctrl+Shift+Z")
        self.toggle = self._add("edit", _("Put back or leave out"), "Ctrl+D")
        self.all_back = self._add("edit", _("Put all back"), "Ctrl+Shift+B")
        self.cut = self._add("edit", _("Begin a new document here"), "Ctrl+Shift+D")
        self.join = self._add("edit", _("Join with the document before"), "Ctrl+J")
        self.accept = self._add("record", _("Accept"), "Ctrl+Return", _("Add this document"))
        self.accept_all = self._add("record", _("Accept all certain"), "Ctrl+Shift+Return")
        self.discard = self._add("record", _("Discard"), "Ctrl+Delete")
        self.keep_file = self._add(
            "record", _("Keep the file without text"), "Ctrl+Shift+F", _("It could not be read")
        )
        self.forth = self._add("record", _("Next document"), "Ctrl+PgDown")
        self.back = self._add("record", _("Previous document"), "Ctrl+PgUp")
        self.show_record = self._add("record", _("Show in the library"), "Ctrl+Shift+S")
        self.fold = self._add("view", _("Fold left-out lines"), "Ctrl+H")
        self.fold.setCheckable(True)
        self.to_next_pane = self._add("view", _("Next pane"), "F6")
        self.report = self._add("tools", _("What became of the files…"), "Ctrl+Shift+L")
        self.clear = self._add(
            "tools", _("Take finished documents off the list"), "Ctrl+Shift+Delete"
        )

    def refresh(self, desk: ReviewDesk, why_not: str, *, busy: bool) -> None:
        """Switch each action on or off.

        Args:
            why_not: Why the document looked at cannot be accepted; empty if it can.
            busy: Documents are being added.
        """
        stack, key, paper = desk.stack, desk.current, desk.current_paper
        self.undo.setEnabled(stack.canUndo())
        self.redo.setEnabled(stack.canRedo())
        self.undo.setText(_("Undo {}").format(stack.undoText().lower()).strip())
        self.redo.setText(_("Redo {}").format(stack.redoText().lower()).strip())
        card = desk.card(key) if key is not None else None
        open_ = paper is not None and not paper.discarded and card is None
        for action in (self.toggle, self.all_back, self.cut):
            action.setEnabled(open_)
        self.join.setEnabled(open_ and key is not None and desk.index_of(key) > 0)
        self.discard.setEnabled(key is not None and card is None)
        entry = desk.current_entry
        unread = entry is not None and entry.source is not None and not entry.papers
        self.keep_file.setEnabled(unread)
        self.accept.setEnabled(key is not None and not why_not)
        self.accept_all.setEnabled(bool(desk.certain()) and not busy)
        self.show_record.setEnabled(card is not None)
        for action in (self.forth, self.back):
            action.setEnabled(desk.count > 1)

    def _add(self, menu: str, text: str, shortcut: str = "", about: str = "") -> QAction:
        made = menu_action(self._screen, menu, text, shortcut=shortcut, about=about)
        self.all.append(made)
        return made.action
