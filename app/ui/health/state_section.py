"""Whether the archive is whole: one sentence, what was read, and what is damaged by name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.translation import _, ngettext
from app.ui.health.check_note import CheckNote
from app.ui.health.damage_view import DamageModel, DamageView
from app.ui.health.moments import days_since, moment_in_words
from app.ui.health.section import Section
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.plain_label import PlainLabel

OLD_DAYS = 30
"""After so many days without a check, the sentence says that nobody looked since."""


class StateSection(Section):
    """The first thing to be read on the page."""

    record_wanted = Signal(str)
    """Id of the record that a damaged thing belongs to."""
    salvage_wanted = Signal()
    """Everything good is to be copied into a new archive."""
    renewal_wanted = Signal()
    """The search index is to be built anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("shield-check", _("State"), parent)
        self._about = PlainLabel("", self, ink=Ink.TEXT2, wrap=True)
        self.model = DamageModel(self)
        self.damaged = DamageView(self.model, self)
        self._more = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, wrap=True)
        self._good = PlainLabel("", self, ink=Ink.TEXT2, wrap=True)
        self.salvage = secondary_button(_("Salvage into a new archive…"), self, icon="archive")
        self.renewal = secondary_button(_("Build the search index anew"), self, icon="search")
        for widget in (self._about, self.damaged, self._more, self._good):
            self.body.addWidget(widget)
        self.add_row(self.renewal, self.salvage)
        self.damaged.record_wanted.connect(self.record_wanted)
        self.salvage.clicked.connect(self.salvage_wanted)
        self.renewal.clicked.connect(self.renewal_wanted)
        self.show_note(None)

    def show_note(self, note: CheckNote | None) -> None:
        """Show what the last check found; None where there was none."""
        harmed = note is not None and not note.ok
        if note is None:
            self.say(_("This archive has not been checked yet."), icon="circle-dashed")
            self._tell(
                _("A check reads every page, record and attached file, and changes nothing.")
            )
        elif note.ok:
            self._show_whole(note)
        else:
            self._show_harmed(note)
        self.model.show_damage(note.damaged if note is not None else ())
        self.damaged.setVisible(harmed)
        self.salvage.setVisible(harmed)
        self.renewal.setVisible(note is not None and note.only_index)
        left = note.count - len(note.damaged) if note is not None else 0
        more = ngettext("{count} more thing", "{count} more things", left)
        self._more.setText(more.format(count=f"{left:,}"))
        self._more.setVisible(left > 0)
        self._good.setVisible(harmed)

    def _tell(self, sentence: str) -> None:
        self._about.setText(sentence)

    def _show_whole(self, note: CheckNote) -> None:
        when = moment_in_words(note.at)
        if days_since(note.at) > OLD_DAYS:
            sentence = _("Not checked since {when}; everything was whole then.")
            self.say(sentence.format(when=when), icon="clock", ink=Ink.WARN)
        else:
            sentence = _("Everything was whole when checked {when}.")
            self.say(sentence.format(when=when), ink=Ink.OK)
        read = _("Read: {what}, the log and the index.").format(what=_read(note))
        self._tell(" ".join((read, *note.harmless)))

    def _show_harmed(self, note: CheckNote) -> None:
        found = ngettext(
            "{count} damaged thing was found {when}.",
            "{count} damaged things were found {when}.",
            note.count,
        )
        when = moment_in_words(note.at)
        self.say(
            found.format(count=f"{note.count:,}", when=when), icon="triangle-alert", ink=Ink.BAD
        )
        self._tell(_("Read: {what}.").format(what=_read(note)))
        if note.only_index:
            self._good.setText(
                _(
                    "Only the search index is harmed: no record is, and the index can be built "
                    "anew from them."
                )
            )
            return
        self._good.setText(
            _(
                "What is not named here is good and stays usable. Salvaging copies all of it "
                "into a new archive and leaves this one as it is. A backup from before may hold "
                "the rest."
            )
        )


def _read(note: CheckNote) -> str:
    """How much was read, in words."""
    records = ngettext("{count} record", "{count} records", note.records)
    files = ngettext("{count} attached file", "{count} attached files", note.attachments)
    return _("{records}, {files}").format(
        records=records.format(count=f"{note.records:,}"),
        files=files.format(count=f"{note.attachments:,}"),
    )
