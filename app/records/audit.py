"""Entries of the audit log: who did what to which record, when, each bound to the one before.

The log holds no content. What a person wrote as a reason, and the id of a revision (which somebody
who guesses the text could compare), stand aside: the entry has only their salted hash, so that
destroying a record erases them and leaves the chain whole.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from app.records.canonical import dump
from app.translation import _

HASH_BYTES = 32
SALT_BYTES = 16
NO_HASH = bytes(HASH_BYTES)
"""What the first entry of a log names as the one before it."""


class Act(StrEnum):
    """What was done."""

    CREATED = "created"
    UNLOCKED = "unlocked"
    ADDED = "added"
    IMPORTED = "imported"
    CHANGED = "changed"
    RESTORED_REVISION = "restored-revision"
    BINNED = "binned"
    UNBINNED = "unbinned"
    DESTROYED = "destroyed"
    COLLECTION_MADE = "collection-made"
    COLLECTION_RENAMED = "collection-renamed"
    COLLECTION_REMOVED = "collection-removed"
    COLLECTED = "collected"
    UNCOLLECTED = "uncollected"
    SEARCH_SAVED = "search-saved"
    SEARCH_CHANGED = "search-changed"
    SEARCH_RENAMED = "search-renamed"
    SEARCH_REMOVED = "search-removed"
    EXTRACTED = "extracted"
    COPIED_CLEAN = "copied-clean"
    DOSSIER = "dossier"
    INCLUDED = "included"
    BUNDLE_SEALED = "bundle-sealed"
    BUNDLE_RECEIVED = "bundle-received"
    RECEIPT = "receipt"
    MERGED = "merged"
    REVEALED = "revealed"
    KEY_ADDED = "key-added"
    KEY_CHANGED = "key-changed"
    KEY_REMOVED = "key-removed"
    OLD_KEY_FILES = "old-key-files"
    PERSON_NAMED = "person-named"
    REKEYED = "rekeyed"
    BACKED_UP = "backed-up"
    RESTORED = "restored"
    SALVAGED = "salvaged"


RECORD_CHANGES = (
    Act.ADDED,
    Act.IMPORTED,
    Act.CHANGED,
    Act.RESTORED_REVISION,
    Act.BINNED,
    Act.UNBINNED,
    Act.MERGED,
)
"""After these a record is not what it was before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One entry as the log holds it.

    Attributes:
        number: 1 for the first; no number is missing.
        chain: 16 hex digits; another from the entry on that says that the archive was restored.
        at: UTC, ISO 8601 with milliseconds and `Z`; never before the previous entry.
        clock: What the computer's clock said, where that was before the previous entry.
        who: Initials of the person whose key slot was used.
        act: An `Act`, or one of a newer version.
        subject: Id of the record, number of the key slot or collection, code of the dossier.
        detail: Purpose, count, SHA-256 of what left; never content.
        aside: `aside_hash` of what may be erased, or empty.
        previous: Hash of the entry before.
        hash: `entry_hash` of all that.
        signature: Ed25519, 64 bytes.
    """

    number: int
    chain: str
    at: str
    clock: str
    who: str
    act: str
    subject: str
    detail: str
    aside: bytes
    previous: bytes
    hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What stands beside an entry and may be erased.

    Attributes:
        reason: As a person wrote it.
        revision: Id of the revision that was made.
    """

    salt: bytes
    reason: str
    revision: str


def entry_hash(entry: AuditEntry) -> bytes:
    """SHA-256 over the previous entry's hash and this one's canonical JSON, as its fields are."""
    body = dump(
        {
            "act": entry.act,
            "aside": entry.aside.hex(),
            "at": entry.at,
            "chain": entry.chain,
            "clock": entry.clock,
            "detail": entry.detail,
            "number": entry.number,
            "subject": entry.subject,
            "who": entry.who,
        }
    )
    return hashlib.sha256(entry.previous + body).digest()


def aside_hash(aside: Aside) -> bytes:
    """SHA-256 over the salt and the canonical JSON of what stands aside."""
    body = dump({"reason": aside.reason, "revision": aside.revision})
    return hashlib.sha256(aside.salt + body).digest()


def act_label(act: str) -> str:
    """What a person reads for an act; that of a newer version stays as it is."""
    try:
        return _(_LABELS[Act(act)])
    except ValueError:
        return act


_LABELS = {
    Act.CREATED: "Archive created",
    Act.UNLOCKED: "Archive opened",
    Act.ADDED: "Record added",
    Act.IMPORTED: "Record added from a file",
    Act.CHANGED: "Record changed",
    Act.RESTORED_REVISION: "Earlier version restored",
    Act.BINNED: "Moved to the bin",
    Act.UNBINNED: "Taken out of the bin",
    Act.DESTROYED: "Record destroyed",
    Act.COLLECTION_MADE: "Collection made",
    Act.COLLECTION_RENAMED: "Collection renamed",
    Act.COLLECTION_REMOVED: "Collection removed",
    Act.COLLECTED: "Put into a collection",
    Act.UNCOLLECTED: "Taken out of a collection",
    Act.SEARCH_SAVED: "Search saved",
    Act.SEARCH_CHANGED: "Saved search changed",
    Act.SEARCH_RENAMED: "Saved search renamed",
    Act.SEARCH_REMOVED: "Saved search removed",
    Act.EXTRACTED: "Attached file written out",
    Act.COPIED_CLEAN: "Picture written out without its hidden data",
    Act.DOSSIER: "Dossier made",
    Act.INCLUDED: "Included in a dossier",
    Act.BUNDLE_SEALED: "Sealed package made",
    Act.BUNDLE_RECEIVED: "Sealed package received",
    Act.RECEIPT: "Receipt",
    Act.MERGED: "Added from another archive",
    Act.REVEALED: "Identity shown",
    Act.KEY_ADDED: "Key added",
    Act.KEY_CHANGED: "Key changed",
    Act.KEY_REMOVED: "Key removed",
    Act.OLD_KEY_FILES: "Opened with old key files",
    Act.PERSON_NAMED: "Person named for a key",
    Act.REKEYED: "Archive encrypted with a new key",
    Act.BACKED_UP: "Backup made",
    Act.RESTORED: "Restored from a backup",
    Act.SALVAGED: "Salvaged into a new archive",
}
