"""The guided path from a backup to an archive: which backup, where to, what opens it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.progress import Progress
from app.translation import _
from app.ui.guided_page import GuidedPage
from app.ui.jobs import Lanes, Work
from app.ui.lock_ways import Attempt, credentials_of
from app.ui.new_archive_steps import PlaceStep
from app.ui.restore_steps import BackupStep, KeyStep

if TYPE_CHECKING:
    from app.archive.archive import Archive

_BACKUP, _PLACE, _KEY = range(3)


def restored(backup: Path, place: Path, attempt: Attempt, progress: Progress) -> "Archive":
    """Make an archive of a backup; see `app.archive.restoring`."""
    from app.archive.restoring import restore_archive  # The lock screen need not wait for it.

    return restore_archive(backup, place, credentials_of(attempt), progress)


class RestorePage(GuidedPage):
    """Three steps; only after the last anything is written, and nothing is ever overwritten."""

    def __init__(self, lanes: Lanes, parent: QWidget | None = None) -> None:
        self.backup_step = BackupStep(lanes)
        self.place_step = PlaceStep(lanes)
        self.key_step = KeyStep(
            lanes,
            _(
                "A backup opens with what opened the archive on the day it was made, also where "
                "a passphrase was changed since."
            ),
        )
        super().__init__(
            lanes,
            _("Restore from a backup"),
            (
                (_("Backup"), self.backup_step),
                (_("Place"), self.place_step),
                (_("Key"), self.key_step),
            ),
            parent,
        )
        self.key_step.entered.connect(self.go_on)

    def work_of(self, step: int) -> Work | None:
        """The last step restores."""
        if step != _KEY:
            return None
        backup, place = self.backup_step.path(), self.place_step.path()
        attempt = self.key_step.form.attempt()
        return lambda progress: restored(backup, place, attempt, progress)

    def took(self, step: int, result: object) -> None:
        """The archive is there, and open."""
        self.key_step.forget()
        self.opened.emit(result)

    def word_of(self, step: int) -> str:
        """The last one does it."""
        return _("Restore") if step == _KEY else _("Next")
