"""Adding records: original, record, revision and index in one transaction, in small batches."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from app.archive.attachment_texts import AttachedText, are_still, attached_texts
from app.archive.auditing import Act, Note, note_all
from app.archive.clock import utc_now
from app.archive.indexing import add_to_index, text_for_index
from app.archive.opening import Archive
from app.archive.rows import record_row, revision
from app.archive.signatures import Signature, keep_signature, signature_of
from app.progress import Progress
from app.records.canonical import from_canonical
from app.records.postings import AnalysedText
from app.records.record import Attachment, Record
from app.records.stored import RecordCard
from app.records.vocabularies import AttachmentRole
from app.store.attachments_table import records_with
from app.store.codes_table import next_code
from app.store.collections_table import (
    create_collection,
    find_collection,
    put_in_collection,
)
from app.store.entries_table import put_entry, record_of_entry
from app.store.objects import PendingObject, discard_object, keep_object, put_object, settle_objects
from app.store.record_lookup import cards, record_by_id, record_by_number
from app.store.records_table import insert_record
from app.store.transactions import Writer
from app.translation import _

# The design allows 64; those held the writing lane for 130 to 175 ms, over the 100 it may take.
_BATCH_RECORDS = 32
_BATCH_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file as it came: untouched bytes and the name it had."""

    data: bytes
    name: str
    media_type: str

    @property
    def sha256(self) -> str:
        """Of the bytes, 64 hex digits."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def attachment(self) -> Attachment:
        """How a record made from it names it."""
        return Attachment(
            sha256=self.sha256,
            size=len(self.data),
            media_type=self.media_type,
            name=_readable(self.name),
            role=AttachmentRole.ORIGINAL,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Records that are added together or not at all: those of one file, or one written by hand.

    Records of entries (rows of a table, bulletins of an export) are added in batches instead.

    Attributes:
        entries: For each record, which entry it was made of (64 hex digits); none at all where the
            file is no table. An entry that the archive has is known, whatever file it stood in.
        original: The file they came from; each record gets it as its first attachment.
        collection: Name of a collection to put them into; made if it is not there.
    """

    records: tuple[Record, ...]
    original: Original | None = None
    collection: str | None = None
    entries: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.entries and len(self.entries) != len(self.records):
            raise ValueError("each record of a table was made of one entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What was added, and what the archive had already.

    Attributes:
        same: Records that came from the same bytes before; nothing was added for those.
    """

    added: tuple[RecordCard, ...] = ()
    same: tuple[RecordCard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """An addition whose content is on the disk and whose texts are analysed.

    Attributes:
        attached: What was known of what each record's files say; nearly always nothing.
    """

    addition: Addition
    pending: PendingObject | None
    attached: tuple[tuple[AttachedText, ...], ...]
    analysed: tuple[AnalysedText, ...]
    signatures: tuple[Signature, ...]


def add_records(
    archive: Archive,
    additions: Iterable[Addition],
    progress: Progress,
    *,
    total: int | None = None,
    on_disk: Callable[[tuple[RecordCard, ...]], None] | None = None,
    on_known: Callable[[Addition], None] | None = None,
) -> AddReport:
    """Add records in batches of about 32 records or half a second.

    A record is reported only after its transaction is on the disk. Cancelling keeps the batches
    that are finished.

    Args:
        total: How many additions there are, for the progress; None where unknown.
        on_disk: Told of each batch once it is safe.
        on_known: Told of each addition of which nothing is new.

    Raises:
        SystemTroubleError: The disk is full or refused; finished batches stay.
        CancelledError: The person cancelled; finished batches stay.
    """
    added: list[RecordCard] = []
    same: list[RecordCard] = []

    def commit() -> None:
        cards_added = _commit(archive, waiting)
        added.extend(cards_added)
        if on_disk is not None and cards_added:
            on_disk(cards_added)

    waiting: list[_Ready] = []
    since = time.monotonic()
    try:
        for done, addition in enumerate(additions, 1):
            anything = False
            for piece in _pieces(addition):
                new, known = _new_ones(archive, piece, waiting)
                same.extend(known)
                if new.records and not _waits_already(new, waiting):
                    waiting.append(_ready(archive, new))
                    anything = True
                records = sum(len(each.addition.records) for each in waiting)
                if records >= _BATCH_RECORDS or time.monotonic() - since > _BATCH_SECONDS:
                    commit()
                    since = time.monotonic()
            if not anything and on_known is not None:
                on_known(addition)
            progress.step(_("Adding"), done, total)
        commit()
    finally:
        # Left over only where something was raised: what was not committed goes.
        for each in waiting:
            if each.pending is not None:
                discard_object(archive.store, each.pending)
    return AddReport(added=tuple(added), same=tuple(same))


def records_from_source(archive: Archive, sha256: str) -> tuple[RecordCard, ...]:
    """The records that were made from a file with these bytes, binned ones too."""
    with archive.store.browsing() as reader:
        return cards(reader, records_with(reader, sha256))


def _readable(name: str) -> str:
    """A file's name as Unicode; bytes that are none are spelled out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _pieces(addition: Addition) -> Iterator[Addition]:
    """A table in batches of records, each with the file they came from; else all at once."""
    if not addition.entries:
        yield addition
        return
    for at in range(0, len(addition.records), _BATCH_RECORDS):
        piece = slice(at, at + _BATCH_RECORDS)
        yield replace(addition, records=addition.records[piece], entries=addition.entries[piece])


def _new_entries(
    archive: Archive, addition: Addition, waiting: list[_Ready]
) -> tuple[Addition, tuple[RecordCard, ...]]:
    """Those of a table that no record was made of, and the records that others became."""
    soon = {entry for each in waiting for entry in each.addition.entries}
    with archive.store.browsing() as reader:
        numbers = [record_of_entry(reader, entry) for entry in addition.entries]
        known = cards(reader, tuple(dict.fromkeys(each for each in numbers if each is not None)))
    new = [
        (record, entry)
        for record, entry, number in zip(addition.records, addition.entries, numbers, strict=True)
        if number is None and entry not in soon
    ]
    return (
        replace(
            addition,
            records=tuple(record for record, _entry in new),
            entries=tuple(entry for _record, entry in new),
        ),
        known,
    )


def _new_ones(
    archive: Archive, addition: Addition, waiting: list[_Ready]
) -> tuple[Addition, tuple[RecordCard, ...]]:
    """What of an addition is not in the archive, and the records that are.

    Of a file with several documents some may have been accepted before. A document is known if half
    of its paragraphs stand in a record that came from the same bytes.
    """
    if addition.entries:
        return _new_entries(archive, addition, waiting)
    if addition.original is None:
        return addition, ()
    with archive.store.browsing() as reader:
        numbers = records_with(reader, addition.original.sha256)
        known = [found for number in numbers if (found := record_by_number(reader, number))]
    texts = [_paragraphs(from_canonical(each.canonical)) for each in known]
    new, same = [], {}
    for record in addition.records:
        own = _paragraphs(record)
        place = next((at for at, text in enumerate(texts) if _half_in(own, text)), None)
        if place is None:
            new.append(record)
        else:
            same[known[place].card.number] = known[place].card
    return replace(addition, records=tuple(new)), tuple(same.values())


def _paragraphs(record: Record) -> set[str]:
    return {segment.text for segment in record.text.segments}


def _half_in(own: set[str], other: set[str]) -> bool:
    return 2 * len(own & other) >= len(own)


def _waits_already(addition: Addition, waiting: list[_Ready]) -> bool:
    """The same bytes stand in this batch under another name."""
    if addition.original is None or addition.entries:
        return False
    sha256 = addition.original.sha256
    return any(each.pending is not None and each.pending.sha256 == sha256 for each in waiting)


def _ready(archive: Archive, addition: Addition) -> _Ready:
    original = addition.original
    records = addition.records
    pending = None
    if original is not None:
        pending = put_object(archive.store, BytesIO(original.data), sha256=original.sha256)
        records = tuple(_with_original(each, original.attachment) for each in records)
    with archive.store.browsing() as reader:
        attached = tuple(attached_texts(reader, each) for each in records)
    return _Ready(
        addition=replace(addition, records=records),
        pending=pending,
        attached=attached,
        analysed=tuple(map(text_for_index, records, attached)),
        signatures=tuple(map(signature_of, records)),
    )


def _with_original(record: Record, original: Attachment) -> Record:
    if any(file.sha256 == original.sha256 for file in record.attachments):
        return record
    return replace(record, attachments=(original, *record.attachments))


def _commit(archive: Archive, waiting: list[_Ready]) -> tuple[RecordCard, ...]:
    """One transaction for all that waits; empties the list once it is on the disk."""
    if not waiting:
        return ()
    settle_objects(archive.store, [each.pending for each in waiting if each.pending is not None])
    with archive.store.writing() as writer:
        notes: list[Note] = []
        numbers = tuple(
            number for each in waiting for number in _insert(archive, writer, each, notes)
        )
        note_all(archive, writer, notes)
        added = cards(writer, numbers)
    for each in waiting:
        for analysed in each.analysed:
            archive.words_changed(None, analysed)
    waiting.clear()
    return added


def _insert(archive: Archive, writer: Writer, ready: _Ready, notes: list[Note]) -> tuple[int, ...]:
    at = utc_now()
    addition = ready.addition
    if ready.pending is not None:
        keep_object(writer, ready.pending, at)
    act = Act.ADDED if addition.original is None else Act.IMPORTED
    collection = _collection(writer, addition.collection, at, notes)
    detail = "" if collection is None else f"collection={collection}"
    entries = dict(zip((record.id for record in addition.records), addition.entries, strict=False))
    numbers = []
    for record, texts, analysed, signature in zip(
        addition.records, ready.attached, ready.analysed, ready.signatures, strict=True
    ):
        if record_by_id(writer, record.id) is not None:
            continue
        row = record_row(
            record, code=next_code(writer, str(record.kind)), added_at=at, changed_at=at
        )
        first = revision(record, parents=(), at=at, by=archive.made_by)
        number = insert_record(writer, row, first)
        if not are_still(writer, texts, record):
            analysed = text_for_index(record, attached_texts(writer, record))
        add_to_index(writer, number, analysed)
        keep_signature(writer, number, signature)
        if record.id in entries:
            put_entry(writer, number, entries[record.id])
        numbers.append(number)
        notes.append(Note(act=act, subject=record.id, detail=detail, revision=first.id))
    if collection is not None:
        put_in_collection(writer, collection, tuple(numbers))
    return tuple(numbers)


def _collection(writer: Writer, name: str | None, at: str, notes: list[Note]) -> int | None:
    """The collection of this name, made if it is not there; None where none is wanted."""
    if not name:
        return None
    found = find_collection(writer, name)
    if found is None:
        found = create_collection(writer, name, at)
        notes.append(Note(act=Act.COLLECTION_MADE, subject=str(found)))
    return found
