"""Autosave: what is being typed is kept in the archive until it becomes one revision."""

import unicodedata
from dataclasses import dataclass, replace

from app.archive.attachment_texts import attached_texts
from app.archive.changing import put_state, stored_record
from app.archive.clock import utc_now
from app.archive.indexing import reindex, text_for_index
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, opened
from app.archive.signatures import keep_signature, signature_of
from app.errors import DamageError, InputError
from app.records.canonical import from_canonical
from app.records.text import RecordText, Segment
from app.records.vocabularies import SegmentRole
from app.store.drafts_table import SegmentDraft, drop_drafts, list_drafts
from app.store.drafts_table import save_draft as save_draft_row
from app.store.revisions_table import revision_body
from app.store.transactions import Reader
from app.translation import _

__all__ = [
    "CommittedDrafts",
    "SegmentDraft",
    "commit_drafts",
    "discard_drafts",
    "drafts_of",
    "save_draft",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommittedDrafts:
    """What became of the drafts of a record.

    Attributes:
        overwritten: Segments that had changed since their draft was begun. The draft's text stands
            there now; the text it was written over is in the history.
        added: New segments at the end, for drafts whose own segment or translation is gone.
    """

    opened: OpenedRecord
    overwritten: tuple[int, ...] = ()
    added: tuple[int, ...] = ()


def save_draft(
    archive: Archive, record_id: str, segment: int, text: str, *, language: str = ""
) -> None:
    """Keep the text of a segment as it is being typed.

    Args:
        language: Of the translation that is typed; empty for the original.

    Raises:
        InputError: The record is not there.
    """
    with archive.store.writing() as writer:
        stored = stored_record(writer, record_id)
        draft = SegmentDraft(
            record=stored.card.number,
            segment=segment,
            language=language,
            text=text,
            head=stored.head_revision,
            saved_at=utc_now(),
        )
        save_draft_row(writer, draft)


def drafts_of(archive: Archive, record_id: str) -> tuple[SegmentDraft, ...]:
    """What was typed into a record and is no revision yet.

    Raises:
        InputError: The record is not there.
    """
    with archive.store.browsing() as reader:
        return list_drafts(reader, stored_record(reader, record_id).card.number)


def commit_drafts(archive: Archive, record_id: str) -> CommittedDrafts | None:
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
        written = _written(record.text, drafts, _begun_from(writer, drafts))
        changed = replace(record, text=written.text)
        drop_drafts(writer, before.card.number)
        if changed == record:
            return None
        put_state(archive, writer, before, changed, _reason(written))
        texts = attached_texts(writer, record)
        old_text, new_text = text_for_index(record, texts), text_for_index(changed, texts)
        reindex(writer, before.card.number, old_text, new_text)
        keep_signature(writer, before.card.number, signature_of(changed))
        after = stored_record(writer, record_id)
    archive.words_changed(old_text, new_text)
    return CommittedDrafts(
        opened=opened(after), overwritten=written.overwritten, added=written.added
    )


def discard_drafts(archive: Archive, record_id: str) -> None:
    """Give up what was typed.

    Raises:
        InputError: The record is not there.
    """
    with archive.store.writing() as writer:
        drop_drafts(writer, stored_record(writer, record_id).card.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    text: RecordText
    overwritten: tuple[int, ...]
    added: tuple[int, ...]


def _begun_from(reader: Reader, drafts: tuple[SegmentDraft, ...]) -> dict[str, RecordText]:
    """The texts that drafts were begun from, by revision.

    One that cannot be read counts as different from what is there now: what was typed must be kept
    all the same.
    """
    found = {}
    for head in {draft.head for draft in drafts}:
        try:
            body = revision_body(reader, head)
            if body is not None:
                found[head] = from_canonical(body).text
        except (DamageError, InputError):
            continue
    return found


def _written(
    text: RecordText, drafts: tuple[SegmentDraft, ...], begun_from: dict[str, RecordText]
) -> _Written:
    overwritten, added = [], []
    for draft in drafts:
        begun = begun_from.get(draft.head, RecordText())
        typed = unicodedata.normalize("NFC", draft.text)
        first = begun.text_of(draft.segment, draft.language)
        now = text.text_of(draft.segment, draft.language)
        if typed in (first, now):
            continue  # nothing was typed in the end, or it is there already
        if now is not None:
            text = text.with_text(draft.segment, draft.language, typed)
            if now != first:
                overwritten.append(draft.segment)
        elif typed.strip():
            was = _segment(text, draft.segment) or _segment(begun, draft.segment)
            new = _paragraph(text.next_segment, typed, draft.language, was)
            text = text.with_segments((*text.segments, new))
            added.append(new.id)
    return _Written(text=text, overwritten=tuple(overwritten), added=tuple(added))


def _segment(text: RecordText, number: int) -> Segment | None:
    return next((each for each in text.segments if each.id == number), None)


def _paragraph(number: int, typed: str, language: str, was: Segment | None) -> Segment:
    """A paragraph of its own, as distressing and by the same speaker as the one it was for."""
    old = was or Segment(id=number, text="")
    return replace(
        old,
        id=number,
        text=typed,
        role=SegmentRole.PARAGRAPH,
        language=language or old.language,
        timecode="",
    )


def _reason(written: _Written) -> str:
    reasons = [_("Written over a newer text")] if written.overwritten else []
    if written.added:
        reasons.append(_("Typed for a paragraph that was gone"))
    return "; ".join(reasons)
