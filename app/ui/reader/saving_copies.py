"""Saving an attached file outside: where, under which name, and as the original or clean."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive.attachments import extract_attachment
from app.archive.opening import Archive
from app.errors import InputError, SatchelError
from app.intake.clean_copies import clean_name, extract_clean_copy
from app.progress import Progress
from app.records.record import Attachment
from app.translation import _
from app.ui.jobs import Lane
from app.ui.session import Session
from app.ui.tokens import Ink
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput

_NOT_IN_NAMES = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedCopy:
    """What is to be saved.

    Attributes:
        record: Id of the record that has the file.
        code: Of that record.
        clean: Without what is hidden in it.
    """

    record: str
    code: str
    file: Attachment
    clean: bool

    @property
    def name(self) -> str:
        """A name for the copy."""
        whole = clean_name(self.file) if self.clean else self.file.name
        return safe_name(whole, self.code)

    @property
    def told(self) -> str:
        """What is to be known before it is outside."""
        readable = _("Outside the archive the file is readable for everybody who has the disk.")
        if self.clean:
            kept = _("What is to be seen in the picture stays; all that is hidden in it does not.")
            return f"{readable} {kept}"
        if self.file.media_type.startswith(("image/", "audio/", "video/")):
            hidden = _(
                "Its hidden data goes with it: often where, when and with what it was made, even "
                "where nothing of that is shown here."
            )
            return f"{readable} {hidden}"
        return readable


class CopySaver(QObject):
    """Asks for folder and name, and saves."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over
        self._wanted: WantedCopy | None = None

    def save(self, wanted: WantedCopy) -> None:
        """Ask where, then save."""
        self._wanted = wanted
        title = (
            _("Save without hidden data, unencrypted")
            if wanted.clean
            else _("Save the original, unencrypted")
        )
        picker = PlacePicker(self._over, self._session.lanes, title, Wanted.FOLDER, act=_("Next"))
        picker.picked.connect(self._choose_name)
        picker.open()

    @Slot(object)
    def _choose_name(self, places: tuple[Path, ...]) -> None:
        if self._wanted is None:
            return
        dialog = NameDialog(self._over, places[0], self._wanted)
        dialog.named.connect(self._save)
        dialog.open()

    @Slot(object)
    def _save(self, out: Path) -> None:
        if self._wanted is None:
            return
        work = partial(_extract, self._session.archive, self._wanted, out)
        job = self._session.run(Lane.LONG, work, title=_("Saving a copy"))
        job.finished.connect(self._saved)
        job.failed.connect(self._not_saved)

    @Slot(object)
    def _saved(self, clean: bool) -> None:
        self._session.say(
            _("A new picture without hidden data was saved outside the archive, unencrypted")
            if clean
            else _("A copy of the file was saved outside the archive, unencrypted")
        )

    @Slot(object)
    def _not_saved(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("The copy could not be saved"), error)


class NameDialog(Dialog):
    """How the copy shall be called: a new name, nothing is overwritten."""

    named = Signal(object)

    def __init__(self, over: QWidget, folder: Path, wanted: WantedCopy) -> None:
        super().__init__(over, _("Name of the copy"))
        self._folder = folder
        self.body.addWidget(PlainLabel(wanted.told, self.card, ink=Ink.TEXT2, wrap=True))
        self._line = LineInput(wanted.name, name=_("Name of the copy"))
        self.body.addWidget(self._line)
        self.add_button("cancel", _("Cancel"))
        self.add_button("save", _("Save"), ButtonKind.PRIMARY)
        self.chosen.connect(self._chosen)

    def first_focus(self) -> QWidget | None:
        """The name, ready to be typed over."""
        return self._line

    @Slot(str)
    def _chosen(self, key: str) -> None:
        name = self._line.text().strip()
        if key == "save" and name:
            self.named.emit(self._folder / name)


def safe_name(name: str, code: str) -> str:
    """A file's own name without what file systems forbid; the code where nothing is left."""
    plain = "".join(each for each in name if each.isprintable() and each not in _NOT_IN_NAMES)
    return plain.strip(". ") or code


def _extract(archive: Archive, wanted: WantedCopy, out: Path, _progress: Progress) -> bool:
    if out.name in ("", ".", "..") or len(out.name.encode()) > 240:
        raise InputError(_("This cannot be the name of a file."), _("Choose a shorter one."))
    if wanted.clean:
        extract_clean_copy(archive, wanted.record, wanted.file.sha256, out)
    else:
        extract_attachment(archive, wanted.record, wanted.file.sha256, out)
    return wanted.clean
