"""Changing a passphrase; where a key file belongs to it, that file stays or a new one is made."""

import secrets
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import KeyKind, KeySlot, NewKey, change_key
from app.archive.opening import Archive
from app.translation import _
from app.ui.guided_step import Step
from app.ui.jobs import Lanes
from app.ui.keys.add_person import KEY_FILE_BYTES
from app.ui.keys.path_dialog import PathDialog
from app.ui.keys.steps import FileStep, PassphraseStep
from app.ui.keys.stick_files import read_from_stick, write_to_stick
from app.ui.session import Session
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.choices import RadioButton
from app.ui.widgets.field import Field
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.text_input import LineInput

_PASSPHRASE, _WHICH, _FILE = range(3)


def change_with_same_file(
    archive: Archive, number: int, passphrase: str, path: Path | None
) -> NewKey:
    """Change the passphrase; the key file stays what it is.

    Args:
        path: The key file; None where it opened the archive this time.

    Raises:
        InputError: The file cannot be read.
    """
    if path is None:
        return change_key(archive, number, passphrase=passphrase)
    return change_key(archive, number, passphrase=passphrase, key_file=read_from_stick(path))


def change_with_new_file(archive: Archive, number: int, passphrase: str, path: Path) -> NewKey:
    """Change the passphrase, with a new key file that is written first.

    Raises:
        InputError, RefusedError, SystemTroubleError: The file could not be written, or the slot.
    """
    key_file = secrets.token_bytes(KEY_FILE_BYTES)
    write_to_stick(path, key_file, archive.path)
    try:
        return change_key(archive, number, passphrase=passphrase, key_file=key_file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


class WhichFileStep(Step):
    """The same key file as before, or a new one.

    Args:
        at_hand: It opened the archive this time, so it need not be shown again.
    """

    def __init__(self, lanes: Lanes, *, at_hand: bool) -> None:
        super().__init__()
        self._lanes, self._at_hand = lanes, at_hand
        self.chosen: Path | None = None
        self.say(
            _(
                "A key file belongs to this passphrase. Whatever you choose here is what opens "
                "the archive from now on, together with the new passphrase."
            )
        )
        self.same = RadioButton(_("The key file that is in use"))
        self.new = RadioButton(_("A new key file"))
        self.same.setChecked(True)
        self.where = LineInput()
        self.where.setReadOnly(True)
        self.where.setPlaceholderText(_("No file chosen yet"))
        self.choose = secondary_button(_("Choose the file…"), icon="folder")
        self.column.addWidget(self.same)
        self._where_field = Field(_("Key file"), self.where)
        self.column.addWidget(self._where_field)
        self.column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.new)
        for widget in (self._where_field, self.choose):
            widget.setVisible(not at_hand)
        self.choose.clicked.connect(self._choose)
        self.same.toggled.connect(self._toggled)

    def missing(self) -> str:
        """The file in use was not chosen."""
        if self.new.isChecked() or self._at_hand or self.chosen is not None:
            return ""
        return _("Choose the key file.")

    def take_focus(self) -> None:
        """The first choice."""
        self.same.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, path: Path) -> None:
        """A file was chosen."""
        self.chosen = path
        self.where.setText(str(path))
        self.ready_changed.emit()

    @Slot()
    def _toggled(self) -> None:
        self.choose.setEnabled(self.same.isChecked())
        self.where.setEnabled(self.same.isChecked())
        self.ready_changed.emit()

    @Slot()
    def _choose(self) -> None:
        picker = PlacePicker(
            self.window(), self._lanes, _("Choose the key file"), Wanted.FILES, act=_("Choose")
        )
        picker.picked.connect(self._picked)
        picker.open()

    @Slot(object)
    def _picked(self, paths: tuple[Path, ...]) -> None:
        self.take(paths[0])


class ChangePassphraseDialog(PathDialog):
    """A new passphrase for one slot.

    Args:
        slot: Of a kind that has a passphrase.
        told: Said above the choice; a sentence on what this does by default.
    """

    changed = Signal(object)
    """The `NewKey`; the old passphrase opens nothing any more."""

    def __init__(self, over: QWidget, session: Session, slot: KeySlot, *, told: str = "") -> None:
        self.slot = slot
        self.passphrase = PassphraseStep(
            told
            or _(
                "The old passphrase opens this archive no more as soon as this is done. With an "
                "old copy of the key files it still does, and old copies of the archive, such as "
                "backups, too, until new keys are made for the whole archive."
            ),
            [session.archive.name, slot.person],
        )
        self.which = WhichFileStep(session.lanes, at_hand=slot.in_use)
        self.file = FileStep(
            session.lanes,
            _("The new key file goes to a stick that is kept apart from this computer."),
            "holiday-photos.dat",
        )
        title = _("Change the passphrase")
        super().__init__(over, session, title, (self.passphrase, self.which, self.file))

    def next_word(self) -> str:
        """The last step changes."""
        with_file = self.slot.kind is KeyKind.KEY_FILE
        go_on = with_file and (
            self.now == _PASSPHRASE or (self.now == _WHICH and self.which.new.isChecked())
        )
        return _("Next") if go_on else _("Change")

    def advance(self) -> None:
        """Go on, or change."""
        archive, number = self.session.archive, self.slot.number
        words = self.passphrase.choice.passphrase()
        if self.now == _PASSPHRASE and self.slot.kind is KeyKind.KEY_FILE:
            self.show_step(_WHICH)
            return
        if self.now == _WHICH and self.which.new.isChecked():
            self.show_step(_FILE)
            return
        if self.now == _PASSPHRASE:
            job = self.work(lambda _progress: change_key(archive, number, passphrase=words))
        elif self.now == _WHICH:
            same = self.which.chosen
            job = self.work(lambda _progress: change_with_same_file(archive, number, words, same))
        else:
            path = self.file.path
            assert path is not None
            job = self.work(lambda _progress: change_with_new_file(archive, number, words, path))
        job.finished.connect(self._changed)

    @Slot()
    def _ready_changed(self) -> None:
        super()._ready_changed()
        self.next_button.setText(self.next_word())

    @Slot(object)
    def _changed(self, made: NewKey) -> None:
        self.close_sheet()
        self.changed.emit(made)
