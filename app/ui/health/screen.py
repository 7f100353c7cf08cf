"""The archive check: is everything whole, backed up, written down, and protected here."""

from functools import partial

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import SatchelError
from app.translation import _
from app.ui.health.actions import HealthActions
from app.ui.health.busy_job import BusyJob
from app.ui.health.check_note import CheckNote
from app.ui.health.check_pane import CheckPane
from app.ui.health.head import HealthHead
from app.ui.health.moments import moment_in_words
from app.ui.health.protection import protection
from app.ui.health.work import check, last_check
from app.ui.jobs import Lane
from app.ui.screen import MenuAction, Screen
from app.ui.session import Session

_SMALLEST = QSize(240, 160)


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
        self.busy = BusyJob(session, self)
        self.note: CheckNote | None = None
        self.setMinimumSize(_SMALLEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.pane, 1)
        self._connect()
        # What waits here shows in the rail, also where nobody comes to look.
        QTimer.singleShot(0, self._ask_state)

    def _connect(self) -> None:
        state = self.pane.state
        self.head.check_wanted.connect(self.check)
        self.acts.check.triggered.connect(self.check)
        state.record_wanted.connect(self._open_record)
        self.busy.changed.connect(self._busy_changed)

    # The Screen protocol

    def menu_actions(self) -> list[MenuAction]:
        """Every action of the screen."""
        return self.acts.all

    def arrive(self, argument: str) -> None:
        """Shown: look at everything that is looked at quickly."""
        self._ask_protection()

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

    def _ask_state(self) -> None:
        job = self.session.run(Lane.BROWSE, partial(last_check, self.session.archive))
        job.finished.connect(self._show_note)

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
        self.session.badge.emit(self.key, int(harmed))

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
        self.acts.check.setEnabled(not running)

    @Slot(str)
    def _open_record(self, record: str) -> None:
        self.session.go_to.emit("library", record)
