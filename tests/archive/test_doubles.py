"""Near-doubles: found in the archive, compared, linked, merged, kept."""

from dataclasses import replace

import pytest

from app.archive.adding import Addition, add_records
from app.archive.changing import bin_records, change_record
from app.archive.destroying import destroy_records
from app.archive.difference import Likeness, compare_records, difference, paragraphs_of
from app.archive.doubles import Settled, all_doubles, near_doubles, near_doubles_of
from app.archive.merging import ask_again, keep_both
from app.archive.opening import Archive
from app.archive.origins import independent, link_republication, unlink_republication
from app.archive.reading import read_record
from app.errors import CancelledError, InputError
from app.progress import CancelFlag, Silent
from app.records.record import Record
from app.store.signatures_table import drop_signatures, set_signature_version
from tests.records.builders import a_testimony, a_text, an_article
from tests.search.test_resemblance import a_story, edited


def put(archive: Archive, *records: Record) -> list[str]:
    """Add records and give their codes."""
    report = add_records(archive, [Addition(records=(each,)) for each in records], Silent())
    return [card.code for card in report.added]


def signatures(archive: Archive) -> list[tuple[int, bytes]]:
    """What is kept of each text."""
    with archive.store.browsing() as reader:
        return reader.rows("SELECT record, slots FROM signatures ORDER BY record")


def test_an_edited_copy_is_found_with_how_alike_it_is(archive: Archive) -> None:
    """One word in ten was changed: 90 per cent, whatever the title is."""
    story = a_story(1)
    put(archive, an_article(story), *(an_article(a_story(seed)) for seed in range(2, 40)))
    (found,) = near_doubles(archive, edited(story, 0.1))
    assert found.card.code == "A-001"
    assert found.similarity == pytest.approx(0.9, abs=0.03)


def test_unrelated_texts_have_none(archive: Archive) -> None:
    """Nobody is asked about texts that only share a language."""
    put(archive, *(an_article(a_story(seed)) for seed in range(30)))
    assert near_doubles(archive, a_story(99)) == ()
    assert all_doubles(archive, Silent()) == ()


def test_many_texts_at_once_find_what_each_finds_alone(archive: Archive) -> None:
    """Asked for together they only take less time."""
    put(archive, *(an_article(a_story(seed)) for seed in range(10)))
    texts = [edited(a_story(seed), 0.1) for seed in range(12)]
    together = near_doubles_of(archive, texts)
    assert list(together) == [near_doubles(archive, text) for text in texts]
    assert [len(each) for each in together] == [1] * 10 + [0, 0]


def test_what_was_added_a_moment_ago_is_found(archive: Archive) -> None:
    """The memory of the open archive follows every change."""
    put(archive, an_article(a_story(1)))
    assert near_doubles(archive, a_story(2)) == ()
    put(archive, an_article(a_story(2)))
    assert [each.card.code for each in near_doubles(archive, a_story(2))] == ["A-002"]
    record = read_record(archive, "A-002").record
    change_record(archive, record.id, replace(record, text=a_text(a_story(3))))
    assert near_doubles(archive, a_story(2)) == ()
    assert [each.card.code for each in near_doubles(archive, a_story(3))] == ["A-002"]


def test_a_record_is_not_its_own_double_and_the_bin_has_none(archive: Archive) -> None:
    """What is in the bin is in no list."""
    put(archive, an_article(a_story(1)), an_article(edited(a_story(1), 0.05)))
    record = read_record(archive, "A-001").record
    assert [each.card.code for each in near_doubles(archive, record)] == ["A-002"]
    bin_records(archive, (read_record(archive, "A-002").card.id,))
    assert near_doubles(archive, record) == ()
    assert all_doubles(archive, Silent()) == ()


def test_every_pair_is_listed_once(archive: Archive) -> None:
    """Three copies are three pairs, and those of one record are two of them."""
    put(archive, *(an_article(edited(a_story(1), 0.05, seed)) for seed in range(3)))
    pairs = all_doubles(archive, Silent())
    codes = [(each.first.code, each.second.code) for each in pairs]
    assert sorted(codes) == [("A-001", "A-002"), ("A-001", "A-003"), ("A-002", "A-003")]
    third = read_record(archive, "A-003").card.number
    own = all_doubles(archive, Silent(), of={third})
    assert sorted((each.first.code, each.second.code) for each in own) == [
        ("A-001", "A-003"),
        ("A-002", "A-003"),
    ]


def test_a_link_settles_a_pair_and_counts_once(archive: Archive) -> None:
    """A republication of a republication names the first origin."""
    put(archive, *(an_article(edited(a_story(1), 0.05, seed)) for seed in range(3)))
    first, second, third = (read_record(archive, f"A-00{n}").record.id for n in (1, 2, 3))
    link_republication(archive, "A-002", "A-001")
    linked = link_republication(archive, "A-003", "A-002")
    assert linked.record.article is not None
    assert linked.record.article.origin.republication_of == first
    assert all_doubles(archive, Silent()) == ()
    settled = all_doubles(archive, Silent(), settled=True)
    assert {each.settled for each in settled} == {Settled.LINKED}
    assert independent({first: None, second: first, third: first}, (first, second, third)) == 1
    unlink_republication(archive, "A-003")
    assert len(all_doubles(archive, Silent())) == 2


def test_what_cannot_be_a_republication_is_refused(archive: Archive) -> None:
    """A testimony is nobody's republication, and nothing is its own."""
    put(archive, a_testimony(a_story(1)), an_article(a_story(1)))
    with pytest.raises(InputError, match="testimony"):
        link_republication(archive, "T-001", "A-001")
    with pytest.raises(InputError, match="of itself"):
        link_republication(archive, "A-001", "A-001")
    put(archive, an_article(a_story(1)))
    link_republication(archive, "A-002", "A-001")
    with pytest.raises(InputError, match="of itself"):
        link_republication(archive, "A-001", "A-002")
    link_republication(archive, "A-001", "T-001")


def test_both_kept_is_remembered_until_taken_back(archive: Archive) -> None:
    """Nobody is asked twice."""
    put(archive, an_article(a_story(1)), an_article(a_story(1)))
    keep_both(archive, "A-002", "A-001")
    keep_both(archive, "A-001", "A-002")
    assert all_doubles(archive, Silent()) == ()
    assert near_doubles(archive, read_record(archive, "A-001").record) == ()
    (kept,) = all_doubles(archive, Silent(), settled=True)
    assert kept.settled is Settled.KEPT
    ask_again(archive, "A-001", "A-002")
    assert len(all_doubles(archive, Silent())) == 1


def test_nothing_of_a_destroyed_record_is_left(archive: Archive) -> None:
    """Signature, facts and decisions go with it."""
    put(archive, an_article(a_story(1)), an_article(a_story(1)))
    keep_both(archive, "A-001", "A-002")
    kept = signatures(archive)
    destroy_records(archive, (read_record(archive, "A-001").record.id,), Silent())
    assert signatures(archive) == kept[1:]
    with archive.store.browsing() as reader:
        assert reader.rows("SELECT * FROM kept_pairs") == []
    assert near_doubles(archive, a_story(1))[0].card.code == "A-002"


def test_signatures_of_another_version_are_made_anew_and_that_goes_on(archive: Archive) -> None:
    """Cancelled half-way, it goes on where it was; the result is the same."""
    put(archive, *(an_article(a_story(seed)) for seed in range(70)))
    before = signatures(archive)
    near_doubles(archive, "nothing")
    with archive.store.writing() as writer:
        writer.execute("UPDATE signatures SET slots = x'00'")
        set_signature_version(writer, "older")
    flag = CancelFlag()
    flag.cancel()
    with pytest.raises(CancelledError):
        near_doubles_of(archive, ("nothing",), flag)
    assert len(signatures(archive)) == 64
    assert near_doubles(archive, edited(a_story(69), 0.1))[0].card.code == "A-070"
    assert signatures(archive) == before
    with archive.store.writing() as writer:
        drop_signatures(writer)
    assert near_doubles(archive, a_story(5))[0].card.code == "A-006"


def test_paragraphs_that_belong_together_stand_on_one_row(archive: Archive) -> None:
    """And words inside them tell what was changed."""
    put(
        archive,
        an_article("The ferry has stopped.", "Nobody knows when boats will cross the Sarn again."),
        an_article(
            "By agencies", "The ferry has stopped.", "Nobody knows when boats cross the Sarn."
        ),
    )
    rows = compare_records(archive, "A-001", "A-002").rows
    assert [each.likeness for each in rows] == [
        Likeness.SECOND_ONLY,
        Likeness.SAME,
        Likeness.CHANGED,
    ]
    gone = [piece.text.strip() for piece in rows[2].first if not piece.common]
    assert gone == ["will", "again"]
    for row in rows:
        assert "".join(piece.text for piece in row.first) in ("", *_texts(archive, "A-001"))


def _texts(archive: Archive, code: str) -> list[str]:
    return [each.text for each in read_record(archive, code).record.text.segments]


def test_distressing_paragraphs_stay_hidden_in_a_difference() -> None:
    """The row says so; whoever shows it asks first."""
    record = a_testimony("One thing.", "Another thing.")
    first, second = record.text.segments
    text = replace(record.text, segments=(first, replace(second, distressing=True)))
    rows = difference(paragraphs_of(replace(record, text=text)), paragraphs_of("One thing."))
    assert [(each.likeness, each.hidden) for each in rows] == [
        (Likeness.SAME, False),
        (Likeness.FIRST_ONLY, True),
    ]


def test_no_paragraph_is_lost_in_a_difference_of_long_texts() -> None:
    """Thousands of changed paragraphs are still all there, each once and in order."""
    one = "\n".join(a_story(seed, 8) for seed in range(900))
    other = "\n".join(edited(line, 0.3) for line in reversed(one.split("\n")))
    rows = difference(paragraphs_of(one), paragraphs_of(other))
    left = ["".join(piece.text for piece in row.first) for row in rows if row.first]
    right = ["".join(piece.text for piece in row.second) for row in rows if row.second]
    assert left == one.split("\n") and right == other.split("\n")
