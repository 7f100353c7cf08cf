"""The archive that scenarios work on, and what must hold of it whatever happened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.archive.adding import Addition, Original, add_records
from app.archive.opening import Archive, create_archive, open_archive
from app.archive.reading import list_records, read_record
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.progress import Silent
from app.records.record import Record
from app.store.credentials import Credentials
from tests.harness.scenario import LostError, NotWholeError
from tests.journeys.terminal import PASSPHRASE, QUICK
from tests.records.builders import a_testimony, an_article

RECORDS = 4
"""So many records, each with a file of its own, are in a prepared archive."""


def place_of(folder: Path) -> Path:
    """Where the archive lies in a scenario's folder."""
    return folder / "Notebook.satchel"


def make_archive(folder: Path) -> None:
    """An archive with some records, closed."""
    with create_archive(place_of(folder), PASSPHRASE, kdf=QUICK).archive as archive:
        add_records(archive, [addition(number) for number in range(RECORDS)], Silent())


@contextmanager
def opened(folder: Path, passphrase: str = PASSPHRASE) -> Iterator[Archive]:
    """The archive, opened with a passphrase."""
    with open_archive(place_of(folder), Credentials(passphrase=passphrase)) as archive:
        yield archive


@contextmanager
def whole(folder: Path, passphrase: str = PASSPHRASE) -> Iterator[Archive]:
    """The archive, opened after it was interrupted; everything that is in it must be whole.

    Raises:
        NotWholeError: The archive check finds damage, or a record is there only in part.
        LostError: A record that was there before anything happened is gone.
    """
    with opened(folder, passphrase) as archive:
        assert_whole(archive)
        assert_there(archive, range(RECORDS))
        yield archive


def assert_whole(archive: Archive) -> None:
    """The archive check finds nothing, and each record has its text, file and index.

    Raises:
        NotWholeError: Anything else.
    """
    verdict = verify_archive(archive, Silent())
    if not verdict.ok:
        raise NotWholeError(f"damaged: {[(each.what, each.reason) for each in verdict.damaged]}")
    page = list_records(archive, limit=1000)
    if page.count != len(page.cards):
        raise NotWholeError("the list and its count differ")


def record_of(number: int) -> Record:
    """The record of this number: id, title and text follow from it."""
    make = an_article if number % 2 else a_testimony
    made = make(f"We counted {_word(number)} boats.", f"Nobody spoke of {_word(number)} again.")
    return replace(made, id=id_of(number), title=f"Crossing {number}")


def id_of(number: int) -> str:
    """A UUID of version 7."""
    return f"0190a1b2-c3d4-7000-8000-{number:012x}"


def original_of(number: int) -> Original:
    """The file that the record came from; every fifth is too large to be synced with others."""
    size = 1_300_000 if number % 5 == 4 else 3_000 + 700 * number
    data = (f"{_word(number)} boats. ".encode() * size)[:size]
    return Original(data=data, name=f"{number}.txt", media_type="text/plain")


def addition(number: int) -> Addition:
    """Record and file, as an import adds them."""
    return Addition(records=(record_of(number),), original=original_of(number), collection="Boats")


def assert_there(
    archive: Archive, numbers: range | set[int], file_of: Callable[[int], int] = int
) -> None:
    """Records have their text and their file, and are found by a word of theirs.

    Args:
        file_of: The number of the file that a record came in; mostly its own.

    Raises:
        LostError: One is not there.
        NotWholeError: One is there and cannot be found, or lacks its file.
    """
    cards = {card.id for card in list_records(archive, limit=1000).cards}
    for number in sorted(numbers):
        if id_of(number) not in cards:
            raise LostError(f"record {number} is gone")
        record = read_record(archive, id_of(number)).record
        if record.text != record_of(number).text:
            raise LostError(f"the text of record {number} is another one")
        if original_of(file_of(number)).sha256 not in {file.sha256 for file in record.attachments}:
            raise NotWholeError(f"record {number} lacks its file")
        if id_of(number) not in found(archive, _word(number)):
            raise NotWholeError(f"record {number} is not found")


def found(archive: Archive, word: str) -> set[str]:
    """Ids of the records that a search finds."""
    return {hit.card.id for hit in search(archive, SearchRequest(text=word)).hits}


def _word(number: int) -> str:
    """A word that stands in one record only."""
    letters = "bdfgklmnprstvz"
    return "q" + "".join(letters[int(digit)] + "a" for digit in f"{number:04}")
