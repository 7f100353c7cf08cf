"""Making new keys for the whole archive: explained first, then a job that can be stopped."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import Rekeyed, rekey
from app.errors import DamageError, SatchelError
from app.translation import _, ngettext
from app.ui.health.busy_job import BusyJob
from app.ui.keys.rekey_dialog import REKEY, RekeyDialog
from app.ui.session import Session


class Renewal(QObject):
    """Owned by the page of keys.

    Attributes:
        busy: The job, while it runs.
        dialog: The explanation, once it was shown.
    """

    ended = Signal()
    """It is over, stopped or was refused."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over
        self.busy = BusyJob(session, self)
        self.dialog: RekeyDialog | None = None

    @Slot()
    def explain(self) -> None:
        """Say when it is needed; nothing begins before the answer."""
        self.dialog = RekeyDialog(self._over)
        self.dialog.chosen.connect(self._answered)
        self.dialog.open()

    @Slot(str)
    def _answered(self, key: str) -> None:
        if key == REKEY:
            self.begin()

    @Slot()
    def begin(self) -> None:
        """Begin, or go on; the status strip shows how far it is, with Cancel."""
        archive = self._session.archive

        job = self.busy.run(lambda progress: rekey(archive, progress), _("Making new keys"))
        if job is not None:
            job.finished.connect(self._done)
            job.failed.connect(self._not_done)
            job.cancelled.connect(self.ended)

    @Slot(object)
    def _done(self, rekeyed: Rekeyed) -> None:
        self._session.say(_("Everything is encrypted under new keys; now make a new backup"))
        count = len(rekeyed.damaged)
        if count:
            told = ngettext(
                "{count} attachment is damaged and keeps its old key.",
                "{count} attachments are damaged and keep their old keys.",
                count,
            ).format(count=count)
            advice = _("The archive check names them; a backup may still have them whole.")
            self._session.show_trouble(_("Not everything has new keys"), DamageError(told, advice))
        self.ended.emit()

    @Slot(object)
    def _not_done(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The new keys could not be made"), error)
        self.ended.emit()
