"""Including a record against its verdict: a written reason is asked for, and kept."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.translation import _
from app.ui.direction import isolated
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.text_input import TextInput


class IncludeDialog(Dialog):
    """Asks why a record is included all the same.

    Args:
        code: The record's code.
        verdict: Why it is not included as things stand.
        reason: A reason given before; empty for none.
    """

    included = Signal(str, str)
    """The record's id and the reason."""

    def __init__(
        self, over: QWidget, record: str, code: str, verdict: str, *, reason: str = ""
    ) -> None:
        super().__init__(over, _("Include {} in this dossier").format(isolated(code)))
        self._record = record
        self.body.addWidget(
            PlainLabel(verdict, self.card, ink=Ink.TEXT2, size=Size.TITLE, wrap=True)
        )
        self.reason = TextInput(reason, self.card)
        self.reason.setMaximumHeight(96)
        self.body.addWidget(
            Field(
                _("Reason"),
                self.reason,
                self.card,
                hint=_("Kept with this decision. The record itself does not change."),
            )
        )
        self.add_button("cancel", _("Cancel"))
        self.include = self.add_button("include", _("Include"), ButtonKind.PRIMARY)
        self.reason.textChanged.connect(self._check)
        self.chosen.connect(self._decide)
        self._check()

    def first_focus(self) -> QWidget | None:
        """The reason."""
        return self.reason

    @Slot()
    def _check(self) -> None:
        self.include.setEnabled(bool(self.reason.toPlainText().strip()))

    @Slot(str)
    def _decide(self, key: str) -> None:
        if key == "include":
            self.included.emit(self._record, " ".join(self.reason.toPlainText().split()))
