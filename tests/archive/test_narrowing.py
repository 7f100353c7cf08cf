"""Counts beside a result narrow it to exactly as many records, and widen it again."""

import pytest

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive
from app.archive.searching import SearchRequest, search
from app.progress import Silent
from app.records.dates import StatedDate
from app.records.postings import ConditionField, FacetName, HasValue
from app.records.record import Risk
from app.records.testimony import Interview, Testimony
from app.records.vocabularies import RiskLevel, Status
from tests.records.builders import a_testimony, an_article

FIELDS = {
    FacetName.KIND: ConditionField.KIND,
    FacetName.LANGUAGE: ConditionField.LANGUAGE,
    FacetName.YEAR: ConditionField.YEAR,
    FacetName.TAG: ConditionField.TAG,
    FacetName.COLLECTION: ConditionField.COLLECTION,
    FacetName.STATUS: ConditionField.STATUS,
    FacetName.RISK: ConditionField.RISK,
    FacetName.CONSENT: ConditionField.CONSENT,
}


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Nine records that speak of boats, and one that does not."""
    for number in range(9):
        interview = Interview(date=StatedDate(edtf=f"{2018 + number % 3}-0{1 + number}"))
        record = a_testimony(
            f"Boats came, {number} of them.",
            languages=(("en", "ko", "en-GB")[number % 3],),
            tags=("river", "night")[: number % 3],
            status=Status.REVIEWED if number % 2 else Status.TO_REVIEW,
            risk=Risk(level=RiskLevel.HIGH if number % 4 == 0 else None),
            testimony=Testimony(interview=interview),
        )
        group = "North" if number < 4 else None
        add_records(archive, [Addition(records=(record,), collection=group)], Silent())
    others = (an_article("Boats in the news."), an_article("Nothing at all."))
    add_records(archive, [Addition(records=others)], Silent())
    return archive


def test_every_count_is_what_narrowing_finds(filled: Archive) -> None:
    """Also once it is narrowed already; and leaving one out finds all the others."""
    whole = search(filled, SearchRequest(text="boats"))
    assert whole.count == 10
    seen = set()
    for facet in whole.facets:
        if facet.name not in FIELDS:
            continue
        for each in facet.counts:
            one = HasValue(field=FIELDS[facet.name], values=(each.value,))
            narrow = search(filled, SearchRequest(text="boats", narrowed=(one,)))
            assert narrow.count == each.count, (facet.name, each.value)
            without = search(filled, SearchRequest(text="boats", without=(one,)))
            assert without.count == whole.count - narrow.count
            for second in narrow.facets:
                for value in second.counts:
                    if second.name in FIELDS:
                        two = HasValue(field=FIELDS[second.name], values=(value.value,))
                        both = SearchRequest(text="boats", narrowed=(one, two))
                        assert search(filled, both).count == value.count
            seen.add(facet.name)
    assert seen == set(FIELDS)


def test_two_values_of_one_property_widen(filled: Archive) -> None:
    """Either will do; both conditions together are narrower."""
    years = HasValue(field=ConditionField.YEAR, values=("2018", "2019"))
    reviewed = HasValue(field=ConditionField.STATUS, values=("reviewed",))
    assert search(filled, SearchRequest(text="boats", narrowed=(years,))).count == 6
    assert search(filled, SearchRequest(text="boats", narrowed=(years, reviewed))).count == 3
    assert search(filled, SearchRequest(narrowed=(reviewed,))).count == 4
    assert search(filled, SearchRequest(text="boats")).count == 10
