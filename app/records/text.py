"""The text of a record: numbered paragraphs ("segments"), with translations aligned to them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    """Original, translations and summary.

    Attributes:
        last_segment: The highest number that a segment ever had, where those that are there now
            have lower ones; 0 otherwise.
    """

    segments: tuple[Segment, ...] = ()
    translations: tuple[Translation, ...] = ()
    summary: str = ""
    last_segment: int = 0

    @property
    def next_segment(self) -> int:
        """A number that no segment has or had."""
        return self._highest() + 1

    def with_segments(self, segments: Iterable[Segment]) -> "RecordText":
        """The text with other segments; numbers that are gone are remembered."""
        made, highest = tuple(segments), self._highest()
        gone = highest > max((each.id for each in made), default=0)
        return replace(self, segments=made, last_segment=highest if gone else 0)

    def text_of(self, segment: int, language: str = "") -> str | None:
        """What a segment says; None where it, or the translation, is not there.

        Args:
            language: Of a translation; empty for the original.
        """
        found = next((each for each in self.segments if each.id == segment), None)
        if found is None or not language:
            return found.text if found is not None else None
        translation = next((each for each in self.translations if each.language == language), None)
        return translation.text_of(segment) if translation is not None else None

    def with_text(self, segment: int, language: str, text: str) -> "RecordText":
        """The text with other words in a segment that is there, or in its translation.

        Args:
            language: As for `text_of`, which reads what this writes.
        """
        if not language:
            made = (replace(one, text=text) if one.id == segment else one for one in self.segments)
            return replace(self, segments=tuple(made))
        translations = list(self.translations)
        for at, each in enumerate(translations):
            if each.language == language:
                translations[at] = self._translated(each, segment, text)
                break
        return replace(self, translations=tuple(translations))

    def _translated(self, translation: Translation, segment: int, text: str) -> Translation:
        rest = [one for one in translation.segments if one.segment != segment]
        rest += [TranslatedSegment(segment=segment, text=text)] if text else []
        order = {one.id: at for at, one in enumerate(self.segments)}
        rest.sort(key=lambda one: order.get(one.segment, len(order)))
        return replace(translation, segments=tuple(rest))

    def _highest(self) -> int:
        used = [self.last_segment, *(each.id for each in self.segments)]
        used += [one.segment for each in self.translations for one in each.segments]
        return max(used)
