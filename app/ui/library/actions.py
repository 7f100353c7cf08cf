"""Every action of the library: its name, its shortcut, its menu."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.records.vocabularies import SegmentRole, label
from app.translation import _
from app.ui.screen import MenuAction, menu_action


class LibraryActions:
    """Actions as attributes; `in_menus` lists each once, in the order of the menus.

    Args:
        screen: Owns them.
        results: Where Delete moves records to the bin; elsewhere the key deletes letters.
        page: Where Ctrl+C copies the selected text of a record.
    """

    def __init__(self, screen: QWidget, results: tuple[QWidget, ...], page: QWidget) -> None:
        self._screen = screen
        self._all: list[MenuAction] = []
        self._make_file()
        self._make_edit(page)
        self._make_view()
        self._make_record(results)
        self._make_paragraph()

    def in_menus(self) -> list[MenuAction]:
        """Every action, for the menus and the command palette."""
        return list(self._all)

    def _make_file(self) -> None:
        make = self._make
        self.add_files = make("file", _("Add files…"), "Ctrl+O", _("Documents and pages"))
        self.paste = make("file", _("Paste text"), "Ctrl+Shift+V", _("From a page or a letter"))
        self.new_testimony = make(
            "file", _("Write a testimony"), "Ctrl+N", _("With consent and risk beside it")
        )
        self.new_article = make("file", _("Write an article"), "Ctrl+Shift+N")

    def _make_edit(self, page: QWidget) -> None:
        make = self._make
        self.undo = make("edit", _("Undo"), "Ctrl+Z", _("Takes back the last change"))
        self.redo = make("edit", _("Redo"), "Ctrl+Shift+Z")
        self.copy = make("edit", _("Copy text"), "Ctrl+C", _("Cleared after 30 seconds"))
        self._only_in(self.copy, page)
        self.find = make("edit", _("Search"), "Ctrl+F", _("Go to the search line"))
        self.save_search = make(
            "edit", _("Save this search…"), "Ctrl+Shift+Y", _("Under a name, in the left pane")
        )
        self.build_question = make(
            "edit", _("Build a question…"), "Ctrl+Alt+F", _("Row by row, without signs")
        )
        self.how_to_search = make("edit", _("How to search"), "Shift+F1", _("With examples"))
        self.next_mark = make("edit", _("Next found word"), "F3")
        self.previous_mark = make("edit", _("Previous found word"), "Shift+F3")

    def _make_view(self) -> None:
        make = self._make
        self.as_table = make("view", _("Results as a table"), "Ctrl+Shift+T")
        self.as_table.setCheckable(True)
        self.filters = make("view", _("Collections and filters"), "Ctrl+Shift+F")
        self.beside = make("view", _("Translation beside the text"), "Ctrl+B")
        self.wide = make("view", _("Record wide"), "Ctrl+Return", _("Escape goes back"))
        self.show_hidden = make("view", _("Show hidden passages"), "Ctrl+H")
        self.next_record = make("view", _("Next record"), "Alt+Down")
        self.previous_record = make("view", _("Previous record"), "Alt+Up")
        self.go_bin = make("view", _("Show the bin"), "Ctrl+Shift+B")

    def _make_record(self, results: tuple[QWidget, ...]) -> None:
        make = self._make
        self.edit = make("record", _("Edit the paragraph"), "F2")
        self.to_dossier = make("record", _("Add to the dossier"), "Ctrl+D")
        self.similar = make(
            "record", _("Similar records"), "Ctrl+Shift+M", _("By the words that say most")
        )
        self.into_collection = make("record", _("Put into a collection…"), "Ctrl+Shift+C")
        self.out_of_collection = make("record", _("Take out of the collection"), "Ctrl+Shift+O")
        self.to_bin = make("record", _("Move to the bin"), "Del")
        self._only_in(self.to_bin, *results)
        self.from_bin = make("record", _("Restore from the bin"), "Ctrl+Shift+R")
        self.destroy = make(
            "record",
            _("Destroy…"),
            "Shift+Del",
            _("For good, from the bin; nothing brings it back"),
        )
        self._only_in(self.destroy, *results)
        self.empty_bin = make("record", _("Empty the bin…"), "Ctrl+Shift+X")
        self.show_log = make(
            "record", _("What was done with it"), "Ctrl+Shift+G", _("Its entries in the log")
        )
        self.new_collection = make("record", _("New collection…"), "Ctrl+Shift+E")

    def _make_paragraph(self) -> None:
        make = self._make
        self.add_paragraph = make("record", _("Add a paragraph below"), "Ctrl+Shift+Return")
        self.join_paragraph = make("record", _("Join with the next paragraph"), "Ctrl+Shift+J")
        self.remove_paragraph = make("record", _("Remove the paragraph"), "Ctrl+Shift+Del")
        self.hide_paragraph = make(
            "record", _("Hide the paragraph as distressing, or not"), "Ctrl+Shift+H"
        )
        self.speaker = make("record", _("Who speaks…"), "Ctrl+Shift+S")
        self.roles = [self._role(role) for role in SegmentRole]

    def _role(self, role: SegmentRole) -> QAction:
        text = _("Paragraph is: {role}").format(role=label(role).lower())
        made = self._make("record", text)
        made.setData(role.value)
        return made

    def _make(self, menu: str, text: str, shortcut: str = "", about: str = "") -> QAction:
        made = menu_action(self._screen, menu, text, shortcut=shortcut, about=about)
        self._all.append(made)
        return made.action

    def _only_in(self, action: QAction, *widgets: QWidget) -> None:
        """Let a shortcut answer only where the keyboard is in one of these widgets."""
        self._screen.removeAction(action)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for widget in widgets:
            widget.addAction(action)
