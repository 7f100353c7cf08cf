"""The report of a review: shown when many files were read, and saved where a person says."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.errors import SatchelError
from app.intake.left_behind import left_behind
from app.intake.report import ImportReport, Outcome, ReportLine, outcome_word
from app.intake.saved_report import save_report
from app.progress import Progress
from app.translation import _
from app.ui.intake.desk import ReviewDesk
from app.ui.intake.reader import ReadEnd
from app.ui.intake.report_dialog import ReportNameDialog
from app.ui.intake.review_report import review_report
from app.ui.jobs import Lane
from app.ui.session import Session
from app.ui.tokens import Ink
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.place_picker import PlacePicker, Wanted

_MANY = 10
"""From so many files on the report comes by itself."""


class ReportFlow(QObject):
    """Says how reading ended and where the plain originals lie, and saves the report."""

    def __init__(self, session: Session, desk: ReviewDesk, screen: QWidget) -> None:
        super().__init__(screen)
        self._session, self._desk, self._screen = session, desk, screen
        self._passed: dict[str, ReportLine] = {}
        self._report = ImportReport()
        self._told_where = False

    @property
    def passed(self) -> tuple[ReportLine, ...]:
        """Files of this review that did not come to the desk, each as it was met last."""
        on_desk = {entry.name for entry in self._desk.entries}
        return tuple(line for name, line in self._passed.items() if name not in on_desk)

    @Slot(object)
    def reading_ended(self, end: ReadEnd) -> None:
        """Show the report of many files; of few, say once where the originals stay."""
        self._passed.update({line.name: line for line in end.passed})
        if end.count + len(end.passed) >= _MANY or end.full:
            self._show(end)
        elif end.paths and end.count and not self._told_where:
            self._session.say(_("The original stays, unencrypted, where it lies"))
        self._told_where = self._told_where or bool(end.paths)

    def met_again(self, name: str) -> None:
        """A file came whose bytes are under review already, under another name."""
        told = _("The same text is under review already.")
        self._passed[name] = ReportLine(name=name, outcome=Outcome.SAME, reason=told)

    @Slot()
    def show(self) -> None:
        """Show the report of the whole review."""
        self._show(None)

    def _show(self, end: ReadEnd | None) -> None:
        report = self._report = review_report(self._desk, self.passed)
        dialog = Dialog(self._screen, _("What became of the files"))
        counts = [
            f"{outcome_word(each)}: {report.count(each)}" for each in Outcome if report.count(each)
        ]
        dialog.add_section("inbox", Ink.ACCENT, _("Files"), "\n".join(counts) or _("None yet"))
        if end is not None and end.full:
            told = _("No more is held under review at once. Accept or discard some, then add the "
                     "rest: what is in the archive is passed over.")  # fmt: skip
            dialog.add_section("circle-alert", Ink.WARN, _("Not all were read"), told)
        if end is not None:
            dialog.add_section(
                "shield-check", Ink.WARN, _("Outside the archive"), left_behind(end.paths)
            )
        dialog.add_button("save", _("Save report…"), ButtonKind.QUIET, icon="download")
        dialog.add_button("close", _("Close"), ButtonKind.PRIMARY)
        dialog.chosen.connect(self._chosen)
        dialog.open()

    @Slot(str)
    def _chosen(self, key: str) -> None:
        if key == "save":
            picker = PlacePicker(
                self._screen, self._session.lanes, _("Save report"), Wanted.FOLDER, act=_("Next")
            )
            picker.picked.connect(self._choose_name)
            picker.open()

    @Slot(object)
    def _choose_name(self, places: tuple[Path, ...]) -> None:
        dialog = ReportNameDialog(self._screen, places[0])
        dialog.named.connect(self._save)
        dialog.open()

    @Slot(object)
    def _save(self, out: Path) -> None:
        work = partial(_save, self._report, out)
        job = self._session.run(Lane.LONG, work, title=_("Saving the report"))
        job.finished.connect(self._saved)
        job.failed.connect(self._not_saved)

    @Slot(object)
    def _saved(self, _nothing: object) -> None:
        self._session.say(_("The report was saved outside the archive, unencrypted"))

    @Slot(object)
    def _not_saved(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The report could not be saved"), error)


def _save(report: ImportReport, out: Path, _progress: Progress) -> None:
    save_report(report, out)
