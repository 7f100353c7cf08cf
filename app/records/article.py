"""What an article holds beside its text (bibliographic fields after Dublin Core)."""

from dataclasses import dataclass

from app.records.dates import StatedDate
from app.records.vocabularies import ArticleType


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """How the article came into the archive.

    Attributes:
        address: As printed; never fetched, never a live link.
        at: When it was captured, in EDTF.
    """

    address: str = ""
    archived_address: str = ""
    by: str = ""
    at: StatedDate | None = None
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the article's content comes from, for telling independent sources apart."""

    original_source: str = ""
    republication_of: str | None = None
    retracted: bool = False
    bias: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What an article holds beside its text. Each author is one name as printed."""

    authors: tuple[str, ...] = ()
    publisher: str = ""
    type: ArticleType = ArticleType.OTHER
    subtitle: str = ""
    published: StatedDate | None = None
    updated: StatedDate | None = None
    place: str = ""
    rights: str = ""
    capture: Capture = Capture()
    origin: Origin = Origin()
