"""What waits for a person's decision, one record at a time."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.translation import _
from app.ui.direction import isolated, set_margins
from app.ui.dossier.basket_model import BasketRow
from app.ui.painting import fill
from app.ui.theme import Theme
from app.ui.tokens import Ink, Radius, Size, Tone
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel


class DecideBanner(QWidget):
    """Names the first record that waits, with the two ways to go on."""

    leave_out = Signal(str)
    """The record is to stay out."""
    include = Signal(str)
    """The record is wanted with a written reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = ""
        self._heading = PlainLabel("", self, size=Size.TITLE, weight=600, wrap=True)
        self._sentence = PlainLabel("", self, ink=Ink.TEXT2, wrap=True)
        self.out_button = secondary_button(_("Leave out"), self)
        self.in_button = quiet_button(_("Include…"), self)
        self.out_button.clicked.connect(self._out)
        self.in_button.clicked.connect(self._in)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._sentence)
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._buttons.setSpacing(2)
        self._buttons.addWidget(self.out_button)
        self._buttons.addWidget(self.in_button)
        layout = QHBoxLayout(self)
        set_margins(layout, 14, 8, 12, 6)
        layout.setSpacing(10)
        mark = IconMark("circle-question-mark", self, ink=Ink.WARN)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addLayout(self._buttons)

    def ask_about(self, row: BasketRow, more: int) -> None:
        """Ask about a record.

        Args:
            more: How many others wait beside it.
        """
        self._record = row.item.id
        code = isolated(row.card.code) if row.card else _("A record")
        self._heading.setText(_("{} waits for your decision").format(code))
        parts = [row.reason]
        allowed = bool(row.verdict and row.verdict.may_override)
        if allowed:
            parts.append(
                _("It stays out unless you include it with a written reason, kept in this archive.")
            )
        if more:
            parts.append(_("{} more after this.").format(more))
        self._sentence.setText(" ".join(parts))
        self.in_button.setVisible(allowed)
        self.setAccessibleName(f"{self._heading.text()}. {self._sentence.text()}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        ground = Theme.current().tokens.tone(Tone.WARN)[1]
        fill(QPainter(self), QRectF(self.rect()), Radius.CARD, ground)

    @Slot()
    def _out(self) -> None:
        self.leave_out.emit(self._record)

    @Slot()
    def _in(self) -> None:
        self.include.emit(self._record)
