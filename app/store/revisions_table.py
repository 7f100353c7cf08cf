"""The history of records: each state once, whole, compressed, for as long as the record exists."""

import zlib

from app.errors import DamageError
from app.records.stored import NewRevision, RevisionEntry
from app.store.transactions import Reader, Row, Writer
from app.translation import _

_ZLIB = 1
"""The value of `packing` for a body compressed with zlib (RFC 1950)."""

_LEVEL = 6
_LARGEST_BODY = 256 * 1024 * 1024

_INSERT = """
    INSERT INTO revisions (id, record, parents, made_at, made_by, reason, packing, body)
    VALUES (:id, :record, :parents, :made_at, :made_by, :reason, :packing, :body)
"""

_COLUMNS = """
    SELECT r.id, r.record, r.parents, r.made_at, r.made_by, r.reason, r.number = records.head
    FROM revisions r JOIN records ON records.number = r.record
"""

_OF_RECORD = _COLUMNS + " WHERE r.record = :record ORDER BY r.number DESC"

_BY_ID = _COLUMNS + " WHERE r.id = :id"

_BODY = "SELECT packing, body FROM revisions WHERE id = :id"

_BY_PREFIX = (
    _COLUMNS + " WHERE r.record = :record AND substr(r.id, 1, length(:prefix)) = :prefix LIMIT 2"
)


def add_revision(writer: Writer, record: int, revision: NewRevision) -> int:
    """Keep one more state of a record, without making it the newest one.

    Returns:
        The row's number, which `records.head` may hold.
    """
    return writer.execute(
        _INSERT,
        {
            "id": revision.id,
            "record": record,
            "parents": " ".join(revision.parents),
            "made_at": revision.made_at,
            "made_by": revision.made_by,
            "reason": revision.reason,
            "packing": _ZLIB,
            "body": zlib.compress(revision.canonical, _LEVEL),
        },
    )


def revisions_of(reader: Reader, record: int) -> tuple[RevisionEntry, ...]:
    """A record's history, newest first."""
    return tuple(_entry(row) for row in reader.rows(_OF_RECORD, {"record": record}))


def revision_by_id(reader: Reader, id: str) -> RevisionEntry | None:
    """One line of history, or None."""
    row = reader.row(_BY_ID, {"id": id})
    return None if row is None else _entry(row)


def revision_by_prefix(reader: Reader, record: int, prefix: str) -> RevisionEntry | None:
    """The only revision of a record whose id begins so; None where there is none or more."""
    rows = reader.rows(_BY_PREFIX, {"record": record, "prefix": prefix.lower()})
    return _entry(rows[0]) if len(rows) == 1 else None


def revision_body(reader: Reader, id: str) -> bytes | None:
    """The canonical JSON of a revision, or None where there is no such revision.

    Raises:
        DamageError: The content cannot be unpacked.
    """
    row = reader.row(_BODY, {"id": id})
    return None if row is None else unpack(row[0], row[1])


def unpack(packing: int, body: bytes) -> bytes:
    """The bytes that were kept as `packing` and `body`.

    Raises:
        DamageError: They are not what Satchel wrote.
    """
    try:
        if packing == _ZLIB:
            expander = zlib.decompressobj()
            content = expander.decompress(body, _LARGEST_BODY)
            if expander.eof:
                return content
    except zlib.error as problem:
        raise _damaged() from problem
    raise _damaged()


def _damaged() -> DamageError:
    return DamageError(
        _("The content of a revision is damaged."),
        _("Run the archive check to see what else is, and look for it in a backup."),
    )


def _entry(row: Row) -> RevisionEntry:
    id, record, parents, made_at, made_by, reason, head = row
    return RevisionEntry(
        id=id,
        record=record,
        parents=tuple(parents.split()),
        made_at=made_at,
        made_by=made_by,
        reason=reason,
        head=bool(head),
    )
