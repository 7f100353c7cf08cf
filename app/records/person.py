"""People in a record, as pseudonym and role.

A real name never stands here: identities are kept apart, in a database of their own under a key
of its own.
"""

from dataclasses import dataclass

from app.records.vocabularies import PersonRole, ProtectionLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as a record speaks of them.

    Attributes:
        pseudonym: The name used in the archive; never a real one of a protected person.
        role: What the person is in this record.
        protection: How the person may appear outside; pseudonym only, unless somebody decided.
        child: Under 18 when speaking or when described.
    """

    pseudonym: str
    role: PersonRole = PersonRole.OTHER
    protection: ProtectionLevel = ProtectionLevel.PSEUDONYM_ONLY
    child: bool = False
