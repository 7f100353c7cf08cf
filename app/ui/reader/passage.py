"""One paragraph of a record as the reader shows it: its words, marks, and who speaks."""

from dataclasses import dataclass

from app.archive.searching import RecordMarks
from app.records.record import Record
from app.records.text import Segment, Translation
from app.records.vocabularies import SegmentRole, label
from app.ui.reader.spans import Span, to_units

_SAID_BY_ROLE = (
    SegmentRole.QUESTION,
    SegmentRole.ANSWER,
    SegmentRole.CAPTION,
    SegmentRole.EDITOR_NOTE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One segment, with its translation where one is shown.

    Attributes:
        language: BCP 47 of the original text.
        heading: Who speaks, or what the paragraph is; empty where it is as before.
        marks: Found words of the original, in UTF-16 units.
        translated: Empty where the segment is not translated.
    """

    segment: Segment
    language: str
    heading: str = ""
    marks: tuple[Span, ...] = ()
    translated: str = ""
    translated_language: str = ""
    translated_marks: tuple[Span, ...] = ()

    @property
    def found(self) -> int:
        """How many found words it holds, translation included."""
        return len(self.marks) + len(self.translated_marks)


def passages_of(
    record: Record, translation: Translation | None, marks: RecordMarks | None
) -> tuple[Passage, ...]:
    """A record's segments as passages.

    Args:
        translation: The one to show beside the original, or None.
        marks: Where the words of the present search stand, or None.
    """
    found = dict(marks.segments) if marks else {}
    translated: dict[int, str] = {}
    translated_marks: dict[int, tuple[tuple[int, int], ...]] = {}
    if translation is not None:
        translated = {each.segment: each.text for each in translation.segments}
        for language, number, spans in marks.translations if marks else ():
            if language == translation.language:
                translated_marks[number] = spans
    made: list[Passage] = []
    before = ""
    for segment in record.text.segments:
        who = _heading(segment)
        text = translated.get(segment.id, "")
        made.append(
            Passage(
                segment=segment,
                language=segment.language or record.language,
                heading=who if who != before else "",
                marks=to_units(segment.text, found.get(segment.id, ())),
                translated=text,
                translated_language=translation.language if translation else "",
                translated_marks=to_units(text, translated_marks.get(segment.id, ())),
            )
        )
        before = who
    return tuple(made)


def _heading(segment: Segment) -> str:
    if segment.speaker:
        return segment.speaker
    return label(segment.role) if segment.role in _SAID_BY_ROLE else ""
