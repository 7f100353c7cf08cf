"""Records with their history, values, collections, drafts and remembered things."""

from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.errors import DamageError, UsageError
from app.store.codes_table import next_code
from app.store.collections_table import (
    collections_of,
    create_collection,
    find_collection,
    list_collections,
    put_in_collection,
    records_in,
    remove_collection,
    rename_collection,
    take_out_of_collection,
)
from app.store.drafts_table import SegmentDraft, drop_drafts, list_drafts, save_draft
from app.store.record_lookup import (
    ListOrder,
    cards,
    count_records,
    list_cards,
    list_numbers,
    record_by_code,
    record_by_id,
    record_by_number,
    records_by_prefix,
)
from app.store.records_table import delete_record, insert_record, replace_record, set_binned
from app.store.revisions_table import (
    add_revision,
    revision_body,
    revision_by_id,
    revision_by_prefix,
    revisions_of,
)
from app.store.state_table import drop_state, read_state, write_state
from app.store.store import Store
from app.store.terms_table import TermCount, TermField, count_terms
from tests.store.builders import NOW, a_revision, a_row, add

FULL: dict[str, Any] = {
    "code": "T-007",
    "kind": "testimony",
    "title": "강을 건너 🌊",
    "date": "2019-03~",
    "date_first": "2019-03-01",
    "date_last": "2019-03-31",
    "languages": ("ko", "en"),
    "status": "to-review",
    "risk": "high",
    "consent_state": "limited",
    "line": "Yanbian",
    "tags": ("forced return", 'odd"tag', "a,b"),
    "persons": ("Harry",),
    "places": ("Yanbian", "Seoul"),
}


def test_a_record_comes_back_as_it_was_added(store: Store) -> None:
    """Every column, and the content byte for byte, by number, id and code."""
    row, revision = a_row(**FULL), a_revision("긴 글 " * 5000)
    with store.writing() as writer:
        number = insert_record(writer, row, revision)
    with store.browsing() as reader:
        found = record_by_number(reader, number)
        assert found is not None
        assert found == record_by_id(reader, row.id) == record_by_code(reader, "T-007")
        assert found.canonical == revision.canonical
        assert found.head_revision == revision.id
        for name in ("id", "code", "kind", "title", "date", "languages", "status", "risk"):
            assert getattr(found.card, name) == getattr(row, name)
        for name in ("consent_state", "line", "tags", "added_at", "changed_at"):
            assert getattr(found.card, name) == getattr(row, name)
        assert not found.card.binned
        assert cards(reader, (number,)) == (found.card,)
        assert record_by_number(reader, number + 1) is None
        assert record_by_id(reader, "x") is None


def test_a_change_keeps_what_was_before(store: Store) -> None:
    """The newest state is shown, the older ones stay readable, newest first."""
    first = a_revision("first")
    second = a_revision("second", parents=(first.id,), reason="read back")
    row = a_row(tags=("old", "both"))
    with store.writing() as writer:
        number = insert_record(writer, row, first)
        other = add(writer, tags=("old",))
    with store.writing() as writer:
        changed = a_row(id=row.id, code=row.code, title="New", tags=("both", "new"))
        replace_record(writer, number, changed, second)
    with store.browsing() as reader:
        found = record_by_number(reader, number)
        assert found is not None
        assert (found.card.title, found.card.tags) == ("New", ("both", "new"))
        assert found.canonical == second.canonical
        history = revisions_of(reader, number)
        assert [(each.id, each.head, each.parents) for each in history] == [
            (second.id, True, (first.id,)),
            (first.id, False, ()),
        ]
        assert history[0].reason == "read back"
        assert history[0].made_by == "AB"
        assert revision_body(reader, first.id) == first.canonical
        assert revision_body(reader, "none") is None
        assert revision_by_id(reader, first.id) == history[1]
        assert revision_by_prefix(reader, number, second.id[:9].upper()) == history[0]
        assert revision_by_prefix(reader, number, "") is None
        assert revision_by_prefix(reader, other, second.id[:9]) is None
        assert count_terms(reader, TermField.TAG) == (
            TermCount(value="both", count=1),
            TermCount(value="new", count=1),
            TermCount(value="old", count=1),
        )


def test_a_revision_can_be_added_beside_the_newest(store: Store) -> None:
    """What a partner's branch brings is kept without changing what is shown."""
    with store.writing() as writer:
        number = add(writer)
        branch = a_revision("branch")
        add_revision(writer, number, branch)
    with store.browsing() as reader:
        found = record_by_number(reader, number)
        assert found is not None
        assert found.head_revision != branch.id
        assert [each.head for each in revisions_of(reader, number)] == [False, True]


def test_changing_a_record_that_is_not_there_is_a_bug(store: Store) -> None:
    """Never a silent nothing."""
    with pytest.raises(KeyError), store.writing() as writer:
        replace_record(writer, 99, a_row(), a_revision())


def test_a_damaged_content_is_told(store: Store) -> None:
    """Bytes that cannot be unpacked are damage, not a bug."""
    with store.writing() as writer:
        number = add(writer)
        writer.execute("UPDATE revisions SET body = x'789c00'")
    with store.browsing() as reader, pytest.raises(DamageError):
        record_by_number(reader, number)


def test_codes_grow_and_are_never_given_twice(store: Store) -> None:
    """Each kind counts by itself; a destroyed record's code and number stay unused."""
    with store.writing() as writer:
        assert [next_code(writer, "testimony") for _each in range(3)] == ["T-001", "T-002", "T-003"]
        number = add(writer)
        delete_record(writer, number)
        writer.execute("UPDATE codes SET last = 998 WHERE prefix = 'T'")
    with store.writing() as writer:
        assert [next_code(writer, "testimony") for _each in range(2)] == ["T-999", "T-1000"]
        assert next_code(writer, "article") == "A-002"
        assert next_code(writer, "dossier") == "D-001"
        assert add(writer) > number


def test_a_taken_code_or_id_is_refused(store: Store) -> None:
    """The table itself keeps them unique."""
    with store.writing() as writer:
        add(writer, code="A-100")
    with pytest.raises(sqlcipher.IntegrityError), store.writing() as writer:
        add(writer, code="A-100")


def test_a_start_finds_what_somebody_may_mean(store: Store) -> None:
    """A whole code or id beats longer ones; a start gives all it may mean; case is nothing."""
    ids = ["0190aaaa-0000-7000-8000-000000000001", "0190abbb-0000-7000-8000-000000000002"]
    with store.writing() as writer:
        for id, code in zip(ids, ("A-20", "A-203"), strict=True):
            add(writer, id=id, code=code)
    with store.browsing() as reader:

        def found(text: str) -> list[str]:
            return [each.card.code for each in records_by_prefix(reader, text)]

        assert found("a-20") == ["A-20"]
        assert found("A-2") == ["A-20", "A-203"]
        assert found("A-203") == found(" a-203 ") == found(ids[1].upper()) == ["A-203"]
        assert found("0190AB") == ["A-203"]
        assert found("0190a") == ["A-20", "A-203"]
        assert found("") == found("%") == found("A_2") == found("'") == found("Z") == []


def test_lists_are_sorted_paged_and_filtered(store: Store) -> None:
    """All orders, both directions, the bin apart; what has no date comes last."""
    dates = ["2020-01-01", None, "2018-05-05"]
    with store.writing() as writer:
        numbers = [
            add(
                writer,
                title=title,
                date_first=date,
                kind=kind,
                added_at=f"2024-01-0{day}T00:00:00.000Z",
                changed_at=f"2024-02-0{9 - day}T00:00:00.000Z",
            )
            for day, (title, date, kind) in enumerate(
                zip(["b", "A", "c"], dates, ["article", "testimony", "article"], strict=True), 1
            )
        ]
        binned = add(writer, title="binned")
        set_binned(writer, binned, NOW)
    first, second, third = numbers
    with store.browsing() as reader:
        expected = {
            (ListOrder.ADDED, True): (third, second, first),
            (ListOrder.ADDED, False): (first, second, third),
            (ListOrder.CHANGED, True): (first, second, third),
            (ListOrder.TITLE, False): (second, first, third),
            (ListOrder.DATE, True): (first, third, second),
            (ListOrder.DATE, False): (third, first, second),
        }
        for (order, descending), wanted in expected.items():
            assert list_numbers(reader, order=order, descending=descending) == wanted
        assert list_numbers(reader, kind="article") == (third, first)
        page = list_cards(reader, limit=1, offset=1)
        assert [card.number for card in page] == [second]
        assert [card.number for card in cards(reader, (first, 999, third))] == [first, third]
        assert count_records(reader) == 3
        assert count_records(reader, kind="testimony") == 1
        assert count_records(reader, binned=True) == 1
        assert count_records(reader, binned=True, kind="testimony") == 0
        (card,) = list_cards(reader, binned=True)
        assert card.number == binned
        assert card.binned
    with store.writing() as writer:
        set_binned(writer, binned, None)
        assert count_records(writer) == 4


@pytest.mark.parametrize("kind", [None, "article"])
@pytest.mark.parametrize("order", ListOrder)
def test_a_list_reads_an_index_and_sorts_nothing(
    store: Store, order: ListOrder, kind: str | None
) -> None:
    """A hundred thousand records scroll like ten."""
    seen: list[str] = []
    with store.browsing() as reader:
        reader.connection.set_trace_callback(seen.append)
        list_numbers(reader, order=order, kind=kind)
        reader.connection.set_trace_callback(None)
        plan = " ".join(str(row[3]) for row in reader.rows(f"EXPLAIN QUERY PLAN {seen[0]}"))
    assert f"records_by_{order.value}" in plan
    assert "B-TREE" not in plan or order is ListOrder.DATE


def test_a_destroyed_record_leaves_nothing(store: Store) -> None:
    """Neither revision, value, draft nor membership; what others share stays."""
    with store.writing() as writer:
        number = add(writer, tags=("mine", "shared"), persons=("P",))
        other = add(writer, tags=("shared",))
        collection = create_collection(writer, "C", NOW)
        put_in_collection(writer, collection, (number, other))
        save_draft(writer, SegmentDraft(record=number, segment=1, text="x", head="", saved_at=NOW))
    with store.writing() as writer:
        delete_record(writer, number)
    with store.browsing() as reader:
        assert record_by_number(reader, number) is None
        assert revisions_of(reader, number) == ()
        assert list_drafts(reader) == ()
        assert records_in(reader, collection) == (other,)
        assert reader.rows("SELECT value FROM terms") == [("shared",)]
        assert reader.rows("PRAGMA foreign_key_check") == []


def test_collections_group_records(store: Store) -> None:
    """Made, found whatever their case, renamed, filled, emptied, removed; records stay."""
    with store.writing() as writer:
        first, second = add(writer), add(writer)
        border = create_collection(writer, " Border ", NOW)
        assert create_collection(writer, "border", NOW) == border
        other = create_collection(writer, "아카이브", NOW)
        put_in_collection(writer, border, (first, second))
        put_in_collection(writer, border, (first,))
        put_in_collection(writer, other, (first,))
    with store.browsing() as reader:
        listed = [(each.name, each.count) for each in list_collections(reader)]
        assert listed == [("Border", 2), ("아카이브", 1)]
        assert records_in(reader, border) == (first, second)
        assert [each.number for each in collections_of(reader, first)] == [border, other]
        assert collections_of(reader, first)[0].count == 2
        assert find_collection(reader, "BORDER") == border
        assert find_collection(reader, "none") is None
    with store.writing() as writer:
        set_binned(writer, second, NOW)
        take_out_of_collection(writer, other, (first,))
        rename_collection(writer, other, "Other")
        rename_collection(writer, border, "BORDER")
        counts = {each.name: each.count for each in list_collections(writer)}
        assert counts == {"BORDER": 1, "Other": 0}
        remove_collection(writer, border)
        assert count_records(writer) == 1
    for name in ("", "  ", "OTHER"):
        with store.writing() as writer:
            third = create_collection(writer, "Third", NOW)
            with pytest.raises(UsageError):
                rename_collection(writer, third, name)
    with pytest.raises(UsageError), store.writing() as writer:
        create_collection(writer, " ", NOW)


def test_a_draft_is_kept_per_segment_until_it_is_dropped(store: Store) -> None:
    """The newest text of each; one record's do not touch another's."""
    with store.writing() as writer:
        first, second = add(writer), add(writer)
        for record, segment, text in (
            (first, 1, "a"), (first, 1, "b"), (first, 2, "c"), (second, 1, "d"),
        ):  # fmt: skip
            draft = SegmentDraft(record=record, segment=segment, text=text, head="", saved_at=NOW)
            save_draft(writer, draft)
    with store.browsing() as reader:
        assert [each.text for each in list_drafts(reader, first)] == ["b", "c"]
        assert len(list_drafts(reader)) == 3
    with store.writing() as writer:
        drop_drafts(writer, first, 1)
        assert [each.text for each in list_drafts(writer)] == ["c", "d"]
        drop_drafts(writer, first)
        assert [each.text for each in list_drafts(writer)] == ["d"]


def test_a_draft_is_of_one_language_and_remembers_where_it_began(store: Store) -> None:
    """Original and translation are apart; saving again changes the text, not the beginning."""
    with store.writing() as writer:
        number = add(writer)
        for language, text, head in (("", "a", "h1"), ("ko", "b", "h1"), ("", "c", "h2")):
            draft = SegmentDraft(
                record=number, segment=1, language=language, text=text, head=head, saved_at=NOW
            )
            save_draft(writer, draft)
    with store.browsing() as reader:
        kept = [(each.language, each.text, each.head) for each in list_drafts(reader)]
    assert kept == [("", "c", "h1"), ("ko", "b", "h1")]


def test_small_things_are_remembered(store: Store) -> None:
    """By key, the newest value, until forgotten."""
    with store.writing() as writer:
        assert read_state(writer, "window.place") is None
        write_state(writer, "window.place", '{"record":1}')
        write_state(writer, "window.place", '{"record":2}')
    with store.browsing() as reader:
        assert read_state(reader, "window.place") == '{"record":2}'
    with store.writing() as writer:
        drop_state(writer, "window.place")
        assert read_state(writer, "window.place") is None
