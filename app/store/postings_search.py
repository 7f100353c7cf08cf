"""Answering a question: how many records, which first, and how they divide by their properties.

One statement finds all hits and counts them, a second one ranks; both run in SQLite with Python's
lock released. Whoever asks can interrupt the connection; time running out is handled here.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher

from app.records.postings import (
    Facet,
    FacetCount,
    FacetName,
    Order,
    PostingsAnswer,
    PostingsField,
    PostingsQuery,
    RankedRecord,
)
from app.store.postings_match import match_text, welcome_text
from app.store.postings_where import Where
from app.store.transactions import Reader, Row

# A word in the title says most about a record, one in an attachment least. Chosen by hand; the
# order is that of the table's columns.
_WEIGHTS = {
    PostingsField.TEXT: 1.0,
    PostingsField.TITLE: 8.0,
    PostingsField.TRANSLATION: 1.0,
    PostingsField.SUMMARY: 1.5,
    PostingsField.PERSON: 2.0,
    PostingsField.PLACE: 2.0,
    PostingsField.SOURCE: 1.0,
    PostingsField.ATTACHMENT: 0.5,
}
_BM25 = f"bm25(postings, {', '.join(map(str, _WEIGHTS.values()))})"

_OPEN = "binned_at IS NULL"
_BINNED = "binned_at IS NOT NULL"

_COUNT = "SELECT count(*) FROM records WHERE {where}"

# Shared values beyond the first hundred of a kind are not shown.
_COUNT_FACETS = """
    WITH hits AS MATERIALIZED (
      SELECT number, kind, status, risk, consent_state, substr(date_first, 1, 4) AS year
      FROM records WHERE {where}
    ),
    shared AS (
      SELECT terms.field AS name, terms.value AS value, found.hits AS hits,
             row_number() OVER (PARTITION BY terms.field ORDER BY found.hits DESC, folded) AS place
      FROM (SELECT record_terms.term AS term, count(*) AS hits
            FROM hits CROSS JOIN record_terms ON record_terms.record = hits.number
            GROUP BY record_terms.term) AS found
      JOIN terms ON terms.number = found.term
    )
    SELECT '', '', count(*) FROM hits
    UNION ALL SELECT 'kind', kind, count(*) FROM hits GROUP BY kind
    UNION ALL SELECT 'status', status, count(*) FROM hits GROUP BY status
    UNION ALL SELECT 'risk', risk, count(*) FROM hits GROUP BY risk
    UNION ALL SELECT 'consent', consent_state, count(*) FROM hits GROUP BY consent_state
    UNION ALL SELECT 'year', year, count(*) FROM hits GROUP BY year
    UNION ALL SELECT name, value, hits FROM shared WHERE place <= 100
    UNION ALL
      SELECT 'collection', collections.name, count(*)
      FROM hits CROSS JOIN collection_records ON collection_records.record = hits.number
      JOIN collections ON collections.number = collection_records.collection
      GROUP BY collections.number
"""

_ORDERED = "SELECT number, 0.0 FROM records WHERE {where} ORDER BY {order} LIMIT {limit}"

_ORDERS = {
    Order.ADDED: "added_at DESC, number DESC",
    Order.DATE: "date_first IS NULL, date_first DESC, number DESC",
    Order.TITLE: "title_folded, number DESC",
}

# The plus keeps SQLite from asking FTS5 once for every number.
_RANKED = """
    SELECT postings.rowid, -{bm25} FROM postings
    WHERE postings MATCH {match} AND +postings.rowid IN (SELECT number FROM records WHERE {where})
    ORDER BY {bm25}, postings.rowid DESC LIMIT {limit}
"""

_ALL_RANKED = """
    SELECT postings.rowid, -{bm25} FROM postings WHERE postings MATCH {match}
    ORDER BY {bm25}, postings.rowid DESC LIMIT {limit}
"""

_UNRANKED = """
    SELECT number, 0.0 FROM records
    WHERE {where} AND number NOT IN (SELECT rowid FROM postings WHERE postings MATCH {match})
    ORDER BY {order} LIMIT {limit}
"""

_ANY_BINNED = "SELECT EXISTS (SELECT 1 FROM records WHERE binned_at IS NOT NULL)"

_LAST_NUMBER = "SELECT coalesce(max(number), 0) FROM records"

_ANY_HITS = "SELECT number FROM records WHERE {where}"

# Records from which on beginnings of two and three letters take longer than they are worth.
_LARGE = 10_000
# Virtual machine steps between two looks at the clock: well under a millisecond.
_STEPS = 20_000
# A part of the time is kept for showing something if the rest was not enough.
_SHARE_FOR_ALL = 0.8


class _TimeOver(Exception):  # noqa: N818 — not an error: the answer is cut off
    """The time that a question may take has passed."""


def search_postings(reader: Reader, query: PostingsQuery) -> PostingsAnswer:
    """Answer a question.

    Raises:
        CancelledError: The connection was interrupted.
    """
    began = time.monotonic()
    seconds = query.milliseconds / 1000
    page: list[Row] = []
    try:
        with _deadline(reader, began + seconds * _SHARE_FOR_ALL):
            page = _page(reader, query)
            count, facets = _counts(reader, query)
    except _TimeOver:
        return _cut_off(reader, query, page, began + seconds)
    return PostingsAnswer(hits=_hits(page), count=count, facets=facets)


def _page(reader: Reader, query: PostingsQuery) -> list[Row]:
    """Numbers and scores of the page that is wanted."""
    welcome = welcome_text(query.node) if query.order is Order.BEST else None
    if welcome is None:
        order = Order.ADDED if query.order is Order.BEST else query.order
        return _ordered(reader, query, order)
    ranked = _ranked(reader, query, welcome)
    missing = query.offset + query.limit - len(ranked)
    if missing > 0 and match_text(query.node) is None:
        # Hits without any of the words: `kind:article OR broker`.
        ranked += _unranked(reader, query, welcome, missing)
    return ranked[query.offset :]


def _ordered(reader: Reader, query: PostingsQuery, order: Order) -> list[Row]:
    where = Where()
    condition = _condition(where, query)
    limit = f"{where.bind(query.limit)} OFFSET {where.bind(query.offset)}"
    sql = _ORDERED.format(where=condition, order=_ORDERS[order], limit=limit)
    return reader.rows(sql, where.values)


def _ranked(reader: Reader, query: PostingsQuery, welcome: str) -> list[Row]:
    where = Where()
    asked = match_text(query.node)
    also = _welcome(reader, query)
    match = where.bind(" OR ".join((asked or welcome, *also)))
    limit = where.bind(query.offset + query.limit)
    if asked is not None and not also and not query.binned and not reader.value(_ANY_BINNED):
        sql = _ALL_RANKED.format(bm25=_BM25, match=match, limit=limit)
    else:
        condition = _condition(where, query)
        sql = _RANKED.format(bm25=_BM25, match=match, where=condition, limit=limit)
    return reader.rows(sql, where.values)


def _welcome(reader: Reader, query: PostingsQuery) -> list[str]:
    if not query.ranked or reader.value(_LAST_NUMBER) > _LARGE:
        return []
    return [text for each in query.ranked if (text := match_text(each)) is not None]


def _unranked(reader: Reader, query: PostingsQuery, welcome: str, limit: int) -> list[Row]:
    where = Where()
    condition = _condition(where, query)
    sql = _UNRANKED.format(
        where=condition,
        match=where.bind(welcome),
        order=_ORDERS[Order.ADDED],
        limit=where.bind(limit),
    )
    return reader.rows(sql, where.values)


def _counts(reader: Reader, query: PostingsQuery) -> tuple[int, tuple[Facet, ...]]:
    where = Where()
    condition = _condition(where, query)
    if not query.facets:
        return reader.value(_COUNT.format(where=condition), where.values), ()
    count = 0
    found: dict[FacetName, list[FacetCount]] = {name: [] for name in FacetName}
    for name, value, hits in reader.rows(_COUNT_FACETS.format(where=condition), where.values):
        if not name:
            count = hits
        elif value:
            found[FacetName(name)].append(FacetCount(value=value, count=hits))
    return count, tuple(_facet(name, counts) for name, counts in found.items() if counts)


def _facet(name: FacetName, counts: list[FacetCount]) -> Facet:
    if name is FacetName.YEAR:
        counts.sort(key=lambda each: each.value)
    else:
        counts.sort(key=lambda each: (-each.count, each.value))
    return Facet(name=name, counts=tuple(counts))


def _condition(where: Where, query: PostingsQuery) -> str:
    return f"{_BINNED if query.binned else _OPEN} AND {where.condition(query.node)}"


def _hits(rows: list[Row]) -> tuple[RankedRecord, ...]:
    return tuple(RankedRecord(number=number, score=score) for number, score in rows)


def _cut_off(
    reader: Reader, query: PostingsQuery, page: list[Row], deadline: float
) -> PostingsAnswer:
    """Show the ranked page if it was ready, otherwise hits as they come, in no order."""
    where = Where()
    sql = _ANY_HITS.format(where=_condition(where, query))
    numbers: list[int] = []
    try:
        with _deadline(reader, deadline):
            for (number,) in reader.connection.execute(sql, where.values):
                numbers.append(number)
    except _TimeOver:
        pass
    if not page:
        page = [(number, 0.0) for number in numbers[query.offset : query.offset + query.limit]]
    return PostingsAnswer(hits=_hits(page), count=max(len(numbers), len(page)), cut_off=True)


@contextmanager
def _deadline(reader: Reader, deadline: float) -> Iterator[None]:
    """Interrupt statements that run longer; other interruptions pass through."""
    over = False

    def look() -> bool:
        nonlocal over
        over = time.monotonic() > deadline
        return over

    reader.connection.set_progress_handler(look, _STEPS)
    try:
        yield
    except sqlcipher.OperationalError as interrupted:
        if over:
            raise _TimeOver from interrupted
        raise
    finally:
        reader.connection.set_progress_handler(None, 0)
