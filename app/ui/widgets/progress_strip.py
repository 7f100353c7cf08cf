"""How far a job is: words, a thin bar, Cancel. One quiet line."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.translation import _
from app.ui.direction import joined, mirrored_f, set_margins
from app.ui.painting import fill
from app.ui.theme import Theme
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.plain_label import PlainLabel


class ProgressBar(QWidget):
    """A thin bar. Where the whole is unknown it stays a quiet third: nothing runs to and fro."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._total = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Progress"))

    def show_progress(self, done: int, total: int | None) -> None:
        """Show how far it is; units are the job's own."""
        self._done, self._total = done, total or 0
        if total:
            self.setAccessibleDescription(_("{done} of {total}").format(done=done, total=total))
        self.update()

    def sizeHint(self) -> QSize:
        """90 by 4."""
        return QSize(90, 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the way done on the way in all."""
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        fill(painter, whole, 2, tokens.line)
        share = min(1.0, self._done / self._total) if self._total else 1 / 3
        part = QRectF(whole.left(), whole.top(), whole.width() * share, whole.height())
        fill(painter, mirrored_f(part, whole, self.layoutDirection()), 2, tokens.accent)


class ProgressStrip(QWidget):
    """What is being done, how far, and Cancel."""

    cancelled = Signal()
    """Cancel was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self._bar = ProgressBar(self)
        self.cancel = Button(_("Cancel"), self, kind=ButtonKind.LINK, size=Size.META)
        self.cancel.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        set_margins(layout, 0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._what)
        layout.addWidget(self._bar)
        layout.addWidget(self.cancel)
        layout.addStretch(1)

    def show_progress(self, what: str, done: int, total: int | None, left: str = "") -> None:
        """Show how far a job is.

        Args:
            what: What is being done.
            done: Units finished.
            total: Units in all; None where unknown, then no count is shown.
            left: How much longer it takes, in words; empty where nobody knows.
        """
        count = _("{done} of {total}").format(done=done, total=total) if total else ""
        self._what.setText(joined(what, count, left))
        self._bar.show_progress(done, total)
