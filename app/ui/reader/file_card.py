"""One attached file: what it is, what it says of itself, and what can be done with it."""

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.intake.clean_copies import is_picture
from app.intake.page_pictures import can_be_shown
from app.records.capture import capture_facts
from app.records.record import Attachment
from app.records.vocabularies import label
from app.translation import _
from app.ui.direction import joined, set_margins
from app.ui.library.flow_layout import FlowLayout
from app.ui.tokens import Ground, Ink, Radius, Size
from app.ui.widgets.buttons import Button, quiet_button, secondary_button
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.surface import Surface


class FileCard(Surface):
    """A file of a record."""

    save_wanted = Signal(object)
    """The `Attachment` is to be saved outside, byte for byte."""
    clean_wanted = Signal(object)
    """The `Attachment` is to be saved outside without its hidden data."""
    show_wanted = Signal(object)
    """This card's file is to be looked at, or not any more."""

    def __init__(self, file: Attachment, parent: QWidget) -> None:
        super().__init__(Ground.LIST, parent, radius=Radius.CARD)
        self.file = file
        self.show_pages: Button | None = None
        self.save_clean: Button | None = None
        size = QLocale().formattedDataSize(file.size)
        facts = joined(label(file.role), file.media_type, size)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(ElidedLabel(file.name, self, size=Size.TITLE, weight=600))
        column.addWidget(PlainLabel(facts, self, ink=Ink.TEXT2, size=Size.META))
        self._add_capture(column)
        hashed = _("SHA-256 {hash}").format(hash=_parted(file.sha256))
        column.addWidget(
            PlainLabel(hashed, self, ink=Ink.TEXT3, size=Size.SMALL, tabular=True, wrap=True)
        )
        column.addWidget(self._buttons())
        grid = QGridLayout(self)
        set_margins(grid, 14, 12, 12, 12)
        grid.setHorizontalSpacing(12)
        icon = "image" if is_picture(file) else "paperclip"
        grid.addWidget(IconMark(icon, self), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(column, 0, 1)
        grid.setColumnStretch(1, 1)
        self.setAccessibleName(file.name)

    def say_shown(self, shown: bool) -> None:
        """The button says what pressing it does."""
        if self.show_pages is not None:
            self.show_pages.setText(_("Hide") if shown else _("Show"))
            self.show_pages.updateGeometry()

    def _add_capture(self, column: QVBoxLayout) -> None:
        facts = capture_facts(self.file.capture)
        if not facts:
            return
        column.addSpacing(4)
        rows = QGridLayout()
        rows.setHorizontalSpacing(10)
        rows.setVerticalSpacing(1)
        for at, (name, value) in enumerate(facts):
            rows.addWidget(PlainLabel(name, self, ink=Ink.TEXT3, size=Size.META), at, 0)
            shown = PlainLabel(value, self, size=Size.META, tabular=True)
            shown.setAccessibleName(f"{name}: {value}")
            rows.addWidget(shown, at, 1)
        rows.setColumnStretch(1, 1)
        column.addLayout(rows)
        if not self.file.capture.gives_away:
            return
        told = _("From the file’s hidden data. It leaves the archive only with the original.")
        column.addWidget(PlainLabel(told, self, ink=Ink.TEXT3, size=Size.SMALL, wrap=True))
        column.addSpacing(4)

    def _buttons(self) -> QWidget:
        """Beside each other, or below where the reader is narrow."""
        box = QWidget(self)
        row = FlowLayout(box)
        set_margins(row, 0, 6, 0, 0)
        if can_be_shown(self.file.media_type):
            self.show_pages = secondary_button(_("Show"), self, icon="eye")
            self.show_pages.clicked.connect(self._show)
            row.addWidget(self.show_pages)
        save = secondary_button(_("Save the original…"), self, icon="download")
        save.clicked.connect(self._save)
        row.addWidget(save)
        if is_picture(self.file):
            self.save_clean = quiet_button(_("Save without hidden data…"), self)
            self.save_clean.clicked.connect(self._save_clean)
            row.addWidget(self.save_clean)
        return box

    @Slot()
    def _show(self) -> None:
        self.show_wanted.emit(self)

    @Slot()
    def _save(self) -> None:
        self.save_wanted.emit(self.file)

    @Slot()
    def _save_clean(self) -> None:
        self.clean_wanted.emit(self.file)


def _parted(sha256: str) -> str:
    """In groups of eight, for reading aloud and for breaking lines."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
