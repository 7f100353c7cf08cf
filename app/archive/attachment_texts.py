"""The texts of attached files, which are searched with the records that have them.

A text is kept by content: several records may have it. An original whose text a record was made
from is not searched a second time; which that is follows from the record and the text alone, so
that the index can be built anew from them at any time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.archive.archive import Archive
from app.archive.indexing import reindex, text_for_index
from app.errors import InputError
from app.records.canonical import from_canonical
from app.records.postings import AnalysedText
from app.records.record import Record
from app.records.stored import StoredRecord
from app.store.attachment_texts_table import (
    AttachedText,
    UnreadContent,
    attachment_text_number,
    find_attachment_text,
    put_attachment_text,
    unread_contents,
)
from app.store.attachments_table import records_with
from app.store.objects import read_object
from app.store.record_lookup import record_by_number
from app.store.transactions import Reader
from app.translation import _

__all__ = [
    "MOST_LETTERS",
    "AttachedText",
    "UnreadContent",
    "are_still",
    "attached_texts",
    "content_of",
    "put_text",
    "unread_files",
]

MOST_LETTERS = 2_000_000
"""Of one file this much is searched: about a thousand pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exchange:
    """The terms of one record before and after, worked out before the transaction."""

    number: int
    head: str
    held: tuple[AttachedText, ...]
    old: AnalysedText
    new: AnalysedText


def put_text(archive: Archive, sha256: str, text: str, language: str | None = None) -> None:
    """Keep what an attached file says, and index the records that have it anew.

    Args:
        sha256: Of a content that the archive has, 64 hex digits.
        text: Paragraphs parted by line ends, at most `MOST_LETTERS` of which count. Empty where
            the file was read and says nothing; it is not read a second time then.
        language: BCP 47; None where it is not known.

    Raises:
        InputError: The archive has no such content.
        SystemTroubleError: The disk is full or refused; nothing is changed.
    """
    kept = AttachedText(
        number=0, sha256=sha256, text=text[:MOST_LETTERS].strip(), language=language or ""
    )
    with archive.store.browsing() as reader:
        found = (record_by_number(reader, number) for number in records_with(reader, sha256))
        stored = [each for each in found if each is not None]
        held = [attached_texts(reader, from_canonical(each.canonical)) for each in stored]
    ready = {
        each.card.number: _exchange(each, texts, kept)
        for each, texts in zip(stored, held, strict=True)
    }
    done: list[_Exchange] = []
    with archive.store.writing() as writer:
        for number in records_with(writer, sha256):
            current = record_by_number(writer, number)
            if current is None:
                continue
            exchange = ready.get(number)
            if exchange is None or not _holds(writer, current, exchange):
                texts = attached_texts(writer, from_canonical(current.canonical))
                exchange = _exchange(current, texts, kept)
            reindex(writer, number, exchange.old, exchange.new)
            done.append(exchange)
        if not put_attachment_text(writer, sha256, kept.text, kept.language):
            raise InputError(
                _("The archive has no attached file with this hash."),
                _("List the record's attachments to see which it has."),
            )
    for exchange in done:
        archive.words_changed(exchange.old, exchange.new)


def unread_files(archive: Archive, record: Record | None = None) -> tuple[UnreadContent, ...]:
    """Attached files that nobody has looked into, those of one record or of all.

    Originals are read when records are made of them, and do not count.
    """
    with archive.store.browsing() as reader:
        unread = unread_contents(reader)
    if record is None:
        return unread
    own = set(_contents((record,)))
    return tuple(each for each in unread if each.sha256 in own)


def content_of(archive: Archive, unread: UnreadContent) -> bytes:
    """The bytes of an attached file, to be read.

    Raises:
        InputError: It is larger than 64 MB, more than a text is read from.
        DamageError: It is damaged.
    """
    return read_object(archive.store, unread.sha256)


def attached_texts(reader: Reader, *records: Record) -> tuple[AttachedText, ...]:
    """What is known of what the files of records say, in the order of the files.

    Raises:
        DamageError: One cannot be unpacked.
    """
    found = (find_attachment_text(reader, sha256) for sha256 in _contents(records))
    return tuple(each for each in found if each is not None)


def are_still(reader: Reader, texts: Iterable[AttachedText], *records: Record) -> bool:
    """Whether `attached_texts` would tell the same as it did; cheap."""
    now = (attachment_text_number(reader, sha256) for sha256 in _contents(records))
    return [number for number in now if number is not None] == [each.number for each in texts]


def _contents(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(file.sha256 for record in records for file in record.attachments))


def _exchange(
    stored: StoredRecord, held: tuple[AttachedText, ...], kept: AttachedText
) -> _Exchange:
    record = from_canonical(stored.canonical)
    others = tuple(each for each in held if each.sha256 != kept.sha256)
    return _Exchange(
        number=stored.card.number,
        head=stored.head_revision,
        held=held,
        old=text_for_index(record, held),
        new=text_for_index(record, (*others, kept)),
    )


def _holds(reader: Reader, current: StoredRecord, exchange: _Exchange) -> bool:
    record = from_canonical(current.canonical)
    return current.head_revision == exchange.head and are_still(reader, exchange.held, record)
