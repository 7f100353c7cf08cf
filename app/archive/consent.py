"""The consent compiler: what may be done with a record, for one purpose, on one day.

One implementation serves the dossier, sealed packages and every list that shows a state. It
decides from the basis of use, the consent matrix, expiry, withdrawal, protection and risk. Where
rules meet, the strictest that applies wins.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.records.dates import StatedDate
from app.records.record import Record
from app.records.testimony import Consent, Testimony
from app.records.vocabularies import (
    Answer,
    Basis,
    ConsentState,
    Kind,
    ProtectionLevel,
    RiskLevel,
    Scope,
)
from app.translation import _

_MATRIX = (Basis.CONSENT, Basis.FAMILY_REPRESENTATIVE)
_CLOSED_TO_CHILDREN = (Scope.MEDIA, Scope.PUBLICATION)
_GRAVE = (RiskLevel.HIGH, RiskLevel.EXTREME)


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
        reason: One or two sentences for the person who exports.
        may_override: A written reason may include the record all the same. Never so after a
            refusal or withdrawal, for a person never to be mentioned, or against a child's
            protection: those change only in the record, with their evidence.
        overridden: A person included it with the written reason that stands in `reason`.
    """

    decision: Decision
    reason: str
    may_override: bool = False
    overridden: bool = False


def compile_consent(
    record: Record, *, purpose: Scope, on: date, binned: bool = False, override: str = ""
) -> ConsentVerdict:
    """Decide about one record.

    Args:
        purpose: What the record is wanted for.
        on: The day of use; expiry, withdrawal and review are measured by it.
        override: A person's written reason to include it all the same; empty for none.
    """
    verdict = _verdict(record, purpose, on, binned)
    if override.strip() and verdict.may_override:
        return ConsentVerdict(
            decision=Decision.AS_IT_IS,
            reason=_("Included by decision: {}").format(override.strip()),
            overridden=True,
        )
    return verdict


def consent_state(record: Record, *, on: date) -> ConsentState:
    """The whole matrix in one word; the strictest that applies."""
    testimony = record.testimony
    if testimony is None or testimony.basis is Basis.PUBLIC:
        return ConsentState.PUBLIC_SOURCE
    if testimony.basis is None:
        return ConsentState.NOT_RECORDED
    if testimony.basis not in _MATRIX:
        return ConsentState.ALL_USES
    consent = testimony.consent
    if _withdrawn(consent, on):
        return ConsentState.WITHDRAWN
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


def _verdict(record: Record, purpose: Scope, on: date, binned: bool) -> ConsentVerdict:
    if binned:
        return _left_out(_("It is in the bin."))
    if purpose is Scope.INTERNAL_ANALYSIS:
        return _inside(record, on)
    for person in record.persons:
        if person.protection is ProtectionLevel.NEVER_MENTION:
            return _left_out(_("It speaks of a person who must never be mentioned."))
    verdict = _by_basis(record, purpose, on)
    if verdict.decision is Decision.AS_IT_IS:
        return _weigh_risk(record, verdict, on)
    return verdict


def _inside(record: Record, on: date) -> ConsentVerdict:
    """Internal analysis needs no recorded consent, but a refusal or withdrawal ends it."""
    consent = record.testimony.consent if record.testimony else Consent()
    if _withdrawn(consent, on):
        return _left_out(_("Consent was withdrawn."))
    if _answer(consent, Scope.INTERNAL_ANALYSIS, on) is Answer.NO:
        return _left_out(_("The interviewee refused internal analysis: the record is to go."))
    return ConsentVerdict(decision=Decision.AS_IT_IS, reason=_("Internal analysis."))


def _by_basis(record: Record, purpose: Scope, on: date) -> ConsentVerdict:
    if record.kind is Kind.ARTICLE:
        return _as_it_is(_("Published. Used with its citation."))
    testimony = record.testimony
    assert testimony is not None
    if _withdrawn(testimony.consent, on):
        return _left_out(_("Consent was withdrawn."))
    child = testimony.interviewee.child or any(
        person.child and person.pseudonym == testimony.interviewee.pseudonym
        for person in record.persons
    )
    if child and purpose in _CLOSED_TO_CHILDREN:
        return _left_out(_("The interviewee is a child: media and publication stay closed."))
    match testimony.basis:
        case None:
            return _left_out(
                _("No consent is recorded, so it stays within internal analysis."),
                may_override=True,
            )
        case Basis.CONSENT | Basis.FAMILY_REPRESENTATIVE:
            return _by_matrix(testimony, purpose, on, child=child)
        case Basis.PUBLIC:
            found = _as_it_is(_("Published before. Used with its citation."))
        case Basis.OFFICIAL_CAPACITY:
            found = _as_it_is(_("Said in an official capacity."))
        case Basis.DOCUMENT:
            found = _as_it_is(_("A document."))
    if child:
        return _decide(_("The interviewee is a child, so a person has to decide."))
    if testimony.coerced:
        return _decide(_("It was said under coercion, so a person has to decide."))
    return found


def _by_matrix(testimony: Testimony, purpose: Scope, on: date, *, child: bool) -> ConsentVerdict:
    consent = testimony.consent
    if child and not (testimony.interviewee.guardian_consent and testimony.interviewee.own_assent):
        return _left_out(
            _("The interviewee is a child, and guardian’s consent or own assent is missing.")
        )
    given = consent.answer_for(purpose)
    if given is not None and _has_begun(given.withdrawn, on):
        return _left_out(_("Consent for this use was withdrawn."))
    answer = given.answer if given else None
    if answer is Answer.NO:
        return _left_out(_("The interviewee said no to this use."))
    if answer is None:
        return _left_out(_("Consent for this use is not recorded."), may_override=True)
    if _expired(consent, on):
        return _left_out(_("The consent has expired."), may_override=True)
    if answer is Answer.ASK_AGAIN:
        return _decide(_("The interviewee wants to be asked again."))
    assert given is not None
    if answer is Answer.IDENTITY_WITHHELD:
        return _left_out(
            _("Identity must be withheld, and the names in this text have not been reviewed.")
        )
    if not given.verbatim:
        return _left_out(_("The interviewee did not agree to verbatim words."))
    if testimony.coerced:
        return _decide(_("It was said under coercion, so a person has to decide."))
    return _as_it_is(_("The interviewee agreed to this use."))


def _weigh_risk(record: Record, verdict: ConsentVerdict, on: date) -> ConsentVerdict:
    if record.risk.level in _GRAVE:
        return _decide(_("The risk is high, so a person has to decide."))
    review = record.risk.review
    if review is not None and review.span.last is not None and review.span.last < on:
        return _decide(_("The review of its risk is overdue, so a person has to decide."))
    return replace(verdict, may_override=False)


def _answer(consent: Consent, scope: Scope, on: date) -> Answer | None:
    given = consent.answer_for(scope)
    if given is None:
        return None
    return Answer.NO if _has_begun(given.withdrawn, on) else given.answer


def _withdrawn(consent: Consent, on: date) -> bool:
    return _has_begun(consent.withdrawn, on)


def _expired(consent: Consent, on: date) -> bool:
    last = consent.expires.span.last if consent.expires else None
    return last is not None and last < on


def _has_begun(since: StatedDate | None, on: date) -> bool:
    """A withdrawal with an uncertain date counts from the first day it may mean."""
    if since is None:
        return False
    first = since.span.first
    return first is None or first <= on


def _as_it_is(reason: str) -> ConsentVerdict:
    return ConsentVerdict(decision=Decision.AS_IT_IS, reason=reason)


def _left_out(reason: str, *, may_override: bool = False) -> ConsentVerdict:
    return ConsentVerdict(decision=Decision.LEFT_OUT, reason=reason, may_override=may_override)


def _decide(reason: str) -> ConsentVerdict:
    return ConsentVerdict(decision=Decision.DECIDE, reason=reason, may_override=True)
