"""A count is what narrowing by it finds, whatever stands in the values that records share."""

import random

import pytest

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive
from app.archive.searching import SearchRequest, search
from app.progress import Silent
from app.records.article import Article
from app.records.postings import ConditionField, Facet, FacetName, HasValue
from tests.records.builders import a_testimony, an_article

FIELDS = {
    FacetName.KIND: ConditionField.KIND,
    FacetName.LANGUAGE: ConditionField.LANGUAGE,
    FacetName.YEAR: ConditionField.YEAR,
    FacetName.TAG: ConditionField.TAG,
    FacetName.PLACE: ConditionField.PLACE,
    FacetName.PERSON: ConditionField.PERSON,
    FacetName.COLLECTION: ConditionField.COLLECTION,
    FacetName.STATUS: ConditionField.STATUS,
    FacetName.RISK: ConditionField.RISK,
    FacetName.CONSENT: ConditionField.CONSENT,
}

TAGS = (
    "River", "river", "RIVER", "ｒｉｖｅｒ", "river?", "riv*", "*", "?", "C*", "Camp", "c*",
    "Straße", "strasse", "ﬁle", "file", "İnce", "i̇nce", "%", "_", "riv%", "[r]iver", "'", '"',
    "river OR night", "tag:river", "-river", "river-bank", "(", "\\", "e\u0301t", "ét",
)  # fmt: skip
PLACES = ("Sarn", "SARN", "sarn", "S*", "Sarn*", "Sarn-Upper", "*")
LANGUAGES = ("ko", "ko-KP", "ko-KR", "KO", "zh-Hant", "zh-Hant-TW", "zh", "kok", "en-GB")
COLLECTIONS = ("A*", "Ark", "*", "North", None)


@pytest.fixture
def hostile(archive: Archive) -> Archive:
    """Sixty records with several values each that are alike, or look like patterns."""
    rng = random.Random(11)
    for number in range(60):
        record = an_article(
            f"Boats came, {number} of them.",
            languages=tuple(rng.sample(LANGUAGES, rng.randrange(3))),
            tags=tuple(rng.sample(TAGS, rng.randrange(5))),
            article=Article(place=rng.choice(PLACES)),
        )
        group = rng.choice(COLLECTIONS)
        add_records(archive, [Addition(records=(record,), collection=group)], Silent())
    others = (a_testimony("Boats, long ago.", languages=("ko-KP",)), an_article("Nothing."))
    add_records(archive, [Addition(records=others)], Silent())
    return archive


def by_name(facets: tuple[Facet, ...]) -> dict[FacetName, dict[str, int]]:
    """The counts that a result shows."""
    return {facet.name: {each.value: each.count for each in facet.counts} for facet in facets}


@pytest.mark.parametrize("text", ["", "boats", "-tag:river"])
def test_every_count_is_what_narrowing_finds(hostile: Archive, text: str) -> None:
    """And leaving it out removes exactly so many."""
    whole = search(hostile, SearchRequest(text=text))
    shown = 0
    for name, counts in by_name(whole.facets).items():
        for value, count in counts.items():
            one = HasValue(field=FIELDS[name], values=(value,))
            narrow = search(hostile, SearchRequest(text=text, narrowed=(one,)))
            assert narrow.count == count, (name, value)
            assert by_name(narrow.facets)[name][value] == count
            without = search(hostile, SearchRequest(text=text, without=(one,)))
            assert without.count == whole.count - count, (name, value)
            assert value not in by_name(without.facets).get(name, {})
            shown += 1
    assert shown > 30


def test_values_that_are_compared_alike_are_one_row(hostile: Archive) -> None:
    """In the spelling that the archive has most often."""
    counts = by_name(search(hostile, SearchRequest()).facets)
    for name, folded in (
        (FacetName.TAG, "river"),
        (FacetName.TAG, "strasse"),
        (FacetName.PLACE, "sarn"),
    ):
        assert sum(value.casefold() == folded for value in counts[name]) == 1


def test_the_most_frequent_spelling_is_shown_and_stays(archive: Archive) -> None:
    """Of two that are equally frequent the first; narrowing does not change how it is written."""
    tags = (("ferry",), ("FERRY", "ferry"), ("Ferry",), ("ferry",), ("pier",), ("Pier",))
    records = tuple(an_article("Boats.", tags=each) for each in tags)
    add_records(archive, [Addition(records=records)], Silent())
    found = search(archive, SearchRequest())
    assert by_name(found.facets)[FacetName.TAG] == {"ferry": 4, "Pier": 2}


def test_a_language_is_counted_with_its_regions(archive: Archive) -> None:
    """A record in both counts once; a longer name that begins alike is another language."""
    languages = (("ko",), ("ko", "ko-KP"), ("ko-KP",), ("KO-kp",), ("kok",))
    records = tuple(an_article("Boats.", languages=each) for each in languages)
    add_records(archive, [Addition(records=records)], Silent())
    found = by_name(search(archive, SearchRequest()).facets)[FacetName.LANGUAGE]
    assert found == {"ko": 4, "ko-KP": 3, "kok": 1}


@pytest.mark.parametrize(
    ("typed", "count"),
    [("tag:C*", 3), ('tag:"C*"', 1), ('-tag:"C*"', 3), ("tag:*", 4), ('tag:"*"', 1)],
)
def test_only_typed_values_without_quotes_are_patterns(
    archive: Archive, typed: str, count: int
) -> None:
    """What is chosen, or stands in quotes, is meant as it is; what was read says so as well."""
    records = tuple(an_article("Boats.", tags=(each,)) for each in ("C*", "Camp", "cold", "*"))
    add_records(archive, [Addition(records=records)], Silent())
    found = search(archive, SearchRequest(text=typed))
    assert found.count == count
    assert search(archive, SearchRequest(text=found.read_as.replace("NOT ", "-"))).count == count
