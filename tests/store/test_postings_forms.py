"""Asking for many forms one by one: the hits of asking for all at once, the best first."""

import random

import pytest

from app.records.postings import PostingsQuery, RankedRecord, Terms
from app.store.postings_forms import FEWEST_FORMS
from app.store.postings_ranked import BM25
from app.store.postings_search import search_postings
from app.store.records_table import set_binned
from tests.search.small_index import Doc, SmallIndex, empty_index

_FORMS = tuple(f"hero{letter}·" for letter in "abcdefghijklmnopqrstuvwxyz")
_MATCH = " OR ".join(f'"{form}"' for form in _FORMS)

_EXACT = f"""
    SELECT rowid FROM postings WHERE postings MATCH :match ORDER BY {BM25}, rowid DESC LIMIT 20
"""
_HITS = "SELECT rowid FROM postings WHERE postings MATCH :match"


@pytest.fixture
def index() -> SmallIndex:
    """400 records; of 26 alike words some stand in many of them, some in one."""
    rng = random.Random(8)
    made = empty_index()
    for place in range(400):
        words = [f"hero{chr(97 + min(25, int(rng.expovariate(0.3))))}" for _ in range(2)]
        filler = " ".join(f"word{rng.randrange(300)}" for _ in range(rng.randrange(5, 40)))
        made.add(f"d{place}", Doc(text=(f"{words[0]} {filler} {words[1] * (place % 3 == 0)}",)))
    return made


def _ask(index: SmallIndex, *, limit: int = 20, offset: int = 0) -> tuple[RankedRecord, ...]:
    assert len(_FORMS) >= FEWEST_FORMS
    query = PostingsQuery(node=Terms(forms=_FORMS), limit=limit, offset=offset, facets=False)
    return search_postings(index.writer, query).hits


def test_the_first_are_those_of_asking_for_all_at_once(index: SmallIndex) -> None:
    """Who holds the rarest forms comes first, as by BM25 over all forms."""
    exact = [number for (number,) in index.writer.rows(_EXACT, {"match": _MATCH})]
    assert [hit.number for hit in _ask(index)] == exact


def test_all_pages_are_all_hits(index: SmallIndex) -> None:
    """Page after page gives every hit once, and nothing from the bin."""
    every = {number for (number,) in index.writer.rows(_HITS, {"match": _MATCH})}
    binned = min(every)
    set_binned(index.writer, binned, "2024-05-06T00:00:00.000Z")
    found = [
        hit.number for offset in range(0, 420, 60) for hit in _ask(index, limit=60, offset=offset)
    ]
    assert len(found) == len(set(found))
    assert set(found) == every - {binned}
