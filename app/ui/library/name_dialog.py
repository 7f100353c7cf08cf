"""Asking for one line: the name of a collection, a speaker."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.tokens import Ink
from app.ui.widgets.buttons import ButtonKind, link_button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import LineInput


class NameDialog(Dialog):
    """One line to type, or one of a few names to press.

    Args:
        over: A widget of the window to cover.
        title: What is asked.
        act: The word of the primary button.
        text: What stands in the line at first.
        told: A sentence above the line; may be empty.
        known: Names to choose from by one press.
        empty_allowed: Whether nothing is an answer.
    """

    named = Signal(str)
    """What was typed or pressed."""

    def __init__(
        self,
        over: QWidget,
        title: str,
        act: str,
        *,
        text: str = "",
        told: str = "",
        known: Sequence[str] = (),
        empty_allowed: bool = False,
    ) -> None:
        super().__init__(over, title, width=440)
        self._empty_allowed = empty_allowed
        if told:
            self.body.addWidget(PlainLabel(told, self.card, ink=Ink.TEXT2, wrap=True))
        self.line = LineInput(text, name=title)
        self.body.addWidget(self.line)
        for name in known[:8]:
            button = link_button(name.replace("&", "&&"), self.card)
            button.setProperty("name", name)
            button.clicked.connect(self._pressed)
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.add_button("cancel", _("Cancel"))
        self._act = self.add_button("act", act, ButtonKind.PRIMARY)
        self.line.textChanged.connect(self._text_changed)
        self.line.selectAll()
        self._text_changed()
        self.chosen.connect(self._chosen)

    def first_focus(self) -> QWidget | None:
        """The line."""
        return self.line

    @Slot()
    def _text_changed(self) -> None:
        self._act.setEnabled(self._empty_allowed or bool(self.line.text().strip()))

    @Slot(str)
    def _chosen(self, key: str) -> None:
        if key == "act":
            self.named.emit(" ".join(self.line.text().split()))

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        name = str(button.property("name")) if button is not None else ""
        self.close_sheet()
        self.named.emit(name)
