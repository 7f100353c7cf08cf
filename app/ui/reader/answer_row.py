"""One scope of the consent matrix: the answer, what may identify beside the words, withdrawal."""

from dataclasses import replace

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.dates import StatedDate
from app.records.testimony import ScopeAnswer
from app.records.vocabularies import Answer, Scope, label
from app.translation import _
from app.ui.library.dates_in_words import date_in_words
from app.ui.library.flow_layout import FlowLayout
from app.ui.tokens import Size
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.chip import Chip
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.rule import Rule


class AnswerRow(QWidget):
    """What was answered for one scope. The small chips come once there is an answer."""

    answered = Signal(object, object)
    """The `Scope`, and its `ScopeAnswer` or None where it was not asked."""

    def __init__(self, scope: Scope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope = scope
        self._answer: ScopeAnswer | None = None
        name = label(scope)
        self._choice = Dropdown(name=name)
        self._choice.addItem(_("Not asked"), "")
        for answer in Answer:
            self._choice.addItem(label(answer), answer.value)
        self._chips: dict[str, Chip] = {}
        self._more = QWidget(self)
        self._flow = FlowLayout(self._more)
        self._flow.setContentsMargins(0, 0, 0, 4)
        self._withdraw: Button | None = None
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(PlainLabel(name, self, wrap=True), 1)
        head.addWidget(self._choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._more)
        layout.addWidget(Rule(self))
        self._more.hide()
        self._choice.activated.connect(self._chosen)

    def show_answer(self, answer: ScopeAnswer | None) -> None:
        """Show what was answered."""
        self._answer = answer
        self._choice.choose(answer.answer.value if answer else "")
        asked = answer is not None and answer.answer is not Answer.NO
        self._more.setVisible(asked)
        if answer is None or not asked:
            return
        if not self._chips:
            self._make_chips()
        for field, chip in self._chips.items():
            chip.setChecked(bool(getattr(answer, field)))
        if self._withdraw is not None:
            self._withdraw.setText(_withdrawal(answer))

    def _make_chips(self) -> None:
        for field, word in (
            ("verbatim", _("Word for word")),
            ("name", _("Name")),
            ("voice", _("Voice")),
            ("image", _("Image")),
            ("original_file", _("Original file")),
        ):
            chip = Chip(word, self._more, active=True, edged=True)
            chip.setCheckable(True)
            chip.setAccessibleDescription(label(self._scope))
            chip.setProperty("field", field)
            chip.clicked.connect(self._ticked)
            self._flow.addWidget(chip)
            self._chips[field] = chip
        self._withdraw = Button("", self._more, kind=ButtonKind.LINK, size=Size.META)
        self._withdraw.clicked.connect(self._withdraw_pressed)
        self._flow.addWidget(self._withdraw)

    @Slot()
    def _chosen(self) -> None:
        key = str(self._choice.currentData())
        if not key:
            self._tell(None)
        elif self._answer is None:
            self._tell(ScopeAnswer(scope=self._scope, answer=Answer(key)))
        else:
            self._tell(replace(self._answer, answer=Answer(key)))

    @Slot()
    def _ticked(self) -> None:
        if self._answer is not None:
            ticked = {field: chip.isChecked() for field, chip in self._chips.items()}
            self._tell(
                replace(
                    self._answer,
                    name=ticked["name"],
                    voice=ticked["voice"],
                    image=ticked["image"],
                    verbatim=ticked["verbatim"],
                    original_file=ticked["original_file"],
                )
            )

    @Slot()
    def _withdraw_pressed(self) -> None:
        if self._answer is None:
            return
        today = StatedDate(edtf=QDate.currentDate().toString("yyyy-MM-dd"))
        self._tell(replace(self._answer, withdrawn=None if self._answer.withdrawn else today))

    def _tell(self, answer: ScopeAnswer | None) -> None:
        self.show_answer(answer)
        self.answered.emit(self._scope, answer)


def _withdrawal(answer: ScopeAnswer) -> str:
    if answer.withdrawn is None:
        return _("Withdrawn today")
    since = date_in_words(answer.withdrawn.edtf, short=True)
    return _("Withdrawn since {date}. Take back").format(date=since)
