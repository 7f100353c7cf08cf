"""Steps of the path that makes shares: how many, one share, the end."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout

from app.archive.keys import NewShare
from app.errors import SatchelError
from app.translation import _, ngettext
from app.ui.guided_step import Step
from app.ui.jobs import Lane, Lanes
from app.ui.keys.share_sheet import ShareSheet
from app.ui.keys.stick_files import write_to_stick
from app.ui.keys.stick_picker import StickPicker
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.choices import CheckBox
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput

FEWEST, MOST = 2, 16
_HELD_AT_FIRST = 3


class CountStep(Step):
    """How many hold a share, and how many of them are needed."""

    def __init__(self) -> None:
        super().__init__()
        self.say(
            _(
                "Several people each hold one share. As many of them as you choose open the "
                "archive together; fewer learn nothing. Each share has a passphrase of its own."
            )
        )
        self._held, self._needed = Dropdown(), Dropdown()
        for count in range(FEWEST, MOST + 1):
            self._held.addItem(
                ngettext("{count} person", "{count} people", count).format(count=count), str(count)
            )
        self._name = LineInput()
        self._name.setMaxLength(80)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(_("Hold a share"), self._held), 1)
        row.addWidget(Field(_("Are needed to open"), self._needed), 1)
        self.column.addLayout(row)
        self.column.addWidget(
            Field(
                _("What to call them"),
                self._name,
                hint=_("Such as “The board”. May stay empty; it lies inside the encryption."),
            )
        )
        self._remark = Banner(tone=Tone.WARN)
        self.column.addWidget(self._remark)
        self._held.currentIndexChanged.connect(self._held_changed)
        self._needed.currentIndexChanged.connect(self._look)
        self._held.choose(str(_HELD_AT_FIRST))
        self._held_changed()

    def choose(self, needed: int, held: int) -> None:
        """Ask for so many of so many."""
        self._held.choose(str(held))
        self._needed.choose(str(needed))

    def held(self) -> int:
        """How many hold a share."""
        return int(self._held.currentData())

    def needed(self) -> int:
        """How many are needed."""
        return int(self._needed.currentData() or FEWEST)

    def called(self) -> str:
        """What they are called together; may be empty."""
        return " ".join(self._name.text().split())

    def take_focus(self) -> None:
        """How many hold one."""
        self._held.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _held_changed(self) -> None:
        before = self._needed.currentData()
        self._needed.clear()
        for count in range(FEWEST, self.held() + 1):
            self._needed.addItem(str(count), str(count))
        self._needed.choose(str(before or FEWEST))
        self._look()

    @Slot()
    def _look(self) -> None:
        all_of_them = self.needed() == self.held()
        self._remark.say(
            "",
            _("If one share or its passphrase is lost, the others open nothing.")
            if all_of_them
            else "",
            tone=Tone.WARN,
        )
        self._remark.setVisible(all_of_them)
        self.ready_changed.emit()


class ShareStep(Step):
    """One share: to be copied by hand, or saved to its holder's own stick.

    Args:
        lanes: Writes the file.
        archive: The archive's folder, where no share may lie.
    """

    def __init__(self, lanes: Lanes, archive: Path) -> None:
        super().__init__()
        self._lanes, self._archive = lanes, archive
        self._share: NewShare | None = None
        self._told = self.say("")
        self.sheet = ShareSheet()
        self.column.addWidget(self.sheet)
        self.save_button = secondary_button(_("Save to a stick…"), icon="save")
        self.column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._saved = PlainLabel("", ink=Ink.OK, size=Size.META, wrap=True)
        self._saved.hide()
        self.column.addWidget(self._saved)
        self._trouble = Banner(tone=Tone.BAD)
        self._trouble.hide()
        self.column.addWidget(self._trouble)
        self.taken = CheckBox(_("I have written it down or saved it"))
        self.column.addWidget(self.taken)
        self.taken.toggled.connect(self.ready_changed)
        self.save_button.clicked.connect(self._choose)

    def show_share(self, share: NewShare, held: int) -> None:
        """Get one ready; it is seen when the step is."""
        self._share = share
        self._told.setText(
            _(
                "Share {number} of {held}. It is shown only now. Keep it away from this computer "
                "and apart from its passphrase."
            ).format(number=share.number, held=held)
        )
        self.sheet.show_text(share.text)
        self.taken.setChecked(False)
        self._saved.hide()
        self._trouble.hide()

    def forget(self) -> None:
        """Take it off the screen."""
        self._share = None
        self.sheet.show_text("")

    def missing(self) -> str:
        """Its holder does not have it yet."""
        return "" if self.taken.isChecked() else _("Write it down or save it first.")

    def take_focus(self) -> None:
        """The button that saves."""
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_as(self, path: Path) -> None:
        """Write the share to a new file."""
        share, archive = self._share, self._archive
        if share is None:
            return
        content = share.text.encode("ascii")
        job = self._lanes.submit(
            Lane.BROWSE, lambda _progress: write_to_stick(path, content, archive)
        )
        job.finished.connect(self._written)
        job.failed.connect(self._not_written)

    @Slot()
    def _choose(self) -> None:
        if self._share is None:
            return
        picker = StickPicker(
            self.window(), self._lanes, _("Save the share"), f"notes-{self._share.number}.txt"
        )
        picker.placed.connect(self.save_as)
        picker.open()

    @Slot(object)
    def _written(self, path: Path) -> None:
        self._saved.setText(_("Saved as {path} and read back.").format(path=path))
        self._saved.show()
        self._trouble.hide()
        self.taken.setChecked(True)

    @Slot(object)
    def _not_written(self, error: SatchelError) -> None:
        self._trouble.say(error.happened, error.advice, tone=Tone.BAD)
        self._trouble.show()
        self.ready_changed.emit()


class HandedOutStep(Step):
    """All shares are with their holders."""

    def __init__(self) -> None:
        super().__init__()
        self._told = self.say("")
        self.say(
            _(
                "Practise once while everybody is here: it tells whether every share was copied "
                "right. It opens nothing and changes nothing."
            )
        )

    def say_what(self, needed: int, held: int) -> None:
        """How many of how many."""
        self._told.setText(
            _("All {held} shares are handed out. Any {needed} of them open the archive.").format(
                held=held, needed=needed
            )
        )
