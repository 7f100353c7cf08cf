"""Files: what came with a record, byte for byte, and how to save a copy outside."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.archive.attachments import extract_attachment
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord
from app.errors import InputError, SatchelError
from app.intake.attached_files import attach_and_read
from app.progress import Progress
from app.records.record import Attachment
from app.records.vocabularies import label
from app.translation import _
from app.ui.direction import joined, set_margins
from app.ui.jobs import Lane
from app.ui.reader.record_pane import RecordPane
from app.ui.session import Changes, Session
from app.ui.tokens import Ground, Ink, Radius, Size
from app.ui.widgets.buttons import ButtonKind, secondary_button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.surface import Surface
from app.ui.widgets.text_input import LineInput

_NOT_IN_NAMES = '<>:"/\\|?*'


class FilesPane(RecordPane):
    """The attached files of a record."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Files"))
        self._session = session
        self._cards: list[_FileCard] = []
        self._saving: Attachment | None = None
        self._add = add = secondary_button(_("Attach a file…"), self, icon="paperclip")
        add.clicked.connect(self._choose_files)
        self.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeading)
        self._none = PlainLabel(_("No file belongs to this record."), self, ink=Ink.TEXT2)
        self.column.addWidget(self._none)

    def show_record(self, opened: OpenedRecord) -> None:
        """List its files."""
        same = self.opened is not None and (
            self.opened.record.attachments == opened.record.attachments
        )
        super().show_record(opened)
        if same:
            return
        for card in self._cards:
            card.deleteLater()
        self._cards = [_FileCard(file, self) for file in opened.record.attachments]
        for card in self._cards:
            card.save_wanted.connect(self._choose_folder)
            self.column.addWidget(card)
        self._none.setVisible(not self._cards)

    @Slot()
    def _choose_files(self) -> None:
        picker = PlacePicker(
            self, self._session.lanes, _("Attach a file"), Wanted.FILES, act=_("Attach")
        )
        picker.picked.connect(self._attach)
        picker.open()

    @Slot(object)
    def _attach(self, places: tuple[Path, ...]) -> None:
        if self.opened is None:
            return
        job = self._session.run(
            Lane.LONG,
            partial(_attach_all, self._session.archive, self.opened.card.id, places),
            title=_("Attaching"),
        )
        job.finished.connect(self._attached)
        job.failed.connect(self._not_attached)

    @Slot(object)
    def _attached(self, record: str) -> None:
        self._session.tell(Changes(records=frozenset((record,))))
        self._session.say(_("The file is kept with the record; outside it stays where it lies"))

    @Slot(object)
    def _not_attached(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("The file could not be attached"), error)

    @Slot(object)
    def _choose_folder(self, file: Attachment) -> None:
        self._saving = file
        picker = PlacePicker(
            self, self._session.lanes, _("Save a copy, unencrypted"), Wanted.FOLDER, act=_("Next")
        )
        picker.picked.connect(self._choose_name)
        picker.open()

    @Slot(object)
    def _choose_name(self, places: tuple[Path, ...]) -> None:
        if self._saving is None or self.opened is None:
            return
        dialog = _NameDialog(self, places[0], safe_name(self._saving.name, self.code))
        dialog.named.connect(self._save)
        dialog.open()

    @Slot(object)
    def _save(self, out: Path) -> None:
        file, opened = self._saving, self.opened
        if file is None or opened is None:
            return
        job = self._session.run(
            Lane.LONG,
            partial(_extract, self._session.archive, opened.card.id, file.sha256, out),
            title=_("Saving a copy"),
        )
        job.finished.connect(self._saved)
        job.failed.connect(self._not_saved)

    @Slot(object)
    def _saved(self, _file: object) -> None:
        self._session.say(_("A copy of the file was saved outside the archive, unencrypted"))

    @Slot(object)
    def _not_saved(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("The copy could not be saved"), error)


class _FileCard(Surface):
    save_wanted = Signal(object)

    def __init__(self, file: Attachment, parent: QWidget) -> None:
        super().__init__(Ground.LIST, parent, radius=Radius.CARD)
        self._file = file
        size = QLocale().formattedDataSize(file.size)
        name = ElidedLabel(file.name, self, size=Size.TITLE, weight=600)
        facts = joined(label(file.role), file.media_type, size)
        save = secondary_button(_("Save a copy…"), self, icon="download")
        save.clicked.connect(self._wanted)
        grid = QGridLayout(self)
        set_margins(grid, 14, 12, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.addWidget(IconMark("paperclip", self), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(name, 0, 1)
        grid.addWidget(PlainLabel(facts, self, ink=Ink.TEXT2, size=Size.META), 1, 1)
        hashed = PlainLabel(
            _("SHA-256 {hash}").format(hash=_parted(file.sha256)),
            self,
            ink=Ink.TEXT3,
            size=Size.SMALL,
            tabular=True,
            wrap=True,
        )
        grid.addWidget(hashed, 2, 1)
        grid.addWidget(save, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)
        self.setAccessibleName(file.name)

    @Slot()
    def _wanted(self) -> None:
        self.save_wanted.emit(self._file)


class _NameDialog(Dialog):
    """How the copy shall be called: a new name, nothing is overwritten."""

    named = Signal(object)

    def __init__(self, over: QWidget, folder: Path, name: str) -> None:
        super().__init__(over, _("Name of the copy"))
        self._folder = folder
        told = _("Outside the archive the file is readable for everybody who has the disk.")
        self.body.addWidget(PlainLabel(told, self.card, ink=Ink.TEXT2, wrap=True))
        self._line = LineInput(name, name=_("Name of the copy"))
        self.body.addWidget(self._line)
        self.add_button("cancel", _("Cancel"))
        self.add_button("save", _("Save"), ButtonKind.PRIMARY)
        self.chosen.connect(self._chosen)

    def first_focus(self) -> QWidget | None:
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


def _parted(sha256: str) -> str:
    """In groups of eight, for reading aloud and for breaking lines."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def _attach_all(archive: Archive, record: str, places: tuple[Path, ...], progress: Progress) -> str:
    for done, place in enumerate(places):
        progress.step(_("Attaching"), done, len(places))
        attach_and_read(archive, record, place, progress)
    return record


def _extract(
    archive: Archive, record: str, sha256: str, out: Path, _progress: Progress
) -> Attachment:
    if out.name in ("", ".", "..") or len(out.name.encode()) > 240:
        raise InputError(_("This cannot be the name of a file."), _("Choose a shorter one."))
    return extract_attachment(archive, record, sha256, out)
