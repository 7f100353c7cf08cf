"""Moving records to the bin and back."""

from collections.abc import Sequence
from pathlib import Path

from app.archive.changing import bin_records, unbin_records
from app.archive.reading import list_records
from tests.harness.archives import RECORDS, assert_whole, id_of, make_archive, opened
from tests.harness.scenario import LostError, Say, Scenario

_STEPS = ((True, (0, 1)), (True, (2,)), (False, (0,)), (True, (0, 3)), (False, (1, 2)))


def deed(folder: Path, say: Say) -> None:
    """Into the bin and out of it, one or two at a time."""
    with opened(folder) as archive:
        for step, (into, numbers) in enumerate(_STEPS, 1):
            act = bin_records if into else unbin_records
            act(archive, tuple(map(id_of, numbers)))
            say(str(step))


def _after(steps: int) -> set[str]:
    binned: set[int] = set()
    for into, numbers in _STEPS[:steps]:
        binned = binned | set(numbers) if into else binned - set(numbers)
    return {id_of(number) for number in binned}


def check(folder: Path, said: Sequence[str]) -> None:
    """The bin is as the last step that was reported left it, or as the next one would."""
    with opened(folder) as archive:
        assert_whole(archive)
        binned = {card.id for card in list_records(archive, binned=True).cards}
        listed = {card.id for card in list_records(archive).cards}
        if binned | listed != set(map(id_of, range(RECORDS))) or binned & listed:
            raise LostError("a record is neither in the list nor in the bin, or in both")
        if binned not in (_after(len(said)), _after(len(said) + 1)):
            raise LostError(f"after {len(said)} steps the bin is {sorted(binned)}")


SCENARIO = Scenario(name="bin", prepare=make_archive, deed=deed, check=check)
