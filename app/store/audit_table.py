"""The audit log: entries are added, each bound to the one before and signed, and never changed.

The newest entry's number and hash are also kept in `state`, so that a removed end is noticed.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.records.audit import NO_HASH, SALT_BYTES, Aside, AuditEntry, aside_hash, entry_hash
from app.records.canonical import dump
from app.store.archive_table import archive_signing_key
from app.store.state_table import read_state, write_state
from app.store.transactions import Reader, Row, Writer

SIGNED_AS = b"satchel 1 audit entry\n"
"""Stands before the hash in what is signed, so that no other signature can be taken for one."""

_HEAD = "audit.head"
_CHAIN_BYTES = 8

_INSERT = """
    INSERT INTO audit
      (number, chain, at, clock, who, act, subject, detail, aside, previous, hash, signature)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_INSERT_ASIDE = """
    INSERT INTO audit_reasons (entry, salt, reason, revision) VALUES (?, ?, ?, ?)
"""

_COLUMNS = """
    SELECT number, chain, at, clock, who, act, subject, detail, aside, previous, hash, signature
    FROM audit
"""

_LAST = _COLUMNS + " ORDER BY number DESC LIMIT 1"

_BY_NUMBER = _COLUMNS + " WHERE number = :number"

_AFTER = _COLUMNS + " WHERE number > :number ORDER BY number LIMIT :limit"

_ASIDES = """
    SELECT entry, salt, reason, revision FROM audit_reasons
    WHERE entry > :after AND entry <= :last
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What is to be written down.

    Attributes:
        act: An `app.records.audit.Act`.
        reason: As a person wrote it; may be erased later.
        revision: Id of the revision that was made, or empty; may be erased later.
    """

    act: str
    who: str
    subject: str = ""
    detail: str = ""
    reason: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """The newest entry of a log: all before it follows from its hash.

    Attributes:
        number: 0 where the log is empty.
        hash: 32 bytes.
    """

    chain: str
    number: int
    hash: bytes


def append_entries(
    writer: Writer, entries: Sequence[NewEntry], at: str, *, new_chain: bool = False
) -> LogHead:
    """Write entries down, in their order, in the transaction that does what they tell.

    Args:
        at: What the clock says, UTC, ISO 8601 with milliseconds and `Z`.
        new_chain: The first of them begins a new chain.
    """
    last = last_entry(writer)
    head = _head_to_follow(remembered_head(writer), last)
    chain = head.chain if head.chain and not new_chain else secrets.token_hex(_CHAIN_BYTES)
    number, previous, before = head.number, head.hash, last.at if last is not None else ""
    when, clock = (at, "") if at >= before else (before, at)
    key = archive_signing_key(writer)
    rows, asides = [], []
    for new in entries:
        number += 1
        aside = _aside(new)
        entry = AuditEntry(
            number=number,
            chain=chain,
            at=when,
            clock=clock,
            who=new.who,
            act=str(new.act),
            subject=new.subject,
            detail=new.detail,
            aside=aside_hash(aside) if aside else b"",
            previous=previous,
            hash=b"",
            signature=b"",
        )
        previous = entry_hash(entry)
        rows.append((*_unsealed(entry), previous, key.sign(SIGNED_AS + previous).signature))
        if aside is not None:
            asides.append((number, aside.salt, aside.reason, aside.revision))
    writer.many(_INSERT, rows)
    writer.many(_INSERT_ASIDE, asides)
    head = LogHead(chain=chain, number=number, hash=previous)
    _remember_head(writer, head)
    return head


def last_entry(reader: Reader) -> AuditEntry | None:
    """The newest entry, or None where there is none."""
    row = reader.row(_LAST)
    return None if row is None else entry_of(row)


def entry_by_number(reader: Reader, number: int) -> AuditEntry | None:
    """One entry, or None."""
    row = reader.row(_BY_NUMBER, {"number": number})
    return None if row is None else entry_of(row)


def entries_after(reader: Reader, number: int, limit: int) -> tuple[AuditEntry, ...]:
    """The next entries in their order."""
    return tuple(entry_of(row) for row in reader.rows(_AFTER, {"number": number, "limit": limit}))


def asides_between(reader: Reader, after: int, last: int) -> dict[int, Aside]:
    """What stands beside the entries after one number and up to another, by their numbers."""
    return {
        entry: Aside(salt=salt, reason=reason, revision=revision)
        for entry, salt, reason, revision in reader.rows(_ASIDES, {"after": after, "last": last})
    }


def put_log(
    writer: Writer,
    entries: Iterable[AuditEntry],
    asides: Mapping[int, Aside],
    head: LogHead | None,
) -> None:
    """Put entries of another copy of this archive into an empty log, as they are.

    Args:
        asides: By number of the entry; those of other entries are left out.
        head: Where that log is remembered to end, so that entries that are lost stay noticed.
    """
    numbers = set()
    for entry in entries:
        writer.execute(_INSERT, _row(entry))
        numbers.add(entry.number)
    for number, aside in asides.items():
        if number in numbers:
            writer.execute(_INSERT_ASIDE, (number, aside.salt, aside.reason, aside.revision))
    if head is not None:
        _remember_head(writer, head)


def remembered_head(reader: Reader) -> LogHead | None:
    """The head as it is kept apart from the log; None where nothing readable is."""
    try:
        tree = json.loads(read_state(reader, _HEAD) or "")
        chain, number, hash = tree["chain"], tree["number"], bytes.fromhex(tree["hash"])
    except (ValueError, TypeError, KeyError):
        return None
    return LogHead(chain=str(chain), number=int(number), hash=hash)


def entry_of(row: Row) -> AuditEntry:
    """An entry from a row of all columns."""
    number, chain, at, clock, who, act, subject, detail, aside, previous, hash, signature = row
    return AuditEntry(
        number=number,
        chain=chain,
        at=at,
        clock=clock,
        who=who,
        act=act,
        subject=subject,
        detail=detail,
        aside=aside,
        previous=previous,
        hash=hash,
        signature=signature,
    )


def _aside(new: NewEntry) -> Aside | None:
    if not new.reason and not new.revision:
        return None
    return Aside(salt=secrets.token_bytes(SALT_BYTES), reason=new.reason, revision=new.revision)


def _row(entry: AuditEntry) -> Row:
    return (*_unsealed(entry), entry.hash, entry.signature)


def _unsealed(entry: AuditEntry) -> Row:
    return (
        entry.number,
        entry.chain,
        entry.at,
        entry.clock,
        entry.who,
        entry.act,
        entry.subject,
        entry.detail,
        entry.aside,
        entry.previous,
    )


def _remember_head(writer: Writer, head: LogHead) -> None:
    """Keep the head apart from the log."""
    tree = dump({"chain": head.chain, "hash": head.hash.hex(), "number": head.number})
    write_state(writer, _HEAD, tree.decode())


def _head_to_follow(remembered: LogHead | None, last: AuditEntry | None) -> LogHead:
    """What the next entry follows.

    Where the log does not end as is remembered, the next entry must not cover that up: it follows
    what is remembered, or nothing, and the check names the place for ever.
    """
    if last is None:
        return remembered or LogHead(chain="", number=0, hash=NO_HASH)
    if remembered is None:
        return LogHead(chain=last.chain, number=last.number, hash=NO_HASH)
    return LogHead(
        chain=remembered.chain, number=max(remembered.number, last.number), hash=remembered.hash
    )
