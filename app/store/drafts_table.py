"""Autosave: what was typed into a paragraph before it became a revision."""

from dataclasses import dataclass

from app.store.transactions import Reader, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentDraft:
    """The unfinished text of one segment.

    Attributes:
        record: Number of the record.
        segment: The segment's id within it.
        saved_at: UTC, ISO 8601 with milliseconds and `Z`.
    """

    record: int
    segment: int
    text: str
    saved_at: str


_SAVE = """
    INSERT INTO drafts (record, segment, text, saved_at)
    VALUES (:record, :segment, :text, :saved_at)
    ON CONFLICT (record, segment) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at
"""

_LIST = """
    SELECT record, segment, text, saved_at FROM drafts
    WHERE :record IS NULL OR record = :record ORDER BY record, segment
"""

_DROP = """
    DELETE FROM drafts WHERE record = :record AND (:segment IS NULL OR segment = :segment)
"""


def save_draft(writer: Writer, draft: SegmentDraft) -> None:
    """Keep the text of a segment in place of what was kept for it before."""
    writer.execute(
        _SAVE,
        {
            "record": draft.record,
            "segment": draft.segment,
            "text": draft.text,
            "saved_at": draft.saved_at,
        },
    )


def list_drafts(reader: Reader, record: int | None = None) -> tuple[SegmentDraft, ...]:
    """The drafts of one record, or of all."""
    return tuple(
        SegmentDraft(record=number, segment=segment, text=text, saved_at=saved_at)
        for number, segment, text, saved_at in reader.rows(_LIST, {"record": record})
    )


def drop_drafts(writer: Writer, record: int, segment: int | None = None) -> None:
    """Forget the draft of one segment, or all of a record: it became a revision or was given up."""
    writer.execute(_DROP, {"record": record, "segment": segment})
