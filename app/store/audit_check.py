"""Checking the audit log: every entry that was changed, removed, moved or put in is named.

Each entry holds the previous one's hash, so it can be checked by itself also where its neighbours
are gone; that it follows them is checked beside that. A holder of the key can write the whole log
anew: that shows only to somebody who kept an older head.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from app.errors import DamageError
from app.progress import Progress, Silent
from app.records.audit import NO_HASH, Aside, AuditEntry, aside_hash, entry_hash
from app.store.archive_table import archive_signing_key
from app.store.audit_table import SIGNED_AS, LogHead, asides_between, entries_after, remembered_head
from app.store.damage import Damage, Damaged
from app.store.known_gaps import known_gaps
from app.store.store import Store
from app.store.transactions import Reader
from app.translation import _

_BATCH = 200
_SIGNATURE_BYTES = 64

_LAST_NUMBER = "SELECT max(number) FROM audit"

_NUMBER_OF_HASH = "SELECT number FROM audit WHERE hash = :hash"

_STRAY_ASIDES = """
    SELECT w.entry FROM audit_reasons w LEFT JOIN audit a ON a.number = w.entry
    WHERE a.number IS NULL OR length(a.aside) = 0 ORDER BY w.entry
"""


def check_log(store: Store, progress: Progress | None = None) -> tuple[Damage, ...]:
    """Check every entry: content, signature, place, order in time, and that none is missing.

    Raises:
        CancelledError: The person cancelled.
        SystemTroubleError: The disk refused.
    """
    report = progress or Silent()
    try:
        with store.checking() as reader:
            return tuple(_Check(reader, report).damage())
    except DamageError as trouble:
        return (_named("", trouble.happened),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What the next entry has to follow.

    Attributes:
        hash: None where that entry is not as it was written: the next one is not blamed for it.
    """

    number: int
    hash: bytes | None
    at: str


_BEGINNING = _Before(number=0, hash=NO_HASH, at="")


class _Check:
    """One pass over the log, on a connection of its own."""

    def __init__(self, reader: Reader, report: Progress) -> None:
        self._reader = reader
        self._report = report
        self._key = archive_signing_key(reader).verify_key
        self._known_gaps = known_gaps(reader)
        self._moved: dict[bytes, int] = {}
        """By hash, the number that entries had which stand elsewhere now."""

    def damage(self) -> Iterator[Damage]:
        """All that is found, in the log's order."""
        total = self._reader.value(_LAST_NUMBER) or 0
        remembered = remembered_head(self._reader)
        before = _BEGINNING
        while batch := entries_after(self._reader, before.number, _BATCH):
            self._report.step(_("Checking the audit log"), before.number, total)
            asides = asides_between(self._reader, before.number, batch[-1].number)
            for entry in batch:
                if entry.number > before.number + 1:
                    yield from self._gap(before.number + 1, entry.number - 1)
                altered = self._altered(entry)
                reason = altered or _misplaced(entry, before, asides.get(entry.number))
                if reason:
                    yield _named(str(entry.number), reason)
                before = _Before(
                    number=entry.number,
                    hash=None if altered else entry.hash,
                    at="" if altered else entry.at,
                )
        yield from _end(before, remembered)
        for (number,) in self._reader.rows(_STRAY_ASIDES):
            yield _named(str(number), _("A written reason was put beside an entry without one."))

    def _altered(self, entry: AuditEntry) -> str:
        """Whether an entry by itself is what was written; empty where it is."""
        signed = is_signed(entry, self._key)
        if _expected(entry) != entry.hash:
            return self._own_place(entry) if signed else _("The entry was changed.")
        if not signed:
            return _("The entry does not bear the signature of this archive: it was put in.")
        return ""

    def _gap(self, first: int, last: int) -> Iterator[Damage]:
        """Entries that are missing, but for those that a salvage has told of."""
        if not any(first in gap and last in gap for gap in self._known_gaps):
            yield _missing(first, last)

    def _own_place(self, entry: AuditEntry) -> str:
        """Tell an entry that was moved from one that was changed."""
        found: int = self._reader.value(_NUMBER_OF_HASH, {"hash": entry.previous}) or 0
        after = self._moved.get(entry.previous, found) + 1
        for number in (after, entry.number - 1, entry.number + 1):
            if _expected(replace(entry, number=number)) == entry.hash:
                self._moved[entry.hash] = number
                return _("This is entry {}, put in another place.").format(number)
        return _("The entry was changed.")


def _misplaced(entry: AuditEntry, before: _Before, aside: Aside | None) -> str:
    """What is wrong with a genuine entry's place, or with what stands beside it."""
    follows = entry.number == before.number + 1 and before.hash is not None
    if follows and entry.previous != before.hash:
        return _("The entry does not follow the one before it: one of them was exchanged.")
    if entry.at < before.at or (entry.clock and entry.clock >= entry.at):
        return _("The entry’s time is before that of the entry before it.")
    if aside is not None and entry.aside and aside_hash(aside) != entry.aside:
        return _("The written reason beside the entry was changed.")
    return ""


def _expected(entry: AuditEntry) -> bytes:
    """The hash that the entry's fields have as they are now."""
    try:
        return entry_hash(entry)
    except UnicodeEncodeError:
        return b""


def is_signed(entry: AuditEntry, key: VerifyKey) -> bool:
    """Whether the entry's hash was signed with this archive's key."""
    if len(entry.signature) != _SIGNATURE_BYTES:
        return False
    try:
        key.verify(SIGNED_AS + entry.hash, entry.signature)
    except BadSignatureError:
        return False
    return True


def _end(last: _Before, remembered: LogHead | None) -> Iterator[Damage]:
    """Compare where the log ends with where it is remembered to end."""
    if remembered is None:
        if last.number:
            yield _named(str(last.number), _("Where the log ends was not remembered any more."))
        return
    if remembered.number > last.number:
        yield _missing(last.number + 1, remembered.number)
    elif remembered.number < last.number:
        yield _named(
            str(remembered.number + 1), _("The log goes on after its end: entries were put in.")
        )
    elif last.hash is not None and remembered.hash != last.hash:
        yield _named(str(last.number), _("The log ends with another entry than is remembered."))


def _missing(first: int, last: int) -> Damage:
    if first == last:
        return _named(str(first), _("The entry is missing."))
    return _named(f"{first}-{last}", _("These entries are missing."))


def _named(id: str, reason: str) -> Damage:
    return Damage(what=Damaged.AUDIT, id=id, reason=reason)
