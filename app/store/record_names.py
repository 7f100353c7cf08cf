"""By what people know a record: its code and title, without reading the text.

The text may be what is damaged.
"""

from dataclasses import dataclass

from app.store.transactions import Reader, Row

_BY_ID = "SELECT id, code, title FROM records WHERE id = :id"

_BY_CODE = "SELECT id, code, title FROM records WHERE code = :code"

_BY_CONTENT = """
    SELECT r.id, r.code, r.title FROM objects o
    JOIN attachments a ON a.object = o.number
    JOIN records r ON r.number = a.record
    WHERE o.sha256 = :sha256 ORDER BY r.number LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordName:
    """A record's id (UUID), code and title."""

    id: str
    code: str
    title: str


def name_of_record(reader: Reader, id: str) -> RecordName | None:
    """The names of the record with this UUID, or None."""
    return _name(reader.row(_BY_ID, {"id": id}))


def name_of_code(reader: Reader, code: str) -> RecordName | None:
    """The names of the record with exactly this code, or None."""
    return _name(reader.row(_BY_CODE, {"code": code}))


def name_of_owner(reader: Reader, sha256: str) -> RecordName | None:
    """The names of the oldest record that has, or had, this content attached; None for none.

    Args:
        sha256: Of the plain bytes, 64 hex digits.
    """
    return _name(reader.row(_BY_CONTENT, {"sha256": sha256}))


def _name(row: Row | None) -> RecordName | None:
    if row is None:
        return None
    id, code, title = row
    return RecordName(id=id, code=code, title=title)
