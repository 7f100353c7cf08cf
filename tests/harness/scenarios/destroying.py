"""Destroying records: each is there whole, or gone with all that was only its own."""

from collections.abc import Sequence
from pathlib import Path

from app.archive.destroying import destroy_records
from app.archive.reading import list_records
from app.progress import Silent
from tests.harness.archives import (
    RECORDS,
    assert_there,
    assert_whole,
    found,
    id_of,
    make_archive,
    opened,
    record_of,
)
from tests.harness.scenario import LostError, NotWholeError, Say, Scenario

_ORDER = (2, 0, 3)


def deed(folder: Path, say: Say) -> None:
    """One after the other."""
    with opened(folder) as archive:
        for number in _ORDER:
            destroy_records(archive, (id_of(number),), Silent())
            say(str(number))


def check(folder: Path, said: Sequence[str]) -> None:
    """What was reported is gone, what was not asked for is there, and no file is left over."""
    with opened(folder) as archive:
        assert_whole(archive)
        there = {card.id for card in list_records(archive, limit=1000).cards}
        gone = {number for number in range(RECORDS) if id_of(number) not in there}
        if gone not in (set(_ORDER[: len(said)]), set(_ORDER[: len(said) + 1])):
            raise LostError(f"after {said} the records {gone} are gone")
        assert_there(archive, set(range(RECORDS)) - gone)
        for number in gone:
            if found(archive, record_of(number).title):
                raise NotWholeError(f"record {number} is found still")


SCENARIO = Scenario(name="destroy", prepare=make_archive, deed=deed, check=check)
