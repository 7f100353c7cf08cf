"""A merge never loosens what protects people, and loses nothing without a word."""

from dataclasses import replace

import pytest

from app.archive.adding import Addition, add_records
from app.archive.merging import left_in_bin, merge_records, undo_merge
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.errors import RefusedError
from app.progress import Silent
from app.records.dates import StatedDate
from app.records.person import Person
from app.records.record import ExtraField, Record, Risk
from app.records.testimony import Consent, ScopeAnswer, Testimony
from app.records.text import Translation
from app.records.vocabularies import Answer, Basis, ProtectionLevel, RiskLevel, Scope
from tests.records.builders import a_testimony, an_article

ALL = tuple(ScopeAnswer(scope=each, answer=Answer.YES) for each in Scope)
FREE = Testimony(basis=Basis.CONSENT, consent=Consent(answers=ALL))


def agreed(**changes: object) -> Testimony:
    """Everything was agreed to, but for these changes of the consent."""
    return replace(FREE, consent=replace(FREE.consent, **changes))  # type: ignore[arg-type]


def answered(scope: Scope, answer: Answer) -> Testimony:
    """Everything was agreed to, but for one answer."""
    others = tuple(each for each in ALL if each.scope is not scope)
    return agreed(answers=(*others, ScopeAnswer(scope=scope, answer=answer)))


STRICTER = {
    "not recorded": Testimony(),
    "no answers": Testimony(basis=Basis.CONSENT),
    "refused": answered(Scope.MEDIA, Answer.NO),
    "to be asked again": answered(Scope.PARTNER, Answer.ASK_AGAIN),
    "withdrawn": agreed(withdrawn=StatedDate(edtf="2020-01-01")),
    "withdrawn later": agreed(withdrawn=StatedDate(edtf="2190-01-01")),
    "expired": agreed(expires=StatedDate(edtf="2020-01-01")),
    "expires later": agreed(expires=StatedDate(edtf="2190")),
    "coerced": replace(FREE, coerced=True),
}


def put(archive: Archive, *records: Record) -> list[str]:
    """Add some records; gives their ids."""
    add_records(archive, [Addition(records=records)], Silent())
    return [each.id for each in records]


@pytest.mark.parametrize("stricter", STRICTER.values(), ids=STRICTER)
def test_the_stricter_consent_is_never_lost(archive: Archive, stricter: Testimony) -> None:
    """Refused without any change; the other way round it is done, and undone."""
    free, strict = put(archive, a_testimony(testimony=FREE), a_testimony(testimony=stricter))
    before = [read_record(archive, each).hash for each in (free, strict)]
    with pytest.raises(RefusedError, match=r"Keep T-002, and merge T-001 into it\."):
        merge_records(archive, free, strict)
    assert [read_record(archive, each).hash for each in (free, strict)] == before
    assert not read_record(archive, strict).card.binned
    assert merge_records(archive, strict, free).record.testimony == stricter
    undo_merge(archive, strict)
    assert [read_record(archive, each).hash for each in (free, strict)] == before


def test_a_protected_person_counts_as_well(archive: Archive) -> None:
    """Whoever must never be mentioned is not, whichever record is to be kept."""
    person = Person(pseudonym="Aunt", protection=ProtectionLevel.NEVER_MENTION)
    free, strict = put(archive, an_article(), an_article(persons=(person,)))
    with pytest.raises(RefusedError, match="Keep A-002"):
        merge_records(archive, free, strict)
    merge_records(archive, strict, free)


def test_two_that_are_each_stricter_are_not_merged(archive: Archive) -> None:
    """It is said what to do first."""
    one, other = put(
        archive,
        a_testimony(testimony=answered(Scope.MEDIA, Answer.NO)),
        a_testimony(testimony=answered(Scope.PARTNER, Answer.NO)),
    )
    for pair in ((one, other), (other, one)):
        with pytest.raises(RefusedError, match="Each is stricter in something"):
            merge_records(archive, *pair)


@pytest.mark.parametrize("graver_first", [True, False])
def test_the_stricter_risk_is_kept(archive: Archive, graver_first: bool) -> None:
    """With the earlier review; undoing brings the former judgement back."""
    low = Risk(
        level=RiskLevel.LOW, to_whom="the aunt", review=StatedDate(edtf="2031-01-01", wording="w")
    )
    high = Risk(level=RiskLevel.HIGH, from_whom="the guards", review=StatedDate(edtf="2032-01-01"))
    first, second = (high, low) if graver_first else (low, high)
    one, other = put(
        archive,
        a_testimony(testimony=FREE, risk=first),
        a_testimony(testimony=FREE, risk=second),
    )
    before = [read_record(archive, each).hash for each in (one, other)]
    kept = merge_records(archive, one, other).record
    assert kept.risk == Risk(
        level=RiskLevel.HIGH, to_whom="the aunt", from_whom="the guards", review=low.review
    )
    undo_merge(archive, one)
    assert [read_record(archive, each).hash for each in (one, other)] == before


def test_extra_fields_and_a_legal_hold_come_along(archive: Archive) -> None:
    """Those that both have once; undoing takes them away again."""
    shared, own = ExtraField(label="Site", value="Sarn"), ExtraField(label="Site", value="Dunmere")
    one, other = put(
        archive, an_article(extra=(shared,)), an_article(extra=(own, shared), legal_hold=True)
    )
    before = [read_record(archive, each).hash for each in (one, other)]
    kept = merge_records(archive, one, other).record
    assert kept.extra == (shared, own)
    assert kept.legal_hold
    undo_merge(archive, one)
    assert [read_record(archive, each).hash for each in (one, other)] == before


def test_what_stays_in_the_bin_is_named(archive: Archive) -> None:
    """Persons and translations are of the other text; nothing is said where nothing stays."""
    plain, full = an_article(), an_article(persons=(Person(pseudonym="Aunt"),))
    text = replace(full.text, translations=(Translation(language="ko"),))
    one, other, third = put(archive, plain, replace(full, text=text), an_article())
    merge_records(archive, one, other)
    assert left_in_bin(archive, one, other) == "Only in A-002, in the bin: persons, translations."
    merge_records(archive, one, third)
    assert left_in_bin(archive, one, third) == ""
