"""The record: a testimony or an article, with all that belongs to it wherever it goes."""

import os
import re
import time
import uuid
from dataclasses import dataclass, field

from app.records.article import Article
from app.records.capture import CaptureData
from app.records.dates import StatedDate
from app.records.person import Person
from app.records.testimony import Testimony
from app.records.text import RecordText
from app.records.vocabularies import AttachmentRole, Kind, RiskLevel, Status

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to a record, named by its content.

    Attributes:
        sha256: Of the untouched bytes, 64 hex digits.
        size: In bytes.
        media_type: As far as known, `application/octet-stream` otherwise.
        name: The file's name where it came from; never used as a path.
        capture: What the file's hidden data says of where, when and with what it was made.
    """

    sha256: str
    size: int
    media_type: str
    name: str
    role: AttachmentRole = AttachmentRole.SUPPORTING
    capture: CaptureData = field(default_factory=CaptureData)

    def __post_init__(self) -> None:
        if _SHA256.fullmatch(self.sha256) is None or self.size < 0:
            raise ValueError("an attachment has a SHA-256 of 64 hex digits and a size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What harm a use could do, and until when that judgement holds."""

    level: RiskLevel | None = None
    to_whom: str = ""
    from_whom: str = ""
    mitigation: str = ""
    review: StatedDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How far the content bears weight.

    Attributes:
        source_grade: Admiralty code A–F, with its reason; empty unless wanted.
        information_grade: Admiralty code 1–6, judged apart from the source.
    """

    first_hand: bool | None = None
    consistent: str = ""
    consistent_with: tuple[str, ...] = ()
    limits: str = ""
    source_grade: str = ""
    source_reason: str = ""
    information_grade: str = ""
    information_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraField:
    """A field of the form that a record came from, which Satchel has no field of its own for.

    Nobody has judged whether it may leave: it stays within internal analysis.

    Attributes:
        label: What the form called it; never empty. Several may have the same one.
        value: As it stood there; may have several lines.
    """

    label: str
    value: str

    def __post_init__(self) -> None:
        if not self.label.strip():
            raise ValueError("an extra field has a label")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A testimony or an article. Exactly one of `testimony` and `article` is there.

    Nothing local stands here (code, collections, bin): the same record is the same everywhere.

    Attributes:
        id: UUID version 7, lower case.
        languages: BCP 47; the first is the language of the original.
        proposed_title: The title was made from the text, not found in it.
        extra: What the form it came from asked besides, in its order.
    """

    id: str
    kind: Kind
    title: str
    proposed_title: bool = False
    languages: tuple[str, ...] = ()
    status: Status = Status.TO_REVIEW
    tags: tuple[str, ...] = ()
    text: RecordText = field(default_factory=RecordText)
    persons: tuple[Person, ...] = ()
    risk: Risk = Risk()
    assessment: Assessment = Assessment()
    testimony: Testimony | None = None
    article: Article | None = None
    attachments: tuple[Attachment, ...] = ()
    extra: tuple[ExtraField, ...] = ()
    legal_hold: bool = False

    def __post_init__(self) -> None:
        if _UUID.fullmatch(self.id) is None:
            raise ValueError("an id is a UUID in lower case")
        if (self.testimony is not None) != (self.kind is Kind.TESTIMONY):
            raise ValueError("a testimony, and only a testimony, has testimony details")
        if (self.article is not None) != (self.kind is Kind.ARTICLE):
            raise ValueError("an article, and only an article, has article details")
        ids = [segment.id for segment in self.text.segments]
        if len(set(ids)) != len(ids):
            raise ValueError("two segments have the same id")

    @property
    def date(self) -> StatedDate | None:
        """The interview's date, or that of publication; None where neither is known."""
        if self.testimony is not None:
            return self.testimony.interview.date or self.testimony.published
        assert self.article is not None
        return self.article.published

    @property
    def language(self) -> str:
        """The language of the original, `und` where unknown."""
        return self.languages[0] if self.languages else "und"

    @property
    def source_line(self) -> str:
        """Publisher or coarse place: what a list shows beside the code."""
        if self.article is not None:
            return self.article.publisher or self.article.place
        assert self.testimony is not None
        return self.testimony.interview.coarse_place or self.testimony.published_in


def new_record_id() -> str:
    """A UUID of version 7 (RFC 9562): sorts by time, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    value = (
        (milliseconds & (1 << 48) - 1) << 80
        | 0x7 << 76
        | (random >> 68 & 0xFFF) << 64
        | 0b10 << 62
        | random & (1 << 62) - 1
    )
    return str(uuid.UUID(int=value))
