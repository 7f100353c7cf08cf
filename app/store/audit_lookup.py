"""Looking into the audit log: lines for people, and entries by what they are about."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.records.audit import RECORD_CHANGES, AuditEntry
from app.store.audit_table import entry_by_number, entry_of
from app.store.transactions import Reader, Row, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEntry:
    """An entry with what stands beside it today.

    Attributes:
        code: Of the record that it is about, if that is in the archive; otherwise empty.
        reason: Empty also where it was erased.
        revision: Id of the revision that was made; empty also where it was erased.
    """

    entry: AuditEntry
    code: str
    reason: str
    revision: str


_COLUMNS = """
    SELECT a.number, a.chain, a.at, a.clock, a.who, a.act, a.subject, a.detail, a.aside,
           a.previous, a.hash, a.signature
"""

_LINES = (
    _COLUMNS
    + """,
           coalesce(r.code, ''), coalesce(w.reason, ''), coalesce(w.revision, '')
    FROM audit a
    LEFT JOIN records r ON r.id = a.subject
    LEFT JOIN audit_reasons w ON w.entry = a.number
"""
)

_ALL_LINES = _LINES + " ORDER BY a.number DESC LIMIT :limit OFFSET :offset"

_LINES_ABOUT = (
    _LINES + " WHERE a.subject = :subject ORDER BY a.number DESC LIMIT :limit OFFSET :offset"
)

_COUNT = "SELECT count(*) FROM audit WHERE number > :after"

_COUNT_ABOUT = "SELECT count(*) FROM audit WHERE subject = :subject"

_BY_HASH = _COLUMNS + " FROM audit a WHERE a.hash >= :first AND a.hash < :end ORDER BY a.number"

_OF_ACT = _COLUMNS + " FROM audit a WHERE a.act = :act ORDER BY a.number"

_NEWEST = """
    SELECT max(number) FROM audit
    WHERE subject = :subject AND act IN (SELECT value FROM json_each(:acts))
"""

_ERASE = """
    DELETE FROM audit_reasons
    WHERE entry IN (SELECT number FROM audit WHERE subject = :subject)
"""


def logged_entries(
    reader: Reader, *, limit: int, offset: int = 0, subject: str | None = None
) -> tuple[LoggedEntry, ...]:
    """A page of the log, newest first.

    Args:
        subject: Only entries about this record, key slot, collection or dossier.
    """
    page = {"limit": limit, "offset": offset}
    if subject is None:
        return tuple(_logged(row) for row in reader.rows(_ALL_LINES, page))
    rows = reader.rows(_LINES_ABOUT, {**page, "subject": subject})
    return tuple(_logged(row) for row in rows)


def count_entries(reader: Reader, *, after: int = 0) -> int:
    """How many entries there are after the one of a number."""
    count: int = reader.value(_COUNT, {"after": after})
    return count


def count_entries_about(reader: Reader, subject: str) -> int:
    """How many entries are about one record, key slot, collection or dossier."""
    count: int = reader.value(_COUNT_ABOUT, {"subject": subject})
    return count


def entries_with_hash(reader: Reader, first: bytes, end: bytes) -> tuple[AuditEntry, ...]:
    """The entries whose hash is `first` or between it and `end`, as bytes sort; one, if any."""
    return tuple(entry_of(row) for row in reader.rows(_BY_HASH, {"first": first, "end": end}))


def entries_of_act(reader: Reader, act: str) -> tuple[AuditEntry, ...]:
    """All entries of one act, oldest first."""
    return tuple(entry_of(row) for row in reader.rows(_OF_ACT, {"act": act}))


def newest_change(reader: Reader, ids: Sequence[str]) -> AuditEntry | None:
    """The newest entry that tells of a change to one of these records; None where there is none."""
    acts = json.dumps([str(act) for act in RECORD_CHANGES])
    numbers = (reader.value(_NEWEST, {"subject": each, "acts": acts}) for each in ids)
    newest: int = max((number for number in numbers if number is not None), default=0)
    return entry_by_number(reader, newest)


def erase_reasons(writer: Writer, subject: str) -> int:
    """Erase what stands beside the entries about a record: reasons and ids of revisions.

    The entries themselves stay, and the chain is whole.

    Returns:
        How many were erased.
    """
    return writer.change(_ERASE, {"subject": subject})


def _logged(row: Row) -> LoggedEntry:
    *columns, code, reason, revision = row
    return LoggedEntry(entry=entry_of(tuple(columns)), code=code, reason=reason, revision=revision)
