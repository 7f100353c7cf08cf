"""The one top-level window: lock screen, path to a new archive, or the opened archive.

It also ends the process: quitting and locking go the same way, and no secret outlives either.
What the lock screen does not need is imported later, in the methods that do: it has to be there
within a second.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.errors import SatchelError
from app.settings import Settings, save_settings
from app.translation import _
from app.ui.clipboard import ClipboardGuard
from app.ui.idle import DEFAULT_MINUTES, IdleWatch
from app.ui.jobs import Lane, Lanes, Priority
from app.ui.lock_screen import LockScreen
from app.ui.session_lock import SessionLock
from app.ui.supervisor_link import SupervisorLink
from app.ui.theme import Theme
from app.ui.watchdog import LOCK_CODE, Watchdog

if TYPE_CHECKING:
    from app.archive.opening import Archive
    from app.ui.guided_page import GuidedPage
    from app.ui.new_archive import NewArchivePage
    from app.ui.screen import Screen
    from app.ui.session import Session
    from app.ui.window import Window

QUIT_CODE = 0
LOCK_SECONDS = 1.7
"""After this the watchdog ends the process; two seconds are promised in all."""
_LANES_SECONDS = 1.2

MakeScreens = Callable[["Session", QWidget], Sequence["Screen"]]


class Frame(QWidget):
    """Holds one page at a time.

    Args:
        link: Where the supervisor is told what the next process has to know.
        watchdog: Ends the process where locking hangs.
        make_screens: Makes the screens for an opened archive.
        archive: Offered on the lock screen, or None.
        sentence: Shown on the lock screen; empty for none.
        leave: Ends the process with a code.
    """

    def __init__(
        self,
        link: SupervisorLink,
        watchdog: Watchdog,
        make_screens: MakeScreens,
        *,
        archive: Path | None = None,
        sentence: str = "",
        leave: Callable[[int], object] = os._exit,
    ) -> None:
        super().__init__()
        self._link, self._watchdog, self._make_screens = link, watchdog, make_screens
        self._leave = leave
        self._leaving = False
        self._code = QUIT_CODE
        self.lanes = Lanes(self)
        self.clipboard = ClipboardGuard(self)
        self.window_page: Window | None = None
        self.session: Session | None = None
        self._minutes = DEFAULT_MINUTES
        self._idle = IdleWatch(DEFAULT_MINUTES * 60, self, watchdog=watchdog)
        self._idle.expired.connect(self.lock)
        self._session_lock = SessionLock(self, at_once=self._lock_whatever_hangs)
        self._session_lock.locking.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self.lock_screen = LockScreen(self.lanes, archive, sentence)
        self.lock_screen.opened.connect(self.show_archive)
        self.lock_screen.new_wanted.connect(self._begin_new)
        self.lock_screen.restore_wanted.connect(self._begin_restore)
        self.lock_screen.salvage_wanted.connect(self._begin_salvage)
        self._pages.addWidget(self.lock_screen)
        self.new_page: NewArchivePage | None = None
        self.path_page: GuidedPage | None = None
        self._was_open = False
        leaving = QShortcut(QKeySequence("Ctrl+Q"), self.lock_screen)
        leaving.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leaving.activated.connect(self.close)
        self.setWindowTitle("Satchel")
        self.setMinimumSize(360, 240)
        room = self.screen().availableGeometry().size()
        self.resize(QSize(1366, 768).boundedTo(room))

    @Slot()
    def _begin_new(self) -> None:
        from app.ui.new_archive import NewArchivePage

        page = NewArchivePage(self.lanes)
        page.opened.connect(self.show_archive)
        page.cancelled.connect(self._cancel_new)
        self.new_page = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.take_focus()

    @Slot()
    def _cancel_new(self) -> None:
        page, self.new_page = self.new_page, None
        self._pages.setCurrentWidget(self.lock_screen)
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        self.lock_screen.take_focus()

    @Slot()
    def _begin_restore(self) -> None:
        from app.ui.restore_page import RestorePage

        self._show_path(RestorePage(self.lanes))

    @Slot(object)
    def _begin_salvage(self, path: Path) -> None:
        from app.ui.salvage_page import SalvagePage

        self._show_path(SalvagePage(self.lanes, path))

    def _show_path(self, page: "GuidedPage") -> None:
        """Show a path that leads from an archive that is not open to one that is."""
        page.opened.connect(self.show_archive)
        page.cancelled.connect(self._leave_path)
        self.path_page = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.take_focus()

    @Slot()
    def _leave_path(self) -> None:
        page, self.path_page = self.path_page, None
        if self._was_open:
            self.lock()
            return
        self._pages.setCurrentWidget(self.lock_screen)
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        self.lock_screen.take_focus()

    @Slot()
    def _close_for_salvage(self) -> None:
        """Save and close what is open: only what no program has open is salvaged."""
        session, window = self.session, self.window_page
        if session is None or window is None:
            return
        window.setEnabled(False)
        # What still reads would find the archive closed.
        self.lanes.cancel_all()
        window.save_pending()
        archive = session.archive
        job = self.lanes.submit(
            Lane.WRITING, lambda _progress: archive.close(), priority=Priority.BATCH
        )
        job.ended.connect(self._closed_for_salvage)

    @Slot()
    def _closed_for_salvage(self) -> None:
        session, window = self.session, self.window_page
        if session is None or window is None or self._leaving:
            return
        self._was_open = True
        self.session, self.window_page = None, None
        self._begin_salvage(session.archive.path)
        self._pages.removeWidget(window)
        window.deleteLater()
        session.deleteLater()

    @Slot(object)
    def show_archive(self, archive: "Archive") -> None:
        """Show an opened archive; from now on idle time locks."""
        from app.ui.keys.greeting import Greeting
        from app.ui.search_upkeep import SearchUpkeep
        from app.ui.session import Session
        from app.ui.window import Window

        self._link.tell_archive(archive.path)
        session = Session(archive, self.lanes, self)
        session.lock_requested.connect(self.lock)
        session.salvage_wanted.connect(self._close_for_salvage)
        SearchUpkeep(session, session).start()
        window = Window(session, self._make_screens(session, self), self.clipboard)
        window.quit_wanted.connect(self.close)
        window.other_wanted.connect(self._other)
        window.settings_wanted.connect(self._show_settings)
        self._idle.ticked.connect(window.menus.clock.show_minutes)
        self.session, self.window_page = session, window
        self._pages.addWidget(window)
        self._pages.setCurrentWidget(window)
        handle = self.windowHandle()
        if handle is not None:
            self._idle.start(handle)
        self.listen()
        window.go_back()
        Greeting(window, session, self.lock_screen.opened_with).wait()

    @Slot()
    def listen(self) -> None:
        """From now on this process also ends when the computer locks or goes to sleep."""
        self._session_lock.listen()

    def _lock_whatever_hangs(self) -> None:
        """On the thread that hears of it: this one may be busy with something else."""
        self._link.tell_locking()
        self._watchdog.end_within(LOCK_SECONDS)

    @Slot()
    def lock(self) -> None:
        """Save, close, and end this process; the supervisor shows the lock screen anew."""
        self._go_away(LOCK_CODE)

    @Slot()
    def _other(self) -> None:
        self._link.tell_archive(None)
        self._go_away(LOCK_CODE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Quit the same way as locking."""
        event.ignore()
        self._go_away(QUIT_CODE)

    def _go_away(self, code: int) -> None:
        if self._leaving:
            return
        self._leaving = True
        self._code = code
        self._idle.stop()
        # From here on nothing may keep the process alive: neither a job nor a mistake of ours.
        self._watchdog.end_within(LOCK_SECONDS)
        # The window has to be gone from the screen before saving keeps this thread busy.
        QTimer.singleShot(0, self._close_and_leave)
        self.hide()
        if code == LOCK_CODE:
            self._link.tell_locking()
        self.clipboard.clear()

    @Slot()
    def _close_and_leave(self) -> None:
        try:
            if self.window_page is not None:
                self.window_page.save_pending()
            self.lanes.close(_LANES_SECONDS)
            if self.session is not None:
                self.session.archive.close()
            elif self.new_page is not None and self.new_page.archive is not None:
                self.new_page.archive.close()
        except Exception as error:
            # What was committed is safe; what matters now is that the process ends.
            sys.stderr.write(f"{type(error).__name__} while closing\n")
        finally:
            self._leave(self._code)

    @Slot()
    def _show_settings(self) -> None:
        if self.session is None:
            return
        from app.ui.settings_dialog import SettingsDialog

        path = self.session.archive.path
        dialog = SettingsDialog(self, Theme.current().settings, self._minutes, path)
        dialog.changed.connect(self._settings_changed)
        dialog.minutes_changed.connect(self._minutes_changed)
        dialog.keys_wanted.connect(self._show_keys)
        dialog.open()

    @Slot()
    def _show_keys(self) -> None:
        if self.window_page is not None:
            self.window_page.show_screen("keys")

    @Slot(object)
    def _settings_changed(self, settings: Settings) -> None:
        Theme.current().apply(settings)
        try:
            save_settings(settings)
        except SatchelError as error:
            if self.window_page is not None:
                self.window_page.show_trouble(_("The settings were not kept"), error)

    @Slot(int)
    def _minutes_changed(self, minutes: int) -> None:
        self._minutes = minutes
        self._idle.set_seconds(minutes * 60)
