"""The archive check: is everything whole, backed up, written down, and protected here."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.archive.auditing import AuditLine
from app.errors import SatchelError
from app.translation import _
from app.ui.clipboard import secret_text
from app.ui.health.actions import HealthActions
from app.ui.health.backup_flow import BackupFlow
from app.ui.health.busy_job import BusyJob
from app.ui.health.check_note import CheckNote
from app.ui.health.check_pane import CheckPane
from app.ui.health.compare_flow import CompareFlow
from app.ui.health.head import HealthHead
from app.ui.health.log_flow import LogFlow
from app.ui.health.log_pane import LogPane
from app.ui.health.moments import moment_in_words
from app.ui.health.protection import protection
from app.ui.health.work import check, last_check
from app.ui.jobs import Lane
from app.ui.reader.pop_up import pop_up
from app.ui.screen import MenuAction, Screen
from app.ui.session import Changes, Session
from app.ui.theme import Theme
from app.ui.tokens import Grid
from app.ui.widgets.dialog import question_dialog
from app.ui.widgets.tabs import Tab, Tabs
from app.ui.widths import WidthClass, width_class

_SMALLEST = QSize(240, 160)
_CHECK, _LOG = "check", "log"
_CHECK_SHARE, _LOG_SHARE = 56, 44
_REFRESH_MS = 300


class HealthScreen(Screen):
    """One calm page about the archive itself."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            parent,
            key="health",
            title=_("Archive check"),
            icon="shield-check",
            shortcut="Ctrl+9",
            below=True,
        )
        self.acts = HealthActions(self)
        self.head = HealthHead(self)
        self.pane = CheckPane(self)
        self.log = LogPane(self)
        self.log_flow = LogFlow(session, self.log)
        self.busy = BusyJob(session, self)
        self.backup_flow = BackupFlow(session, self.pane.backup, self.busy)
        self.compare_flow = CompareFlow(session, self.log, self.busy)
        self.note: CheckNote | None = None
        self._backup_due = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_REFRESH_MS)
        self.setMinimumSize(_SMALLEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        self.switch = Tabs(
            (Tab(key=_CHECK, label=_("State")), Tab(key=_LOG, label=_("Log"))),
            self,
            name=_("Shown at present"),
        )
        layout.addWidget(self.switch)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self.pane, _CHECK_SHARE)
        halves.addWidget(self.log, _LOG_SHARE)
        layout.addLayout(halves, 1)
        self._connect()
        self._arrange()
        # What waits here shows in the rail, also where nobody comes to look.
        QTimer.singleShot(0, self._ask_state)

    def _connect(self) -> None:
        state = self.pane.state
        self.head.check_wanted.connect(self.check)
        self.acts.check.triggered.connect(self.check)
        state.record_wanted.connect(self._open_record)
        state.salvage_wanted.connect(self._ask_salvage)
        self.busy.changed.connect(self._busy_changed)
        self.backup_flow.due_changed.connect(self._due_changed)
        self.session.widths.changed.connect(self._arrange)
        self.switch.chosen.connect(self._arrange)
        self.session.changed.connect(self._archive_changed)
        self._again.timeout.connect(self.log_flow.refresh)
        self.log.view.record_wanted.connect(self._open_record)
        self.log.view.selectionModel().currentChanged.connect(self._refresh_actions)
        self.log.model.modelReset.connect(self._refresh_actions)
        self._refresh_actions()
        self.log.view.menu_wanted.connect(self._show_menu)
        self.log.head.copy_wanted.connect(self._copy)
        for action, slot in (
            (self.acts.compare, self.compare_flow.ask),
            (self.acts.salvage, self._ask_salvage),
            (self.acts.back_up, self.backup_flow.begin),
            (self.acts.back_up_to, self.backup_flow.ask_place),
            (self.acts.show_record, self._show_record),
            (self.acts.only_record, self._only_record),
            (self.acts.all_entries, self._all_entries),
            (self.acts.find, self._find),
            (self.acts.copy_head, self.log.head.copy.click),
            (self.acts.switch, self._switch_half),
        ):
            action.triggered.connect(slot)

    # The Screen protocol

    def menu_actions(self) -> list[MenuAction]:
        """Every action of the screen."""
        return self.acts.all

    def arrive(self, argument: str) -> None:
        """Shown: look at what is looked at quickly; an argument is a record's code, for the log."""
        if argument:
            self.switch.choose(_LOG)
            self.log.show_only(argument)
        self._ask_protection()
        self.backup_flow.refresh()
        self.log_flow.refresh()

    # Checking

    @Slot()
    def check(self) -> None:
        """Read everything and name what is damaged."""
        job = self.busy.run(partial(check, self.session.archive), _("Checking the archive"))
        if job is not None:
            job.finished.connect(self._checked)
            job.failed.connect(self._not_checked)
            job.cancelled.connect(self._check_cancelled)

    @Slot(object)
    def _checked(self, note: CheckNote) -> None:
        self._show_note(note)
        if note.ok:
            self.session.say(_("Checked: everything is whole"))

    @Slot(object)
    def _not_checked(self, error: SatchelError) -> None:
        self.session.show_trouble(_("The check could not be finished"), error)

    @Slot()
    def _check_cancelled(self) -> None:
        self.session.say(_("Check cancelled; what was known before still stands"))

    @Slot()
    def _ask_salvage(self) -> None:
        dialog = question_dialog(
            self,
            _("Salvage into a new archive"),
            _(
                "The archive is saved and closed first, and not changed. Then you choose a place, "
                "give what opens the archive, and see what came out."
            ),
            act=_("Close the archive and go on"),
        )
        dialog.chosen.connect(self._salvage_answered)
        dialog.open()

    @Slot(str)
    def _salvage_answered(self, key: str) -> None:
        if key == "act":
            self.session.salvage_wanted.emit()

    def _ask_state(self) -> None:
        job = self.session.run(Lane.BROWSE, partial(last_check, self.session.archive))
        job.finished.connect(self._show_note)
        self.backup_flow.refresh()

    @Slot(object)
    def _show_note(self, note: CheckNote | None) -> None:
        self.note = note
        self.pane.state.show_note(note)
        if note is not None:
            when = moment_in_words(note.at, short=True)
            told = _("Checked {when}") if note.ok else _("Damage found {when}")
            self.session.checked.emit(told.format(when=when))
        self._show_badge()

    def _show_badge(self) -> None:
        harmed = self.note is not None and not self.note.ok
        self.session.badge.emit(self.key, harmed + self._backup_due)

    @Slot(bool)
    def _due_changed(self, due: bool) -> None:
        self._backup_due = due
        self._show_badge()

    # Looking around

    def _ask_protection(self) -> None:
        job = self.session.run(
            Lane.BROWSE, partial(protection, self.session.archive), topic="health protection"
        )
        job.finished.connect(self.pane.protection.show_statements)

    @Slot()
    def _busy_changed(self) -> None:
        running = self.busy.running
        self.head.allow(running)
        for action in (
            self.acts.check,
            self.acts.back_up,
            self.acts.back_up_to,
            self.acts.compare,
            self.acts.salvage,
        ):
            action.setEnabled(not running)
        if not running and self.isVisible():
            self.log_flow.refresh()

    @Slot(str)
    def _open_record(self, record: str) -> None:
        self.session.go_to.emit("library", record)

    @Slot(object)
    def _archive_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._again.start()

    # The log

    def _current(self) -> AuditLine | None:
        line = self.log.view.current_line
        return line if line is not None and line.code else None

    @Slot()
    def _refresh_actions(self) -> None:
        about = self._current() is not None
        for action in (self.acts.show_record, self.acts.only_record):
            action.setEnabled(about)

    @Slot(object)
    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self.acts.show_record, self.acts.only_record, self.acts.all_entries])
        pop_up(menu, place)

    @Slot()
    def _show_record(self) -> None:
        line = self._current()
        if line is not None:
            self._open_record(line.subject)

    @Slot()
    def _only_record(self) -> None:
        line = self._current()
        if line is not None:
            self.log.show_only(line.code)

    @Slot()
    def _all_entries(self) -> None:
        self.log.filter.clear()

    @Slot()
    def _find(self) -> None:
        self.switch.choose(_LOG)
        self.log.head_switch.setChecked(False)
        self.log.filter.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setMimeData(secret_text(text))
        self.session.say(_("Copied; the clipboard is cleared after 30 seconds"))

    # Widths

    @property
    def _one_pane(self) -> bool:
        """Whether only one half fits; large type needs more room for each."""
        wide = round((self.width() + Grid.RAIL) / max(1.0, Theme.current().factor))
        large = Theme.current().factor > 1 and width_class(wide) is WidthClass.ONE
        return large or self.session.widths.now is WidthClass.ONE

    @Slot()
    def _switch_half(self) -> None:
        if self.log.view.hasFocus():
            self.switch.choose(_CHECK)
            self.head.check.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.switch.choose(_LOG)
            self.log.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type, one half goes earlier."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """Page and log beside each other, or one of them."""
        one = self._one_pane
        self.switch.setVisible(one)
        self.pane.setVisible(not one or self.switch.current == _CHECK)
        self.log.setVisible(not one or self.switch.current == _LOG)
