"""Adding records with their files, several transactions one after the other."""

from collections.abc import Sequence
from pathlib import Path

from app.archive.adding import add_records
from app.archive.opening import Archive
from app.archive.reading import list_records
from app.progress import Silent
from app.records.stored import RecordCard
from tests.harness.archives import (
    RECORDS,
    addition,
    assert_there,
    id_of,
    make_archive,
    opened,
    whole,
)
from tests.harness.scenario import NotWholeError, Say, Scenario

_BATCHES = (range(RECORDS, 7), range(7, 8), range(8, 13))
NUMBERS = {number for batch in _BATCHES for number in batch}


def add_batches(archive: Archive, say: Say) -> None:
    """Three imports; each record is reported once its batch is on the disk."""
    numbers = {id_of(number): number for number in NUMBERS}

    def tell(cards: tuple[RecordCard, ...]) -> None:
        for card in cards:
            say(str(numbers[card.id]))

    for batch in _BATCHES:
        add_records(archive, map(addition, batch), Silent(), on_disk=tell)


def deed(folder: Path, say: Say) -> None:
    """Open, add, close."""
    with opened(folder) as archive:
        add_batches(archive, say)


def check(folder: Path, said: Sequence[str]) -> None:
    """What was reported is there, and a file's records are there together or not at all."""
    with whole(folder) as archive:
        assert_there(archive, set(map(int, said)))
        there = {card.id for card in list_records(archive, limit=1000).cards}
        numbers = {number for number in NUMBERS if id_of(number) in there}
        assert_there(archive, numbers)
        if len(there) != len(numbers) + RECORDS:
            raise NotWholeError("there are records that nobody added")
        for batch in _BATCHES:
            if len(numbers & set(batch)) not in (0, len(batch)):
                raise NotWholeError("half a batch is there")


SCENARIO = Scenario(name="import", prepare=make_archive, deed=deed, check=check)
