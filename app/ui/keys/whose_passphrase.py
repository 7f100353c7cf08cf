"""Whose passphrase was forgotten."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import KeySlot
from app.translation import _
from app.ui.direction import joined
from app.ui.keys.slot_words import about_words, holder_words
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.choices import RadioButton
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.plain_label import PlainLabel

SOMEBODY_NEW: Final = None
"""The answer that stands for none of the keys that are there."""

_NEXT = "next"


class WhosePassphraseDialog(Dialog):
    """One of the keys that have a passphrase, or a new one beside them."""

    answered = Signal(object)
    """The `KeySlot`, or `SOMEBODY_NEW`."""

    def __init__(self, over: QWidget, slots: Sequence[KeySlot]) -> None:
        super().__init__(over, _("Whose passphrase is it?"))
        self._slots = tuple(slots)
        self.body.addWidget(
            PlainLabel(
                _("The passphrase in use until now then opens nothing any more."),
                self.card,
                ink=Ink.TEXT2,
                size=Size.TITLE,
                wrap=True,
            )
        )
        self.choices = [
            RadioButton(joined(holder_words(slot), about_words(slot)), self.card)
            for slot in self._slots
        ]
        self.new = RadioButton(_("A new passphrase beside these"), self.card)
        for choice in (*self.choices, self.new):
            self.body.addWidget(choice)
        self.choices[0].setChecked(True)
        self.add_button("cancel", _("Later"))
        self.add_button(_NEXT, _("Next"), ButtonKind.PRIMARY)
        self.chosen.connect(self._chosen)

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self.choices[0]

    @Slot(str)
    def _chosen(self, key: str) -> None:
        if key != _NEXT:
            return
        for slot, choice in zip(self._slots, self.choices, strict=True):
            if choice.isChecked():
                self.answered.emit(slot)
                return
        self.answered.emit(SOMEBODY_NEW)
