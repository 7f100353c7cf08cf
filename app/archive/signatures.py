"""Signatures of records: written with every text, made anew when a newer program makes others."""

import json
from dataclasses import dataclass
from typing import Any

from app.archive.archive import Archive
from app.progress import Progress
from app.records.record import Record
from app.search.figures import STATED_RULES
from app.search.shingles import shingles_of, word_numbers
from app.search.signatures import packed, signature_version, slots_of
from app.store.record_lookup import record_by_number
from app.store.signatures_table import (
    count_without_signature,
    drop_signatures,
    numbers_without_signature,
    put_signature,
    set_signature_version,
)
from app.store.signatures_table import signature_version as kept_version
from app.store.transactions import Writer
from app.translation import _

_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a text is recognised by.

    Attributes:
        words: How many it has.
        slots: 256 bytes; none for a text without words.
    """

    words: int
    slots: bytes


def signature_of(record: Record) -> Signature:
    """The signature of a record's text, worked out outside any transaction."""
    return text_signature(body_of(record))


def text_signature(text: str) -> Signature:
    """The signature of a text."""
    words = word_numbers(text)
    return Signature(words=len(words), slots=packed(slots_of(shingles_of(words))))


def body_of(record: Record) -> str:
    """What is compared of a record: its original text, without title and translations."""
    return "\n".join(segment.text for segment in record.text.segments)


def body_in(tree: Any) -> str:
    """The same of a canonical form as JSON values, without building the record."""
    segments = tree.get("text", {}).get("segments", ())
    return "\n".join(segment.get("text", "") for segment in segments)


def keep_signature(writer: Writer, number: int, signature: Signature) -> None:
    """Write a record's signature in the transaction of its text."""
    put_signature(writer, number, signature.words, signature.slots)


def bring_signatures_up_to_date(archive: Archive, progress: Progress) -> None:
    """Make what is missing: all of an older archive, or of one that another version signed.

    Each batch is a transaction of its own: after a kill it goes on where it stopped.

    Raises:
        CancelledError: The person cancelled; asking again goes on.
        SystemTroubleError: The disk is full or refused.
    """
    # What records state stands beside the signatures, and is made anew with them.
    version = f"{signature_version()}/{STATED_RULES}"
    with archive.store.browsing() as reader:
        known, missing = kept_version(reader), count_without_signature(reader)
    if known != version:
        with archive.store.writing() as writer:
            drop_signatures(writer)
            set_signature_version(writer, version)
            missing = count_without_signature(writer)
    done = 0
    while done < missing:
        added = _add_batch(archive)
        if not added:
            return
        done += added
        progress.step(_("Learning what the texts are like"), done, missing)


def _add_batch(archive: Archive) -> int:
    with archive.store.browsing() as reader:
        numbers = numbers_without_signature(reader, _BATCH)
        stored = [record_by_number(reader, number) for number in numbers]
    found = [
        (each.card.number, each.head_revision, text_signature(body_in(json.loads(each.canonical))))
        for each in stored
        if each is not None
    ]
    with archive.store.writing() as writer:
        for number, head, signature in found:
            current = record_by_number(writer, number)
            # One that was changed meanwhile got its signature then.
            if current is not None and current.head_revision == head:
                keep_signature(writer, number, signature)
    return len(found)
