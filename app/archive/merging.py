"""Two records that are one: what the kept one gets, and how all of it is taken back."""

from collections.abc import Iterable
from dataclasses import replace

from app.archive.archive import Archive
from app.archive.attachment_texts import attached_texts
from app.archive.auditing import Act, Note, note_all
from app.archive.changing import put_state, stored_record
from app.archive.clock import utc_now
from app.archive.indexing import reindex, text_for_index
from app.archive.merging_rules import only_in_other, refuse_to_loosen, stricter_risk
from app.archive.reading import OpenedRecord, opened, read_record
from app.archive.signatures import keep_signature, signature_of
from app.errors import InputError
from app.records.canonical import from_canonical
from app.records.postings import AnalysedText
from app.records.record import Attachment, ExtraField, Record
from app.store.collections_table import (
    collections_of,
    put_in_collection,
    take_out_of_collection,
)
from app.store.decisions_table import (
    KeptMerge,
    forget_merge,
    keep_merge,
    merges_of,
)
from app.store.decisions_table import ask_again as forget_pair
from app.store.decisions_table import keep_both as keep_pair
from app.store.record_lookup import cards
from app.store.records_table import set_binned
from app.store.transactions import Writer
from app.translation import _

__all__ = ["ask_again", "keep_both", "left_in_bin", "merge_records", "undo_merge"]


def merge_records(archive: Archive, kept_id: str, merged_id: str) -> OpenedRecord:
    """Keep one of two records; it gets what can be added to it from the other one.

    That is attachments, tags, collections, extra fields, the stricter risk and a legal hold. The
    other one goes to the bin; `left_in_bin` names what stays there. All of it is one transaction.
    Texts are not mixed.

    Args:
        kept_id: UUID, code, or an unambiguous beginning of either.
        merged_id: As `kept_id`.

    Returns:
        The record that was kept.

    Raises:
        InputError: They are one record, or one of them is not there or in the bin.
        RefusedError: The other one's consent is stricter.
    """
    kept, merged = read_record(archive, kept_id).card, read_record(archive, merged_id).card
    if kept.id == merged.id:
        raise InputError(
            _("A record cannot be merged with itself."), _("Name two different records.")
        )
    with archive.store.writing() as writer:
        before, other = stored_record(writer, kept.id), stored_record(writer, merged.id)
        if before.card.binned or other.card.binned:
            raise InputError(
                _("One of the two records is in the bin."), _("Take it out of the bin first.")
            )
        record, from_other = from_canonical(before.canonical), from_canonical(other.canonical)
        changed = _with_gains(record, from_other)
        refuse_to_loosen(changed, from_other, kept_code=kept.code, other_code=merged.code)
        terms = _write(
            archive, writer, record, changed, _("Merged with {}").format(other.card.code)
        )
        known = {each.number for each in collections_of(writer, before.card.number)}
        theirs = [each.number for each in collections_of(writer, other.card.number)]
        gained = tuple(each for each in theirs if each not in known)
        for collection in gained:
            put_in_collection(writer, collection, (before.card.number,))
        at = utc_now()
        set_binned(writer, other.card.number, at)
        merge = KeptMerge(
            number=0,
            kept=before.card.number,
            merged=other.card.number,
            tags=changed.tags[len(record.tags) :],
            attachments=tuple(
                each.sha256 for each in changed.attachments[len(record.attachments) :]
            ),
            collections=gained,
            extra=tuple((e.label, e.value) for e in changed.extra[len(record.extra) :]),
            risk=(record.risk, changed.risk) if changed.risk != record.risk else None,
            held=changed.legal_hold and not record.legal_hold,
        )
        keep_merge(writer, merge, at)
        _note(archive, writer, (Act.BINNED, merged.id, ()), (Act.COLLECTED, kept.id, gained))
        after = stored_record(writer, kept.id)
    archive.words_changed(*terms)
    return opened(after)


def left_in_bin(archive: Archive, kept_id: str, merged_id: str) -> str:
    """Say what a merged record holds that the kept one did not get; empty where that is nothing.

    Raises:
        InputError: One of them is not there.
    """
    kept, merged = read_record(archive, kept_id), read_record(archive, merged_id)
    parts = only_in_other(kept.record, merged.record)
    if not parts:
        return ""
    return _("Only in {code}, in the bin: {parts}.").format(
        code=merged.card.code, parts=", ".join(parts)
    )


def undo_merge(archive: Archive, record_id: str) -> OpenedRecord:
    """Take the last merge that a record had part in back: both are there again, as before.

    What was changed in the kept one since stays.

    Returns:
        The record that had been kept.

    Raises:
        InputError: The record was never merged, or is not there.
    """
    card = read_record(archive, record_id).card
    with archive.store.writing() as writer:
        merges = merges_of(writer, card.number)
        if not merges:
            raise InputError(
                _("{code} was not merged.").format(code=card.code),
                _("“history” tells what was changed."),
            )
        merge = merges[0]
        kept, merged = (card.id for card in cards(writer, (merge.kept, merge.merged)))
        record = from_canonical(stored_record(writer, kept).canonical)
        changed = _without_gains(record, merge)
        terms = _write(archive, writer, record, changed, _("Merge undone"))
        for collection in merge.collections:
            take_out_of_collection(writer, collection, (merge.kept,))
        set_binned(writer, merge.merged, None)
        forget_merge(writer, merge.number)
        _note(
            archive, writer, (Act.UNBINNED, merged, ()), (Act.UNCOLLECTED, kept, merge.collections)
        )
        after = stored_record(writer, kept)
    archive.words_changed(*terms)
    return opened(after)


def keep_both(archive: Archive, one: str, other: str) -> None:
    """Remember that two records are to stay two: nobody is asked again.

    Raises:
        InputError: They are one record, or one of them is not there.
    """
    first, second = read_record(archive, one).card, read_record(archive, other).card
    if first.id == second.id:
        raise InputError(_("These are one record."), _("Name two different records."))
    with archive.store.writing() as writer:
        keep_pair(writer, first.number, second.number, utc_now())


def ask_again(archive: Archive, one: str, other: str) -> None:
    """Forget that two records are to stay two.

    Raises:
        InputError: One of them is not there.
    """
    first, second = read_record(archive, one).card, read_record(archive, other).card
    with archive.store.writing() as writer:
        forget_pair(writer, first.number, second.number)


def _write(
    archive: Archive, writer: Writer, record: Record, changed: Record, reason: str
) -> tuple[AnalysedText, AnalysedText]:
    """A new state of the kept record, with its index; its terms before and after."""
    current = stored_record(writer, record.id)
    put_state(archive, writer, current, changed, reason)
    texts = attached_texts(writer, record, changed)
    before, after = text_for_index(record, texts), text_for_index(changed, texts)
    if changed != record:
        reindex(writer, current.card.number, before, after)
        keep_signature(writer, current.card.number, signature_of(changed))
    return before, after


def _with_gains(record: Record, other: Record) -> Record:
    """The kept record with what it gets; what is new stands behind what was there."""
    tags = (each for each in other.tags if each not in record.tags)
    extra = (each for each in other.extra if each not in record.extra)
    return replace(
        record,
        tags=(*record.tags, *tags),
        attachments=(*record.attachments, *_new_files(record.attachments, other.attachments)),
        extra=(*record.extra, *extra),
        risk=stricter_risk(record.risk, other.risk),
        legal_hold=record.legal_hold or other.legal_hold,
    )


def _without_gains(record: Record, merge: KeptMerge) -> Record:
    """The kept record as it was; a risk that somebody judged anew since stays."""
    extra = tuple(ExtraField(label=label, value=value) for label, value in merge.extra)
    judged = merge.risk is None or record.risk != merge.risk[1]
    return replace(
        record,
        tags=tuple(each for each in record.tags if each not in merge.tags),
        attachments=tuple(
            each for each in record.attachments if each.sha256 not in merge.attachments
        ),
        extra=tuple(each for each in record.extra if each not in extra),
        risk=record.risk if judged or merge.risk is None else merge.risk[0],
        legal_hold=record.legal_hold and not merge.held,
    )


def _new_files(
    own: tuple[Attachment, ...], others: tuple[Attachment, ...]
) -> tuple[Attachment, ...]:
    known = {each.sha256 for each in own}
    return tuple(each for each in others if each.sha256 not in known)


def _note(
    archive: Archive,
    writer: Writer,
    moved: tuple[Act, str, tuple[int, ...]],
    collected: tuple[Act, str, Iterable[int]],
) -> None:
    notes = [Note(act=moved[0], subject=moved[1])]
    notes += [
        Note(act=collected[0], subject=collected[1], detail=f"collection={each}")
        for each in collected[2]
    ]
    note_all(archive, writer, tuple(notes))
