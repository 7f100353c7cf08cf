"""Comparing a head that somebody kept with the log, and saying what that shows."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from app.archive.audit_heads import HeadComparison, compare_head
from app.archive.opening import Archive
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _, ngettext
from app.ui.direction import isolated
from app.ui.health.busy_job import BusyJob
from app.ui.health.compare_dialog import CompareDialog
from app.ui.health.log_pane import LogPane
from app.ui.health.moments import moment_in_words
from app.ui.session import Session


class CompareFlow(QObject):
    """Asks, compares, tells below the head."""

    def __init__(self, session: Session, pane: LogPane, busy: BusyJob) -> None:
        super().__init__(pane)
        self._session, self._pane, self._busy = session, pane, busy
        pane.head.compare_wanted.connect(self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask for the head."""
        dialog = CompareDialog(self._pane)
        dialog.compared.connect(self.compare)
        dialog.open()

    @Slot(str)
    def compare(self, kept: str) -> None:
        """Compare what somebody kept."""
        work = partial(_comparing, self._session.archive, kept)
        job = self._busy.run(work, _("Comparing with the log"))
        if job is not None:
            job.finished.connect(self._compared)
            job.failed.connect(self._not_compared)

    @Slot(object)
    def _compared(self, found: HeadComparison) -> None:
        self._pane.show_head()
        if found.contained:
            self._pane.head.tell(_same(found), _after(found), good=True)
        elif found.number:
            self._pane.head.tell(
                _("The entry is there, but the log before it was changed"),
                _(
                    "Entry {number} has these words, yet what is written before it does not lead "
                    "to them any more. The check names what was changed."
                ).format(number=f"{found.number:,}"),
                good=False,
            )
        else:
            self._pane.head.tell(
                _("No entry of this log has that head"),
                _(
                    "Either it belongs to another archive, or what was written here was replaced. "
                    "Compare the words once more before you conclude anything."
                ),
                good=False,
            )

    @Slot(object)
    def _not_compared(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The head could not be compared"), error)


def _comparing(archive: Archive, kept: str, progress: Progress) -> HeadComparison:
    return compare_head(archive, kept, progress)


def _same(found: HeadComparison) -> str:
    return _("Nothing up to entry {number} was changed").format(number=f"{found.number:,}")


def _after(found: HeadComparison) -> str:
    when = moment_in_words(found.at)
    if found.dossier:
        first = _("The words are those of dossier {code}, for an entry of {when}.").format(
            code=isolated(found.dossier), when=when
        )
    else:
        first = _("It was written {when}.").format(when=when)
    newer = ngettext("{count} entry came after it.", "{count} entries came after it.", found.newer)
    after = newer.format(count=f"{found.newer:,}") if found.newer else _("It is the newest.")
    if found.damage:
        after += " " + _("What came later is damaged; the check names it.")
    return f"{first} {after}"
