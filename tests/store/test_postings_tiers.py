"""Ranking common words by the titles that hold them: the same order, at a part of the cost."""

import random

import pytest

from app.store.postings_ranked import BM25
from tests.search.small_index import Doc, SmallIndex, empty_index

_EXACT = f"""
    SELECT rowid FROM postings WHERE postings MATCH :match ORDER BY {BM25}, rowid DESC LIMIT 20
"""


@pytest.fixture(scope="module")
def index() -> SmallIndex:
    """1,500 records; `river` stands in 600 titles and nearly every text, `heron` in few."""
    rng = random.Random(4)
    made = empty_index()
    for place in range(1_500):
        title = "River crossing" if place % 5 < 2 else "A crossing"
        filler = " ".join(f"word{rng.randrange(900)}" for _ in range(rng.randrange(10, 60)))
        rivers = "river " * rng.randrange(0, 4)
        heron = "heron " if place % 97 == 0 else ""
        made.add(f"d{place}", Doc(title=title, text=(f"{rivers}{heron}{filler}",)))
    return made


@pytest.mark.parametrize(
    ("asked", "match"),
    [
        ("river", '"river·" *'),
        ("heron", '"heron·" *'),
        ("river OR heron", '"river·" * OR "heron·" *'),
        ("river crossing", '"river·" * AND "cross·" *'),
    ],
)
def test_the_first_are_those_of_scoring_all(index: SmallIndex, asked: str, match: str) -> None:
    """Scoring only who can come first gives the same first page as scoring every hit."""
    exact = [number for (number,) in index.writer.rows(_EXACT, {"match": match})]
    names = {number: name for name, number in index.numbers.items()}
    assert index.ask(asked, limit=20) == [names[number] for number in exact]


@pytest.mark.parametrize("asked", ["river", "river crossing", "river OR heron"])
def test_pages_follow_one_another(index: SmallIndex, asked: str) -> None:
    """All pages together give every hit once, also past the records with the word in the title."""
    every = index.find(asked, limit=2_000)
    pages: list[str] = []
    for offset in range(0, len(every), 170):
        pages += index.ask(asked, limit=170, offset=offset)
    assert len(pages) == len(every)
    assert set(pages) == every
