"""For whom, for what, and on which day."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.records.vocabularies import Scope, label
from app.translation import _
from app.ui.direction import set_margins
from app.ui.dossier.basket import Basket
from app.ui.intake.step_input import StepInput
from app.ui.theme import Theme
from app.ui.tokens import Ink
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import plain_tooltip

# Least width, and for recipient, purpose and date: row, column, columns taken.
_BESIDE = (
    (460, ((0, 0, 1), (0, 1, 1), (0, 2, 1))),
    (250, ((0, 0, 2), (1, 0, 1), (1, 1, 1))),
    (0, ((0, 0, 1), (1, 0, 1), (2, 0, 1))),
)


class Form(QWidget):
    """Recipient, purpose and date. Consent is measured by the last two."""

    recipient_typed = Signal(str)
    purpose_chosen = Signal(object)
    """A `Scope`."""
    day_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipient = StepInput("", self, hint=_("Who gets it"))
        self.purpose = Dropdown(self)
        self.purpose.setMinimumContentsLength(12)
        self.purpose.setSizeAdjustPolicy(
            Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for scope in Scope:
            self.purpose.addItem(label(scope), scope.value)
        self.day = StepInput("", self, hint=_("year-month-day"))
        self._fields = (
            Field(_("Recipient"), self.recipient, self),
            Field(_("Purpose"), self.purpose, self),
            Field(_("Date"), self.day, self),
        )
        self._grid = QGridLayout(self)
        set_margins(self._grid, 16, 9, 16, 10)
        self._grid.setSpacing(10)
        for field in self._fields:
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._places: tuple[tuple[int, int, int], ...] = ()
        self._arrange(_BESIDE[0][1])
        self.recipient.textEdited.connect(self.recipient_typed)
        self.day.textEdited.connect(self.day_typed)
        self.purpose.activated.connect(self._choose)

    def show_basket(self, basket: Basket) -> None:
        """Show what a basket says."""
        for line, text in ((self.recipient, basket.recipient), (self.day, basket.day)):
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        self.purpose.choose(basket.purpose.value)
        self.purpose.setToolTip(plain_tooltip(label(basket.purpose)))
        understood = basket.date is not None
        self._fields[2].set_hint("" if understood else _("Year-month-day"), Ink.WARN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields stand below each other where they have no room beside."""
        room = self.width() / Theme.current().factor
        self._arrange(next(places for least, places in _BESIDE if room >= least))
        super().resizeEvent(event)

    def _arrange(self, places: tuple[tuple[int, int, int], ...]) -> None:
        if places == self._places:
            return
        self._places = places
        for field, (row, column, span) in zip(self._fields, places, strict=True):
            self._grid.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column, share in enumerate((5, 4, 3)):
            used = any(first <= column < first + span for _row, first, span in places)
            self._grid.setColumnStretch(column, share if used else 0)

    @Slot(int)
    def _choose(self, _number: int) -> None:
        self.purpose_chosen.emit(Scope(str(self.purpose.currentData())))
