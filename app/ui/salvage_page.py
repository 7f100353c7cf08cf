"""The guided path from a damaged archive to a new one that holds all that is whole."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.archive.naming_damage import NamedDamage
from app.archive.salvaging import SalvageReport, salvage_archive
from app.progress import Progress
from app.translation import _, ngettext
from app.ui.guided_page import GuidedPage
from app.ui.guided_step import Step
from app.ui.health.damage_view import DamageModel, DamageView
from app.ui.jobs import Lanes, Work
from app.ui.lock_ways import Attempt, credentials_of, opened_archive
from app.ui.new_archive_steps import PlaceStep
from app.ui.restore_steps import KeyStep
from app.ui.tokens import Ink, Size
from app.ui.widgets.plain_label import PlainLabel

_PLACE, _KEY, _RESULT = range(3)


def salvaged(path: Path, out: Path, attempt: Attempt, progress: Progress) -> SalvageReport:
    """Copy what is whole; see `app.archive.salvaging`."""
    return salvage_archive(path, out, credentials_of(attempt), progress)


class _ResultStep(Step):
    """What came out, and what did not."""

    def __init__(self) -> None:
        super().__init__()
        self.came_out = PlainLabel("", size=Size.READING, weight=600, wrap=True)
        self.lost = PlainLabel("", ink=Ink.TEXT2, wrap=True)
        self.model = DamageModel(self)
        self.view = DamageView(self.model, self)
        self.view.setAccessibleName(_("What did not come out"))
        for widget in (self.came_out, self.lost, self.view):
            self.column.addWidget(widget)
        self.say(
            _(
                "The damaged archive was not changed. Keep it: it may be the only proof of what "
                "it was, and a backup from before may hold the rest."
            )
        )
        self.column.addStretch(1)

    def show_report(self, report: SalvageReport) -> None:
        """Show it."""
        records = ngettext("{count} record", "{count} records", report.records)
        files = ngettext("{count} attached file", "{count} attached files", report.attachments)
        self.came_out.setText(
            _("{records} and {files} are in the new archive.").format(
                records=records.format(count=f"{report.records:,}"),
                files=files.format(count=f"{report.attachments:,}"),
            )
        )
        count = len(report.lost)
        lost = ngettext(
            "{count} thing did not come out:", "{count} things did not come out:", count
        )
        self.lost.setText(lost.format(count=f"{count:,}") if count else _("Nothing was lost."))
        self.model.show_damage(tuple(NamedDamage(damage=each) for each in report.lost))
        self.view.setVisible(bool(count))

    def take_focus(self) -> None:
        """The list, where there is one."""
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


class SalvagePage(GuidedPage):
    """Place, key, result. The damaged archive is closed while this is shown.

    Args:
        path: The damaged archive's folder.
    """

    def __init__(self, lanes: Lanes, path: Path, parent: QWidget | None = None) -> None:
        self._path = path
        self.place_step = PlaceStep(lanes)
        self.place_step.name.setText(_("{name} salvaged").format(name=path.stem))
        self.key_step = KeyStep(lanes, _("What opens the damaged archive opens the new one too."))
        self.result_step = _ResultStep()
        super().__init__(
            lanes,
            _("Salvage into a new archive"),
            (
                (_("Place"), self.place_step),
                (_("Key"), self.key_step),
                (_("Result"), self.result_step),
            ),
            parent,
        )
        self.key_step.entered.connect(self.go_on)

    def work_of(self, step: int) -> Work | None:
        """The second step salvages, the last opens what came out."""
        path, out, attempt = self._path, self.place_step.path(), self.key_step.form.attempt()
        match step:
            case 1:
                return lambda progress: salvaged(path, out, attempt, progress)
            case 2:
                return lambda progress: opened_archive(out, attempt, progress)
        return None

    def took(self, step: int, result: object) -> None:
        """Something came out, or is open now."""
        if step == _KEY and isinstance(result, SalvageReport):
            self.result_step.show_report(result)
            self.show_step(_RESULT)
        elif step == _RESULT:
            self.key_step.forget()
            self.opened.emit(result)

    def word_of(self, step: int) -> str:
        """What each step does."""
        return (_("Next"), _("Salvage"), _("Open the new archive"))[step]

    def is_final(self, step: int) -> bool:
        """After salvaging there is only onward or out."""
        return step == _RESULT
