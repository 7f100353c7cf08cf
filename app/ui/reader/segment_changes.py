"""Changing the paragraphs of a record: split, join, add, remove, hide, and what each of them is.

Translations follow: they are aligned by the paragraph's number.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from app.records.record import Record
from app.records.text import Segment, TranslatedSegment, Translation
from app.records.vocabularies import SegmentRole

_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def added_after(segment: int, record: Record) -> Record:
    """The record with an empty paragraph below another, or at the beginning (0)."""
    new = Segment(id=record.text.next_segment, text="")
    made: list[Segment] = [] if segment else [new]
    for each in record.text.segments:
        made.append(each)
        if each.id == segment:
            made.append(replace(new, language=each.language, speaker=each.speaker))
    return _with_segments(record, made)


def removed(segment: int, record: Record) -> Record:
    """The record without a paragraph and its translations."""
    kept = [each for each in record.text.segments if each.id != segment]
    translations = tuple(
        replace(each, segments=tuple(one for one in each.segments if one.segment != segment))
        for each in record.text.translations
    )
    text = record.text.with_segments(kept)
    return replace(record, text=replace(text, translations=translations))


def joined_with_next(segment: int, record: Record) -> Record:
    """The record with a paragraph and the one below it as one; the first one's number stays."""
    segments = list(record.text.segments)
    at = next((at for at, each in enumerate(segments) if each.id == segment), -1)
    if not 0 <= at < len(segments) - 1:
        return record
    first, second = segments[at], segments[at + 1]
    text = _joined(first.text, second.text, tabular=first.role is SegmentRole.TABLE)
    hidden = first.distressing or second.distressing
    segments[at : at + 2] = [replace(first, text=text, distressing=hidden)]
    translations = tuple(_join_in(each, first.id, second.id) for each in record.text.translations)
    whole = record.text.with_segments(segments)
    return replace(record, text=replace(whole, translations=translations))


def split_at_empty_lines(segment: int, record: Record) -> Record:
    """The record with a paragraph cut where empty lines stand in it."""
    made: list[Segment] = []
    number = record.text.next_segment
    for each in record.text.segments:
        if each.id != segment or each.role is SegmentRole.TABLE:
            made.append(each)
            continue
        parts = [part for part in _EMPTY_LINE.split(each.text.strip("\n")) if part.strip()]
        made.append(replace(each, text=parts[0] if parts else ""))
        for part in parts[1:]:
            made.append(replace(each, id=number, text=part, timecode=""))
            number += 1
    return _with_segments(record, made)


def with_distressing(segment: int, hidden: bool, record: Record) -> Record:
    """The record with a paragraph hidden as distressing, or shown."""
    return _changed(record, segment, lambda each: replace(each, distressing=hidden))


def with_role(segment: int, role: SegmentRole, record: Record) -> Record:
    """The record with another role for a paragraph."""
    return _changed(record, segment, lambda each: replace(each, role=role))


def with_speaker(segment: int, speaker: str, record: Record) -> Record:
    """The record with another speaker of a paragraph."""
    return _changed(record, segment, lambda each: replace(each, speaker=speaker))


def has_empty_line(text: str) -> bool:
    """Whether an empty line parts the text."""
    return _EMPTY_LINE.search(text.strip("\n")) is not None


def _changed(record: Record, segment: int, change: Callable[[Segment], Segment]) -> Record:
    return _with_segments(
        record, [change(each) if each.id == segment else each for each in record.text.segments]
    )


def _with_segments(record: Record, segments: Iterable[Segment]) -> Record:
    return replace(record, text=record.text.with_segments(segments))


def _join_in(translation: Translation, first: int, second: int) -> Translation:
    texts = {each.segment: each.text for each in translation.segments}
    if second not in texts:
        return translation
    text = _joined(texts.get(first, ""), texts[second], tabular=False)
    made: list[TranslatedSegment] = []
    for each in translation.segments:
        if each.segment == first or (each.segment == second and first not in texts):
            made.append(TranslatedSegment(segment=first, text=text))
        elif each.segment != second:
            made.append(each)
    return replace(translation, segments=tuple(made))


def _joined(first: str, second: str, *, tabular: bool) -> str:
    if not first or not second:
        return first or second
    if tabular:
        return f"{first}\n{second}"
    # Chinese and Japanese put no space between sentences.
    tight = "\u3000" <= first[-1] <= "\u9fff" or "\uff00" <= first[-1] <= "\uffef"
    return f"{first}{'' if tight else ' '}{second}"
