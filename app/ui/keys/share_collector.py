"""Gathering shares one after the other, each with the passphrase of its holder."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AccessError, InputError, SatchelError
from app.progress import Progress
from app.store.credentials import ShareHeld
from app.translation import _, ngettext
from app.ui.hint_line import HintLine
from app.ui.jobs import Lane, Lanes
from app.ui.keys.share_rows import ShareRows
from app.ui.passphrase_field import PassphraseField
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from app.archive.keys import ShareFacts

_LINES_HEIGHT = 84


def share_from_file(path: Path, _progress: Progress) -> str:
    """The text of a share that lies on a stick.

    Raises:
        InputError: It cannot be read, or is no text.
    """
    from app.ui.keys.stick_files import read_from_stick

    try:
        return read_from_stick(path).decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise InputError(_("This file is not a share."), _("Choose another file.")) from cause


def checked_share(held: ShareHeld, _progress: Progress) -> "ShareFacts":
    """What the share says, if the passphrase is its holder's; this takes as long as opening does.

    Raises:
        AccessError: It is mistyped, or the passphrase is not right.
        RefusedError: It asks for absurd amounts of memory.
    """
    from app.archive.keys import share_facts, share_opens

    facts = share_facts(held.text)
    if not share_opens(held):
        raise AccessError(
            _("The passphrase of share {number} is not right.").format(number=facts.number),
            _("Each share has the passphrase that its holder chose."),
        )
    return facts


class ShareCollector(QWidget):
    """A share is typed or taken from a file, then its holder types the passphrase.

    What was added is shown by its number only. How many are still needed is said by the first.

    Args:
        lanes: Reads files.
    """

    changed = Signal()
    """One more, one less, or something typed."""
    completed = Signal()
    """The last share that is needed was added."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._trying: ShareHeld | None = None
        self.rows = ShareRows()
        self.left = PlainLabel("", size=Size.INTERFACE, weight=600, wrap=True)
        self.text = TextInput(name=_("Share"), hint=_("Type the share, or take it from a file"))
        self.text.setFixedHeight(_LINES_HEIGHT)
        self.file_button = quiet_button(_("From a file…"), icon="folder")
        self.passphrase = PassphraseField(name=_("Passphrase of this share"))
        self.add_button = secondary_button(_("Add this share"), icon="plus")
        self._trouble = Banner(tone=Tone.BAD)
        self._trouble.hide()
        self._entry = QWidget()
        self._build()
        self.text.textChanged.connect(self._typed)
        self.passphrase.changed.connect(self._typed)
        self.passphrase.entered.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.file_button.clicked.connect(self._choose)
        self.rows.changed.connect(self._show_state)
        self._show_state()

    def _build(self) -> None:
        entry = QVBoxLayout(self._entry)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.setSpacing(8)
        entry.addWidget(self.text)
        entry.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeading)
        entry.addWidget(PlainLabel(_("Passphrase of this share"), ink=Ink.TEXT2, size=Size.META))
        entry.addWidget(self.passphrase)
        entry.addWidget(HintLine(self.passphrase))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.add_button)
        entry.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.left)
        column.addWidget(self.rows)
        column.addWidget(self._entry)
        column.addWidget(self._trouble)

    @property
    def complete(self) -> bool:
        """Whether as many are here as are needed."""
        return bool(self.rows.needed) and len(self.rows.held) >= self.rows.needed

    def shares(self) -> tuple[ShareHeld, ...]:
        """Those that were added."""
        return tuple(self.rows.held.values())

    def clear(self) -> None:
        """Let go of everything."""
        self._trying = None
        self._empty_entry()
        self._trouble.hide()
        self.rows.clear()

    def take_focus(self) -> None:
        """Where the next share goes in."""
        if self.complete:
            return
        field: QWidget = self.passphrase if self.text.toPlainText().strip() else self.text
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, text: str) -> None:
        """A share's text came from a file."""
        self.text.setPlainText(text.strip())
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _typed(self) -> None:
        self._trouble.hide()
        self.add_button.setEnabled(
            bool(self.text.toPlainText().strip()) and bool(self.passphrase.text())
        )
        self.changed.emit()

    @Slot()
    def _add(self) -> None:
        if not self.add_button.isEnabled():
            return
        held = ShareHeld(text=self.text.toPlainText(), passphrase=self.passphrase.text())
        job = self._lanes.submit(Lane.LONG, lambda progress: checked_share(held, progress))
        self._trying = held
        self._set_busy(True)
        job.finished.connect(self._checked)
        job.failed.connect(self._not_checked)

    @Slot(object)
    def _checked(self, facts: "ShareFacts") -> None:
        held, self._trying = self._trying, None
        self._set_busy(False)
        if held is None:
            return
        try:
            self.rows.add(facts, held)
        except SatchelError as error:
            self._complain(error)
            return
        self._empty_entry()
        self.take_focus()
        if self.complete:
            self.completed.emit()

    @Slot(object)
    def _not_checked(self, error: SatchelError) -> None:
        self._trying = None
        self._set_busy(False)
        self.passphrase.clear()
        self._complain(error)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        self._entry.setEnabled(not busy)
        self.add_button.setText(_("Checking…") if busy else _("Add this share"))

    def _empty_entry(self) -> None:
        self.text.clear()
        self.text.document().clearUndoRedoStacks()
        self.passphrase.clear()

    @Slot(object)
    def _complain(self, error: SatchelError) -> None:
        self._trouble.say(error.happened, error.advice, tone=Tone.BAD)
        self._trouble.show()
        self.changed.emit()

    @Slot()
    def _show_state(self) -> None:
        have, needed = len(self.rows.held), self.rows.needed
        missing = max(0, needed - have)
        if not needed:
            told = _("Add the first share; it says how many are needed.")
        elif missing:
            told = ngettext(
                "{missing} more share is needed.", "{missing} more shares are needed.", missing
            ).format(missing=missing)
        else:
            told = _("All the shares that are needed are here.")
        self.left.setText(told)
        self._entry.setVisible(not self.complete)
        self._typed()

    @Slot()
    def _choose(self) -> None:
        picker = PlacePicker(
            self, self._lanes, _("Choose the file of a share"), Wanted.FILES, act=_("Choose")
        )
        picker.picked.connect(self._picked)
        picker.open()

    @Slot(object)
    def _picked(self, paths: tuple[Path, ...]) -> None:
        path = paths[0]
        job = self._lanes.submit(Lane.BROWSE, lambda progress: share_from_file(path, progress))
        job.finished.connect(self.take)
        job.failed.connect(self._complain)
