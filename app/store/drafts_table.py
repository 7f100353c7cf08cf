"""Autosave: what was typed into a paragraph before it became a revision."""

from dataclasses import dataclass

from app.store.transactions import Reader, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentDraft:
    """The unfinished text of one segment, or of its translation.

    Attributes:
        record: Number of the record.
        segment: The segment's id within it.
        language: Of the translation; empty for the original.
        head: Id of the record's newest revision when this was saved first; later saves keep it.
        saved_at: UTC, ISO 8601 with milliseconds and `Z`.
    """

    record: int
    segment: int
    language: str = ""
    text: str
    head: str
    saved_at: str


_SAVE = """
    INSERT INTO drafts (record, segment, language, text, head, saved_at)
    VALUES (:record, :segment, :language, :text, :head, :saved_at)
    ON CONFLICT (record, segment, language)
    DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at
"""

_LIST = """
    SELECT record, segment, language, text, head, saved_at FROM drafts
    WHERE :record IS NULL OR record = :record ORDER BY record, segment, language
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
            "language": draft.language,
            "text": draft.text,
            "head": draft.head,
            "saved_at": draft.saved_at,
        },
    )


def list_drafts(reader: Reader, record: int | None = None) -> tuple[SegmentDraft, ...]:
    """The drafts of one record, or of all."""
    return tuple(
        SegmentDraft(
            record=number,
            segment=segment,
            language=language,
            text=text,
            head=head,
            saved_at=saved_at,
        )
        for number, segment, language, text, head, saved_at in reader.rows(
            _LIST, {"record": record}
        )
    )


def drop_drafts(writer: Writer, record: int, segment: int | None = None) -> None:
    """Forget the drafts of one segment, or all of a record.

    They became a revision or were given up.
    """
    writer.execute(_DROP, {"record": record, "segment": segment})
