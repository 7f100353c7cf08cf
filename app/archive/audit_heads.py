"""Heads of the log outside the archive: given away in dossiers, compared when they come back."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.archive.archive import Archive
from app.archive.audit_words import HEAD_SPAN, head_bits, read_head
from app.progress import Progress
from app.records.audit import Act, AuditEntry
from app.store.audit_check import check_log
from app.store.audit_lookup import (
    count_entries,
    entries_of_act,
    entries_with_hash,
    newest_change,
)
from app.store.audit_table import entry_by_number
from app.store.damage import Damage
from app.store.transactions import Reader

_FOR_DOSSIER = b"satchel 1 audit head of a dossier\n"
_NUMBER = re.compile(r"\bhead=(\d{1,15})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadComparison:
    """What the log says to a head that somebody kept.

    Attributes:
        number: Of the entry that the head stands for; 0 where the log does not hold it.
        at: When that entry was made; empty where there is none.
        dossier: Code of the dossier that it was printed in; empty where it was none.
        newer: How many entries came after it.
        damage: What is wrong with the log itself.
    """

    number: int
    at: str = ""
    dossier: str = ""
    newer: int = 0
    damage: tuple[Damage, ...] = ()

    @property
    def contained(self) -> bool:
        """The log holds the entry, and all that was before it is what it was."""
        return self.number > 0 and not any(_place(each) <= self.number for each in self.damage)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierHead:
    """The value that a dossier prints for an entry of the log.

    Attributes:
        number: Of the entry. It is not printed: it would tell how much else there is.
        value: 64 hex digits.
    """

    number: int
    value: str


def head_for_dossier(archive: Archive, records: Sequence[str], code: str) -> DossierHead | None:
    """The value for the newest change to these records; None where none is in the log.

    That entry's hash follows from everything before it, and it stays the same while the records do,
    however often they are exported. The hash itself is not given: the same one in two dossiers
    would tell that they have a record in common.

    Args:
        records: Their ids.
        code: Of the dossier.
    """
    with archive.store.browsing() as reader:
        entry = newest_change(reader, records)
    if entry is None:
        return None
    return DossierHead(number=entry.number, value=_value(entry, code).hex())


def compare_head(archive: Archive, kept: str, progress: Progress | None = None) -> HeadComparison:
    """Look for a head that somebody kept: twelve words or 64 hex digits, of the log or a dossier.

    The whole log is checked with it; an entry that merely stands there would prove nothing.

    Raises:
        InputError: It is neither words of a head nor a hash.
        CancelledError: The person cancelled.
        SystemTroubleError: The disk refused.
    """
    bits = read_head(kept)
    damage = check_log(archive.store, progress)
    with archive.store.browsing() as reader:
        found, dossier = _found(reader, bits)
        if found is None:
            return HeadComparison(number=0, damage=damage)
        newer = count_entries(reader, after=found.number)
    return HeadComparison(
        number=found.number, at=found.at, dossier=dossier, newer=newer, damage=damage
    )


def _found(reader: Reader, bits: bytes) -> tuple[AuditEntry | None, str]:
    """The entry with these bits, and the code of the dossier that gave them away."""
    own = entries_with_hash(reader, bits, bits[:-1] + bytes([bits[-1] | HEAD_SPAN]) + b"\xff" * 32)
    if own:
        return own[0], ""
    for made in entries_of_act(reader, Act.DOSSIER):
        number = _NUMBER.search(made.detail)
        entry = entry_by_number(reader, int(number[1])) if number else None
        if entry is not None and head_bits(_value(entry, made.subject)) == bits:
            return entry, made.subject
    return None, ""


def _value(entry: AuditEntry, code: str) -> bytes:
    return hashlib.sha256(_FOR_DOSSIER + entry.hash + code.encode()).digest()


def _place(damage: Damage) -> int:
    """Where damage begins; at the beginning where it has no number."""
    first = damage.id.partition("-")[0]
    return int(first) if first.isdecimal() else 0
