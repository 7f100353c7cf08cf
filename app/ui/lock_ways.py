"""The ways of opening an archive, and what is given for each."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.progress import Progress
from app.store.credentials import Credentials, ShareHeld
from app.translation import _
from app.ui.jobs import Lanes
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.text_input import LineInput

if TYPE_CHECKING:
    from app.archive.opening import Archive


class Way(Enum):
    """What a person opens the archive with."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a way, not a secret
    KEY_FILE = "key-file"
    CODE = "code"
    SHARES = "shares"

    @property
    def label(self) -> str:
        """Above the field."""
        return {
            Way.PASSPHRASE: _("Passphrase"),
            Way.KEY_FILE: _("Passphrase and key file"),
            Way.CODE: _("Recovery code"),
            Way.SHARES: _("Shares"),
        }[self]

    @property
    def link(self) -> str:
        """The short word of the link that leads to it."""
        return {
            Way.PASSPHRASE: _("Passphrase…"),
            Way.KEY_FILE: _("Key file…"),
            Way.CODE: _("Recovery code…"),
            Way.SHARES: _("Shares…"),
        }[self]

    @property
    def spoken(self) -> str:
        """The link's whole sentence, for screen readers and as its tooltip."""
        return {
            Way.PASSPHRASE: _("Open with a passphrase"),
            Way.KEY_FILE: _("Open with a passphrase and a key file"),
            Way.CODE: _("Open with a recovery code"),
            Way.SHARES: _("Open with the shares of several people"),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt at opening. Shown nowhere.

    Attributes:
        key_file: Read only when it is tried, on the lane.
    """

    way: Way
    passphrase: str = field(default="", repr=False)
    key_file: Path | None = None
    code: str = field(default="", repr=False)
    shares: tuple[ShareHeld, ...] = field(default=(), repr=False)


def opened_archive(path: Path, attempt: Attempt, progress: Progress) -> "Archive":
    """Open an archive. What that needs is read here, so that the lock screen need not wait."""
    from app.archive.opening import open_archive

    return open_archive(path, credentials_of(attempt), progress=progress)


def credentials_of(attempt: Attempt) -> Credentials:
    """What the attempt amounts to.

    Raises:
        InputError: The key file cannot be read.
    """
    match attempt.way:
        case Way.PASSPHRASE:
            return Credentials(passphrase=attempt.passphrase)
        case Way.KEY_FILE:
            from app.ui.keys.stick_files import read_from_stick

            assert attempt.key_file is not None
            key_file = read_from_stick(attempt.key_file)
            return Credentials(passphrase=attempt.passphrase, key_file=key_file)
        case Way.CODE:
            return Credentials(recovery_code=attempt.code)
        case Way.SHARES:
            return Credentials(shares=attempt.shares)


class KeyFileRow(QWidget):
    """Where the key file is. It is not remembered anywhere.

    Args:
        lanes: Reads folders.
    """

    changed = Signal()
    """Another file, or none."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self.path: Path | None = None
        self.where = LineInput(name=_("Key file"), hint=_("No key file chosen yet"))
        self.where.setReadOnly(True)
        self.choose = secondary_button(_("Choose…"), icon="folder")
        self.choose.setAccessibleName(_("Choose the key file"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.where, 1)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self._choose)

    def take(self, path: Path | None) -> None:
        """Use this file; None is none."""
        self.path = path
        self.where.setText(path.name if path is not None else "")
        self.changed.emit()

    def take_focus(self) -> None:
        """The button that chooses."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _choose(self) -> None:
        picker = PlacePicker(
            self, self._lanes, _("Choose the key file"), Wanted.FILES, act=_("Choose")
        )
        picker.picked.connect(self._picked)
        picker.open()

    @Slot(object)
    def _picked(self, paths: tuple[Path, ...]) -> None:
        self.take(paths[0])
