"""Checking the archive: what was found before, a check now, and the way to salvaging."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.errors import SatchelError
from app.translation import _
from app.ui.health.busy_job import BusyJob
from app.ui.health.check_note import CheckNote
from app.ui.health.moments import moment_in_words
from app.ui.health.state_section import StateSection
from app.ui.health.work import check, last_check, renew
from app.ui.jobs import Lane
from app.ui.session import Session
from app.ui.widgets.dialog import question_dialog


class CheckFlow(QObject):
    """Carries one check through, and remembers what the last one found."""

    noted = Signal()
    """What is known of the archive's state is different."""

    def __init__(self, session: Session, section: StateSection, busy: BusyJob) -> None:
        super().__init__(section)
        self._session, self._section, self._busy = session, section, busy
        self.note: CheckNote | None = None
        section.salvage_wanted.connect(self.ask_salvage)
        section.renewal_wanted.connect(self.renew)

    @Slot()
    def look(self) -> None:
        """Show what the last check found."""
        job = self._session.run(Lane.BROWSE, partial(last_check, self._session.archive))
        job.finished.connect(self._show)

    @Slot()
    def check(self) -> None:
        """Read everything and name what is damaged."""
        job = self._busy.run(partial(check, self._session.archive), _("Checking the archive"))
        if job is not None:
            job.finished.connect(self._checked)
            job.failed.connect(self._not_checked)
            job.cancelled.connect(self._cancelled)

    @Slot()
    def renew(self) -> None:
        """Build the search index anew, then check."""
        job = self._busy.run(
            partial(renew, self._session.archive), _("Building the search index anew")
        )
        if job is not None:
            job.finished.connect(self._checked)
            job.failed.connect(self._not_renewed)
            job.cancelled.connect(self._renewing_cancelled)

    @Slot(object)
    def _not_renewed(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The search index could not be built anew"), error)

    @Slot()
    def _renewing_cancelled(self) -> None:
        self._session.say(_("Cancelled; searches find less until the archive is opened anew"))

    @Slot(object)
    def _checked(self, note: CheckNote) -> None:
        self._show(note)
        if note.ok:
            self._session.say(_("Checked: everything is whole"))
        else:
            self._session.say(_("Checked: what is damaged is named in the archive check"))

    @Slot(object)
    def _not_checked(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The check could not be finished"), error)

    @Slot()
    def _cancelled(self) -> None:
        self._session.say(_("Check cancelled; what was known before still stands"))

    @Slot(object)
    def _show(self, note: CheckNote | None) -> None:
        self.note = note
        self.show()

    def show(self) -> None:
        """Show what is known; "today" is another day after midnight."""
        note = self.note
        self._section.show_note(note)
        if note is not None:
            when = moment_in_words(note.at, short=True)
            told = _("Checked {when}") if note.ok else _("Damage found {when}")
            self._session.checked.emit(told.format(when=when))
        self.noted.emit()

    @Slot()
    def ask_salvage(self) -> None:
        """Say what salvaging begins with: the archive is closed."""
        dialog = question_dialog(
            self._section,
            _("Salvage into a new archive"),
            _(
                "The archive is saved and closed first, and not changed. Then you choose a place, "
                "give what opens the archive, and see what came out."
            ),
            act=_("Close the archive and go on"),
        )
        dialog.chosen.connect(self._answered)
        dialog.open()

    @Slot(str)
    def _answered(self, key: str) -> None:
        if key == "act":
            self._session.salvage_wanted.emit()
