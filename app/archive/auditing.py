"""The audit log of an opened archive: writing down what is done, and reading it.

Logged are changes, imports, exports, what keys are used for, and opening; not listing, reading or
searching. A wrong passphrase leaves no entry: without the key nothing can be written.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.archive.archive import Archive, Unwritten
from app.archive.audit_words import head_words
from app.archive.clock import utc_now
from app.errors import SystemTroubleError
from app.progress import Progress
from app.records.audit import Act
from app.store.audit_check import check_log
from app.store.audit_lookup import LoggedEntry, count_entries, count_entries_about, logged_entries
from app.store.audit_table import LogHead, NewEntry, append_entries, last_entry
from app.store.damage import Damage
from app.store.slots_in_force import slots_put_back
from app.store.store import Store
from app.store.transactions import Writer

__all__ = [
    "Act",
    "AuditHead",
    "AuditLine",
    "Note",
    "audit_damage",
    "audit_head",
    "audit_lines",
    "count_audit_lines",
    "note",
    "note_all",
    "note_creation",
    "note_unlocking",
    "start_chain",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What was done.

    Attributes:
        subject: Id of the record, number of the key slot or collection, code of the dossier.
        detail: Purpose, count, SHA-256 of what left the archive; never content, it stays for ever.
        reason: As a person wrote it; destroying the record erases it.
        revision: Id of the revision that was made; destroying the record erases it.
    """

    act: Act
    subject: str = ""
    detail: str = ""
    reason: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """The newest entry. Whoever keeps it can tell later whether anything before was changed.

    Attributes:
        number: 0 where the log is empty.
        hash: 64 hex digits.
        words: The twelve words for it; none where the log is empty.
    """

    chain: str
    number: int
    hash: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One entry as it is shown.

    Attributes:
        at: UTC, ISO 8601 with milliseconds and `Z`.
        act: An `Act`, or one of a newer version; `app.records.audit.act_label` says it in words.
        code: Of the record that it is about as it is today, otherwise empty.
        reason: Empty also where it was erased.
        hash: 64 hex digits.
        clock: What the computer's clock said, where that was before the entry before; else empty.
        revision: Id of the revision that was made, while the record is there.
    """

    number: int
    at: str
    who: str
    act: str
    subject: str
    code: str
    detail: str
    reason: str
    hash: str
    clock: str = ""
    revision: str = ""


def note(
    archive: Archive,
    writer: Writer,
    act: Act,
    *,
    subject: str = "",
    detail: str = "",
    reason: str = "",
    revision: str = "",
) -> None:
    """Write down what is done, in the transaction that does it."""
    note_all(
        archive,
        writer,
        (Note(act=act, subject=subject, detail=detail, reason=reason, revision=revision),),
    )


def note_all(archive: Archive, writer: Writer, notes: Sequence[Note]) -> None:
    """Write down several things that are done in one transaction, in their order."""
    if not notes:
        return
    archive.write_what_waits(writer)
    append_entries(writer, [_entry(archive, each) for each in notes], utc_now())


def start_chain(
    archive: Archive,
    writer: Writer,
    act: Act,
    *,
    subject: str = "",
    detail: str = "",
    reason: str = "",
    after: AuditHead | None = None,
) -> None:
    """Begin a new chain, for an archive that was restored or salvaged: it is another one from now.

    The first entry's detail names the head of the chain before, as `chain number hash`.

    Args:
        after: That head, where the log of this archive does not hold it.
    """
    archive.write_what_waits(writer)
    old = after or _shown_head(_newest(writer))
    before = f"{old.chain} {old.number} {old.hash}" if old.number else ""
    first = Note(
        act=act, subject=subject, detail=" ".join(filter(None, (detail, before))), reason=reason
    )
    append_entries(writer, (_entry(archive, first),), utc_now(), new_chain=True)


def note_creation(archive: Archive) -> None:
    """Write down that the archive was created."""
    with archive.store.writing() as writer:
        note(archive, writer, Act.CREATED)


def note_unlocking(archive: Archive) -> None:
    """Write down that the archive was opened, with which key slot, and whether with old key files.

    An archive opens also where its disk is full: what is in it may be needed, and making room may
    need it. The entry is then written with the next one, or on closing, if there is room again.
    """
    opened = Note(act=Act.UNLOCKED, subject=str(archive.store.opened_by))
    archive.unwritten += (Unwritten(entry=_entry(archive, opened), at=utc_now()),)
    with archive.store.browsing() as reader:
        archive.old_key_files = slots_put_back(archive.store, reader)
    if archive.old_key_files:
        found = Note(act=Act.OLD_KEY_FILES, subject=str(archive.store.opened_by))
        archive.unwritten += (Unwritten(entry=_entry(archive, found), at=utc_now()),)
    with suppress(SystemTroubleError), archive.store.writing() as writer:
        archive.write_what_waits(writer)


def audit_head(archive: Archive) -> AuditHead:
    """The newest entry's number and hash, and the words for it."""
    with archive.store.browsing() as reader:
        last = last_entry(reader)
    if last is None:
        return _shown_head(LogHead(chain="", number=0, hash=b""))
    return _shown_head(LogHead(chain=last.chain, number=last.number, hash=last.hash))


def audit_lines(
    archive: Archive, *, limit: int, offset: int = 0, record: str | None = None
) -> tuple[AuditLine, ...]:
    """A page of the log, newest first.

    Args:
        record: Only entries about the record with this id.
    """
    with archive.store.browsing() as reader:
        found = logged_entries(reader, limit=limit, offset=offset, subject=record)
    return tuple(_line(each) for each in found)


def count_audit_lines(archive: Archive, *, record: str | None = None) -> int:
    """How many entries the log has, or how many are about one record."""
    with archive.store.browsing() as reader:
        return count_entries(reader) if record is None else count_entries_about(reader, record)


def audit_damage(where: Archive | Store, progress: Progress | None = None) -> tuple[Damage, ...]:
    """Check every entry of the log, and name those that are not as they were written.

    Raises:
        CancelledError: The person cancelled.
        SystemTroubleError: The disk refused.
    """
    return check_log(where.store if isinstance(where, Archive) else where, progress)


def _entry(archive: Archive, what: Note) -> NewEntry:
    return NewEntry(
        act=what.act,
        who=archive.made_by,
        subject=what.subject,
        detail=what.detail,
        reason=what.reason,
        revision=what.revision,
    )


def _newest(writer: Writer) -> LogHead:
    last = last_entry(writer)
    if last is None:
        return LogHead(chain="", number=0, hash=b"")
    return LogHead(chain=last.chain, number=last.number, hash=last.hash)


def _shown_head(head: LogHead) -> AuditHead:
    return AuditHead(
        chain=head.chain,
        number=head.number,
        hash=head.hash.hex(),
        words=head_words(head.hash) if head.number else (),
    )


def _line(logged: LoggedEntry) -> AuditLine:
    entry = logged.entry
    return AuditLine(
        number=entry.number,
        at=entry.at,
        who=entry.who,
        act=entry.act,
        subject=entry.subject,
        code=logged.code,
        detail=entry.detail,
        reason=logged.reason,
        hash=entry.hash.hex(),
        clock=entry.clock,
        revision=logged.revision,
    )
