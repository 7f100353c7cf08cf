"""From "Back up" to the finished backup: where, the warning about the same disk, the result."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.archive.backing_up import BackupReport, same_disk_warning
from app.errors import SatchelError
from app.translation import _
from app.ui.health.archive_picker import ArchivePicker
from app.ui.health.backup_section import BackupSection
from app.ui.health.backup_work import BackupState, back_up, backup_state, same_disk
from app.ui.health.busy_job import BusyJob
from app.ui.jobs import Lane
from app.ui.session import Session
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog, error_dialog
from app.ui.widgets.plain_label import PlainLabel

_TOPIC = "health backup place"


class BackupFlow(QObject):
    """Carries one backup through."""

    due_changed = Signal(bool)
    """Whether there should be a new backup."""

    def __init__(self, session: Session, section: BackupSection, busy: BusyJob) -> None:
        super().__init__(section)
        self._session, self._section, self._busy = session, section, busy
        self._state: BackupState | None = None
        self._folder: Path | None = None
        section.again_wanted.connect(self.again)
        section.place_wanted.connect(self.ask_place)
        busy.changed.connect(self._busy_changed)

    @Slot()
    def refresh(self) -> None:
        """Look when the last one was made, and whether another is due."""
        work = partial(backup_state, self._session.archive)
        job = self._session.run(Lane.BROWSE, work, topic="health backup")
        job.finished.connect(self._show)

    @Slot(object)
    def _show(self, state: BackupState) -> None:
        self._state = state
        self._section.show_state(state)
        self.due_changed.emit(state.due)

    @Slot()
    def begin(self) -> None:
        """To the place of the last backup where that is here, else ask for one."""
        if self._state is not None and self._state.last is not None and self._state.there:
            self.again()
        else:
            self.ask_place()

    @Slot()
    def again(self) -> None:
        """Bring the last backup up to date."""
        if self._state is not None and self._state.last is not None:
            self.back_up(self._state.last.folder)

    @Slot()
    def ask_place(self) -> None:
        """Ask where the backup goes."""
        last = self._state.last if self._state is not None else None
        picker = ArchivePicker(
            self._section,
            self._session.lanes,
            _("Back up"),
            act=_("Back up here"),
            name=_("{name} backup").format(name=self._session.archive.name),
            start=last.folder.parent if last is not None else None,
            again=True,
        )
        picker.placed.connect(self.write_to)
        picker.open()

    @Slot(object)
    def write_to(self, folder: Path) -> None:
        """Back up to a folder, after a word of warning where it lies on the archive's own disk."""
        self._folder = folder
        work = partial(same_disk, self._session.archive, folder)
        job = self._session.run(Lane.BROWSE, work, topic=_TOPIC)
        job.finished.connect(self._looked)
        job.failed.connect(self._failed)

    @Slot(object)
    def _looked(self, same: bool) -> None:
        assert self._folder is not None
        if not same:
            self.back_up(self._folder)
            return
        dialog = Dialog(self._section, _("Back up to the same disk?"))
        sentence = same_disk_warning() + " " + _("A stick or a disk kept elsewhere is safer.")
        dialog.body.addWidget(
            PlainLabel(sentence, dialog.card, ink=Ink.TEXT2, size=Size.TITLE, wrap=True)
        )
        dialog.add_button("cancel", _("Cancel"))
        dialog.add_button("act", _("Back up here all the same"))
        dialog.add_button("other", _("Choose another place"), ButtonKind.PRIMARY)
        dialog.chosen.connect(self._answered)
        dialog.open()

    @Slot(str)
    def _answered(self, key: str) -> None:
        if key == "act" and self._folder is not None:
            self.back_up(self._folder)
        elif key == "other":
            self.ask_place()

    def back_up(self, folder: Path) -> None:
        """Make a backup in a folder, or bring the one that is there up to date."""
        work = partial(back_up, self._session.archive, folder)
        job = self._busy.run(work, _("Backing up"))
        if job is None:
            return
        self._section.result.hide()
        job.finished.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)

    @Slot(object)
    def _done(self, report: BackupReport) -> None:
        self._section.show_report(report)
        self._session.say(_("Backed up"))
        self.refresh()

    @Slot(object)
    def _failed(self, error: SatchelError) -> None:
        safe = _("The archive is unchanged. An earlier backup is as it was.")
        error_dialog(self._section, _("There is no new backup"), error, safe=safe).open()

    @Slot()
    def _cancelled(self) -> None:
        self._session.say(_("Backup cancelled; an earlier one is as it was"))

    @Slot()
    def _busy_changed(self) -> None:
        self._section.allow(not self._busy.running)
