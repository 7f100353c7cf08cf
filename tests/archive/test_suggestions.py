"""Points that records could establish together: shared, counted, disagreeing, dismissed."""

from dataclasses import replace

import pytest

from app.archive.adding import Addition, add_records
from app.archive.changing import bin_records, change_record
from app.archive.destroying import destroy_records
from app.archive.opening import Archive
from app.archive.origins import link_republication
from app.archive.reading import read_record
from app.archive.suggestions import (
    PointKind,
    Suggestion,
    dismiss_suggestion,
    suggest_again,
    suggestions,
)
from app.errors import InputError
from app.progress import Silent
from app.records.record import Record
from app.records.testimony import Testimony
from app.records.text import RecordText, Segment
from app.records.vocabularies import Basis, SegmentRole
from tests.archive.test_destroying import everything
from tests.records.builders import a_testimony, a_text, an_article

ONE = "Since 2020 at least 1,076 people were sent back, Ilse Varga said."
OTHER = "The county counted 1,076 returns. Ilse Varga asked on 9 October 2024 for more."
TABLE = "Year\tSent back\n2020-2023\t660\n2024-2025\t416\nTotal\t1,076"


def put(archive: Archive, *records: Record) -> None:
    """Add records."""
    add_records(archive, [Addition(records=(each,)) for each in records], Silent())


def points(archive: Archive, *kinds: PointKind) -> dict[str, Suggestion]:
    """What is suggested, by label."""
    found = suggestions(archive, Silent(), kinds=kinds or tuple(PointKind))
    return {each.label: each for each in found.suggestions}


def with_table(*rows: str) -> Record:
    """An article with a paragraph and a table."""
    table = Segment(id=2, text="\n".join(rows), role=SegmentRole.TABLE)
    return an_article(text=RecordText(segments=(Segment(id=1, text=ONE), table)))


def test_what_two_records_state_is_suggested_with_its_passages(archive: Archive) -> None:
    """A figure in two spellings and a name; the mark stands on them."""
    put(archive, an_article(ONE), an_article(OTHER.replace("1,076", "1076")))
    found = points(archive)
    assert set(found) == {"1,076", "Ilse Varga"}
    assert [each.card.code for each in found["1,076"].passages] == ["A-001", "A-002"]
    for each in found["1,076"].passages:
        assert each.text[slice(*each.mark)] in ("1,076", "1076")
    assert (found["1,076"].records, found["1,076"].origins) == (2, 2)


def test_republications_count_once(archive: Archive) -> None:
    """Three records, two of which are one origin."""
    put(archive, an_article(ONE), an_article(ONE), an_article(OTHER))
    link_republication(archive, "A-002", "A-001")
    found = points(archive)["1,076"]
    assert (found.records, found.origins) == (3, 2)


def test_a_total_that_is_no_sum_is_named(archive: Archive) -> None:
    """One record is enough for that, and it stands before all else."""
    put(archive, with_table("Year\tAll", "2020\t600", "2021\t410", "Total\t1,076"))
    (first, *_rest) = suggestions(archive, Silent()).suggestions
    assert first.kind is PointKind.DISAGREEMENT
    assert "1,076" in first.reason and "1,010" in first.reason
    assert any(each.disagrees and "600 + 410" in each.text for each in first.passages)


def test_figures_that_nearly_agree_are_named(archive: Archive) -> None:
    """The text has 406, the table 416, and both are told of 2024."""
    record = with_table(*TABLE.split("\n"))
    first, table = record.text.segments
    text = "In 2024 at least 406 were sent back, 1,076 in all."
    put(archive, replace(record, text=RecordText(segments=(replace(first, text=text), table))))
    (found,) = points(archive, PointKind.DISAGREEMENT).values()
    assert "406" in found.reason and "416" in found.reason and "2024" in found.reason
    assert {each.text[slice(*each.mark)] for each in found.passages} == {"406", "416"}


def test_figures_of_different_things_do_not_disagree(archive: Archive) -> None:
    """Two records that share nothing but a year are about two things."""
    put(archive, an_article("In 2024, 406 boats left."), an_article("In 2024, 416 letters came."))
    assert points(archive, PointKind.DISAGREEMENT) == {}


def test_names_in_unpublished_testimonies_are_never_suggested(archive: Archive) -> None:
    """Nothing here leads to a protected person; a published one is public already."""
    private, public = a_testimony(ONE), a_testimony(ONE)
    published = replace(public, testimony=Testimony(basis=Basis.PUBLIC))
    put(archive, private, an_article(OTHER))
    assert set(points(archive)) == {"1,076"}
    put(archive, published)
    assert points(archive)["Ilse Varga"].records == 2


def test_distressing_paragraphs_are_counted_and_not_shown(archive: Archive) -> None:
    """Their words stay hidden until somebody asks for the record."""
    hidden = an_article(ONE)
    segments = tuple(replace(each, distressing=True) for each in hidden.text.segments)
    put(archive, replace(hidden, text=RecordText(segments=segments)), an_article(OTHER))
    first, second = points(archive)["1,076"].passages
    assert (first.hidden, first.text, second.hidden) == (True, "", False)


def test_a_dismissed_point_stays_dismissed_until_taken_back(archive: Archive) -> None:
    """Also when another record states it; and what is kept of it cannot be read."""
    put(archive, an_article(ONE), an_article(OTHER))
    key = points(archive)["1,076"].key
    dismiss_suggestion(archive, key, Silent())
    put(archive, an_article(ONE))
    assert "1,076" not in points(archive)
    dismissed = suggestions(archive, Silent(), dismissed_ones=True)
    assert [each.key for each in dismissed.suggestions] == [key] and dismissed.count == 1
    with archive.store.browsing() as reader:
        kept = repr(reader.rows("SELECT * FROM dismissed_suggestions"))
    assert "1076" not in kept and "1,076" not in kept
    suggest_again(archive, key)
    assert "1,076" in points(archive)
    with pytest.raises(InputError, match="key"):
        dismiss_suggestion(archive, "0" * 16, Silent())


def test_a_destroyed_record_takes_its_part_along(archive: Archive) -> None:
    """Facts and dismissals of it are gone; one record alone suggests nothing."""
    put(archive, an_article(ONE), an_article(OTHER))
    dismiss_suggestion(archive, points(archive)["1,076"].key, Silent())
    ids = tuple(read_record(archive, code).card.id for code in ("A-001", "A-002"))
    destroy_records(archive, ids, Silent())
    with archive.store.browsing() as reader:
        assert reader.rows("SELECT * FROM dismissed_suggestions") == []
        assert reader.rows("SELECT * FROM signatures") == []


def test_changes_and_the_bin_are_followed(archive: Archive) -> None:
    """What a record does not state any more is not suggested any more."""
    put(archive, an_article(ONE), an_article(OTHER), an_article(ONE))
    assert points(archive)["1,076"].records == 3
    record = read_record(archive, "A-002").record
    change_record(archive, record.id, replace(record, text=a_text("Nothing is known.")))
    assert points(archive)["1,076"].records == 2
    bin_records(archive, (read_record(archive, "A-003").card.id,))
    assert "1,076" not in points(archive)


def test_a_report_in_two_languages_is_named(archive: Archive) -> None:
    """By figures and dates that few others state; once linked it is settled."""
    korean = "2024년 10월 9일 중국은 406명을 돌려보냈고, 모두 1,076명이었다."
    english = "On 9 October 2024 China returned 406 people, 1,076 in all."
    other = "Am 9. Oktober 2024 regnete es an der Fähre."
    put(
        archive,
        an_article(english),
        an_article(korean, languages=("ko",)),
        an_article(other, languages=("de",)),
    )
    (found,) = points(archive, PointKind.SAME_REPORT).values()
    assert {each.card.code for each in found.passages} == {"A-001", "A-002"}
    assert "1076" in found.reason and "2024-10-09" in found.reason
    link_republication(archive, "A-002", "A-001")
    assert points(archive, PointKind.SAME_REPORT) == {}


def test_no_page_holds_what_a_destroyed_record_stated(archive: Archive) -> None:
    """Neither the facts nor the signature that were worked out of it."""
    named = "Quillon Marbeck counted 8,731 sacks on 3 May 2017."
    put(archive, an_article(named), an_article("Nothing is known of Quillon Marbeck."))
    suggestions(archive, Silent())
    with archive.store.browsing() as reader:
        (kept,) = reader.rows("SELECT slots, facts FROM signatures WHERE record = 1")
    assert "quillon marbeck" in kept[1] and "8731" in kept[1]
    ids = tuple(read_record(archive, code).card.id for code in ("A-001", "A-002"))
    destroy_records(archive, ids, Silent())
    for piece in everything(archive):
        for gone in (b"marbeck", b"Marbeck", b"8731", b"8,731", b"2017-05-03", kept[0][:24]):
            assert gone not in piece
