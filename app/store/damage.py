"""What a check of an archive finds: things that are not as they were written."""

from dataclasses import dataclass
from enum import StrEnum


class Damaged(StrEnum):
    """What kind of thing is damaged."""

    KEY_FILE = "key-file"
    PAGE = "page"
    DATABASE = "database"
    INDEX = "index"
    RECORD = "record"
    REVISION = "revision"
    ATTACHMENT = "attachment"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is not as it was written.

    Attributes:
        id: Name of the key file, number of the page, UUID of the record (of a revision too, and of
            one that the search index does not fit), SHA-256 of the attachment, number of the entry
            in the audit log, or name of the table.
        reason: One sentence, translated.
        name: What people know it by: the record's code, the attachment's file name. Empty where
            there is none, or where that is lost too.
    """

    what: Damaged
    id: str
    reason: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreVerdict:
    """What the check found.

    Attributes:
        records: How many records could be read, those in the bin included.
        attachments: How many attached contents there are.
        damaged: Empty where everything is whole.
        harmless: What is there besides, and takes nothing from anything.
    """

    records: int
    attachments: int
    damaged: tuple[Damage, ...]
    harmless: tuple[Damage, ...] = ()

    @property
    def ok(self) -> bool:
        """Everything is whole."""
        return not self.damaged
