"""For whom, for what, and on which day."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.records.vocabularies import Scope, label
from app.translation import _
from app.ui.direction import set_margins
from app.ui.dossier.basket import Basket
from app.ui.intake.step_input import StepInput
from app.ui.theme import Theme
from app.ui.tokens import Ink
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field

_BESIDE_FROM = 360


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
        self.day = StepInput("", self, hint=_("2026-11-23"))
        self._fields = (
            Field(_("Recipient"), self.recipient, self),
            Field(_("Purpose"), self.purpose, self),
            Field(_("Date"), self.day, self),
        )
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        set_margins(self._row, 16, 9, 16, 10)
        self._row.setSpacing(10)
        for field, share in zip(self._fields, (5, 4, 3), strict=True):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
            self._row.addWidget(field, share)
        self.recipient.textEdited.connect(self.recipient_typed)
        self.day.textEdited.connect(self.day_typed)
        self.purpose.activated.connect(self._choose)

    def show_basket(self, basket: Basket) -> None:
        """Show what a basket says."""
        for line, text in ((self.recipient, basket.recipient), (self.day, basket.day)):
            if line.text() != text:
                line.setText(text)
        self.purpose.choose(basket.purpose.value)
        self.purpose.setToolTip("")
        understood = basket.date is not None
        self._fields[2].set_hint("" if understood else _("Year-month-day"), Ink.WARN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields stand below each other where they have no room beside."""
        beside = self.width() >= _BESIDE_FROM * Theme.current().factor
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        super().resizeEvent(event)

    @Slot(int)
    def _choose(self, _number: int) -> None:
        self.purpose_chosen.emit(Scope(str(self.purpose.currentData())))
