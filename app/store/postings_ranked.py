"""Finding and ranking what holds the words of a question, in one pass over the index."""

from dataclasses import dataclass

import numpy as np

from app.records.postings import PostingsField, PostingsQuery
from app.store.postings_match import match_text
from app.store.postings_tiers import FEWEST, Tier, first_tier
from app.store.record_columns import Numbers
from app.store.transactions import Reader, Row, Value

# A word in the title says most about a record, one in an attachment least. Chosen by hand; the
# order is that of the table's columns. A proposed title only says again what the text says: with
# the weight of a title, nDCG@10 of texts without one fell (Arabic 0.953 to 0.941).
_WEIGHTS = {
    PostingsField.TEXT: 1.0,
    PostingsField.TITLE: 8.0,
    PostingsField.TRANSLATION: 1.0,
    PostingsField.SUMMARY: 1.5,
    PostingsField.PERSON: 2.0,
    PostingsField.PLACE: 2.0,
    PostingsField.SOURCE: 1.0,
    PostingsField.ATTACHMENT: 0.5,
    PostingsField.PROPOSED: 0.0,
}
BM25 = f"bm25(postings, {', '.join(map(str, _WEIGHTS.values()))})"
"""For SQL; the lower the better."""

# FTS5 can score only while it reads, so hits and scores are kept for a moment.
_IN_ONE_GO = """
    WITH hits(number, score) AS MATERIALIZED (
      SELECT rowid, {score} FROM postings WHERE postings MATCH :match {open}
    )
    SELECT group_concat(number), NULL FROM hits
    UNION ALL
    SELECT * FROM (
      SELECT number, -score FROM hits WHERE score IS NOT NULL
      ORDER BY score, number DESC LIMIT :limit
    )
"""

_IN_TIER = "iif(rowid IN (SELECT value FROM json_each(:tier)), {bm25}, NULL)"

_IN_TIER_OR_RARE = """
    iif(rowid IN (SELECT value FROM json_each(:tier))
        OR rowid IN (SELECT rowid FROM postings WHERE postings MATCH :rare), {bm25}, NULL)
"""

# What is in the tier comes first, then the rest.
_BEST = """
    WITH hits(number, score, first) AS MATERIALIZED (
      SELECT rowid, {bm25}, {first} FROM postings WHERE postings MATCH :match {open}
    )
    SELECT number, -score FROM hits ORDER BY first, score, number DESC LIMIT :limit
"""

# The plus keeps SQLite from asking FTS5 once for every number.
_OUTSIDE_BIN = "AND +rowid NOT IN (SELECT number FROM records WHERE binned_at IS NOT NULL)"

_ANY_BINNED = "SELECT EXISTS (SELECT 1 FROM records WHERE binned_at IS NOT NULL)"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedWords:
    """Who holds the words.

    Attributes:
        page: Numbers and scores of the page that is wanted, best first.
        numbers: Of all hits.
    """

    page: list[Row]
    numbers: Numbers


def rank_words(reader: Reader, query: PostingsQuery) -> RankedWords:
    """Find all records outside the bin that hold the words, and rank the best.

    Args:
        query: Of words alone; see `match_text`.
    """
    wanted = query.offset + query.limit
    node = query.node
    values: dict[str, Value] = {"match": match_text(node), "limit": max(wanted, FEWEST)}
    outside_bin = _OUTSIDE_BIN if reader.value(_ANY_BINNED) else ""
    tier = first_tier(reader, node)
    if tier is None:
        return _split(reader.rows(_IN_ONE_GO.format(score=BM25, open=outside_bin), values), query)
    score = _score_in(tier, values)
    numbers, *best = reader.rows(_IN_ONE_GO.format(score=score, open=outside_bin), values)
    if len(best) < FEWEST:
        best = reader.rows(_BEST.format(bm25=BM25, first="0", open=outside_bin), values)
    elif len(best) < wanted:
        first = f"{score} IS NULL"
        best = reader.rows(_BEST.format(bm25=BM25, first=first, open=outside_bin), values)
    return _split([numbers, *best], query)


def _score_in(tier: Tier, values: dict[str, Value]) -> str:
    """SQL for the score of what is in the tier; puts beside the values what it needs."""
    values["tier"] = tier.numbers
    if tier.match is None:
        return _IN_TIER.format(bm25=BM25)
    values["rare"] = tier.match
    return _IN_TIER_OR_RARE.format(bm25=BM25)


def _split(found: list[Row], query: PostingsQuery) -> RankedWords:
    (numbers, _), *best = found
    page = best[query.offset : query.offset + query.limit]
    return RankedWords(page=page, numbers=np.fromstring(numbers or "", np.int64, sep=","))
