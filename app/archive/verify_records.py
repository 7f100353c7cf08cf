"""The check of what the archive keeps beside the texts: lists, attachments and the search index.

All of it follows from the texts, whose hashes the store has checked. It may still be wrong: a page
of it may have been put back from an older copy, authentic and sound in itself.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from app.archive.attachment_texts import AttachedText, attached_texts
from app.archive.indexing import text_for_index
from app.errors import DamageError, InputError
from app.progress import Progress
from app.records.canonical import from_canonical
from app.records.capture import CaptureData
from app.records.record import Record
from app.store.damage import Damage, Damaged
from app.store.known_losses import known_losses
from app.store.listed_records import ListedRecord, all_numbers, listed_records
from app.store.postings_check import index_sums, sum_of
from app.store.store import Store
from app.store.transactions import Reader
from app.translation import _

_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """Attributes:
    sums: What the index has of each record, by number; None where it cannot be read.
    lost: SHA-256 of attachments that were lost before this archive was salvaged.
    """

    sums: dict[int, int] | None
    lost: frozenset[str]


def damaged_records(store: Store, progress: Progress) -> tuple[Damage, ...]:
    """Records that the lists or the index do not fit.

    Raises:
        CancelledError: The person cancelled.
        SystemTroubleError: The disk refused.
    """
    with store.browsing() as reader:
        numbers = all_numbers(reader)
    found = tuple(_check(store, numbers, progress))
    if not found:
        return ()
    # What was changed between two looks looks damaged too.
    with store.at_rest():
        again = {number for number, _damage in found if number}
        return tuple(damage for _number, damage in _check(store, tuple(sorted(again)), progress))


def _check(
    store: Store, numbers: tuple[int, ...], progress: Progress
) -> Iterator[tuple[int, Damage]]:
    """Damage with the number of its record, 0 for the index as a whole."""
    try:
        sums = index_sums(store, progress)
    except DamageError:
        sums = None
        yield 0, _index_damage()
    with store.browsing() as reader:
        beside = _Beside(sums=sums, lost=known_losses(reader))
        strays = set(sums or ()) - set(all_numbers(reader))
    if strays:
        yield 0, _index_damage()
    for start in range(0, len(numbers), _BATCH):
        progress.step(_("Comparing lists and index with the records"), start, len(numbers))
        with store.browsing() as reader:
            listed = tuple(listed_records(reader, numbers[start : start + _BATCH]))
            texts = tuple(_texts(reader, each) for each in listed)
        for each, attached in zip(listed, texts, strict=True):
            for damage in _compared(each, attached, beside):
                yield each.stored.card.number, damage


def _texts(reader: Reader, listed: ListedRecord) -> tuple[AttachedText, ...]:
    with suppress(InputError):
        return attached_texts(reader, from_canonical(listed.stored.canonical))
    return ()


def _compared(
    listed: ListedRecord, attached: tuple[AttachedText, ...], beside: _Beside
) -> Iterator[Damage]:
    card = listed.stored.card
    try:
        record = from_canonical(listed.stored.canonical)
    except InputError as trouble:
        yield _damage(Damaged.REVISION, listed, trouble.happened)
        return
    if not _is_listed_right(listed, record):
        yield _damage(Damaged.RECORD, listed, _("Lists show it otherwise than its text says."))
    # What a file says of itself stands in the record's text alone.
    wanted = [
        replace(each, capture=CaptureData())
        for each in record.attachments
        if each.sha256 not in beside.lost
    ]
    there = [each for each in listed.attachments if each.sha256 not in beside.lost]
    if there != wanted:
        yield _damage(Damaged.RECORD, listed, _("Its attached files are not those of its text."))
    if beside.sums is not None and beside.sums.get(card.number, 0) != sum_of(
        text_for_index(record, attached)
    ):
        yield _damage(
            Damaged.INDEX,
            listed,
            _("The search index does not fit its text; the index can be built anew."),
        )


def _is_listed_right(listed: ListedRecord, record: Record) -> bool:
    """Compare what lists take from the text unchanged; what they work out may change with time."""
    card = listed.stored.card
    return (card.id, card.kind, card.title, card.languages, card.status, card.risk) == (
        record.id,
        str(record.kind),
        record.title,
        record.languages,
        str(record.status),
        str(record.risk.level or ""),
    )


def _damage(what: Damaged, listed: ListedRecord, reason: str) -> Damage:
    card = listed.stored.card
    return Damage(what=what, id=card.id, name=card.code, reason=f"{card.code}: {reason}")


def _index_damage() -> Damage:
    return Damage(
        what=Damaged.INDEX,
        id="postings",
        reason=_("The search index is damaged; no record is harmed, and it can be built anew."),
    )
