"""Counting hits from memory: always what the tables say, whatever was changed in between."""

import random

import pytest

from app.records.postings import Facet, FacetName
from app.store.collections_table import create_collection, put_in_collection
from app.store.record_columns import RecordColumns
from app.store.records_table import delete_record, set_binned
from app.store.store import Store
from app.store.transactions import Reader, Writer
from tests.store.builders import add

_AT = "2024-05-06T00:00:00.000Z"


def _counted(columns: RecordColumns, reader: Reader) -> tuple[Facet, ...]:
    columns.refresh(reader)
    return columns.count(reader, columns.all_open())


def _assert_as_read_anew(store: Store) -> None:
    with store.searching() as reader:
        assert _counted(store.columns, reader) == _counted(RecordColumns(), reader)


def _do_something(rng: random.Random, writer: Writer, numbers: list[int], held: int) -> None:
    number = rng.choice(numbers) if numbers else None
    act = rng.choice(("add", "add", "bin", "return", "remove", "collect"))
    if act == "add" or number is None:
        tags = tuple(f"tag{place}" for place in range(rng.randrange(5)))
        kind = rng.choice(("testimony", "article"))
        year = f"{rng.randrange(1990, 2020)}-01-01"
        numbers.append(
            add(writer, kind=kind, tags=tags, places=("Dunmere",), date_first=year, date_last=year)
        )
    elif act in ("bin", "return"):
        set_binned(writer, number, _AT if act == "bin" else None)
    elif act == "collect":
        put_in_collection(writer, held, (number,))
    else:
        numbers.remove(number)
        delete_record(writer, number)


@pytest.mark.parametrize("seed", range(6))
def test_what_changed_is_counted_anew(store: Store, seed: int) -> None:
    """After any changes the counts are those of columns that are read from the beginning."""
    rng = random.Random(seed)
    numbers: list[int] = []
    with store.writing() as writer:
        held = create_collection(writer, "Held", _AT)
    for _ in range(12):
        with store.writing() as writer:
            for _ in range(rng.randrange(1, 8)):
                _do_something(rng, writer, numbers, held)
        _assert_as_read_anew(store)
    with store.searching() as reader:
        assert {each.name for each in _counted(store.columns, reader)} >= {
            FacetName.KIND,
            FacetName.YEAR,
            FacetName.PLACE,
            FacetName.TAG,
        }


def test_what_is_not_committed_yet_is_counted_once_it_is(store: Store) -> None:
    """Looking in the middle of a transaction does not make its changes forgotten."""
    with store.writing() as writer:
        add(writer, tags=("early",))
        with store.searching() as reader:
            assert _counted(store.columns, reader) == ()
    _assert_as_read_anew(store)
    with store.searching() as reader:
        tags = {each.name: each for each in _counted(store.columns, reader)}[FacetName.TAG]
    assert [(each.value, each.count) for each in tags.counts] == [("early", 1)]


def test_what_was_taken_back_is_not_counted(store: Store) -> None:
    """A transaction that is rolled back leaves the counts as they were."""
    with store.writing() as writer:
        add(writer, tags=("kept",))
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        add(writer, tags=("gone",))
        raise ZeroDivisionError
    _assert_as_read_anew(store)
