"""Fetching what the reader shows, on the browsing lane."""

from dataclasses import dataclass

from app.archive.drafts import SegmentDraft, drafts_of
from app.archive.history import record_at
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, read_record
from app.archive.searching import RecordMarks, marks_of
from app.progress import Progress
from app.records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A record as the reader needs it.

    Attributes:
        drafts: What was typed and is no revision yet: the program ended while somebody typed.
    """

    opened: OpenedRecord
    drafts: tuple[SegmentDraft, ...]


def load(archive: Archive, record: str, _progress: Progress) -> Loaded:
    """Read a record by its id. Runs on the browsing lane."""
    return Loaded(opened=read_record(archive, record), drafts=drafts_of(archive, record))


def load_marks(
    archive: Archive, text: str, opened: OpenedRecord, _progress: Progress
) -> tuple[str, RecordMarks]:
    """Find the words of a search in a record. Runs on the searching lane.

    Returns:
        The record's hash, so that marks are not put on another state of it, and the marks.
    """
    return opened.hash, marks_of(archive, text, opened)


def load_earlier(archive: Archive, record: str, revision: str, _progress: Progress) -> Record:
    """Read an earlier state of a record."""
    return record_at(archive, record, revision)
