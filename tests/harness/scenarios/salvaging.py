"""Bringing what is whole out of a damaged archive: the new one is there whole, or not at all."""

from collections.abc import Sequence
from pathlib import Path

from app.archive.opening import open_archive
from app.archive.reading import list_records
from app.archive.salvaging import salvage_archive
from app.progress import Silent
from app.store.connection import PAGE_BYTES
from app.store.credentials import Credentials
from app.store.layout import DATABASE
from tests.harness.archives import assert_whole, make_archive, place_of
from tests.harness.scenario import LostError, NotWholeError, Say, Scenario
from tests.harness.scenarios.restoring import sums
from tests.journeys.terminal import PASSPHRASE

_CREDENTIALS = Credentials(passphrase=PASSPHRASE)


def prepare(folder: Path) -> None:
    """An archive with a bit turned in one attached file and in a page; what it is like."""
    make_archive(folder)
    archive = place_of(folder)
    _turn_a_bit(next(archive.glob("objects/*/*")), 300)
    database = archive / DATABASE
    _turn_a_bit(database, database.stat().st_size // PAGE_BYTES // 2 * PAGE_BYTES + 99)
    (folder / "sums").write_text(sums(archive))


def deed(folder: Path, say: Say) -> None:
    """Salvage it."""
    found = salvage_archive(place_of(folder), folder / "Salvaged", _CREDENTIALS, Silent())
    say(str(found.records))


def check(folder: Path, said: Sequence[str]) -> None:
    """The damaged archive is as it was, and can be salvaged later with the same outcome."""
    if sums(place_of(folder)) != (folder / "sums").read_text():
        raise NotWholeError("the damaged archive was changed")
    first = None
    if (folder / "Salvaged").exists():
        first = _count(folder / "Salvaged")
    if said and str(first) != said[0]:
        raise LostError(f"{said[0]} records were salvaged and {first} are there")
    again = salvage_archive(place_of(folder), folder / "Again", _CREDENTIALS, Silent()).records
    if again != _count(folder / "Again") or first not in (None, again):
        raise NotWholeError("salvaging again gives something else")


def _count(place: Path) -> int:
    with open_archive(place, _CREDENTIALS) as archive:
        assert_whole(archive)
        return list_records(archive).count


def _turn_a_bit(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)


SCENARIO = Scenario(name="salvage", prepare=prepare, deed=deed, check=check)
