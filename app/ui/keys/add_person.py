"""Adding a person: who, a passphrase they choose themselves, perhaps a key file on a stick."""

import secrets
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import NewKey, add_key_file, add_passphrase
from app.archive.opening import Archive
from app.progress import Progress
from app.translation import _
from app.ui.guided_step import Step
from app.ui.keys.path_dialog import PathDialog
from app.ui.keys.person_fields import PersonFields
from app.ui.keys.steps import FileStep, PassphraseStep, quiet
from app.ui.keys.stick_files import write_to_stick
from app.ui.session import Session
from app.ui.widgets.choices import RadioButton

KEY_FILE_BYTES = 32
_WHO, _PASSPHRASE, _FILE = range(3)


def add_with_new_key_file(
    archive: Archive,
    passphrase: str,
    path: Path,
    person: str,
    initials: str,
    _progress: Progress,
) -> NewKey:
    """Write a new key file, and only then let it open the archive: no slot waits for a lost file.

    Raises:
        InputError, RefusedError, SystemTroubleError: The file could not be written, or the slot.
    """
    key_file = secrets.token_bytes(KEY_FILE_BYTES)
    write_to_stick(path, key_file, archive.path)
    try:
        return add_key_file(
            archive, passphrase, key_file=key_file, person=person, initials=initials
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise


class WhoStep(Step):
    """Name, initials, and what they will open the archive with."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = PersonFields(
            _(
                "Both lie inside the encryption. History and the audit log show the initials "
                "beside what this person does."
            )
        )
        self.passphrase = RadioButton(_("A passphrase"))
        self.key_file = RadioButton(_("A passphrase and a key file on a stick"))
        self.passphrase.setChecked(True)
        self.column.addWidget(self.fields)
        self.column.addWidget(self.passphrase)
        self.column.addWidget(self.key_file)
        self.column.addWidget(
            quiet(
                _(
                    "With a key file, nobody opens the archive by the passphrase alone, nor "
                    "by the stick alone. Whoever loses the stick needs another key."
                )
            )
        )
        self.fields.changed.connect(self.ready_changed)

    def missing(self) -> str:
        """Nobody is named."""
        return "" if any(self.fields.answer()) else _("Say who it is.")

    def take_focus(self) -> None:
        """The name."""
        self.fields.take_focus()


class AddPersonDialog(PathDialog):
    """Who, passphrase, and where the key file goes if there is one."""

    added = Signal(object)
    """The `NewKey`."""

    def __init__(self, over: QWidget, session: Session) -> None:
        self.who = WhoStep()
        self.passphrase = PassphraseStep(
            _(
                "Let this person sit down and choose; the others look away. Nobody else needs "
                "to know it, and the archive keeps no copy."
            )
        )
        self.file = FileStep(
            session.lanes,
            _("The key file goes to a stick that is kept apart from this computer."),
            "holiday-photos.dat",
        )
        steps = (self.who, self.passphrase, self.file)
        super().__init__(over, session, _("Add a person"), steps)

    def next_word(self) -> str:
        """The last step adds."""
        last = _FILE if self.who.key_file.isChecked() else _PASSPHRASE
        return _("Add") if self.now == last else _("Next")

    def advance(self) -> None:
        """Go on, or add."""
        person, initials = self.who.fields.answer()
        archive, words = self.session.archive, self.passphrase.choice.passphrase()
        if self.now == _WHO:
            self.passphrase.choice.know([archive.name, person])
            self.show_step(_PASSPHRASE)
        elif self.now == _PASSPHRASE and self.who.key_file.isChecked():
            self.show_step(_FILE)
        elif self.now == _PASSPHRASE:
            job = self.work(
                lambda _progress: add_passphrase(archive, words, person=person, initials=initials)
            )
            job.finished.connect(self._added)
        else:
            path = self.file.path
            assert path is not None
            job = self.work(partial(add_with_new_key_file, archive, words, path, person, initials))
            job.finished.connect(self._added)

    @Slot(object)
    def _added(self, made: NewKey) -> None:
        self.close_sheet()
        self.added.emit(made)
