"""Autosave: what is being typed is kept in the archive until it becomes one revision."""

from dataclasses import replace

from app.archive.changing import put_state, stored_record
from app.archive.clock import utc_now
from app.archive.indexing import reindex, text_for_index
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, opened
from app.records.canonical import from_canonical
from app.records.record import Record
from app.store.drafts_table import SegmentDraft, drop_drafts, list_drafts
from app.store.drafts_table import save_draft as save_draft_row

__all__ = ["SegmentDraft", "commit_drafts", "discard_drafts", "drafts_of", "save_draft"]


def save_draft(archive: Archive, record_id: str, segment: int, text: str) -> None:
    """Keep the text of a segment as it is being typed.

    Raises:
        InputError: The record is not there.
    """
    with archive.store.writing() as writer:
        number = stored_record(writer, record_id).card.number
        draft = SegmentDraft(record=number, segment=segment, text=text, saved_at=utc_now())
        save_draft_row(writer, draft)


def drafts_of(archive: Archive, record_id: str) -> tuple[SegmentDraft, ...]:
    """What was typed into a record and is no revision yet.

    Raises:
        InputError: The record is not there.
    """
    with archive.store.browsing() as reader:
        return list_drafts(reader, stored_record(reader, record_id).card.number)


def commit_drafts(archive: Archive, record_id: str) -> OpenedRecord | None:
    """Make one revision of all that was typed; None where nothing was, or nothing differs.

    Raises:
        InputError: The record is not there.
    """
    with archive.store.writing() as writer:
        before = stored_record(writer, record_id)
        drafts = list_drafts(writer, before.card.number)
        if not drafts:
            return None
        record = from_canonical(before.canonical)
        changed = _with_drafts(record, drafts)
        drop_drafts(writer, before.card.number)
        if changed == record:
            return None
        put_state(archive, writer, before, changed, "")
        reindex(writer, before.card.number, text_for_index(record), text_for_index(changed))
        after = stored_record(writer, record_id)
    archive.words = None
    return opened(after)


def discard_drafts(archive: Archive, record_id: str) -> None:
    """Give up what was typed.

    Raises:
        InputError: The record is not there.
    """
    with archive.store.writing() as writer:
        drop_drafts(writer, stored_record(writer, record_id).card.number)


def _with_drafts(record: Record, drafts: tuple[SegmentDraft, ...]) -> Record:
    texts = {draft.segment: draft.text for draft in drafts}
    segments = tuple(
        replace(segment, text=texts.get(segment.id, segment.text))
        for segment in record.text.segments
    )
    return replace(record, text=replace(record.text, segments=segments))
