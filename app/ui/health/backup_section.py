"""The last backup, whether a new one is due, and the way to make one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.archive.backing_up import BackupReport, same_disk_warning
from app.translation import _, ngettext
from app.ui.direction import isolated, joined
from app.ui.health.backup_work import BackupState
from app.ui.health.moments import days_since, moment_in_words
from app.ui.health.section import Section
from app.ui.health.sizes import size_in_words
from app.ui.tokens import Ink, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.plain_label import PlainLabel


class BackupSection(Section):
    """What is kept elsewhere."""

    again_wanted = Signal()
    """The last backup is to be brought up to date."""
    place_wanted = Signal()
    """A backup is to be made, at a place that is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("save", _("Backup"), parent)
        self.due = Banner(parent=self, tone=Tone.WARN)
        self._where = PlainLabel("", self, ink=Ink.TEXT2, wrap=True)
        self.result = Banner(parent=self, tone=Tone.OK)
        self.again = secondary_button(_("Back up again"), self)
        self.place = secondary_button(_("Back up…"), self, icon="save")
        for widget in (self._where, self.due, self.result):
            self.body.addWidget(widget)
        self.add_row(self.again, self.place)
        self.result.hide()
        self.again.clicked.connect(self.again_wanted)
        self.place.clicked.connect(self.place_wanted)
        self.show_state(BackupState(last=None, due=False, there=False))

    def show_state(self, state: BackupState) -> None:
        """Show when and where the last backup was made, and whether there should be another."""
        last = state.last
        if last is None:
            self.say(_("No backup of this archive was made yet."), icon="circle-dashed")
            self._where.setText(
                _("If this disk breaks or is taken, what is in the archive goes with it.")
            )
        else:
            self.say(_("Last backup: {when}.").format(when=moment_in_words(last.at)))
            where = _("In {folder}.") if state.there else _("In {folder}, which is not here now.")
            self._where.setText(where.format(folder=isolated(str(last.folder))))
        self.again.setVisible(last is not None and state.there)
        self.place.setText(_("Back up…") if last is None else _("Back up elsewhere…"))
        self.place.updateGeometry()
        self.due.setVisible(state.due)
        if state.due:
            self._remind(days_since(last.at) if last is not None else 0)

    def _remind(self, days: int) -> None:
        bold = _("A backup is due")
        if days:
            plain = ngettext(
                "The last one is {count} day old, and the archive changed since.",
                "The last one is {count} days old, and the archive changed since.",
                days,
            ).format(count=days)
        else:
            plain = _("There is none, and the archive is over a week old.")
        self.due.say(bold, plain, tone=Tone.WARN, icon="clock")

    def show_report(self, report: BackupReport) -> None:
        """Show what a backup came to, with everything that one has to know about it."""
        records = ngettext("{count} record", "{count} records", report.records)
        files = ngettext("{count} attached file", "{count} attached files", report.attachments)
        new = ngettext("{count} new file", "{count} new files", report.copied)
        words = [
            _("{records} and {files} are in it.").format(
                records=records.format(count=f"{report.records:,}"),
                files=files.format(count=f"{report.attachments:,}"),
            ),
            _("Copied now: {what}.").format(
                what=joined(
                    new.format(count=f"{report.copied:,}") if report.copied else "",
                    size_in_words(report.bytes_copied),
                    between=", ",
                )
            ),
            _("It was read back. It opens with the same passphrase."),
        ]
        if report.same_disk:
            words.append(same_disk_warning())
        if report.damaged:
            words.append(_("What is damaged in the archive is damaged in the backup too."))
        calm = not report.same_disk and not report.damaged
        self.result.say(_("Backed up"), " ".join(words), tone=Tone.OK if calm else Tone.WARN)
        self.result.show()

    def allow(self, allowed: bool) -> None:
        """Whether a backup can begin now."""
        self.again.setEnabled(allowed)
        self.place.setEnabled(allowed)
