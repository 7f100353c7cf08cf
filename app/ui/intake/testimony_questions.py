"""What only a person can say about a testimony: on what ground it may be used, and the risk."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.intake.draft import Draft
from app.records.vocabularies import Basis, RiskLevel, label
from app.translation import _
from app.ui.direction import set_margins
from app.ui.intake.papers import Answers
from app.ui.tokens import Ink, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field
from app.ui.widgets.section_header import SectionHeader

_UNKNOWN = "unknown"


class TestimonyQuestions(QWidget):
    """Basis and risk, asked before a testimony is added. Nothing is chosen beforehand."""

    answered = Signal(object)
    """The `Answers` as they stand now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = Answers()
        self.elsewhere = Banner(parent=self, tone=Tone.INFO, icon="newspaper")
        self.elsewhere.acted.connect(self._was_published)
        self.basis = Dropdown(self)
        self.basis.addItem(_("Choose…"), "")
        for basis in Basis:
            self.basis.addItem(label(basis), basis.value)
        self.basis.addItem(_("Not known yet"), _UNKNOWN)
        self.risk = Dropdown(self)
        self.risk.addItem(_("Choose…"), "")
        for level in RiskLevel:
            self.risk.addItem(label(level), level.value)
        self._basis_field = Field(_("On what ground may it be used?"), self.basis, self)
        self._risk_field = Field(
            _("How much harm could a use do?"),
            self.risk,
            self,
            hint=_("To whoever speaks, and to those spoken of."),
        )
        layout = QVBoxLayout(self)
        set_margins(layout, 0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(SectionHeader(_("Before it is added"), self))
        layout.addWidget(self.elsewhere)
        layout.addWidget(self._basis_field)
        layout.addWidget(self._risk_field)
        self.basis.activated.connect(self._chosen)
        self.risk.activated.connect(self._chosen)

    def show_answers(self, answers: Answers, draft: Draft, *, fixed: bool) -> None:
        """Show what was answered, and what intake suggests.

        Args:
            fixed: It is in the archive, or discarded: nothing can be answered any more.
        """
        self._answers = answers
        key = ""
        if answers.basis_asked:
            key = answers.basis.value if answers.basis else _UNKNOWN
        self.basis.choose(key)
        self.risk.choose(answers.risk.value if answers.risk else "")
        self._basis_field.set_hint(_consequence(answers), _ink(answers))
        suggested = draft.published_elsewhere
        self.elsewhere.setVisible(suggested.value and not answers.basis_asked and not fixed)
        if suggested.value:
            self.elsewhere.say(
                _("It seems to have been published elsewhere."),
                suggested.reason,
                tone=Tone.INFO,
                action=_("It was"),
                icon="newspaper",
            )
        for box in (self.basis, self.risk):
            box.setEnabled(not fixed)

    @Slot()
    def _was_published(self) -> None:
        self.answered.emit(replace(self._answers, basis=Basis.PUBLIC, basis_asked=True))

    @Slot(int)
    def _chosen(self, _number: int) -> None:
        basis, risk = str(self.basis.currentData()), str(self.risk.currentData())
        known = basis not in ("", _UNKNOWN)
        self.answered.emit(
            Answers(
                basis=Basis(basis) if known else None,
                basis_asked=bool(basis),
                risk=RiskLevel(risk) if risk else None,
            )
        )


def _consequence(answers: Answers) -> str:
    """What the answer means for later use."""
    if not answers.basis_asked:
        return ""
    match answers.basis:
        case None:
            return _("It stays within internal analysis until somebody records one.")
        case Basis.CONSENT | Basis.FAMILY_REPRESENTATIVE:
            return _("It stays inside until the answers are recorded under Consent.")
        case Basis.PUBLIC:
            return _("It may be used with its citation.")
        case _:
            return _("Risk and protection still decide about each use.")


def _ink(answers: Answers) -> Ink:
    held = answers.basis_asked and answers.basis is None
    return Ink.WARN if held else Ink.TEXT3
