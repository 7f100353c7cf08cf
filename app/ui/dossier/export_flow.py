"""From Export to the finished file: where, whether to replace, progress, result."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.dossier.making import DossierRequest, MadeDossier
from app.errors import SatchelError
from app.translation import _, ngettext
from app.ui.direction import isolated
from app.ui.dossier.check_card import CheckCard
from app.ui.dossier.export_picker import ExportPicker
from app.ui.dossier.work import exporting, looking_for
from app.ui.jobs import Lane
from app.ui.session import Session
from app.ui.widgets.dialog import error_dialog, question_dialog


class ExportFlow(QObject):
    """Carries one export through. Nothing of the file name is remembered after it."""

    about_to_run = Signal()
    """Whatever else sets pages is to make way."""
    running_changed = Signal(bool)
    """An export began or ended."""

    def __init__(self, session: Session, card: CheckCard) -> None:
        super().__init__(card)
        self._session, self._card = session, card
        self._request: DossierRequest | None = None
        self._out: Path | None = None
        self.running = False

    def begin(self, request: DossierRequest) -> None:
        """Ask where the file goes."""
        self._request = request
        picker = ExportPicker(
            self._card,
            self._session.lanes,
            name=f"dossier-{request.date.isoformat()}.pdf",
            start=self._out.parent if self._out is not None else None,
        )
        picker.placed.connect(self.write_to)
        picker.open()

    @Slot(object)
    def write_to(self, out: Path) -> None:
        """Write there, unless a file of that name is to be asked about first."""
        self._out = out
        job = self._session.run(Lane.BROWSE, looking_for(out), topic="dossier-target")
        job.finished.connect(self._looked)
        job.failed.connect(self._failed)

    @Slot(object)
    def _looked(self, there: bool) -> None:
        if not there:
            self._write()
            return
        assert self._out is not None
        dialog = question_dialog(
            self._card,
            _("There is a file of this name already"),
            _("{} would be replaced. What it holds now is lost then.").format(
                isolated(self._out.name)
            ),
            act=_("Replace the file"),
            harm=True,
        )
        dialog.chosen.connect(self._answered)
        dialog.open()

    @Slot(str)
    def _answered(self, key: str) -> None:
        if key == "act":
            self._write()
        elif self._request is not None:
            self.begin(self._request)

    def _write(self) -> None:
        request, out = self._request, self._out
        assert request is not None
        assert out is not None
        self._card.hide()
        self.about_to_run.emit()
        self._set_running(True)
        job = self._session.run(
            Lane.LONG,
            exporting(self._session.archive, request, out),
            title=_("Writing the dossier"),
        )
        job.finished.connect(self._made)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.ended.connect(self._ended)

    @Slot(object)
    def _made(self, made: MadeDossier) -> None:
        pages = ngettext("{} page", "{} pages", made.pages).format(made.pages)
        self._card.show_made(
            pages=pages,
            summary=_summary(made),
            path=str(self._out),
            sha256=made.sha256,
            leaks=len(made.leaks),
        )
        self._card.show()
        self._session.say(_("Dossier of {} written.").format(pages))

    @Slot(object)
    def _failed(self, error: SatchelError) -> None:
        safe = _("Nothing in the archive was changed. No unfinished file was left.")
        dialog = error_dialog(self._card, _("The dossier could not be written"), error, safe=safe)
        dialog.open()

    @Slot()
    def _cancelled(self) -> None:
        self._session.say(_("Export cancelled. No file was written."))

    @Slot()
    def _ended(self) -> None:
        self._set_running(False)

    def _set_running(self, running: bool) -> None:
        self.running = running
        self.running_changed.emit(running)


def _summary(made: MadeDossier) -> str:
    """How the records stand in the file."""
    withheld, anonymised = len(made.left_out), len(made.anonymised)
    full = len(made.included) - anonymised
    parts = (
        (full, ngettext("{} in full", "{} in full", full)),
        (anonymised, ngettext("{} identity withheld", "{} identity withheld", anonymised)),
        (withheld, ngettext("{} withheld", "{} withheld", withheld)),
    )
    return ", ".join(words.format(count) for count, words in parts if count) + "."
