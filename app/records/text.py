"""The text of a record: numbered paragraphs ("segments"), with translations aligned to them."""

from dataclasses import dataclass

from app.records.vocabularies import (
    Connection,
    KnowledgeBasis,
    ReviewState,
    SegmentRole,
    TranslationMethod,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One paragraph of the original.

    Attributes:
        id: Number of the segment, unique in its record and never used again; not its place.
        text: NFC. In a table, rows are lines and cells are separated by tabs.
        language: BCP 47, or None for the record's first language.
        speaker: Who speaks, as a role or pseudonym; empty where nobody is named.
        timecode: Where in the recording it begins, `HH:MM:SS`; empty where there is none.
        distressing: Hidden everywhere until asked for.
        connection: How the speaker is connected with what is told here, where it differs.
        knowledge: How the speaker knows what is told here, where it differs.
    """

    id: int
    text: str
    role: SegmentRole = SegmentRole.PARAGRAPH
    language: str | None = None
    speaker: str = ""
    timecode: str = ""
    distressing: bool = False
    connection: Connection | None = None
    knowledge: KnowledgeBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedSegment:
    """The translation of one segment, named by its id."""

    segment: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One translation of the whole text, or of a part of it."""

    language: str
    segments: tuple[TranslatedSegment, ...] = ()
    translator: str = ""
    method: TranslationMethod = TranslationMethod.HUMAN
    review: ReviewState = ReviewState.UNREVIEWED

    def text_of(self, segment: int) -> str:
        """The translation of a segment, empty where there is none."""
        return next((each.text for each in self.segments if each.segment == segment), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordText:
    """Original, translations and summary."""

    segments: tuple[Segment, ...] = ()
    translations: tuple[Translation, ...] = ()
    summary: str = ""
