"""Consent: on what ground a testimony may be used, and what was answered for each scope."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QDate, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.archive.consent import consent_state
from app.archive.reading import OpenedRecord
from app.records.record import Record
from app.records.testimony import ScopeAnswer
from app.records.vocabularies import Basis, ConsentState, Scope, label
from app.translation import _
from app.ui.library.state_marks import consent_mark
from app.ui.reader.answer_row import AnswerRow
from app.ui.reader.field_form import FieldForm
from app.ui.reader.fields import FieldSpec, consent_group, with_value
from app.ui.reader.record_pane import RecordPane
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel

_TOGETHER_MS = 1_000
_WITH_MATRIX = (Basis.CONSENT, Basis.FAMILY_REPRESENTATIVE)


class ConsentPane(RecordPane):
    """The basis of use and the matrix. Answers given within a second make one revision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Consent"))
        self._changed: dict[Scope, ScopeAnswer | None] = {}
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER_MS)
        self._together.timeout.connect(self.flush_answers)
        self._state = Banner("", "", self, tone=Tone.NEUTRAL)
        self._basis = Dropdown(name=_("Basis of use"))
        self._basis.addItem(_("Nobody has said yet"), "")
        for basis in Basis:
            self._basis.addItem(label(basis), basis.value)
        self._basis_field = Field(_("Basis of use"), self._basis, self)
        self._matrix = QWidget(self)
        rows = QVBoxLayout(self._matrix)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(PlainLabel(_("May be used for"), self, size=Size.TITLE, weight=600))
        self._rows = {scope: AnswerRow(scope, self._matrix) for scope in Scope}
        for row in self._rows.values():
            rows.addWidget(row)
            row.answered.connect(self._answered)
        self._without = PlainLabel("", self, ink=Ink.TEXT2, wrap=True)
        self._form = FieldForm((consent_group(),), self)
        for widget in (self._state, self._basis_field, self._without, self._matrix, self._form):
            self.column.addWidget(widget)
        self._basis.activated.connect(self._basis_chosen)
        self._form.committed.connect(self._committed)

    def show_record(self, opened: OpenedRecord) -> None:
        """Show what was agreed to."""
        if self.opened is not None and self.opened.card.id != opened.card.id:
            self.flush_answers()
        super().show_record(opened)
        testimony = opened.record.testimony
        self._basis_field.setVisible(testimony is not None)
        basis = testimony.basis if testimony else None
        matrix = testimony is not None and basis in _WITH_MATRIX
        self._matrix.setVisible(matrix)
        self._form.setVisible(matrix)
        self._without.setText(_without_matrix(opened.record))
        self._without.setVisible(bool(self._without.text()))
        self._show_state(opened.record)
        if testimony is None:
            return
        self._basis.choose(basis.value if basis else "")
        for scope, row in self._rows.items():
            if scope not in self._changed:
                row.show_answer(testimony.consent.answer_for(scope))
        self._form.show_record(opened.record)

    def flush(self) -> None:
        """Take what is typed and answered."""
        self._form.flush()
        self.flush_answers()

    @Slot()
    def flush_answers(self) -> None:
        """Make one change of the answers given since the last."""
        self._together.stop()
        if not self._changed or self.opened is None:
            return
        changed, self._changed = dict(self._changed), {}
        what = _("Recorded consent in {code}").format(code=self.code)
        self.change_wanted.emit(partial(_with_answers, changed), what)

    @Slot(object, object)
    def _answered(self, scope: Scope, answer: ScopeAnswer | None) -> None:
        self._changed[scope] = answer
        self._together.start()
        if self.opened is not None:
            self._show_state(_with_answers(self._changed, self.opened.record))

    @Slot()
    def _basis_chosen(self) -> None:
        key = str(self._basis.currentData())
        what = _("Changed the basis of use of {code}").format(code=self.code)
        self.change_wanted.emit(partial(_with_basis, Basis(key) if key else None), what)

    @Slot(object, object)
    def _committed(self, spec: FieldSpec, value: object) -> None:
        what = _("Changed “{field}” of {code}").format(field=spec.label, code=self.code)
        self.change_wanted.emit(partial(with_value, spec, value), what)

    def _show_state(self, record: Record) -> None:
        today = QDate.currentDate().toPython()
        state = consent_state(record, on=today)  # type: ignore[arg-type]
        mark = consent_mark(state)
        assert mark is not None
        self._state.say(mark.word, _meaning(state), tone=mark.tone, icon=mark.icon)


def _with_basis(basis: Basis | None, record: Record) -> Record:
    assert record.testimony is not None
    return replace(record, testimony=replace(record.testimony, basis=basis))


def _with_answers(changed: Mapping[Scope, ScopeAnswer | None], record: Record) -> Record:
    """The record with these answers; None takes an answer away. In the order of scopes."""
    testimony = record.testimony
    assert testimony is not None
    answers: dict[Scope, ScopeAnswer | None] = {
        each.scope: each for each in testimony.consent.answers
    }
    answers |= changed
    kept = tuple(each for scope in Scope if (each := answers.get(scope)) is not None)
    consent = replace(testimony.consent, answers=kept)
    return replace(record, testimony=replace(testimony, consent=consent))


def _without_matrix(record: Record) -> str:
    """Why there is no matrix; empty where there is one."""
    if record.testimony is None:
        return _(
            "An article was published: it is cited, and needs no consent of its own. Where it "
            "names somebody who is at risk, set the risk under Details."
        )
    match record.testimony.basis:
        case None:
            return _("Choose a basis to record consent. Until then nothing leaves the archive.")
        case Basis.PUBLIC:
            return _("It was published before: where, stands under Details.")
        case Basis.OFFICIAL_CAPACITY:
            return _("It was said in an official capacity.")
        case Basis.DOCUMENT:
            return _("It is a document, used as one.")
        case _:
            return ""


def _meaning(state: ConsentState) -> str:
    return {
        ConsentState.PUBLIC_SOURCE: _("May be used for every purpose with its citation."),
        ConsentState.ALL_USES: _("All uses were agreed to."),
        ConsentState.LIMITED: _("Some uses were agreed to, others were not."),
        ConsentState.ASK_AGAIN: _("For some uses the interviewee wants to be asked again."),
        ConsentState.INTERNAL: _("Nothing may leave the circle of internal analysis."),
        ConsentState.NOT_RECORDED: _("Nothing leaves the circle of internal analysis."),
        ConsentState.WITHDRAWN: _("The interviewee withdrew. Nothing leaves the archive."),
    }[state]
