"""What the reader's sections beside the text share: a scrolled page with one column."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.archive.reading import OpenedRecord
from app.ui.direction import set_margins
from app.ui.theme import Theme
from app.ui.tokens import Ground
from app.ui.widgets.surface import Surface

_WIDEST = 760


class _Column(Surface):
    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(QSize(_WIDEST, 100_000))


class RecordPane(QScrollArea):
    """A section of the reader. Fill `column`; subclasses show a record and flush what is typed."""

    change_wanted = Signal(object, str)
    """A function from `Record` to `Record`, and what it changes, for the status strip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened: OpenedRecord | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = _Column(Ground.PAGE)
        self.column = QVBoxLayout()
        self.column.setSpacing(18)
        inner = QVBoxLayout(body)
        set_margins(inner, 22, 16, 22, 24)
        inner.addLayout(self.column)
        inner.addStretch(1)
        self.setWidget(body)
        Theme.current().changed.connect(self._put_on)
        self._put_on()

    def show_record(self, opened: OpenedRecord) -> None:
        """Show a record; the same one again after a change."""
        self.opened = opened

    def flush(self) -> None:
        """Take what is typed and not left yet."""

    @property
    def code(self) -> str:
        """The code of the record shown."""
        return self.opened.card.code if self.opened is not None else ""

    @Slot()
    def _put_on(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(Theme.current().tokens.page))
        self.setPalette(palette)
