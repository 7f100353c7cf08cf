"""Finding records without a search: lists, one by id or code, many by number."""

import json
from enum import StrEnum

from app.records.stored import RecordCard, StoredRecord
from app.store.revisions_table import unpack
from app.store.transactions import Reader, Row, Value

_CARD = """
    r.number, r.id, r.code, r.kind, r.title, r.date_edtf, r.languages, r.status, r.risk,
    r.consent_state, r.line, r.tags, r.added_at, r.changed_at, r.binned_at IS NOT NULL
"""
_CARD_COLUMNS = 15

_STORED = (
    "SELECT" + _CARD + ", revisions.id, revisions.packing, revisions.body"
    " FROM records r JOIN revisions ON revisions.number = r.head"
)

_BY_NUMBER = _STORED + " WHERE r.number = :number"
_BY_ID = _STORED + " WHERE r.id = :id"
_BY_CODE = _STORED + " WHERE r.code = :code"

_ALIKE = 20
"""An unambiguous start needs one record; more than a page of candidates helps nobody."""

_NUMBERS_BY_PREFIX = """
    SELECT number FROM records WHERE id >= :id AND id < :id || char(0x10FFFF)
    UNION
    SELECT number FROM records WHERE code >= :code AND code < :code || char(0x10FFFF)
    ORDER BY number LIMIT :alike
"""

_CARDS = (
    "SELECT" + _CARD + "FROM json_each(:numbers) AS wanted"
    " JOIN records r ON r.number = wanted.value ORDER BY wanted.key"
)

_COUNT = """
    SELECT count(*) FROM records INDEXED BY records_by_added
    WHERE binned_at IS NULL AND (:kind IS NULL OR kind = :kind)
"""
_COUNT_BIN = """
    SELECT count(*) FROM records WHERE binned_at IS NOT NULL AND (:kind IS NULL OR kind = :kind)
"""


_NUMBERS = "SELECT r.number FROM records r"
_IN_BIN = " WHERE r.binned_at IS NOT NULL"
_NOT_IN_BIN = " WHERE r.binned_at IS NULL"
_OF_KIND = " AND r.kind = :kind"
_PAGE = " LIMIT :limit OFFSET :offset"


class ListOrder(StrEnum):
    """By what a list is sorted; ties fall back to the newest number first."""

    ADDED = "added"
    CHANGED = "changed"
    DATE = "date"
    TITLE = "title"


_ORDERS = {
    (ListOrder.ADDED, False): " ORDER BY r.added_at, r.number DESC",
    (ListOrder.ADDED, True): " ORDER BY r.added_at DESC, r.number DESC",
    (ListOrder.CHANGED, False): " ORDER BY r.changed_at, r.number DESC",
    (ListOrder.CHANGED, True): " ORDER BY r.changed_at DESC, r.number DESC",
    (ListOrder.DATE, False): " ORDER BY r.date_first NULLS LAST, r.number DESC",
    (ListOrder.DATE, True): " ORDER BY r.date_first DESC, r.number DESC",
    (ListOrder.TITLE, False): " ORDER BY r.title_folded, r.number DESC",
    (ListOrder.TITLE, True): " ORDER BY r.title_folded DESC, r.number DESC",
}


def record_by_number(reader: Reader, number: int) -> StoredRecord | None:
    """The record with this number, or None."""
    return _stored(reader.row(_BY_NUMBER, {"number": number}))


def record_by_id(reader: Reader, id: str) -> StoredRecord | None:
    """The record with this UUID, or None."""
    return _stored(reader.row(_BY_ID, {"id": id}))


def record_by_code(reader: Reader, code: str) -> StoredRecord | None:
    """The record with exactly this code, or None."""
    return _stored(reader.row(_BY_CODE, {"code": code}))


def records_by_prefix(reader: Reader, text: str) -> tuple[StoredRecord, ...]:
    """What somebody may mean by a UUID, a code or the start of one, whatever its case.

    A complete code or UUID means that record alone, also where others begin with it.

    Returns:
        At most 20; one where it is unambiguous, none where nothing begins so.
    """
    start = text.strip()
    if not start:
        return ()
    exact = record_by_code(reader, start.upper()) or record_by_id(reader, start.lower())
    if exact is not None:
        return (exact,)
    rows = reader.rows(
        _NUMBERS_BY_PREFIX, {"id": start.lower(), "code": start.upper(), "alike": _ALIKE}
    )
    found = (record_by_number(reader, number) for (number,) in rows)
    return tuple(each for each in found if each is not None)


def list_numbers(
    reader: Reader,
    *,
    kind: str | None = None,
    order: ListOrder = ListOrder.ADDED,
    descending: bool = True,
    limit: int | None = None,
    offset: int = 0,
    binned: bool = False,
) -> tuple[int, ...]:
    """Numbers of records in the order of a list; fetch the visible ones with `cards`.

    Args:
        reader: Of the open archive.
        kind: Only records of this kind.
        order: By what.
        descending: Newest, latest or last first. Records without a date come last either way.
        limit: At most so many; None means all.
        offset: Pass over so many.
        binned: The bin instead of the archive.
    """
    # Each part is one of a few constants, so that SQLite can choose the index for it.
    sql = (
        _NUMBERS
        + (_IN_BIN if binned else _NOT_IN_BIN)
        + ("" if kind is None else _OF_KIND)
        + _ORDERS[order, descending]
        + _PAGE
    )
    values: dict[str, Value] = {"limit": -1 if limit is None else limit, "offset": offset}
    if kind is not None:
        values["kind"] = kind
    rows = reader.rows(sql, values)
    return tuple(number for (number,) in rows)


def list_cards(
    reader: Reader,
    *,
    kind: str | None = None,
    order: ListOrder = ListOrder.ADDED,
    descending: bool = True,
    limit: int = 50,
    offset: int = 0,
    binned: bool = False,
) -> tuple[RecordCard, ...]:
    """One page of a list; the arguments are those of `list_numbers`."""
    numbers = list_numbers(
        reader,
        kind=kind,
        order=order,
        descending=descending,
        limit=limit,
        offset=offset,
        binned=binned,
    )
    return cards(reader, numbers)


def cards(reader: Reader, numbers: tuple[int, ...]) -> tuple[RecordCard, ...]:
    """The cards of these records in this order; numbers that are gone are passed over."""
    rows = reader.rows(_CARDS, {"numbers": json.dumps(numbers)})
    return tuple(_card(row) for row in rows)


def count_records(reader: Reader, *, kind: str | None = None, binned: bool = False) -> int:
    """How many records a list has in all."""
    found: int = reader.value(_COUNT_BIN if binned else _COUNT, {"kind": kind})
    return found


def _stored(row: Row | None) -> StoredRecord | None:
    if row is None:
        return None
    head, packing, body = row[_CARD_COLUMNS:]
    return StoredRecord(
        card=_card(row[:_CARD_COLUMNS]), head_revision=head, canonical=unpack(packing, body)
    )


def _card(row: Row) -> RecordCard:
    (number, id, code, kind, title, date, languages, status, risk, consent, line, tags) = row[:12]
    added_at, changed_at, binned = row[12:]
    return RecordCard(
        number=number,
        id=id,
        code=code,
        kind=kind,
        title=title,
        date=date,
        languages=tuple(languages.split()),
        status=status,
        risk=risk,
        consent_state=consent,
        line=line,
        tags=tuple(json.loads(tags)),
        added_at=added_at,
        changed_at=changed_at,
        binned=bool(binned),
    )
