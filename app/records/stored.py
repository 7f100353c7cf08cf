"""A record as the archive keeps it: the canonical form and what is local beside it.

Code, bin, collections and the day of adding belong to one archive and are never part of a record.
All times are UTC in ISO 8601 with milliseconds and `Z`; they sort as text.
"""

from dataclasses import dataclass

from app.records.record import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCard:
    """What a list shows of a record.

    Attributes:
        number: The record's place in this archive's tables; never used for another record.
        code: Human code, unique in this archive: `T-014`, `A-203`.
        kind: A value of `app.records.vocabularies.Kind`.
        date: EDTF date of the interview or of publication; None where unknown.
        languages: BCP 47 tags, the original's first.
        risk: A value of `RiskLevel`; empty where nothing was recorded.
        consent_state: What the consent matrix sums up to.
        line: Publisher or coarse place, shown beside the code.
        binned: The record lies in the bin.
    """

    number: int
    id: str
    code: str
    kind: str
    title: str
    date: str | None
    languages: tuple[str, ...]
    status: str
    risk: str
    consent_state: str
    line: str
    tags: tuple[str, ...]
    added_at: str
    changed_at: str
    binned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """A record's card with its newest content.

    Attributes:
        head_revision: Id of the newest revision, 64 hex digits.
        canonical: Canonical JSON of that revision.
    """

    card: RecordCard
    head_revision: str
    canonical: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecordRow:
    """What is kept beside a record's content so that lists, facets and conditions are fast.

    The fields of the same name are those of `RecordCard`.

    Attributes:
        date_first: First day the date can mean, `YYYY-MM-DD`; None where unknown or open.
        date_last: Last day the date can mean, `YYYY-MM-DD`; None where unknown or open.
        persons: Pseudonyms of the people in the record; never a protected name.
        places: Names of places in the record.
        attachments: Each names an object that is in the archive already, or is added in the
            same transaction.
    """

    id: str
    code: str
    kind: str
    title: str
    date: str | None = None
    date_first: str | None = None
    date_last: str | None = None
    languages: tuple[str, ...] = ()
    status: str = ""
    risk: str = ""
    consent_state: str = ""
    line: str = ""
    tags: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    added_at: str
    changed_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRevision:
    """A state of a record that is about to be kept for good.

    Attributes:
        id: `app.records.canonical.revision_id` of canonical form and parents.
        parents: Ids of the revisions it was made from: none for the first, two after a merge.
        made_by: Who made it, as this archive names them.
        reason: Why, where the person said so.
        canonical: Canonical JSON.
    """

    id: str
    parents: tuple[str, ...] = ()
    made_at: str
    made_by: str
    reason: str = ""
    canonical: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionEntry:
    """One line of a record's history; the content is fetched apart.

    Attributes:
        record: Number of the record.
        head: It is the record's newest state.
    """

    id: str
    record: int
    parents: tuple[str, ...]
    made_at: str
    made_by: str
    reason: str
    head: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A named group of records of this archive.

    Attributes:
        count: Records in it that are not in the bin.
    """

    number: int
    name: str
    count: int
