"""The consent compiler: what may be done with a record, for one purpose, on one day.

One implementation serves the dossier, sealed packages and every list that shows a state. It
gathers every objection from the basis of use, the consent matrix, expiry, withdrawal, protection
and risk; the strictest wins, and an objection that nobody may override is never hidden behind one
that somebody may.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.records.dates import StatedDate
from app.records.record import Record
from app.records.testimony import Consent, ScopeAnswer, Testimony
from app.records.vocabularies import (
    Answer,
    Basis,
    ConsentState,
    PersonRole,
    ProtectionLevel,
    RiskLevel,
    Scope,
)
from app.translation import _

_MATRIX = (Basis.CONSENT, Basis.FAMILY_REPRESENTATIVE)
_CLOSED_TO_CHILDREN = (Scope.MEDIA, Scope.PUBLICATION)
_GRAVE = (RiskLevel.HIGH, RiskLevel.EXTREME)
_STRICTEST = tuple(Answer)


class Decision(StrEnum):
    """What happens to a record on its way out."""

    AS_IT_IS = "as-it-is"
    ANONYMISED = "anonymised"
    LEFT_OUT = "left-out"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentVerdict:
    """What the compiler decided, and why.

    Attributes:
        reason: One or more sentences for the person who exports.
        may_override: A written reason may include the record all the same. Never so after a
            refusal or withdrawal, for a person never to be mentioned, or against a child's
            protection: those change only in the record, with their evidence.
        overridden: A person included it with the written reason that stands in `reason`.
    """

    decision: Decision
    reason: str
    may_override: bool = False
    overridden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Objection:
    """Something that speaks against a use.

    Attributes:
        decision: What it makes of the record by itself.
        final: No written reason overrides it.
    """

    decision: Decision
    reason: str
    final: bool = False


def compile_consent(
    record: Record, *, purpose: Scope, on: date, binned: bool = False, override: str = ""
) -> ConsentVerdict:
    """Decide about one record.

    Args:
        purpose: What the record is wanted for.
        on: The day of use; expiry, withdrawal and review are measured by it.
        override: A person's written reason to include it all the same; empty for none.
    """
    objections = tuple(dict.fromkeys(_objections(record, purpose, on, binned)))
    if not objections:
        return ConsentVerdict(decision=Decision.AS_IT_IS, reason=_ground(record, purpose))
    final = tuple(each for each in objections if each.final)
    named = final or objections
    if override.strip() and not final:
        return ConsentVerdict(
            decision=Decision.AS_IT_IS,
            reason=_("Included by decision: {}").format(override.strip()),
            overridden=True,
        )
    left_out = any(each.decision is Decision.LEFT_OUT for each in named)
    return ConsentVerdict(
        decision=Decision.LEFT_OUT if left_out else Decision.DECIDE,
        reason=" ".join(each.reason for each in named),
        may_override=not final,
    )


def consent_state(record: Record, *, on: date) -> ConsentState:
    """The whole matrix in one word; the strictest that applies."""
    testimony = record.testimony
    if testimony is None:
        return ConsentState.PUBLIC_SOURCE
    consent = testimony.consent
    if _has_begun(consent.withdrawn, on):
        return ConsentState.WITHDRAWN
    if testimony.basis is None:
        return ConsentState.NOT_RECORDED
    if testimony.basis not in _MATRIX:
        if any(_answer(consent, scope, on) is Answer.NO for scope in Scope):
            return ConsentState.LIMITED
        public = testimony.basis is Basis.PUBLIC
        return ConsentState.PUBLIC_SOURCE if public else ConsentState.ALL_USES
    if not consent.answers:
        return ConsentState.NOT_RECORDED
    answers = {scope: _answer(consent, scope, on) for scope in Scope}
    outside = [answer for scope, answer in answers.items() if scope != Scope.INTERNAL_ANALYSIS]
    if all(answer in (None, Answer.NO) for answer in outside):
        return ConsentState.INTERNAL
    if _expired(consent, on) or Answer.ASK_AGAIN in answers.values():
        return ConsentState.ASK_AGAIN
    if all(answer is Answer.YES for answer in answers.values()):
        return ConsentState.ALL_USES
    return ConsentState.LIMITED


def _objections(record: Record, purpose: Scope, on: date, binned: bool) -> Iterator[_Objection]:
    if binned:
        yield _never(_("It is in the bin."))
    consent = record.testimony.consent if record.testimony else Consent()
    if _has_begun(consent.withdrawn, on):
        yield _never(_("Consent was withdrawn."))
    if _answer(consent, Scope.INTERNAL_ANALYSIS, on) is Answer.NO:
        yield _never(_("The interviewee refused even internal analysis: the record is to go."))
    if purpose is Scope.INTERNAL_ANALYSIS:
        return
    answer = _answer(consent, purpose, on)
    if answer is Answer.NO:
        yield _never(_("The interviewee said no to this use, or took consent for it back."))
    yield from _about_persons(record)
    yield from _about_children(record, purpose)
    if record.testimony is not None:
        yield from _about_basis(record.testimony, answer, purpose, on)
    yield from _about_risk(record, on)


def _about_persons(record: Record) -> Iterator[_Objection]:
    """Until names in a text can be marked and reviewed, a person has to look at it."""
    for person in record.persons:
        if person.protection is ProtectionLevel.NEVER_MENTION:
            yield _never(_("It speaks of a person who must never be mentioned."))
        elif person.protection is ProtectionLevel.ROLE_ONLY:
            yield _ask(_("It speaks of a person who may appear by role only."))
        elif person.protection is ProtectionLevel.OFFICIAL_OR_ALLEGED_PERPETRATOR:
            yield _ask(_("It may name an alleged perpetrator."))


def _about_children(record: Record, purpose: Scope) -> Iterator[_Objection]:
    testimony = record.testimony
    if testimony is None:
        if any(person.child for person in record.persons):
            yield _ask(_("It speaks of a child, so a person has to decide."))
        return
    interviewee = testimony.interviewee
    child = interviewee.child or any(
        person.child and person.role is PersonRole.INTERVIEWEE for person in record.persons
    )
    if not child:
        if any(person.child for person in record.persons):
            yield _ask(_("It speaks of a child, so a person has to decide."))
        return
    if purpose in _CLOSED_TO_CHILDREN:
        yield _never(_("The interviewee is a child: media and publication stay closed."))
    if testimony.basis is Basis.PUBLIC:
        yield _ask(_("The interviewee is a child, so a person has to decide."))
    elif not (interviewee.guardian_consent and interviewee.own_assent):
        yield _never(
            _("The interviewee is a child, and guardian’s consent or own assent is missing.")
        )


def _about_basis(
    testimony: Testimony, answer: Answer | None, purpose: Scope, on: date
) -> Iterator[_Objection]:
    if testimony.basis is None:
        yield _hold(_("No consent is recorded, so it stays within internal analysis."))
    if testimony.coerced:
        yield _ask(_("It was said under coercion, so a person has to decide."))
    if answer is Answer.ASK_AGAIN:
        yield _ask(_("The interviewee wants to be asked again."))
    if answer is Answer.IDENTITY_WITHHELD:
        yield _never(
            _("Identity must be withheld, and the names in this text have not been reviewed.")
        )
    given = _strictest(testimony.consent, purpose)
    if given is not None and answer is not Answer.NO and not given.verbatim:
        yield _never(_("The interviewee did not agree to verbatim words."))
    if testimony.basis in _MATRIX:
        if answer is None:
            yield _hold(_("Consent for this use is not recorded."))
        elif _expired(testimony.consent, on):
            yield _hold(_("The consent has expired."))


def _about_risk(record: Record, on: date) -> Iterator[_Objection]:
    if record.risk.level in _GRAVE:
        yield _ask(_("The risk is high, so a person has to decide."))
    review = record.risk.review
    if review is not None and review.span.last is not None and review.span.last < on:
        yield _ask(_("The review of its risk is overdue, so a person has to decide."))


def _ground(record: Record, purpose: Scope) -> str:
    """Why nothing speaks against the use."""
    if purpose is Scope.INTERNAL_ANALYSIS:
        return _("Internal analysis.")
    basis = record.testimony.basis if record.testimony else None
    return {
        None: _("Published. Used with its citation."),
        Basis.PUBLIC: _("Published before. Used with its citation."),
        Basis.OFFICIAL_CAPACITY: _("Said in an official capacity."),
        Basis.DOCUMENT: _("A document."),
        Basis.CONSENT: _("The interviewee agreed to this use."),
        Basis.FAMILY_REPRESENTATIVE: _("The family’s representative agreed to this use."),
    }[basis]


def _strictest(consent: Consent, scope: Scope) -> ScopeAnswer | None:
    """The answer for a scope; of several, which a merge may leave, the strictest."""
    given = [each for each in consent.answers if each.scope is scope]
    return max(given, key=lambda each: _STRICTEST.index(each.answer), default=None)


def _answer(consent: Consent, scope: Scope, on: date) -> Answer | None:
    """What was answered for a scope; an answer taken back is a no."""
    given = [each for each in consent.answers if each.scope is scope]
    if any(_has_begun(each.withdrawn, on) for each in given):
        return Answer.NO
    strictest = _strictest(consent, scope)
    return strictest.answer if strictest else None


def _expired(consent: Consent, on: date) -> bool:
    """An expiry whose end is open counts from its beginning."""
    if consent.expires is None:
        return False
    span = consent.expires.span
    last = span.last or span.first
    return last is not None and last < on


def _has_begun(since: StatedDate | None, on: date) -> bool:
    """A withdrawal with an uncertain date counts from the first day it may mean."""
    if since is None:
        return False
    first = since.span.first
    return first is None or first <= on


def _never(reason: str) -> _Objection:
    return _Objection(decision=Decision.LEFT_OUT, reason=reason, final=True)


def _hold(reason: str) -> _Objection:
    return _Objection(decision=Decision.LEFT_OUT, reason=reason)


def _ask(reason: str) -> _Objection:
    return _Objection(decision=Decision.DECIDE, reason=reason)
