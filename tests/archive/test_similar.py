"""Similar records: alike by the words that say most, quickly told in large archives."""

from dataclasses import replace

import pytest

from app.archive.adding import Addition, add_records
from app.archive.changing import bin_records
from app.archive.opening import Archive
from app.archive.similar import similar_records
from app.errors import InputError
from app.progress import Silent
from app.records.person import Person
from app.records.postings import PostingsField, Terms
from app.records.record import Record
from app.search.likeness import CHOSEN, MOST_RECORDS, Telling, likeness_node, telling_terms
from app.search.snippets import ShownText
from app.store.term_counts import count_terms
from tests.records.builders import a_testimony

FERRY = "The ferry crossed the strait at night and the ferrymen hid the coins below deck."
NOISE = "They said that it was the same on every day of the week, and that nobody came."


def fill(archive: Archive, *records: Record) -> list[str]:
    """Codes of the records, in their order."""
    additions = [Addition(records=(each,)) for each in records]
    return [card.code for card in add_records(archive, additions, Silent()).added]


def others(archive: Archive, count: int = 8) -> list[str]:
    """Records that share nothing but common words."""
    names = ("mill", "kiln", "barn", "loft", "shed", "byre", "hall", "yard")
    texts = (f"{NOISE} The {name} was empty." for name in names[:count])
    return fill(archive, *(a_testimony(text, title="Said") for text in texts))


def like(archive: Archive, record: str, limit: int = 20) -> list[str]:
    """Codes of what is like a record, the most like first."""
    return [each.card.code for each in similar_records(archive, record, limit)]


def test_rare_words_shared_make_records_alike(archive: Archive) -> None:
    """More of them more alike; common words alone make nobody alike, and no one is like itself."""
    first, near, far = fill(
        archive,
        a_testimony(FERRY, NOISE, title="First"),
        a_testimony("A ferry crossed by night, with ferrymen and coins.", NOISE, title="Near"),
        a_testimony("Coins of the old king.", NOISE, title="Far"),
    )
    others(archive)
    assert like(archive, first) == [near, far]
    assert like(archive, first, 1) == [near]
    found = similar_records(archive, first)
    assert 1 >= found[0].likeness > found[1].likeness > 0


def test_scripts_without_spaces_are_compared_too(archive: Archive) -> None:
    """Bigrams are words here."""
    first, near, _far = fill(
        archive,
        a_testimony("国境の川を夜に渡った。", title="一"),
        a_testimony("夜に川を渡った人は国境で待った。", title="二"),
        a_testimony("朝の市場で米を売った。", title="三"),
    )
    others(archive)
    assert like(archive, first)[0] == near


def test_the_bin_is_left_out(archive: Archive) -> None:
    """What was thrown away is not offered; but one may ask from a record in the bin."""
    records = [a_testimony(FERRY, title=each) for each in ("First", "Second", "Third")]
    first, _second, third = fill(archive, *records)
    others(archive)
    bin_records(archive, (records[1].id,))
    assert like(archive, first) == [third]
    assert set(like(archive, records[1].id)) == {first, third}


def test_hidden_passages_and_identities_show_nowhere(archive: Archive) -> None:
    """What is hidden in a record does not tell what it is like, and stands in no line."""
    told = a_testimony(FERRY, NOISE, title="First")
    hidden = replace(told.text.segments[0], distressing=True)
    told = replace(told, text=replace(told.text, segments=(hidden, *told.text.segments[1:])))
    shown = a_testimony(FERRY, title="Second", persons=(Person(pseudonym="Sarn Two"),))
    first, second = fill(archive, told, shown)
    others(archive)
    assert second not in like(archive, first)
    third = fill(
        archive, a_testimony(NOISE, title="Third", persons=(Person(pseudonym="Sarn Two"),))
    )
    assert like(archive, third[0]) == [second]
    lines = [line for each in similar_records(archive, second) for line in each.snippets]
    assert lines
    assert not [line for line in lines if "ferry" in line.text]


def test_nothing_shared_finds_nothing(archive: Archive) -> None:
    """Neither in an archive of one, nor for a record without a word."""
    (alone,) = fill(archive, a_testimony(FERRY, title="First"))
    assert like(archive, alone) == []
    (empty,) = fill(archive, a_testimony("", title="…"))
    assert like(archive, empty) == []
    with pytest.raises(InputError, match="called that"):
        similar_records(archive, "T-999")


def test_common_words_cost_no_more_than_the_limit(archive: Archive) -> None:
    """Counting stops where a word says nothing any more."""
    others(archive)
    with archive.store.searching() as reader:
        assert count_terms(reader, ("kiln·", "nobodi··nobody"), most=3) == {
            "kiln·": 1,
            "nobodi··nobody": 3,
        }


def test_few_terms_are_asked_for_whatever_the_record() -> None:
    """A long record costs as much as a short one, and common terms do not pile up."""
    texts = [
        ShownText(field=PostingsField.TEXT, text=f"word{n}x lantern{n}x") for n in range(9_000)
    ]
    telling = telling_terms(texts)
    assert len(telling) <= 160
    seldom = likeness_node(telling, {each.term: 5 for each in telling}, of=100_000, common=2_001)
    assert len(seldom.parts) == CHOSEN
    often = {each.term: 1_900 for each in telling}
    parts = likeness_node(telling, often, of=100_000, common=2_001).parts
    assert 0 < len(parts) * 1_900 <= MOST_RECORDS


def test_the_weightiest_terms_are_chosen() -> None:
    """Often here and seldom elsewhere; what only this record has, or every one, is not asked."""
    telling = tuple(Telling(term=term, times=times) for term, times in
                    (("often·", 9), ("seldom·", 1), ("own·", 9), ("every·", 9)))  # fmt: skip
    counts = {"often·": 10, "seldom·": 10, "own·": 1, "every·": 2_001}
    node = likeness_node(telling, counts, of=100_000, common=2_001)
    assert node.parts == (Terms(forms=("often·",)), Terms(forms=("seldom·",)))


def test_small_words_of_a_language_make_nobody_alike(archive: Archive) -> None:
    """Also in an archive of few records, where they are as rare as any other word."""
    first, second = fill(
        archive,
        a_testimony("They were not where they had been before.", title="First"),
        a_testimony("When they had been there they were not well.", title="Second"),
    )
    assert like(archive, first) == []
    assert like(archive, second) == []
