"""Answering a question: how many records, which first, and how they divide by their properties.

One statement finds all hits of words and ranks them, in SQLite with Python's lock released; hits
are counted in memory. Whoever asks can interrupt the connection; time running out is handled here.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import sqlcipher3.dbapi2 as sqlcipher

from app.records.postings import All, Order, PostingsAnswer, PostingsQuery, RankedRecord
from app.store.postings_match import match_text, welcome_text
from app.store.postings_ranked import BM25, rank_words
from app.store.postings_where import Where
from app.store.record_columns import Numbers, RecordColumns
from app.store.transactions import Reader, Row

_OPEN = "binned_at IS NULL"
_BINNED = "binned_at IS NOT NULL"

_COUNT = "SELECT count(*) FROM records WHERE {where}"

_NUMBERS = "SELECT group_concat(number) FROM records WHERE {where}"

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

_UNRANKED = """
    SELECT number, 0.0 FROM records
    WHERE {where} AND number NOT IN (SELECT rowid FROM postings WHERE postings MATCH {match})
    ORDER BY {order} LIMIT {limit}
"""

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


def search_postings(
    reader: Reader, query: PostingsQuery, columns: RecordColumns | None = None
) -> PostingsAnswer:
    """Answer a question.

    Args:
        columns: The properties of all records, kept from one question to the next; None: they are
            read for this one, if they are needed.

    Raises:
        CancelledError: The connection was interrupted.
    """
    began = time.monotonic()
    seconds = query.milliseconds / 1000
    deadline = began + seconds * _SHARE_FOR_ALL
    page: list[Row] = []
    try:
        with _deadline(reader, deadline):
            ranked = rank_words(reader, query) if _is_words_alone(reader, query) else None
            page = ranked.page if ranked is not None else _page(reader, query)
            if not query.facets:
                count = len(ranked.numbers) if ranked is not None else _count(reader, query)
                return PostingsAnswer(hits=_hits(page), count=count)
            if time.monotonic() > deadline:
                raise _TimeOver
            columns = columns if columns is not None else RecordColumns()
            columns.refresh(reader)
            numbers = ranked.numbers if ranked is not None else _numbers(reader, query, columns)
            facets = columns.count(reader, numbers)
    except _TimeOver:
        return _cut_off(reader, query, page, began + seconds)
    return PostingsAnswer(hits=_hits(page), count=len(numbers), facets=facets)


def _is_words_alone(reader: Reader, query: PostingsQuery) -> bool:
    """Whether nothing but words decides what is found and what comes first."""
    return (
        query.order is Order.BEST
        and not query.binned
        and match_text(query.node) is not None
        and not welcome_besides(reader, query)
    )


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
    match = where.bind(" OR ".join((asked or welcome, *welcome_besides(reader, query))))
    limit = where.bind(query.offset + query.limit)
    condition = _condition(where, query)
    sql = _RANKED.format(bm25=BM25, match=match, where=condition, limit=limit)
    return reader.rows(sql, where.values)


def welcome_besides(reader: Reader, query: PostingsQuery) -> list[str]:
    """FTS5 text of what hits are ranked by besides what they must hold."""
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


def _count(reader: Reader, query: PostingsQuery) -> int:
    where = Where()
    sql = _COUNT.format(where=_condition(where, query))
    return int(reader.value(sql, where.values))


def _numbers(reader: Reader, query: PostingsQuery, columns: RecordColumns) -> Numbers:
    """All hits."""
    if query.node == All() and not query.binned:
        return columns.all_open()
    where = Where()
    sql = _NUMBERS.format(where=_condition(where, query))
    found: str | None = reader.value(sql, where.values)
    return np.fromstring(found or "", np.int64, sep=",")


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
