"""What a check of an archive finds: things that are not as they were written."""

from dataclasses import dataclass
from enum import StrEnum


class Damaged(StrEnum):
    """What kind of thing is damaged."""

    KEY_FILE = "key-file"
    PAGE = "page"
    DATABASE = "database"
    RECORD = "record"
    REVISION = "revision"
    ATTACHMENT = "attachment"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is not as it was written.

    Attributes:
        id: Name of the key file, number of the page, UUID of the record (of a revision too),
            SHA-256 of the attachment, or number of the entry in the audit log.
        reason: One sentence, translated.
    """

    what: Damaged
    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreVerdict:
    """What the check found.

    Attributes:
        records: How many records could be read, those in the bin included.
        attachments: How many attached contents there are.
        damaged: Empty where everything is whole.
    """

    records: int
    attachments: int
    damaged: tuple[Damage, ...]

    @property
    def ok(self) -> bool:
        """Everything is whole."""
        return not self.damaged
