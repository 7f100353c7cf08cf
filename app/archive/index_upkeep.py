"""Keeping the index in step with the analysis that this version of the program does.

Terms are removed by naming them. If an older analysis made them, naming them anew would miss some
and leave removed words findable, so such an index is dropped and built anew before anything else.
"""

from app.archive.attachment_texts import are_still, attached_texts
from app.archive.indexing import text_for_index
from app.progress import Progress
from app.records.canonical import from_canonical
from app.search.analysis import analysis_version
from app.store.attachment_texts_table import forget_empty_texts
from app.store.erasure import finish_erasure, is_erasure_unfinished
from app.store.postings import (
    add_postings,
    count_without_postings,
    drop_postings,
    has_postings,
    numbers_without_postings,
    postings_version,
    set_postings_version,
)
from app.store.record_lookup import record_by_number
from app.store.store import Store
from app.translation import _

_BATCH = 64


def bring_index_up_to_date(store: Store, progress: Progress) -> None:
    """Build what is missing from the index, or all of it after a change of the analysis.

    What destroying left half done in it is finished first.

    Each batch is a transaction of its own: after a kill it goes on where it stopped.

    Raises:
        CancelledError: The person cancelled; opening again goes on.
        SystemTroubleError: The disk is full or refused.
    """
    with store.browsing() as reader:
        erasing = is_erasure_unfinished(reader)
    if erasing:
        finish_erasure(store, merge=True)
    version = analysis_version()
    with store.browsing() as reader:
        known, missing = postings_version(reader), count_without_postings(reader)
    if known != version:
        with store.writing() as writer:
            drop_postings(writer)
            set_postings_version(writer, version)
            missing = count_without_postings(writer)
    done = 0
    while done < missing:
        added = _add_batch(store)
        if not added:
            return
        done += added
        progress.step(_("Bringing the search index up to date"), done, missing)


def rebuild_index(store: Store, progress: Progress) -> None:
    """Build the index anew from the records, where the archive check says that it is damaged.

    After a kill, opening goes on with it. Attached files in which nothing was found count as unread
    again: `app/intake/attached_files.py` looks into them once more.

    Raises:
        DamageError: A page of the index itself cannot be read; salvage makes a new archive.
        CancelledError: The person cancelled; opening goes on with it.
        SystemTroubleError: The disk is full or refused.
    """
    with store.writing() as writer:
        drop_postings(writer)
        forget_empty_texts(writer)
    bring_index_up_to_date(store, progress)


def _add_batch(store: Store) -> int:
    with store.browsing() as reader:
        numbers = numbers_without_postings(reader, _BATCH)
        stored = [each for n in numbers if (each := record_by_number(reader, n)) is not None]
        attached = [attached_texts(reader, from_canonical(each.canonical)) for each in stored]
    terms = [
        text_for_index(from_canonical(each.canonical), texts)
        for each, texts in zip(stored, attached, strict=True)
    ]
    with store.writing() as writer:
        for each, texts, analysed in zip(stored, attached, terms, strict=True):
            number = each.card.number
            current = record_by_number(writer, number)
            if (
                current is not None
                and current.head_revision == each.head_revision
                and are_still(writer, texts, from_canonical(each.canonical))
                and not has_postings(writer, number)
            ):
                add_postings(writer, number, analysed)
    return len(stored)
