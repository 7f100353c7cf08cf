"""Bit rot on purpose: an archive with something of everything, and what became of it afterwards.

Whoever asks the program what is damaged has to know it from elsewhere. Here SQLite itself says it:
a revision is harmed if no statement can read it any more.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.archive.adding import Addition, Original, add_records
from app.archive.archive import Archive
from app.archive.changing import bin_records, change_record
from app.archive.drafts import save_draft
from app.archive.opening import Credentials, create_archive, open_archive
from app.archive.reading import read_record
from app.archive.remembered import remember
from app.errors import DamageError
from app.progress import Silent
from app.records.record import Record
from app.store.connection import PAGE_BYTES
from app.store.slot_people_table import put_slot_person
from app.store.store import Store
from tests.archive.conftest import PASSPHRASE, QUICK
from tests.records.builders import a_testimony, an_article

CREDENTIALS = Credentials(passphrase=PASSPHRASE)
COLLECTIONS = ("Harbour interviews", "섬 사람들", "Press")
_OBJECT_PIECE = 4096

_TABLES = (
    "archive",
    "attachments",
    "audit",
    "audit_reasons",
    "codes",
    "collection_records",
    "collections",
    "drafts",
    "objects",
    "records",
    "revisions",
    "slot_people",
    "state",
)
_HEADS = """
    SELECT r.id, r.code, r.added_at, r.binned_at IS NOT NULL, v.id, v.packing, v.body
    FROM records r JOIN revisions v ON v.number = r.head
"""
_REVISIONS = "SELECT v.number, r.id FROM revisions v JOIN records r ON r.number = v.record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A record as lists and its newest text have it."""

    code: str
    added_at: str
    binned: bool
    revision: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All that an archive held before it was damaged.

    Attributes:
        heads: Every record by its id.
        owners: The record's id of every revision, by number.
        contents: SHA-256 of every attachment, by the name of its file.
        tables: Rows of every table.
    """

    heads: dict[str, Head]
    owners: dict[int, str]
    contents: dict[str, str]
    tables: dict[str, list[tuple[object, ...]]]


def build(folder: Path, records: int, *, seed: int = 5) -> Path:
    """An archive of testimonies and articles, long and short, with all that may hang on them."""
    noise = random.Random(seed)
    with create_archive(folder, PASSPHRASE, kdf=QUICK).archive as archive:
        added = add_records(archive, _additions(records, noise), Silent()).added
        bin_records(archive, tuple(card.id for card in added[3::9]))
        for card in added[::6]:
            save_draft(archive, card.id, 1, "갈매기 and gulls " * 9)
        for card in added[::4]:
            record = read_record(archive, card.id).record
            changed = replace(record, title=f"{record.title}, again", tags=("changed",))
            if card.number % 3 == 0:
                changed = replace(changed, attachments=())
            change_record(archive, card.id, changed, reason="It was misheard.")
        remember(archive, "window.place", "the library")
        with archive.store.writing() as writer:
            put_slot_person(writer, 1, "Dana Weir", "DW", "2024-05-06T07:08:09.123Z")
    return folder


def everything_in(folder: Path) -> Everything:
    """Read an archive that is whole."""
    with open_archive(folder, CREDENTIALS) as archive:
        return everything_of(archive)


def everything_of(archive: Archive) -> Everything:
    """Read an open archive that is whole."""
    with archive.store.browsing() as reader:
        return Everything(
            heads={
                id: Head(
                    code=code, added_at=added_at, binned=bool(binned), revision=revision, body=body
                )
                for id, code, added_at, binned, revision, _packing, body in reader.rows(_HEADS)
            },
            owners=dict(reader.rows(_REVISIONS)),
            contents=dict(reader.rows("SELECT file, sha256 FROM objects")),
            tables={
                name: sorted(reader.rows(f"SELECT * FROM {name}"), key=repr) for name in _TABLES
            },
        )


def pages_of(folder: Path) -> int:
    """How many pages the database has."""
    return (folder / "archive.db").stat().st_size // PAGE_BYTES


@contextmanager
def restored(folder: Path) -> Iterator[Path]:
    """The database, which is as it was again after the block, whatever was done to it."""
    path = folder / "archive.db"
    good = path.read_bytes()
    try:
        yield path
    finally:
        for ending in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        path.write_bytes(good)


@contextmanager
def rotten_page(folder: Path, page: int, noise: random.Random) -> Iterator[None]:
    """One bit of one page is wrong within the block."""
    with restored(folder) as path:
        flip(path, (page - 1) * PAGE_BYTES + noise.randrange(PAGE_BYTES), noise.randrange(8))
        yield


@contextmanager
def lost_page(folder: Path, page: int) -> Iterator[None]:
    """A page of zeros, as a disk gives for what it cannot read any more."""
    with restored(folder) as path:
        overwrite(path, (page - 1) * PAGE_BYTES, bytes(PAGE_BYTES))
        yield


def overwrite(path: Path, place: int, data: bytes) -> None:
    """Put other bytes into a file."""
    with path.open("r+b", buffering=0) as file:
        file.seek(place)
        file.write(data)


@contextmanager
def rotten_byte(path: Path, place: int, bit: int) -> Iterator[None]:
    """One bit of a file is wrong within the block; whoever mends it meanwhile does no harm."""
    good = path.read_bytes()
    flip(path, place, bit)
    try:
        yield
    finally:
        path.write_bytes(good)


def flip(path: Path, place: int, bit: int) -> None:
    """Turn one bit of a file."""
    with path.open("r+b", buffering=0) as file:
        file.seek(place)
        (now,) = file.read(1)
        file.seek(place)
        file.write(bytes([now ^ 1 << bit]))


def object_places(folder: Path, noise: random.Random) -> Iterator[tuple[Path, int]]:
    """A place in every 4 KB of every object."""
    for path in sorted((folder / "objects").glob("??/*")):
        size = path.stat().st_size
        for start in range(0, size, _OBJECT_PIECE):
            yield path, noise.randrange(start, min(start + _OBJECT_PIECE, size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """What SQLite cannot read any more.

    Attributes:
        rows: Ids of records whose own row is gone.
        texts: Ids of records of which a revision is gone.
        revisions: Numbers of those revisions.
        files: SHA-256 of contents whose row is gone.
    """

    rows: frozenset[str]
    texts: frozenset[str]
    revisions: frozenset[int]
    files: frozenset[str]


def harm(folder: Path, before: Everything) -> Harm | None:
    """Ask SQLite for each row by itself; None where nothing opens.

    SQLCipher may give zeros for a damaged page that a long row goes on at, and say so only to the
    next question: what comes is compared with what was there.
    """
    try:
        archive = open_archive(folder, CREDENTIALS)
    except DamageError:
        return None
    with archive:
        lost = {
            table: _unreadable(archive.store, table, before.tables[table])
            for table in ("records", "revisions", "objects")
        }
    revisions = {row[0] for row in lost["revisions"] if isinstance(row[0], int)}
    return Harm(
        rows=frozenset(str(row[1]) for row in lost["records"]),
        texts=frozenset(before.owners[number] for number in revisions),
        revisions=frozenset(revisions),
        files=frozenset(str(row[1]) for row in lost["objects"]),
    )


def _unreadable(
    store: Store, table: str, rows: list[tuple[object, ...]]
) -> list[tuple[object, ...]]:
    """Rows that do not come as they were, each asked of a connection that met no damage yet."""
    lost, rest = [], list(rows)
    while rest:
        came = _come(store, table, rest)
        if came == len(rest):
            break
        row = rest[came]
        if not _come(store, table, [row]):
            lost.append(row)
        rest = rest[came + 1 :]
    return lost


def _come(store: Store, table: str, rows: list[tuple[object, ...]]) -> int:
    """How many rows come as they were before the first that does not."""
    came = 0
    with suppress(DamageError), store.checking() as reader:
        for row in rows:
            number = row[0]
            assert isinstance(number, int)
            if reader.row(f"SELECT * FROM {table} WHERE number = ?", (number,)) != row:
                break
            came += 1
    return came


def _additions(records: int, noise: random.Random) -> Iterator[Addition]:
    for number in range(records):
        original = None
        if number % 4 == 1:
            data = noise.randbytes(1 + number * 1_777 % 23_000)
            original = Original(data=data, name=f"note {number}.txt", media_type="text/plain")
        yield Addition(
            records=(_record(number, noise),),
            original=original,
            collection=COLLECTIONS[number % len(COLLECTIONS)],
        )


def _record(number: int, noise: random.Random) -> Record:
    text = [_words(noise, 40), "우리는 밤에 강을 건넜다. 아무도 말하지 않았다."]
    if number % 7 == 2:
        # Long names that nothing compresses: the text goes over several pages.
        text += [" ".join(noise.randbytes(400).hex() for _each in range(12)) for _part in range(5)]
    if number % 2:
        return a_testimony(*text, title=f"What the ferryman carried, {number}")
    return an_article(*text, title=f"Ferries stop, {number}", tags=("ferry", f"week {number}"))


def _words(noise: random.Random, count: int) -> str:
    letters = "aeioulmnrst"
    return " ".join(
        "".join(noise.choices(letters, k=noise.randint(3, 9))) for _each in range(count)
    )
