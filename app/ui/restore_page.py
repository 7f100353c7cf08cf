"""The guided path from a backup to an archive: which backup, where to, what opens it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.archive.archive import Archive
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _
from app.ui.card_page import CardPage
from app.ui.guided_step import Step
from app.ui.jobs import Job, Lane, Lanes
from app.ui.lock_ways import Attempt, credentials_of
from app.ui.new_archive_steps import PlaceStep
from app.ui.restore_steps import BackupStep, KeyStep
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, ButtonKind, quiet_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.progress_strip import ProgressBar
from app.ui.widgets.steps import Steps

_BACKUP, _PLACE, _KEY = range(3)


def restored(backup: Path, place: Path, attempt: Attempt, progress: Progress) -> Archive:
    """Make an archive of a backup; see `app.archive.restoring`."""
    from app.archive.restoring import restore_archive  # The lock screen need not wait for it.

    return restore_archive(backup, place, credentials_of(attempt), progress)


class RestorePage(CardPage):
    """Three steps; only after the last anything is written, and nothing is ever overwritten."""

    opened = Signal(object)
    """The restored `Archive`, open."""
    cancelled = Signal()
    """Back to the lock screen; nothing was made."""

    def __init__(self, lanes: Lanes, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=600)
        self._lanes = lanes
        self._job: Job | None = None
        self._now = _BACKUP
        self.backup_step = BackupStep(lanes)
        self.place_step = PlaceStep(lanes)
        self.key_step = KeyStep(lanes)
        self._steps: tuple[Step, ...] = (self.backup_step, self.place_step, self.key_step)
        self._header = Steps([_("Backup"), _("Place"), _("Key")])
        self._stack = QStackedLayout()
        self.trouble = Banner(tone=Tone.BAD)
        self.trouble.hide()
        self._bar = ProgressBar()
        self._bar.hide()
        self.back_button = quiet_button("")
        self.next_button = Button("", kind=ButtonKind.PRIMARY)
        self._why = PlainLabel("", ink=Ink.WARN, size=Size.META, wrap=True)
        end = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        self._why.setAlignment(end | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        self._build()
        self._show(_BACKUP)

    def _build(self) -> None:
        self.column.addWidget(PlainLabel(_("Restore from a backup"), size=Size.DIALOG, weight=600))
        self.column.addSpacing(14)
        self.column.addWidget(self._header)
        self.column.addSpacing(20)
        for step in self._steps:
            self._stack.addWidget(step)
            step.ready_changed.connect(self._ready_changed)
        self.column.addLayout(self._stack)
        self.column.addSpacing(12)
        self.column.addWidget(self.trouble)
        self.column.addSpacing(12)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back_button)
        foot.addWidget(self._bar)
        foot.addWidget(self._why, 1)
        foot.addWidget(self.next_button)
        self.column.addLayout(foot)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._next)
        self.key_step.entered.connect(self.next_button.click)

    def take_focus(self) -> None:
        """Put the keyboard where the present step begins."""
        self._steps[self._now].take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, from any field; a button that has the keyboard takes it first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_button.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_button.click()
        else:
            super().keyPressEvent(event)

    def _show(self, number: int) -> None:
        self._now = number
        self._header.show_step(number)
        self._stack.setCurrentIndex(number)
        self.trouble.hide()
        self._word_buttons()
        self._ready_changed()
        self.take_focus()

    def _word_buttons(self) -> None:
        leaves = self._now == _BACKUP or self._job is not None
        self.back_button.setText(_("Cancel") if leaves else _("Back"))
        self.next_button.setText(_("Restore") if self._now == _KEY else _("Next"))

    @Slot()
    def _ready_changed(self) -> None:
        if self._job is not None:
            return
        missing = self._steps[self._now].missing()
        self.next_button.setEnabled(not missing)
        self._why.set_ink(Ink.WARN)
        self._why.setText(missing)

    @Slot()
    def _back(self) -> None:
        if self._job is not None:
            self._job.cancel()
        elif self._now == _BACKUP:
            self.key_step.forget()
            self.cancelled.emit()
        else:
            self._show(self._now - 1)

    @Slot()
    def _next(self) -> None:
        if not self.next_button.isEnabled():
            return
        if self._now < _KEY:
            self._show(self._now + 1)
        else:
            self._restore()

    def _restore(self) -> None:
        backup, place = self.backup_step.path(), self.place_step.path()
        attempt = self.key_step.form.attempt()
        job = self._lanes.submit(
            Lane.LONG, lambda progress: restored(backup, place, attempt, progress)
        )
        self._job = job
        self._set_busy()
        job.progressed.connect(self._progressed)
        job.finished.connect(self._restored)
        job.failed.connect(self._not_restored)
        job.cancelled.connect(self._stopped)

    @Slot(str, int, object)
    def _progressed(self, what: str, done: int, total: int | None) -> None:
        if what:
            self._why.setText(what)
        self._bar.show_progress(done, total)

    @Slot(object)
    def _restored(self, archive: Archive) -> None:
        self._job = None
        self.key_step.forget()
        self._set_busy()
        self.opened.emit(archive)

    @Slot(object)
    def _not_restored(self, error: SatchelError) -> None:
        self._job = None
        self._set_busy()
        self.trouble.say(error.happened, error.advice, tone=Tone.BAD)
        self.trouble.show()
        self.take_focus()

    @Slot()
    def _stopped(self) -> None:
        self._job = None
        self._set_busy()
        self.trouble.say("", _("Cancelled. Nothing was left at the new place."), tone=Tone.INFO)
        self.trouble.show()

    def _set_busy(self) -> None:
        """Show whether a job runs; Cancel stays within reach."""
        busy = self._job is not None
        self._steps[self._now].setEnabled(not busy)
        self._bar.show_progress(0, None)
        self._bar.setVisible(busy)
        self._word_buttons()
        if busy:
            self.next_button.setEnabled(False)
            self.trouble.hide()
            self._why.set_ink(Ink.TEXT2)
            self._why.setText(_("Working…"))
        else:
            self._ready_changed()
