"""The window while an archive is open: menu bar, rail, one screen, status strip."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.archive.place import remember_place, remembered_place
from app.errors import SatchelError
from app.translation import _
from app.ui.clipboard import ClipboardGuard
from app.ui.jobs import Job, Lane, Priority, UnexpectedError
from app.ui.menus import Menus
from app.ui.palette import Command, CommandPalette
from app.ui.promises import PromisesSheet
from app.ui.rail import Rail
from app.ui.screen import MenuAction, Screen
from app.ui.session import Session, Undo
from app.ui.status_strip import StatusStrip
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog, error_dialog
from app.ui.widths import RAIL_ICONS_BELOW_HEIGHT, WidthClass

LOCK_SHORTCUT = "Ctrl+Shift+L"
"""Not `Ctrl+L`: people hit that by mistake."""


class Window(QWidget):
    """What stands around the screens.

    Args:
        session: The opened archive and its lanes.
        screens: The destinations, in the order of the rail; the first is shown at first.
        clipboard: Where reports are copied to.
    """

    other_wanted = Signal()
    """Lock, and offer to open another archive."""
    quit_wanted = Signal()
    """End the program."""
    settings_wanted = Signal()
    """Show the settings."""

    def __init__(
        self,
        session: Session,
        screens: Sequence[Screen],
        clipboard: ClipboardGuard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.clipboard = session, clipboard
        self.screens = {screen.key: screen for screen in screens}
        self._undoing: Undo | None = None
        self._unsaved: set[str] = set()
        self._came_back = True
        self._given: dict[str, tuple[str, list[Job]]] = {}
        self._report = ""
        self.menus = Menus(session.archive.name, self)
        self.rail = Rail(self)
        self.stack = QStackedWidget(self)
        self.status = StatusStrip(self)
        self._own: list[MenuAction] = []
        self._make_actions()
        for screen in screens:
            self.stack.addWidget(screen)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.show_screen(screens[0].key)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.menus)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)

    def _connect(self) -> None:
        session = self.session
        session.lanes.started.connect(self.status.watch)
        session.said.connect(self.status.say)
        session.counted.connect(self.status.show_count)
        session.checked.connect(self.status.show_check)
        session.unsaved.connect(self._typing_unsaved)
        for screen in self.screens.values():
            screen.keeping.connect(self._screen_keeping)
        session.badge.connect(self.rail.show_badge)
        session.trouble.connect(self.show_trouble)
        session.go_to.connect(self.show_screen)
        self.status.undo_wanted.connect(self._undo)

    def _action(self, menu: str, text: str, shortcut: str = "", about: str = "") -> QAction:
        action = QAction(text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if about:
            action.setStatusTip(about)
        self.addAction(action)
        self._own.append(MenuAction(menu=menu, action=action))
        return action

    def _make_actions(self) -> None:
        palette = self._action("tools", _("Find an action…"), "Ctrl+K")
        palette.triggered.connect(self.show_palette)
        settings = self._action("tools", _("Settings…"), "Ctrl+,")
        settings.triggered.connect(self.settings_wanted)
        for screen in self.screens.values():
            action = self._action("go", screen.title, screen.shortcut)
            action.setData(screen.key)
            action.triggered.connect(self._go)
            add = self.rail.add_screen_below if screen.below else self.rail.add_destination
            add(screen.key, action, screen.icon, screen.title)
        other = self._action("file", _("Other archive…"), "", _("Locks this one first"))
        other.triggered.connect(self.other_wanted)
        lock = self._action("file", _("Lock"), LOCK_SHORTCUT, _("Nothing readable stays behind"))
        lock.triggered.connect(self.session.lock_requested)
        quit_action = self._action("file", _("Quit"), "Ctrl+Q")
        quit_action.triggered.connect(self.quit_wanted)
        promises = self._action("help", _("What is promised, and what is not"), "F1")
        promises.triggered.connect(self._show_promises)
        self.rail.add_below("settings", settings, "settings", _("Settings"))
        self.rail.add_below("lock", lock, "lock", _("Lock"))

    @property
    def present(self) -> Screen:
        """The screen that is shown."""
        screen = self.stack.currentWidget()
        assert isinstance(screen, Screen)
        return screen

    @Slot(str, str)
    def show_screen(self, key: str, argument: str = "") -> None:
        """Go to a screen; an unknown key changes nothing."""
        screen = self.screens.get(key)
        if screen is None:
            return
        if self.stack.currentWidget() is not screen:
            self.stack.setCurrentWidget(screen)
        self.menus.fill(self._own, screen.menu_actions())
        self.rail.show_present(key)
        focused = QApplication.focusWidget()
        if focused is None or not screen.isAncestorOf(focused):
            screen.setFocus(Qt.FocusReason.OtherFocusReason)
        screen.arrive(argument)

    @Slot()
    def _go(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.show_screen(str(action.data()))

    @Slot()
    def show_palette(self) -> None:
        """Every action of the window and the present screen, by name."""
        groups = {"go": _("Go to")}
        entries = [*self.present.menu_actions(), *self._own[1:]]  # all but the palette itself
        entries.sort(key=lambda entry: entry.menu == "go")
        palette = CommandPalette(
            self,
            [
                Command(group=groups.get(entry.menu, _("Actions")), action=entry.action)
                for entry in entries
            ],
        )
        palette.acted.connect(self._do)
        palette.open()

    @Slot(object)
    def _do(self, action: QAction) -> None:
        action.trigger()

    @Slot()
    def _show_promises(self) -> None:
        PromisesSheet(self).open()

    @Slot(str, object)
    def show_trouble(self, what: str, error: SatchelError) -> None:
        """Show an error: what could not be done, what is safe, what one can do."""
        bug = isinstance(error, UnexpectedError)
        safe = _("Everything that was saved before is still saved.") if bug else ""
        dialog: Dialog = error_dialog(self, what, error, safe=safe)
        if isinstance(error, UnexpectedError):
            self._report = error.report
            dialog.add_button("report", _("Copy report"), ButtonKind.QUIET, icon="copy")
            dialog.chosen.connect(self._answered)
        dialog.open()

    @Slot(str)
    def _answered(self, key: str) -> None:
        if key == "report":
            self.clipboard.copy(self._report)

    @Slot(object)
    def _undo(self, undo: Undo) -> None:
        self._undoing = undo
        job = self.session.run(Lane.WRITING, undo.work, title=_("Undoing"))
        job.finished.connect(self._undone)
        job.failed.connect(self._not_undone)

    @Slot(object)
    def _undone(self, _result: object) -> None:
        undo, self._undoing = self._undoing, None
        if undo is not None:
            self.session.tell(undo.changes)
            self.session.say(_("Undone"))

    @Slot(object)
    def _not_undone(self, error: SatchelError) -> None:
        self.show_trouble(_("This could not be undone"), error)

    @Slot(bool)
    def _typing_unsaved(self, unsaved: bool) -> None:
        self._note_unsaved("", unsaved)

    @Slot(bool)
    def _screen_keeping(self, unsaved: bool) -> None:
        screen = self.sender()
        assert isinstance(screen, Screen)
        self._note_unsaved(screen.key, unsaved)

    def _note_unsaved(self, where: str, unsaved: bool) -> None:
        """All is saved once it is everywhere."""
        if unsaved:
            self._unsaved.add(where)
        else:
            self._unsaved.discard(where)
        self.status.show_unsaved(bool(self._unsaved))

    def place(self) -> str:
        """Where the person is, as text for the archive."""
        places = {key: self._place_of(screen) for key, screen in self.screens.items()}
        return json.dumps({"screen": self.present.key, "places": places})

    def _place_of(self, screen: Screen) -> str:
        """Where a screen is; where it was before, while it is on its way back there."""
        given, jobs = self._given.get(screen.key, ("", []))
        if any(job in jobs for job in self.session.lanes.running()):
            return given
        return screen.place()

    def save_pending(self) -> Job | None:
        """Queue what is not saved yet, and the present place, on the writing lane.

        A screen that stumbles keeps no other one from saving.

        Returns:
            The job that remembers the place; None where the window has not come back to the
            place of before yet, or the place cannot be told. What is remembered stays then.
        """
        for screen in self.screens.values():
            try:
                screen.save_pending()
            except Exception as error:
                sys.stderr.write(f"{type(error).__name__} while saving\n")
        if not self._came_back:
            return None
        try:
            place = self.place()
        except Exception as error:
            sys.stderr.write(f"{type(error).__name__} while saving the place\n")
            return None
        archive = self.session.archive
        return self.session.run(
            Lane.WRITING,
            lambda _progress: remember_place(archive, place),
            priority=Priority.AUTOSAVE,
        )

    def go_back(self) -> None:
        """Return to where the person was before the last lock."""
        archive, self._came_back = self.session.archive, False
        job = self.session.run(Lane.BROWSE, lambda _progress: remembered_place(archive))
        job.finished.connect(self._go_back_to)

    @Slot(object)
    def _go_back_to(self, found: str | None) -> None:
        self._came_back = True
        try:
            told = json.loads(found or "{}")
        except ValueError:
            return
        places = told.get("places") if isinstance(told, dict) else None
        if not isinstance(places, dict):
            return
        for key, place in places.items():
            if key in self.screens and isinstance(place, str) and place:
                self._restore(self.screens[key], place)
        self.show_screen(str(told.get("screen")))

    def _restore(self, screen: Screen, place: str) -> None:
        """Take a screen back to its place, and note the jobs that this takes."""
        before = self.session.lanes.running()
        screen.restore(place)
        jobs = [job for job in self.session.lanes.running() if job not in before]
        self._given[screen.key] = (place, jobs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how many panes fit; low windows have a rail of icons, narrow ones none."""
        super().resizeEvent(event)
        self.session.widths.window_is(self.width())
        self.rail.setVisible(self.session.widths.now is not WidthClass.ONE)
        self.rail.show_bare(self.window().height() < RAIL_ICONS_BELOW_HEIGHT)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if "intake" in self.screens and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files to the intake screen."""
        files = _files(event)
        if files:
            event.acceptProposedAction()
            self.show_screen("intake")
            self.session.files_offered.emit(files)


def _files(event: QDropEvent) -> tuple[Path, ...]:
    """Files on this computer that are being dragged."""
    data = event.mimeData()
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
