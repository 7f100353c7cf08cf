from dataclasses import replace
from datetime import date

import pytest

from app.archive.consent import Decision, compile_consent, consent_state
from app.records.dates import StatedDate
from app.records.person import Person
from app.records.record import Record, Risk
from app.records.testimony import Consent, Interviewee, ScopeAnswer, Testimony
from app.records.vocabularies import (
    Answer,
    Basis,
    ConsentState,
    PersonRole,
    ProtectionLevel,
    RiskLevel,
    Scope,
)
from tests.records.builders import a_testimony, an_article

TODAY = date(2026, 6, 1)
OUTSIDE = [scope for scope in Scope if scope is not Scope.INTERNAL_ANALYSIS]


def told(testimony: Testimony, **changes: object) -> Record:
    """A testimony with these details."""
    return a_testimony(testimony=testimony, **changes)


def agreed(answer: Answer = Answer.YES, **consent: object) -> Testimony:
    """Consent with one answer for every scope."""
    matrix = tuple(ScopeAnswer(scope=scope, answer=answer) for scope in Scope)
    return Testimony(basis=Basis.CONSENT, consent=Consent(answers=matrix, **consent))  # type: ignore[arg-type]


def decide(record: Record, purpose: Scope = Scope.PUBLICATION, **more: object) -> Decision:
    """What the compiler decides today."""
    return compile_consent(record, purpose=purpose, on=TODAY, **more).decision  # type: ignore[arg-type]


@pytest.mark.parametrize("purpose", OUTSIDE)
def test_a_testimony_without_recorded_consent_stays_inside(purpose: Scope) -> None:
    """No consent recorded means nothing leaves the circle of internal analysis."""
    verdict = compile_consent(told(Testimony()), purpose=purpose, on=TODAY)
    assert verdict.decision is Decision.LEFT_OUT
    assert "consent" in verdict.reason.lower()
    assert decide(told(Testimony()), Scope.INTERNAL_ANALYSIS) is Decision.AS_IT_IS


@pytest.mark.parametrize("purpose", list(Scope))
def test_what_was_public_may_be_used_for_everything(purpose: Scope) -> None:
    """Articles and published testimonies go out with their citation."""
    assert decide(an_article(), purpose) is Decision.AS_IT_IS
    assert decide(told(Testimony(basis=Basis.PUBLIC)), purpose) is Decision.AS_IT_IS


@pytest.mark.parametrize(
    "record",
    [
        an_article(risk=Risk(level=RiskLevel.HIGH)),
        an_article(risk=Risk(level=RiskLevel.EXTREME)),
        an_article(risk=Risk(level=RiskLevel.LOW, review=StatedDate(edtf="2026-05"))),
        told(Testimony(basis=Basis.PUBLIC, coerced=True)),
        told(agreed(), risk=Risk(level=RiskLevel.HIGH)),
        told(agreed(Answer.ASK_AGAIN)),
    ],
)
def test_some_uses_wait_for_a_person(record: Record) -> None:
    """High risk, an overdue review, coercion and "ask again" are never decided by a program."""
    assert decide(record) is Decision.DECIDE
    assert decide(record, override="Asked again on 30 May") is Decision.AS_IT_IS
    assert decide(record, override="  ") is Decision.DECIDE


def test_a_published_child_waits_for_a_person_and_never_goes_to_media() -> None:
    """A child's media and publication answer is no, whatever else is recorded."""
    record = told(Testimony(basis=Basis.PUBLIC, interviewee=Interviewee(child=True)))
    assert decide(record, Scope.UN_CONFIDENTIAL) is Decision.DECIDE
    for purpose in (Scope.MEDIA, Scope.PUBLICATION):
        assert decide(record, purpose, override="we want it") is Decision.LEFT_OUT


@pytest.mark.parametrize(
    "record",
    [
        told(agreed(Answer.NO)),
        told(agreed(withdrawn=StatedDate(edtf="2026-06-01"))),
        told(agreed(withdrawn=StatedDate(edtf="2026"))),
        told(Testimony(basis=Basis.PUBLIC,
                       consent=Consent(withdrawn=StatedDate(edtf="2026-01")))),
        told(replace(agreed(), interviewee=Interviewee(child=True))),
        told(agreed(), persons=(Person(pseudonym="Juniper", role=PersonRole.WITNESS,
                                       protection=ProtectionLevel.NEVER_MENTION),)),
        told(agreed(Answer.IDENTITY_WITHHELD)),
    ],
)  # fmt: skip
def test_refusal_withdrawal_and_protection_cannot_be_overridden(record: Record) -> None:
    """They change only in the record, with their evidence."""
    verdict = compile_consent(record, purpose=Scope.PARTNER, on=TODAY, override="needed")
    assert verdict.decision is Decision.LEFT_OUT
    assert not verdict.may_override


def test_consent_counts_on_the_day_of_use() -> None:
    """Expiry and withdrawal are measured by the day of the dossier."""
    until_may = told(agreed(expires=StatedDate(edtf="2026-05")))
    assert decide(until_may) is Decision.LEFT_OUT
    early = compile_consent(until_may, purpose=Scope.MEDIA, on=date(2026, 5, 31))
    assert early.decision is Decision.AS_IT_IS
    later = told(agreed(withdrawn=StatedDate(edtf="2026-07-01")))
    assert decide(later) is Decision.AS_IT_IS


def test_one_scope_says_nothing_of_another() -> None:
    """Yes to research is not yes to media."""
    only = ScopeAnswer(scope=Scope.RESEARCH, answer=Answer.YES)
    record = told(Testimony(basis=Basis.CONSENT, consent=Consent(answers=(only,))))
    assert decide(record, Scope.RESEARCH) is Decision.AS_IT_IS
    assert decide(record, Scope.MEDIA) is Decision.LEFT_OUT


def test_nothing_leaves_from_the_bin() -> None:
    """Not even what was public."""
    for purpose in Scope:
        assert decide(an_article(), purpose, binned=True) is Decision.LEFT_OUT


def test_refusing_internal_analysis_closes_it() -> None:
    """No to internal analysis means that the record is to go."""
    only = ScopeAnswer(scope=Scope.INTERNAL_ANALYSIS, answer=Answer.NO)
    record = told(Testimony(basis=Basis.CONSENT, consent=Consent(answers=(only,))))
    assert decide(record, Scope.INTERNAL_ANALYSIS) is Decision.LEFT_OUT


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (an_article(), ConsentState.PUBLIC_SOURCE),
        (told(Testimony(basis=Basis.PUBLIC)), ConsentState.PUBLIC_SOURCE),
        (told(Testimony()), ConsentState.NOT_RECORDED),
        (told(Testimony(basis=Basis.CONSENT)), ConsentState.NOT_RECORDED),
        (told(agreed()), ConsentState.ALL_USES),
        (told(agreed(Answer.ASK_AGAIN)), ConsentState.ASK_AGAIN),
        (told(agreed(Answer.NO)), ConsentState.INTERNAL),
        (told(agreed(Answer.IDENTITY_WITHHELD)), ConsentState.LIMITED),
        (told(agreed(withdrawn=StatedDate(edtf="2020"))), ConsentState.WITHDRAWN),
        (told(agreed(expires=StatedDate(edtf="2020"))), ConsentState.ASK_AGAIN),
    ],
)
def test_the_matrix_is_summed_up_in_one_state(record: Record, state: ConsentState) -> None:
    """Lists show one word, and it is the strictest that applies."""
    assert consent_state(record, on=TODAY) is state


def only(scope: Scope, answer: Answer, **more: object) -> Consent:
    """Consent with one answer."""
    return Consent(answers=(ScopeAnswer(scope=scope, answer=answer, **more),))  # type: ignore[arg-type]


CHILD = Interviewee(child=True)


@pytest.mark.parametrize(
    "testimony",
    [
        Testimony(interviewee=CHILD),
        Testimony(interviewee=CHILD, basis=Basis.DOCUMENT),
        Testimony(consent=only(Scope.UN_PUBLIC, Answer.NO)),
        Testimony(consent=only(Scope.UN_PUBLIC, Answer.YES, withdrawn=StatedDate(edtf="2025"))),
        Testimony(basis=Basis.PUBLIC, consent=only(Scope.UN_PUBLIC, Answer.NO)),
        Testimony(basis=Basis.DOCUMENT, consent=only(Scope.INTERNAL_ANALYSIS, Answer.NO)),
        agreed(Answer.IDENTITY_WITHHELD, expires=StatedDate(edtf="2020")),
        Testimony(basis=Basis.CONSENT,
                  consent=only(Scope.UN_PUBLIC, Answer.ASK_AGAIN, verbatim=False)),
        Testimony(basis=Basis.CONSENT, consent=Consent(answers=(
            ScopeAnswer(scope=Scope.UN_PUBLIC, answer=Answer.YES),
            ScopeAnswer(scope=Scope.UN_PUBLIC, answer=Answer.NO)))),
    ],
)  # fmt: skip
def test_what_is_final_is_not_hidden_behind_what_may_be_overridden(testimony: Testimony) -> None:
    """A missing basis or an expiry opens no door that a refusal or a child's age has closed."""
    assert decide(told(testimony), Scope.UN_PUBLIC, override="because") is Decision.LEFT_OUT


def test_every_reason_that_may_be_overridden_is_told() -> None:
    """Who writes a reason has seen all that speaks against it."""
    record = told(Testimony(), risk=Risk(level=RiskLevel.EXTREME))
    verdict = compile_consent(record, purpose=Scope.PARTNER, on=TODAY)
    assert verdict.may_override
    assert "No consent" in verdict.reason
    assert "risk" in verdict.reason


@pytest.mark.parametrize(
    "person",
    [
        Person(pseudonym="J", protection=ProtectionLevel.ROLE_ONLY),
        Person(pseudonym="Major", protection=ProtectionLevel.OFFICIAL_OR_ALLEGED_PERPETRATOR),
        Person(pseudonym="J", child=True),
    ],
)
def test_protected_persons_make_an_article_wait(person: Person) -> None:
    """What names somebody protected is looked at by a person before it goes out."""
    assert decide(an_article(persons=(person,)), Scope.MEDIA) is Decision.DECIDE


def test_a_child_recorded_as_a_person_is_a_child() -> None:
    """However the pseudonyms are spelt."""
    person = Person(pseudonym="Juniper ", role=PersonRole.INTERVIEWEE, child=True)
    record = told(agreed(), persons=(person,))
    assert decide(record, Scope.MEDIA, override="x") is Decision.LEFT_OUT


def test_an_expiry_without_an_end_counts_from_its_beginning() -> None:
    """`2020/..` has expired."""
    assert decide(told(agreed(expires=StatedDate(edtf="2020/..")))) is Decision.LEFT_OUT


def test_a_withdrawn_record_is_never_summed_up_as_open() -> None:
    """Whatever its basis."""
    for basis in (Basis.PUBLIC, Basis.DOCUMENT, None):
        testimony = Testimony(basis=basis, consent=Consent(withdrawn=StatedDate(edtf="2020")))
        assert consent_state(told(testimony), on=TODAY) is ConsentState.WITHDRAWN
