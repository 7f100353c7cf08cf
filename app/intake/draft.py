"""A draft: what intake made of a stretch of a file, with how sure it is of each part."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from app.records.capture import CaptureData
from app.records.dates import StatedDate
from app.records.record import ExtraField
from app.records.vocabularies import ArticleType, Kind, SegmentRole
from app.translation import _

Value = TypeVar("Value")


class Certainty(StrEnum):
    """How sure intake is of a field."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"
    NOT_FOUND = "not-found"


class LineRole(StrEnum):
    """What a line is in its draft; roles of body text are named as in `SegmentRole`."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATE = "date"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    LIST_ITEM = "list-item"
    TABLE = "table"
    CAPTION = "caption"
    PULL_QUOTE = "pull-quote"
    EDITOR_NOTE = "editor-note"
    LEFT_OUT = "left-out"
    BLANK = "blank"

    @property
    def segment_role(self) -> SegmentRole | None:
        """The role of the paragraph that such a line becomes; None for what is no body text."""
        return _SEGMENT_ROLES.get(self)


_SEGMENT_ROLES = {LineRole(role.value): role for role in SegmentRole}


class LeftOut(StrEnum):
    """Why a line was left out."""

    NAVIGATION = "navigation"
    REPEATED = "repeated"
    BY_HAND = "by-hand"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[Value]):
    """One field of a draft.

    Attributes:
        value: What was found; empty or None where nothing was.
        reason: One translated phrase on where it comes from.
        lines: Numbers of the lines in the original that say so.
    """

    value: Value
    certainty: Certainty
    reason: str = ""
    lines: tuple[int, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is a value."""
        return self.certainty is not Certainty.NOT_FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One line of the original.

    Attributes:
        number: In the original, from 1.
        text: Exactly as it stands there, without its line end.
        role: What it is in this draft.
        role_if_kept: The role it gets when somebody puts it back.
        why: Why it was left out; None for a line that was not.
        continues: It goes on with the paragraph of the line before (wrapped lines).
        cells: The cells of a row, if its role is that of a table.
        by_hand: A person has decided on it; no later guess changes that.
        stated: The file itself says what it is; no guess changes that either.
    """

    number: int
    text: str
    role: LineRole
    role_if_kept: LineRole = LineRole.PARAGRAPH
    why: LeftOut | None = None
    continues: bool = False
    cells: tuple[str, ...] = ()
    by_hand: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """What a table or another program says beside the fields that every draft has.

    Attributes:
        entry: Names the entry by what it says, 64 hex digits: the same one is known again in
            another file. Empty for a draft that is no entry.
        address: Of a source, as printed.
        captured: When the source was looked at.
        interviewed: When a testimony was given.
        extra: All the rest, under the names it has there.
    """

    entry: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    address: str = ""
    archived_address: str = ""
    captured: StatedDate | None = None
    rights: str = ""
    interviewer: str = ""
    interviewed: StatedDate | None = None
    extra: tuple[ExtraField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedEntry:
    """An entry of a file that becomes no draft.

    Attributes:
        reason: Which entry, and why, in one sentence.
    """

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What becomes a record when a person accepts it.

    Every line of the stretch stands in `lines` exactly once, blank and left-out ones too.

    Attributes:
        file_name: Name of the file, or how the text came in.
        sha256: Of the untouched bytes of the whole file.
        first_line: Number of the first line in the original, from 1.
        last_line: Number of the last one, inclusive.
        title: Proposed from the text where its certainty is GUESS.
        published: When it was published, as the text states it; never completed by guessing.
        suggested_published: What the date may be, with the reason; not taken over by itself.
        languages: BCP 47; `und` where no guess is possible.
        published_elsewhere: Only ever a suggestion; a person confirms it.
        edited: Names of the fields that a person has set.
        as_written: The file is one document that somebody wrote: nothing of it is a menu.
        only_file: Why there is no text and the file itself is kept, as a sentence; empty otherwise.
        further: What else an entry of a table or of another program's export says.
        capture: What the hidden data of a picture, sound or film says.
        pictured: Pages of the file that are pictures without text.
    """

    file_name: str
    sha256: str
    first_line: int
    last_line: int
    lines: tuple[DraftLine, ...]
    kind: Field[Kind]
    article_type: Field[ArticleType]
    title: Field[str]
    subtitle: Field[str]
    authors: Field[tuple[str, ...]]
    publisher: Field[str]
    place: Field[str]
    published: Field[StatedDate | None]
    updated: Field[StatedDate | None]
    suggested_published: Field[StatedDate | None]
    languages: Field[tuple[str, ...]]
    published_elsewhere: Field[bool]
    edited: frozenset[str] = frozenset()
    as_written: bool = False
    only_file: str = ""
    capture: CaptureData = field(default_factory=CaptureData)
    pictured: int = 0
    further: Further = Further()

    @property
    def left_out(self) -> tuple[DraftLine, ...]:
        """The lines that are not blank and were left out."""
        return tuple(line for line in self.lines if line.role is LineRole.LEFT_OUT)


def nothing_text() -> Field[str]:
    """A text field that was not found."""
    return Field(value="", certainty=Certainty.NOT_FOUND, reason=_("Nothing in the text says so."))


def nothing_date() -> Field[StatedDate | None]:
    """A date that was not found."""
    return Field(
        value=None, certainty=Certainty.NOT_FOUND, reason=_("Nothing in the text says so.")
    )
