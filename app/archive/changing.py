"""Changing records: every change is a revision, and nothing is overwritten."""

from dataclasses import replace

from app.archive.attachment_texts import are_still, attached_texts
from app.archive.auditing import Act, Note, note, note_all
from app.archive.clock import utc_now
from app.archive.history import record_at
from app.archive.indexing import reindex, text_for_index
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, opened
from app.archive.rows import record_row, revision
from app.archive.signatures import keep_signature, signature_of
from app.errors import InputError
from app.records.canonical import canonical_hash, from_canonical, to_canonical
from app.records.record import Record
from app.records.stored import RecordCard, StoredRecord
from app.store.objects import PendingObject, keep_object
from app.store.record_lookup import cards, record_by_id
from app.store.records_table import replace_record, set_binned
from app.store.transactions import Reader, Writer
from app.translation import _


def change_record(
    archive: Archive,
    record_id: str,
    record: Record,
    *,
    reason: str = "",
    based_on: str | None = None,
    act: Act = Act.CHANGED,
    content: PendingObject | None = None,
) -> OpenedRecord:
    """Give a record a new state. One that changes nothing makes no revision.

    Args:
        based_on: Hash of the state that the new one was made from, as `OpenedRecord.hash` has it.
        act: What the audit log calls it.
        content: Of an attachment that the new state has and the archive does not have yet.

    Raises:
        InputError: The record is not there or has another state than `based_on`, or the new state
            has no title or is of another record. Nothing is written then.
    """
    if not record.title.strip():
        raise InputError(
            _("A record without a title cannot be found again."), _("Give it a title.")
        )
    with archive.store.browsing() as reader:
        before = stored_record(reader, record_id)
        old = from_canonical(before.canonical)
        texts = attached_texts(reader, old, record)
    if record.proposed_title and record.title != before.card.title:
        # A title that a person has set is no proposal any more.
        record = replace(record, proposed_title=False)
    # Both texts are analysed before the transaction: the writing lane is never held by it.
    old_text, new_text = text_for_index(old, texts), text_for_index(record, texts)
    signature = signature_of(record)
    with archive.store.writing() as writer:
        current = stored_record(writer, record_id)
        if based_on is not None and canonical_hash(current.canonical) != based_on:
            raise InputError(
                _("{code} was changed meanwhile, and nothing was written.").format(
                    code=current.card.code
                ),
                _("Read it again, then change it."),
            )
        now = from_canonical(current.canonical)
        if now != old or not are_still(writer, texts, old, record):
            texts = attached_texts(writer, now, record)
            old_text, new_text = text_for_index(now, texts), text_for_index(record, texts)
        if content is not None:
            keep_object(writer, content, utc_now())
        put_state(archive, writer, current, record, reason, act=act)
        if to_canonical(record) != current.canonical:
            reindex(writer, current.card.number, old_text, new_text)
            keep_signature(writer, current.card.number, signature)
        changed = stored_record(writer, record_id)
    archive.words_changed(old_text, new_text)
    return opened(changed)


def put_state(
    archive: Archive,
    writer: Writer,
    current: StoredRecord,
    record: Record,
    reason: str,
    *,
    act: Act = Act.CHANGED,
) -> None:
    """Write a record's new state and its audit entry in a transaction, without its index."""
    if (record.id, str(record.kind)) != (current.card.id, current.card.kind):
        raise InputError(_("The new state belongs to another record."))
    if to_canonical(record) == current.canonical:
        return
    at = utc_now()
    new = revision(
        record, parents=(current.head_revision,), at=at, by=archive.made_by, reason=reason
    )
    row = record_row(record, code=current.card.code, added_at=current.card.added_at, changed_at=at)
    replace_record(writer, current.card.number, row, new)
    note(archive, writer, act, subject=record.id, reason=reason, revision=new.id)


def restore_revision(archive: Archive, record_id: str, revision_id: str) -> OpenedRecord:
    """Make the state of an earlier revision the newest one.

    Args:
        revision_id: A revision of this record, or the beginning of its id.

    Raises:
        InputError: The record has no such revision.
    """
    earlier = record_at(archive, record_id, revision_id)
    return change_record(
        archive,
        record_id,
        earlier,
        reason=_("Earlier version restored"),
        act=Act.RESTORED_REVISION,
    )


def bin_records(archive: Archive, ids: tuple[str, ...]) -> tuple[RecordCard, ...]:
    """Move records to the bin: still there, in no list and in nothing that leaves.

    Raises:
        InputError: One of them is not there; then none is moved.
    """
    return _set_binned(archive, ids, utc_now())


def unbin_records(archive: Archive, ids: tuple[str, ...]) -> tuple[RecordCard, ...]:
    """Take records out of the bin.

    Raises:
        InputError: One of them is not there; then none is moved.
    """
    return _set_binned(archive, ids, None)


def _set_binned(archive: Archive, ids: tuple[str, ...], at: str | None) -> tuple[RecordCard, ...]:
    with archive.store.writing() as writer:
        found = tuple(stored_record(writer, each).card for each in ids)
        moved = tuple(card for card in dict.fromkeys(found) if card.binned != (at is not None))
        for card in moved:
            set_binned(writer, card.number, at)
        act = Act.UNBINNED if at is None else Act.BINNED
        note_all(archive, writer, tuple(Note(act=act, subject=card.id) for card in moved))
        return cards(writer, tuple(card.number for card in found))


def stored_record(reader: Reader, record_id: str) -> StoredRecord:
    """A record by its whole id.

    Raises:
        InputError: It is not there.
    """
    found = record_by_id(reader, record_id)
    if found is None:
        raise InputError(_("The record is not in this archive any more."))
    return found
