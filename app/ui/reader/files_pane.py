"""Files: what came with a record, byte for byte, looked at here, and how to save a copy outside."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.archive.attachments import attached_bytes
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord
from app.errors import SatchelError
from app.intake.attached_files import attach_and_read
from app.progress import Progress
from app.records.record import Attachment
from app.translation import _
from app.ui.jobs import Lane, Lanes
from app.ui.pages.drawer import ShownFile
from app.ui.pages.viewer import PageViewer
from app.ui.reader.file_card import FileCard
from app.ui.reader.record_pane import RecordPane
from app.ui.reader.saving_copies import CopySaver, WantedCopy
from app.ui.session import Changes, Session
from app.ui.tokens import Ink
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.plain_label import PlainLabel

_LEAST_VIEWER, _AROUND_VIEWER, _MARGIN = 200, 90, 12


class FilesPane(RecordPane):
    """The attached files of a record. Nothing is shown of one before it is asked for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Files"))
        self._session = session
        self._cards: list[FileCard] = []
        self._shown: FileCard | None = None
        self._saver = CopySaver(session, self)
        self._add = add = secondary_button(_("Attach a file…"), self, icon="paperclip")
        add.clicked.connect(self._choose_files)
        self.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeading)
        self._none = PlainLabel(_("No file belongs to this record."), self, ink=Ink.TEXT2)
        self.column.addWidget(self._none)
        self.viewer = PageViewer(session, self)
        self.viewer.hide()
        self.column.addWidget(self.viewer)

    def show_record(self, opened: OpenedRecord) -> None:
        """List its files."""
        before = self.opened
        same = before is not None and (
            before.card.id == opened.card.id
            and before.record.attachments == opened.record.attachments
        )
        super().show_record(opened)
        if same:
            return
        self._hide_viewer()
        for card in self._cards:
            card.deleteLater()
        self._cards = [FileCard(file, self) for file in opened.record.attachments]
        for card in self._cards:
            card.save_wanted.connect(self._save_original)
            card.clean_wanted.connect(self._save_clean)
            card.show_wanted.connect(self._show)
            self.column.addWidget(card)
        self._none.setVisible(not self._cards)

    def point_at(self, sha256: str) -> None:
        """Bring a file into view."""
        files = self.opened.record.attachments if self.opened is not None else ()
        for card, file in zip(self._cards, files, strict=False):
            if file.sha256 == sha256:
                self.ensureWidgetVisible(card)

    @Slot(object)
    def _show(self, card: FileCard) -> None:
        """Look at a file, right below its card; once more, and it is put away."""
        again = card is self._shown
        self._hide_viewer()
        opened = self.opened
        if again or opened is None:
            return
        self._shown = card
        card.say_shown(True)
        self.column.removeWidget(self.viewer)  # or it counts itself, where it stands before
        self.column.insertWidget(self.column.indexOf(card) + 1, self.viewer)
        self.viewer.setFixedHeight(max(_LEAST_VIEWER, self.viewport().height() - _AROUND_VIEWER))
        self.viewer.show()
        self.viewer.show_file(
            partial(
                _fetch,
                self._session.lanes,
                self._session.archive,
                opened.card.id,
                card.file.sha256,
            )
        )
        self.viewer.view.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._bring_into_view)

    @Slot()
    def _bring_into_view(self) -> None:
        """Once it has its place."""
        if self._shown is not None:
            self.ensureWidgetVisible(self.viewer, 0, _MARGIN)

    def _hide_viewer(self) -> None:
        if self._shown is not None:
            self._shown.say_shown(False)
        self._shown = None
        self.viewer.clear()
        self.viewer.hide()

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
    def _save_original(self, file: Attachment) -> None:
        self._save(file, clean=False)

    @Slot(object)
    def _save_clean(self, file: Attachment) -> None:
        self._save(file, clean=True)

    def _save(self, file: Attachment, *, clean: bool) -> None:
        if self.opened is not None:
            card = self.opened.card
            self._saver.save(WantedCopy(record=card.id, code=card.code, file=file, clean=clean))


def _fetch(lanes: Lanes, archive: Archive, record: str, sha256: str) -> ShownFile:
    """A file out of the archive, read where the archive is read."""
    file, data = lanes.inside(Lane.BROWSE, lambda: attached_bytes(archive, record, sha256))
    return ShownFile(data=data, media_type=file.media_type)


def _attach_all(archive: Archive, record: str, places: tuple[Path, ...], progress: Progress) -> str:
    for done, place in enumerate(places):
        progress.step(_("Attaching"), done, len(places))
        attach_and_read(archive, record, place, progress)
    return record
