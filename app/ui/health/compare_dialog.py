"""Asks for a head of the log that somebody kept."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import TextInput


class CompareDialog(Dialog):
    """The words or the digits, as they are printed."""

    compared = Signal(str)
    """What was typed."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, _("Compare with a head you kept"))
        self.body.addWidget(
            PlainLabel(
                _(
                    "The whole log is checked, and the entry that the words stand for is looked "
                    "up in it. Words from a dossier of this archive are found too."
                ),
                self.card,
                ink=Ink.TEXT2,
                size=Size.TITLE,
                wrap=True,
            )
        )
        self.head = TextInput("", self.card)
        self.head.setMaximumHeight(88)
        self.body.addWidget(
            Field(
                _("Twelve words, or the 64 digits of the hash"),
                self.head,
                self.card,
                hint=_("Capitals, commas and line ends do not matter."),
            )
        )
        self.add_button("cancel", _("Cancel"))
        self.compare = self.add_button("compare", _("Compare"), ButtonKind.PRIMARY)
        self.head.textChanged.connect(self._check)
        self.chosen.connect(self._decide)
        self._check()

    def first_focus(self) -> QWidget | None:
        """The field."""
        return self.head

    @Slot()
    def _check(self) -> None:
        self.compare.setEnabled(bool(self.head.toPlainText().strip()))

    @Slot(str)
    def _decide(self, key: str) -> None:
        if key == "compare":
            self.compared.emit(self.head.toPlainText())
