"""The index in the archive's file: the same as a plain reading, and without trace of what went."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.postings import (
    All,
    AnyOf,
    ConditionField,
    DateWithin,
    FacetName,
    HasValue,
    Near,
    Node,
    Not,
    Order,
    Phrase,
    PostingsField,
    PostingsQuery,
    Terms,
)
from app.search.analysis import analyse
from app.store.postings import (
    add_postings,
    check_postings,
    count_without_postings,
    drop_postings,
    has_postings,
    merge_postings,
    numbers_without_postings,
    postings_version,
    read_languages,
    read_vocabulary,
    set_postings_version,
)
from app.store.postings_search import search_postings
from app.store.records_table import set_binned
from tests.search.plain_scan import scan
from tests.search.small_index import Doc, SmallIndex, an_index, empty_index

WORDS = ["go", "gone", "going", "river", "rivers", "north", "북송", "송환된", "북", "1,076", "café"]
DATES = [None, "2019", "2019-03", "2020-01-05/2020-02-01", "../2018", "2021/..", "201X"]

sentences = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
docs = st.builds(
    Doc,
    title=sentences,
    text=st.lists(sentences, max_size=3).map(tuple),
    summary=sentences,
    language=st.sampled_from(["en", "ko", None]),
    kind=st.sampled_from(["article", "testimony"]),
    date=st.sampled_from(DATES),
    tags=st.sampled_from([(), ("River",), ("north", "River")]),
    binned=st.booleans(),
)
TERMS = (
    "go·",
    "gone·",
    "go·ing",
    "river·",
    "river·s",
    "north·",
    "북송",
    "송환",
    "환된",
    "1076",
    "cafe·",
)
BEGINNINGS = ("go·", "river·", "북", "송", "1")
terms = st.sampled_from(TERMS)
fields = st.sampled_from([(), (PostingsField.TITLE,), (PostingsField.TEXT, PostingsField.SUMMARY)])
leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(
        Terms,
        forms=st.lists(terms, max_size=2).map(tuple),
        prefixes=st.lists(st.sampled_from(["go·", "river·", "북", "송", "1"]), max_size=2).map(
            tuple
        ),
        fields=fields,
    ),
    st.builds(
        Phrase,
        terms=st.lists(terms, min_size=1, max_size=3).map(tuple),
        begins=st.booleans(),
        fields=fields,
    ),
    st.builds(
        Near,
        terms=st.lists(terms, min_size=1, max_size=2, unique=True).map(tuple),
        prefixes=st.sampled_from([(), ("river·",)]),
        distance=st.integers(0, 4),
        fields=fields,
    ),
    st.builds(
        HasValue,
        field=st.just(ConditionField.KIND),
        values=st.sampled_from([("article",), ("Testimony",), ("article", "testimony"), ()]),
    ),
    st.builds(HasValue, field=st.just(ConditionField.TAG), values=st.just(("RIVER",))),
    st.builds(HasValue, field=st.just(ConditionField.YEAR), values=st.just(("2019", "2021"))),
    st.builds(
        DateWithin,
        first=st.sampled_from([None, "2019-03-15", "2018-12-31"]),
        last=st.sampled_from([None, "2019-12-31", "2021-01-01"]),
    ),
)
nodes = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(All, parts=st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, parts=st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, part=inner),
    ),
    max_leaves=6,
)


def contents(index: SmallIndex) -> list[tuple[object, ...]]:
    """Every term of every record with its place, as FTS5 has it."""
    index.connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.all_terms"
        " USING fts5vocab (main, postings, instance)"
    )
    found = index.connection.execute("SELECT term, doc, col, offset FROM temp.all_terms")
    names = {number: name for name, number in index.numbers.items()}
    return sorted((names[doc], col, place, term) for term, doc, col, place in found)


@settings(max_examples=150, deadline=None)
@given(held=st.lists(docs, max_size=6), asked=st.lists(nodes, min_size=1, max_size=6))
def test_any_question_finds_what_a_plain_reading_finds(held: list[Doc], asked: list[Node]) -> None:
    """Whatever is combined, the same records are found, once each, in every order."""
    index = an_index(**{f"d{place}": doc for place, doc in enumerate(held)})
    names = {number: name for name, number in index.numbers.items()}
    for node in asked:
        for binned in (False, True):
            expected = scan(index, node, binned=binned)
            for order in Order:
                query = PostingsQuery(node=node, order=order, binned=binned)
                answer = search_postings(index.writer, query)
                assert answer.count == len(answer.hits)
                assert {names[hit.number] for hit in answer.hits} == expected
                assert not answer.cut_off


@settings(max_examples=60, deadline=None)
@given(
    changes=st.lists(st.tuples(st.integers(0, 5), st.none() | docs), min_size=5, max_size=40),
)
def test_edits_leave_the_index_as_if_made_anew(changes: list[tuple[int, Doc | None]]) -> None:
    """Adding, changing and destroying in any order leaves exactly the terms of what remains."""
    index = empty_index()
    for place, doc in changes:
        name = f"d{place}"
        if doc is None:
            if name in index.docs:
                index.remove(name)
        elif name in index.docs:
            index.change(name, doc)
        else:
            index.add(name, doc)
    anew = an_index(**index.docs)
    assert contents(index) == contents(anew)
    check_postings(index.writer)


def test_removed_words_are_nowhere_in_the_file(tmp_path: Path) -> None:
    """After a record is destroyed, or a word taken out of it, no page holds the word."""
    file = tmp_path / "plain.db"
    index = empty_index(file)
    kept = [Doc(text=(f"quiet words {place} kept here",)) for place in range(30)]
    for place, doc in enumerate(kept):
        index.add(f"kept{place}", doc)
    index.add("gone", Doc(title="zanzarqvist", text=("the wyxomarble 뷁쉛 stood",)))
    index.add("changed", Doc(text=("the plivoquarn left",)))
    for secret in ("anzarqvist", "yxomarb", "livoquarn", "쉛"):
        assert secret.encode() in file.read_bytes(), "the check itself must see words"
    index.remove("gone")
    index.change("changed", Doc(text=("the left",)))
    for secret in ("anzarqvist", "yxomarb", "livoquarn", "쉛"):
        assert secret.encode() not in file.read_bytes()
    assert index.find("kept") == {f"kept{place}" for place in range(30)}


def test_what_is_dropped_can_be_built_anew_in_steps() -> None:
    """Dropping needs no terms; what is missing is known at every step, so a kill costs nothing."""
    index = an_index(a=Doc(title="north"), b=Doc(title="river", binned=True), c=Doc(title=""))
    writer = index.writer
    set_postings_version(writer, "1/old")
    assert postings_version(writer) == "1/old"
    assert numbers_without_postings(writer, 10) == ()
    before = contents(index)
    drop_postings(writer)
    assert postings_version(writer) is None
    assert read_languages(writer) == () and read_vocabulary(writer) == []
    assert count_without_postings(writer) == 3
    for name in ("a", "b", "c"):
        number = numbers_without_postings(writer, 1)[0]
        assert not has_postings(writer, number)
        add_postings(writer, number, analyse(index.docs[name].indexable()))
        assert has_postings(writer, number)
    assert count_without_postings(writer) == 0
    assert contents(index) == before


def test_facets_count_all_hits() -> None:
    """Counts are over every hit, not over the page; years go upward, others by count."""
    index = an_index(
        a=Doc(title="river", kind="testimony", date="2020", tags=("x", "y"), persons=("A",)),
        b=Doc(title="river", date="2019-02", tags=("x",), places=("Ford",), collection="C"),
        c=Doc(title="river", language="ko", risk="high"),
        d=Doc(title="other", tags=("x",), collection="C"),
        e=Doc(title="river", tags=("x",), binned=True),
    )
    answer = index.answer("river", limit=1)
    found = {
        facet.name: [(each.value, each.count) for each in facet.counts] for facet in answer.facets
    }
    assert answer.count == 3
    assert found == {
        FacetName.KIND: [("article", 2), ("testimony", 1)],
        FacetName.LANGUAGE: [("en", 2), ("ko", 1)],
        FacetName.YEAR: [("2019", 1), ("2020", 1)],
        FacetName.TAG: [("x", 2), ("y", 1)],
        FacetName.PERSON: [("A", 1)],
        FacetName.PLACE: [("Ford", 1)],
        FacetName.COLLECTION: [("C", 1)],
        FacetName.STATUS: [("in-work", 3)],
        FacetName.RISK: [("high", 1)],
        FacetName.CONSENT: [("not-recorded", 3)],
    }
    assert index.answer("river", facets=False).facets == ()


def test_binning_needs_no_new_index() -> None:
    """A record in the bin is not found any more, and found again when it comes back."""
    index = an_index(a=Doc(title="river"), b=Doc(title="rivers"))
    set_binned(index.writer, index.numbers["a"], "2024-05-06T00:00:00.000Z")
    assert index.ask("river") == ["b"]
    set_binned(index.writer, index.numbers["a"], None)
    assert set(index.ask("river")) == {"a", "b"}


def test_a_question_without_time_is_cut_off() -> None:
    """When time runs out the answer says so, and the connection serves the next question."""
    index = empty_index()
    for place in range(400):
        index.add(f"d{place}", Doc(text=("north " * 20 + f"river{place}",)))
    node = AnyOf(parts=tuple(Terms(prefixes=(f"r{letter}",)) for letter in "aeiou"))
    deep: Node = All(parts=(node, Not(part=HasValue(field=ConditionField.TAG, values=("x",)))))
    answer = search_postings(index.writer, PostingsQuery(node=deep, milliseconds=0))
    assert answer.cut_off
    assert len(answer.hits) <= 50
    assert index.answer("north").count == 400


@pytest.mark.parametrize("size", [2, 700])
def test_a_long_list_of_alternatives_is_one_question(size: int) -> None:
    """FTS5's parser takes as many words as a question can hold."""
    index = an_index(a=Doc(title="river"), b=Doc(title="north"))
    forms = (*(f"w{place}·" for place in range(size)), "north·")
    parts = tuple(Terms(forms=(form,)) for form in forms)
    for node in (Terms(forms=forms), AnyOf(parts=parts), AnyOf(parts=(All(parts=parts), *parts))):
        answer = search_postings(index.writer, PostingsQuery(node=node))
        assert [hit.number for hit in answer.hits] == [index.numbers["b"]]


def test_merging_in_idle_time_comes_to_an_end() -> None:
    """Upkeep says when nothing is left to do, and changes nothing that can be found."""
    index = empty_index()
    for place in range(40):
        index.add(f"d{place}", Doc(text=(f"river word{place}",)))
    before = contents(index)
    rounds = 0
    while merge_postings(index.writer):
        rounds += 1
        assert rounds < 100
    assert contents(index) == before
