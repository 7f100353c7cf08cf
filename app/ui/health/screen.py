"""The archive check: is everything whole, backed up, written down, and protected here."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.translation import _
from app.ui.health.actions import HealthActions
from app.ui.health.backup_flow import BackupFlow
from app.ui.health.busy_job import BusyJob
from app.ui.health.check_flow import CheckFlow
from app.ui.health.check_note import CheckNote
from app.ui.health.check_pane import CheckPane
from app.ui.health.compare_flow import CompareFlow
from app.ui.health.head import HealthHead
from app.ui.health.log_acts import LogActs
from app.ui.health.log_flow import LogFlow
from app.ui.health.log_pane import LogPane
from app.ui.health.protection import protection
from app.ui.jobs import Lane
from app.ui.screen import MenuAction, Screen
from app.ui.session import Changes, Session
from app.ui.theme import Theme
from app.ui.tokens import Grid
from app.ui.widgets.tabs import Tab, Tabs
from app.ui.widths import WidthClass, width_class

_SMALLEST = QSize(240, 160)
_CHECK, _LOG = "check", "log"
_CHECK_SHARE, _LOG_SHARE = 56, 44
_REFRESH_MS = 300


class HealthScreen(Screen):
    """One calm page about the archive itself, with its log beside it."""

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
        self.switch = Tabs(
            (Tab(key=_CHECK, label=_("State")), Tab(key=_LOG, label=_("Log"))),
            self,
            name=_("Shown at present"),
        )
        self.pane = CheckPane(self)
        self.log = LogPane(self)
        self.busy = BusyJob(session, self)
        self.check_flow = CheckFlow(session, self.pane.state, self.busy)
        self.backup_flow = BackupFlow(session, self.pane.backup, self.busy)
        self.compare_flow = CompareFlow(session, self.log, self.busy)
        self.log_flow = LogFlow(session, self.log)
        self.log_acts = LogActs(session, self.log, self.acts)
        self._backup_due = False
        self._again = self._timer(_REFRESH_MS)
        # What waits here shows in the rail, also where nobody comes to look.
        self._begin = self._timer(0)
        self._lay_out()
        self._connect()
        self._arrange()
        self._begin.start()

    def _timer(self, milliseconds: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        return made

    def _lay_out(self) -> None:
        self.setMinimumSize(_SMALLEST)
        self.setFocusProxy(self.head.check)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self.pane, _CHECK_SHARE)
        halves.addWidget(self.log, _LOG_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.switch)
        layout.addLayout(halves, 1)

    def _connect(self) -> None:
        acts = self.acts
        self.head.check_wanted.connect(self.check)
        self.pane.state.record_wanted.connect(self._open_record)
        self.log_acts.record_wanted.connect(self._open_record)
        self.busy.changed.connect(self._busy_changed)
        self.check_flow.noted.connect(self._show_badge)
        self.backup_flow.due_changed.connect(self._due_changed)
        self.session.widths.changed.connect(self._arrange)
        self.session.changed.connect(self._archive_changed)
        self.switch.chosen.connect(self._arrange)
        self._again.timeout.connect(self.log_flow.refresh)
        self._begin.timeout.connect(self._look)
        for action, slot in (
            (acts.check, self.check),
            (acts.salvage, self.check_flow.ask_salvage),
            (acts.renew, self.check_flow.renew),
            (acts.back_up, self.backup_flow.begin),
            (acts.back_up_to, self.backup_flow.ask_place),
            (acts.compare, self.compare_flow.ask),
            (acts.find, self._find),
            (acts.switch, self._switch_half),
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
        job = self.session.run(
            Lane.BROWSE, partial(protection, self.session.archive), topic="health protection"
        )
        job.finished.connect(self.pane.protection.show_statements)
        self.check_flow.show()
        self.backup_flow.refresh()
        self.log_flow.refresh()

    # State

    @property
    def note(self) -> CheckNote | None:
        """What the last check found."""
        return self.check_flow.note

    @Slot()
    def check(self) -> None:
        """Read everything and name what is damaged."""
        self.check_flow.check()

    @Slot()
    def _look(self) -> None:
        self.check_flow.look()
        self.backup_flow.refresh()

    @Slot()
    def _show_badge(self) -> None:
        harmed = self.note is not None and not self.note.ok
        self.session.badge.emit(self.key, harmed + self._backup_due)

    @Slot(bool)
    def _due_changed(self, due: bool) -> None:
        self._backup_due = due
        self._show_badge()

    @Slot()
    def _busy_changed(self) -> None:
        acts, running = self.acts, self.busy.running
        self.head.allow(running)
        others = (acts.back_up, acts.back_up_to, acts.compare, acts.salvage, acts.renew)
        for action in (acts.check, *others):
            action.setEnabled(not running)
        self.pane.state.renewal.setEnabled(not running)
        if not running and self.isVisible():
            self.log_flow.refresh()

    @Slot(object)
    def _archive_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._again.start()

    @Slot(str)
    def _open_record(self, record: str) -> None:
        self.session.go_to.emit("library", record)

    # Widths

    @Slot()
    def _find(self) -> None:
        self.switch.choose(_LOG)
        self.log.head_switch.setChecked(False)
        self.log.filter.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _switch_half(self) -> None:
        if self.log.view.hasFocus():
            self.switch.choose(_CHECK)
            self.head.check.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.switch.choose(_LOG)
            self.log.head_switch.setChecked(False)
            self.log.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _one_pane(self) -> bool:
        """Whether only one half fits; large type needs more room for each."""
        wide = round((self.width() + Grid.RAIL) / max(1.0, Theme.current().factor))
        large = Theme.current().factor > 1 and width_class(wide) is WidthClass.ONE
        return large or self.session.widths.now is WidthClass.ONE

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
