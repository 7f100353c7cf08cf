"""Destroying records for good: no page of the archive holds them afterwards."""

from collections.abc import Sequence

from app.archive.archive import Archive
from app.archive.attachment_texts import are_still, attached_texts
from app.archive.auditing import Act, note
from app.archive.changing import stored_record
from app.archive.dossiers_made import forget_in_dossiers
from app.archive.indexing import text_for_index
from app.errors import RefusedError
from app.progress import Progress
from app.records.canonical import from_canonical
from app.records.postings import AnalysedText
from app.records.record import Record
from app.store.erasure import empty_log, erase_record, finish_erasure, index_remembers
from app.store.master_exchange import take_back_if_cut_off
from app.store.record_lookup import record_by_id
from app.translation import _


def destroy_records(archive: Archive, ids: Sequence[str], progress: Progress) -> tuple[str, ...]:
    """Destroy records with history, drafts, index entries and what only they had attached.

    The log keeps the ids, and that they were destroyed. Backups and other copies of the archive
    still hold them: see `copies_warning`.

    Args:
        ids: Whole UUIDs, of records in the bin or not.

    Returns:
        The ids of what was destroyed.

    Raises:
        InputError: One of them is not there; those before it are destroyed.
        RefusedError: One of them is on legal hold; nothing is destroyed then.
        CancelledError: The person cancelled; those before are destroyed.
        SystemTroubleError: The disk is full or refused.
    """
    done: list[str] = []
    words: set[str] = set()
    wanted = tuple(dict.fromkeys(ids))
    _refuse_held(archive, wanted)
    # The database that an unfinished re-key was making holds them too.
    take_back_if_cut_off(archive.store)
    try:
        for number, id in enumerate(wanted):
            progress.step(_("Destroying records"), number, len(wanted))
            words |= _destroy(archive, id)
            done.append(id)
        progress.step(_("Destroying records"), len(wanted), len(wanted))
    finally:
        archive.words = None
        if done:
            _overwrite(archive, words)
    return tuple(done)


def _refuse_held(archive: Archive, ids: Sequence[str]) -> None:
    with archive.store.browsing() as reader:
        for id in ids:
            found = record_by_id(reader, id)
            if found is not None:
                _check_hold(from_canonical(found.canonical), found.card.code)


def _check_hold(record: Record, code: str) -> None:
    if record.legal_hold:
        raise RefusedError(
            _("{code} is on legal hold, and nothing was destroyed.").format(code=code),
            _("End the hold in the record first, if you may."),
        )


def copies_warning() -> str:
    """What to say before and after destroying."""
    return _("Backups and other copies of the archive that were made before still hold it.")


def _destroy(archive: Archive, id: str) -> set[str]:
    """Destroy one record, and tell which words it was found by."""
    with archive.store.browsing() as reader:
        before = stored_record(reader, id)
        record = from_canonical(before.canonical)
        texts = attached_texts(reader, record)
    analysed = text_for_index(record, texts)
    with archive.store.writing() as writer:
        current = stored_record(writer, id)
        now = from_canonical(current.canonical)
        _check_hold(now, current.card.code)
        if now != record or not are_still(writer, texts, record):
            analysed = text_for_index(now, attached_texts(writer, now))
        erase_record(writer, current.card.number, id, analysed)
        forget_in_dossiers(writer, id)
        note(archive, writer, Act.DESTROYED, subject=id)
    return _words(analysed)


def _overwrite(archive: Archive, words: set[str]) -> None:
    """Remove what is left beside the rows themselves. Once begun, this is not cancelled."""
    with archive.store.browsing() as reader:
        remembers = index_remembers(reader, words)
    finish_erasure(archive.store, merge=remembers)
    empty_log(archive.store)


def _words(analysed: AnalysedText) -> set[str]:
    return {word for _field, terms in analysed.fields for word in terms.split()}
