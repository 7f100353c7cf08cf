"""Which entries of tables and exports are in the archive already."""

from collections.abc import Iterable

from app.archive.opening import Archive
from app.records.stored import RecordCard
from app.store.entries_table import record_of_entry
from app.store.record_lookup import cards


def records_of_entries(archive: Archive, entries: Iterable[str]) -> dict[str, RecordCard]:
    """The records that were made of entries, by the names of those; ones in the bin too.

    Args:
        entries: As `Addition.entries` has them; such as are empty or not known are left out.
    """
    with archive.store.browsing() as reader:
        numbers = {
            entry: number
            for entry in entries
            if entry and (number := record_of_entry(reader, entry)) is not None
        }
        found = {card.number: card for card in cards(reader, tuple(set(numbers.values())))}
    return {entry: found[number] for entry, number in numbers.items() if number in found}
