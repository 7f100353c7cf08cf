"""Values that records share and are counted and filtered by: tags, languages, persons, places.

Each value is kept once; a value that no record has any more is removed with its last record, so
that nothing of a destroyed record stays behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.store.folding import fold
from app.store.transactions import Reader, Writer


class TermField(StrEnum):
    """What a shared value says about a record; the value of `terms.field`."""

    TAG = "tag"
    LANGUAGE = "language"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """A value and how many records outside the bin have it."""

    value: str
    count: int


_FIND = "SELECT number FROM terms WHERE field = :field AND value = :value"

_INSERT = "INSERT INTO terms (field, value, folded) VALUES (:field, :value, :folded)"

_LINK = "INSERT INTO record_terms (term, record) VALUES (:term, :record)"

_LINKED = "SELECT term FROM record_terms WHERE record = :record"

_UNLINK = "DELETE FROM record_terms WHERE term = :term AND record = :record"

_FORGET_UNUSED = """
    DELETE FROM terms WHERE number = :term
      AND NOT EXISTS (SELECT 1 FROM record_terms WHERE term = :term)
"""

_COUNTS = """
    SELECT terms.value, count(*) FROM terms
    JOIN record_terms ON record_terms.term = terms.number
    JOIN records ON records.number = record_terms.record
    WHERE terms.field = :field AND records.binned_at IS NULL
    GROUP BY terms.number ORDER BY terms.folded
"""


def put_terms(writer: Writer, record: int, terms: Iterable[tuple[TermField, str]]) -> None:
    """Give a record exactly these values."""
    wanted = {_number(writer, field, value) for field, value in terms if value}
    linked = {row[0] for row in writer.rows(_LINKED, {"record": record})}
    writer.many(_LINK, [{"term": term, "record": record} for term in sorted(wanted - linked)])
    _unlink(writer, record, linked - wanted)


def drop_terms(writer: Writer, record: int) -> None:
    """Take all values from a record that is about to be removed."""
    _unlink(writer, record, {row[0] for row in writer.rows(_LINKED, {"record": record})})


def count_terms(reader: Reader, field: TermField) -> tuple[TermCount, ...]:
    """All values of a field in use, in alphabetical order."""
    return tuple(
        TermCount(value=value, count=count)
        for value, count in reader.rows(_COUNTS, {"field": field.value})
    )


def _number(writer: Writer, field: TermField, value: str) -> int:
    names = {"field": field.value, "value": value}
    found = writer.value(_FIND, names)
    return writer.execute(_INSERT, {**names, "folded": fold(value)}) if found is None else found


def _unlink(writer: Writer, record: int, terms: set[int]) -> None:
    for term in sorted(terms):
        writer.execute(_UNLINK, {"term": term, "record": record})
        writer.execute(_FORGET_UNUSED, {"term": term})
