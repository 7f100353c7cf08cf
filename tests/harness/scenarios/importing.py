"""Adding records with their files, several transactions one after the other."""

from collections.abc import Sequence
from pathlib import Path

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive
from app.archive.reading import list_records
from app.progress import Silent
from app.records.stored import RecordCard
from tests.harness.archives import (
    RECORDS,
    assert_there,
    id_of,
    make_archive,
    opened,
    original_of,
    record_of,
    whole,
)
from tests.harness.scenario import NotWholeError, Say, Scenario

_IMPORTS = (
    (range(RECORDS, 5), range(5, 7)),
    (range(7, 8),),
    (range(8, 11), range(11, 12), range(12, 13)),
)
"""Imports of files, and the records that each file holds."""
_FILES = tuple(file for files in _IMPORTS for file in files)
NUMBERS = {number for file in _FILES for number in file}


def file_of(number: int) -> int:
    """The number of the file that a record of the imports came in; its own for any other."""
    return next((file[0] for file in _FILES if number in file), number)


def add_batches(archive: Archive, say: Say) -> None:
    """Three imports; each record is reported once it is on the disk."""
    numbers = {id_of(number): number for number in NUMBERS}

    def tell(cards: tuple[RecordCard, ...]) -> None:
        for card in cards:
            say(str(numbers[card.id]))

    for files in _IMPORTS:
        add_records(archive, map(_addition, files), Silent(), on_disk=tell)


def _addition(file: range) -> Addition:
    records = tuple(map(record_of, file))
    return Addition(records=records, original=original_of(file[0]), collection="Boats")


def deed(folder: Path, say: Say) -> None:
    """Open, add, close."""
    with opened(folder) as archive:
        add_batches(archive, say)


def check(folder: Path, said: Sequence[str]) -> None:
    """What was reported is there, and a file's records are there together or not at all."""
    with whole(folder) as archive:
        assert_there(archive, set(map(int, said)), file_of)
        there = {card.id for card in list_records(archive, limit=1000).cards}
        numbers = {number for number in NUMBERS if id_of(number) in there}
        assert_there(archive, numbers, file_of)
        if len(there) != len(numbers) + RECORDS:
            raise NotWholeError("there are records that nobody added")
        # Not each import: one that takes long is written file by file.
        for file in _FILES:
            if len(numbers & set(file)) not in (0, len(file)):
                raise NotWholeError("half a file is there")


SCENARIO = Scenario(name="import", prepare=make_archive, deed=deed, check=check)
