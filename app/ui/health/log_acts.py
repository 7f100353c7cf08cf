"""What the actions about the log do, and when they can be done."""

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.archive.auditing import AuditLine
from app.translation import _
from app.ui.clipboard import secret_text
from app.ui.health.actions import HealthActions
from app.ui.health.log_pane import LogPane
from app.ui.reader.pop_up import pop_up
from app.ui.session import Session


class LogActs(QObject):
    """Connects the actions with the log."""

    record_wanted = Signal(str)
    """Id of a record to show in the library."""

    def __init__(self, session: Session, pane: LogPane, acts: HealthActions) -> None:
        super().__init__(pane)
        self._session, self._pane, self._acts = session, pane, acts
        pane.view.record_wanted.connect(self.record_wanted)
        pane.view.selectionModel().currentChanged.connect(self._refresh)
        pane.model.modelReset.connect(self._refresh)
        pane.view.menu_wanted.connect(self._show_menu)
        pane.head.copy_wanted.connect(self._copy)
        for action, slot in (
            (acts.show_record, self._show_record),
            (acts.only_record, self._only_record),
            (acts.all_entries, pane.filter.clear),
            (acts.copy_head, pane.head.copy.click),
        ):
            action.triggered.connect(slot)
        self._refresh()

    def _current(self) -> AuditLine | None:
        """The entry that one is at, if it is about a record that is there."""
        line = self._pane.view.current_line
        return line if line is not None and line.code else None

    @Slot()
    def _refresh(self) -> None:
        about = self._current() is not None
        for action in (self._acts.show_record, self._acts.only_record):
            action.setEnabled(about)

    @Slot(object)
    def _show_menu(self, place: QPoint) -> None:
        acts, menu = self._acts, QMenu(self._pane)
        menu.addActions([acts.show_record, acts.only_record, acts.all_entries])
        pop_up(menu, place)

    @Slot()
    def _show_record(self) -> None:
        line = self._current()
        if line is not None:
            self.record_wanted.emit(line.subject)

    @Slot()
    def _only_record(self) -> None:
        line = self._current()
        if line is not None:
            self._pane.show_only(line.code)

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setMimeData(secret_text(text))
        self._session.say(_("Copied; the clipboard is cleared after 30 seconds"))
