"""What lists show of a record beside its newest text, for comparing the two."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.records.record import Attachment
from app.records.stored import StoredRecord
from app.store.attachments_table import attachments_of
from app.store.record_lookup import record_by_number
from app.store.transactions import Reader

_NUMBERS = "SELECT number FROM records NOT INDEXED ORDER BY number"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRecord:
    """A record, its newest text, and the attachments that its rows name."""

    stored: StoredRecord
    attachments: tuple[Attachment, ...]


def all_numbers(reader: Reader) -> tuple[int, ...]:
    """The numbers of all records, those in the bin included, from their own table."""
    return tuple(number for (number,) in reader.rows(_NUMBERS))


def listed_records(reader: Reader, numbers: tuple[int, ...]) -> Iterator[ListedRecord]:
    """These records; those that are gone are passed over."""
    for number in numbers:
        stored = record_by_number(reader, number)
        if stored is not None:
            yield ListedRecord(stored=stored, attachments=attachments_of(reader, number))
