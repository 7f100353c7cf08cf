"""Choosing files or a folder, without the system's own dialog.

The system's dialogs write what was chosen into recent lists and `QtProject.conf`. This one keeps
nothing. Folders are read on the browsing lane.
"""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QWidget

from app.errors import SatchelError
from app.translation import _, ngettext
from app.ui.folder_listing import Listing, is_archive, list_folder, starting_places
from app.ui.jobs import Lane, Lanes
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, ButtonKind, IconButton, quiet_button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.folder_model import FolderDelegate, FolderModel
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput


class Wanted(Enum):
    """What is to be chosen."""

    FILES = "files"
    ARCHIVE = "archive"
    FOLDER = "folder"


class _List(QListView):
    entered = Signal(QModelIndex)
    up = Signal()

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Backspace:
            self.up.emit()
        else:
            super().keyPressEvent(event)


class PlacePicker(Dialog):
    """A dialog that lists folders and lets one choose. Make it, connect `picked`, `open`.

    Args:
        over: A widget of the window to cover.
        lanes: Reads folders on the browsing lane.
        title: What is being chosen.
        wanted: Files, an archive's folder, or any folder.
        suffixes: Lower-case endings of the files shown, with dot; empty shows all.
        start: The folder shown first; the home folder where None.
        act: The word of the primary button.
    """

    picked = Signal(object)
    """A tuple of `Path`s; never empty."""

    def __init__(
        self,
        over: QWidget,
        lanes: Lanes,
        title: str,
        wanted: Wanted,
        *,
        suffixes: Sequence[str] = (),
        start: Path | None = None,
        act: str = "",
    ) -> None:
        super().__init__(over, title, width=620)
        self._lanes, self._wanted, self._suffixes = lanes, wanted, tuple(suffixes)
        self._folder = start if start is not None and start.is_dir() else Path.home()
        self._many = wanted is Wanted.FILES
        self._line = LineInput(name=_("Folder"))
        self._line.returnPressed.connect(self._go_to_line)
        self._list = _List(self.card)
        self._model = FolderModel(files=wanted is Wanted.FILES, parent=self)
        self._trouble = Banner(parent=self.card, tone=Tone.BAD)
        self._trouble.hide()
        self._count = PlainLabel("", self.card, ink=Ink.TEXT3, size=Size.META)
        self._build()
        self.add_button("cancel", _("Cancel"))
        self._act = self.add_button("pick", act or self._word(), ButtonKind.PRIMARY)
        self.chosen.connect(self._pick)
        self._show_folder(self._folder)

    def _word(self) -> str:
        return {
            Wanted.FILES: _("Add"),
            Wanted.ARCHIVE: _("Choose"),
            Wanted.FOLDER: _("Choose this folder"),
        }[self._wanted]

    def _build(self) -> None:
        places = QHBoxLayout()
        places.setSpacing(2)
        for name, folder in starting_places():
            button = quiet_button(name, self.card, icon="folder")
            button.setProperty("folder", str(folder))
            button.clicked.connect(self._go_to_place)
            places.addWidget(button)
        places.addStretch(1)
        path = QHBoxLayout()
        path.setSpacing(4)
        up = IconButton("arrow-up", _("Folder above"), self.card)
        up.clicked.connect(self._go_up)
        path.addWidget(self._line, 1)
        path.addWidget(up)
        self._list.setModel(self._model)
        self._list.setItemDelegate(FolderDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setProperty("edged", "true")
        self._list.setMinimumHeight(80)
        self._list.setAccessibleName(_("Contents of the folder"))
        mode = QAbstractItemView.SelectionMode
        self._list.setSelectionMode(mode.ExtendedSelection if self._many else mode.SingleSelection)
        self._list.entered.connect(self._enter)
        self._list.up.connect(self._go_up)
        self._list.doubleClicked.connect(self._enter)
        self._list.selectionModel().selectionChanged.connect(self._selection_changed)
        self.body.setSpacing(8)
        self.body.addLayout(places)
        self.body.addLayout(path)
        self.body.addWidget(self._list)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._count)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self._list

    def _show_folder(self, folder: Path) -> None:
        suffixes = self._suffixes
        job = self._lanes.submit(
            Lane.BROWSE, lambda _progress: list_folder(folder, suffixes), topic="place-picker"
        )
        job.finished.connect(self._listed)
        job.failed.connect(self._not_listed)

    @Slot(object)
    def _listed(self, listing: Listing) -> None:
        self._folder = listing.folder
        self._line.setText(str(listing.folder))
        self._model.show_listing(listing)
        self._trouble.hide()
        if self._wanted is Wanted.FOLDER and not listing.writable:
            self._trouble.say(
                _("Nothing can be written here."), _("Choose another folder."), tone=Tone.WARN
            )
            self._trouble.show()
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0))
            self._list.clearSelection()
        self._selection_changed()

    @Slot(object)
    def _not_listed(self, error: SatchelError) -> None:
        self._trouble.say(error.happened, error.advice, tone=Tone.BAD)
        self._trouble.show()

    @Slot()
    def _go_to_line(self) -> None:
        typed = Path(self._line.text().strip()).expanduser()
        if not typed.is_absolute():
            typed = self._folder / typed
        self._show_folder(typed)

    @Slot()
    def _go_up(self) -> None:
        self._show_folder(self._folder.parent)

    @Slot()
    def _go_to_place(self) -> None:
        button = self.sender()
        assert isinstance(button, Button)
        self._show_folder(Path(str(button.property("folder"))))

    @Slot(QModelIndex)
    def _enter(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is None:
            return
        if entry.folder and not (entry.archive and self._wanted is Wanted.ARCHIVE):
            self._show_folder(entry.path)
            return
        # The first row has the keyboard's place before anything is chosen: Enter chooses it.
        if not self._act.isEnabled():
            self._list.setCurrentIndex(index)
            self._selection_changed()
        if self._act.isEnabled():
            self._act.click()

    @Slot()
    def _selection_changed(self) -> None:
        chosen = self._chosen()
        self._act.setEnabled(bool(chosen))
        if self._many and chosen:
            count = len(chosen)
            self._count.setText(
                ngettext("{count} file chosen", "{count} files chosen", count).format(count=count)
            )
        elif self._wanted is Wanted.ARCHIVE:
            self._count.setText(_("An archive is a folder whose name ends in .satchel."))
        else:
            self._count.setText(_("Enter opens a folder, Backspace goes up."))

    def _chosen(self) -> tuple[Path, ...]:
        entries = [self._model.entry(index) for index in self._list.selectedIndexes()]
        found = [entry for entry in entries if entry is not None]
        match self._wanted:
            case Wanted.FILES:
                return tuple(entry.path for entry in found if not entry.folder)
            case Wanted.ARCHIVE:
                named = tuple(entry.path for entry in found if entry.archive)
                return named or ((self._folder,) if is_archive(self._folder) else ())
            case Wanted.FOLDER:
                folders = tuple(entry.path for entry in found if entry.folder)
                return folders or (self._folder,)

    @Slot(str)
    def _pick(self, key: str) -> None:
        chosen = self._chosen()
        if key == "pick" and chosen:
            self.picked.emit(chosen)
