"""What reads bytes that somebody else may have written, with inputs that are nearly right.

An attempt ends with a value that holds what it promises, or with an error that a person can act on;
anything else is a finding.
"""

import hashlib
import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import SatchelError
from app.records.canonical import from_canonical, to_canonical
from app.store.keys import archive_keys
from app.store.page_cells import UnfitPageError, tree_page, values_of
from app.store.page_cipher import PageCipher
from app.store.raw_log import pages_in_log
from app.store.recovery_code import SECRET_BYTES, format_recovery_code, parse_recovery_code
from app.store.share_text import parse_share
from app.store.shares import split_secret
from app.store.slot_file import MOST_SLOTS, parse_slot_file, slot_file_bytes
from tests.harness.fuzzing.databases import SmallDatabase
from tests.harness.fuzzing.mutations import (
    numbers_slipped,
    otherwise,
    slipped,
    typed_otherwise,
)
from tests.harness.fuzzing.seeds import rich_records, slot_files
from tests.journeys.terminal import QUICK

Attempt = Callable[[random.Random], bytes]
"""Makes one input, reads it, and returns what was read where nothing was to be objected."""


class FindingError(Exception):
    """What was read breaks a promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing that reads.

    Attributes:
        inputs: So many in a nightly run.
        prepare: Makes the attempt; the folder is empty and its own.
    """

    inputs: int
    prepare: Callable[[Path], Attempt]


def _slot_files(_folder: Path) -> Attempt:
    seeds = slot_files()

    def attempt(chance: random.Random) -> bytes:
        data = chance.choice(seeds)
        if chance.random() < 0.7:
            data = _with_checksum(otherwise(json.loads(data), chance))
        else:
            data = slipped(data, chance)
        try:
            file = parse_slot_file(data)
        except SatchelError:
            return data
        if slot_file_bytes(file) != data or len(file.slots) > MOST_SLOTS:
            raise FindingError("a slot file was read as something else")
        for slot in file.slots:
            if slot.cost is not None:
                slot.cost.check()
        return data

    return attempt


def _with_checksum(tree: object) -> bytes:
    """A slot file's bytes with the plain checksum that fits, so that reading goes on behind it."""
    if not isinstance(tree, dict):
        return json.dumps(tree).encode()
    rest = {name: value for name, value in tree.items() if name != "sha256"}
    compact = json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()
    rest["sha256"] = hashlib.sha256(compact).hexdigest()
    return json.dumps(rest, indent=1, sort_keys=True).encode() + b"\n"


def _records(_folder: Path) -> Attempt:
    seeds = [to_canonical(record) for record in rich_records()]

    def attempt(chance: random.Random) -> bytes:
        data = chance.choice(seeds)
        if chance.random() < 0.7:
            tree = otherwise(json.loads(data), chance)
            data = json.dumps(tree, ensure_ascii=chance.random() < 0.5).encode(
                "utf-8", "surrogatepass"
            )
        else:
            data = slipped(data, chance)
        try:
            record = from_canonical(data)
        except SatchelError:
            return data
        if from_canonical(to_canonical(record)) != record:
            raise FindingError("a record's own canonical form reads as another record")
        return data

    return attempt


def _shares(_folder: Path) -> Attempt:
    texts = split_secret(2, ("one", "two", "three"), QUICK, "ABCD EF01 2345 6789").texts

    def attempt(chance: random.Random) -> bytes:
        text = typed_otherwise(chance.choice(texts), chance)
        with suppress(SatchelError):
            parse_share(text).cost.check()
        return text.encode("utf-8", "surrogatepass")

    return attempt


def _recovery_codes(_folder: Path) -> Attempt:
    codes = [format_recovery_code(bytes([each]) * SECRET_BYTES) for each in range(8)]

    def attempt(chance: random.Random) -> bytes:
        code = typed_otherwise(chance.choice(codes), chance)
        try:
            if len(parse_recovery_code(code)) != SECRET_BYTES:
                raise FindingError("a recovery code of another length")
        except SatchelError:
            pass
        return code.encode("utf-8", "surrogatepass")

    return attempt


def _pages(folder: Path) -> Attempt:
    """Pages as salvage reads them, one by one."""
    with SmallDatabase(folder) as database:
        pages = database.plain_pages()

    def attempt(chance: random.Random) -> bytes:
        number = chance.randrange(len(pages))
        data = numbers_slipped(pages[number], chance, within=chance.choice((200, 20_000)))
        try:
            for cell in tree_page(data, first=number == 0, damaged=True).cells:
                values_of(cell.local)
        except UnfitPageError:
            pass
        return data

    return attempt


def _logs(folder: Path) -> Attempt:
    """A write-ahead log as salvage reads it."""
    with SmallDatabase(folder) as database:
        log, keys = database.log(), archive_keys(database.master)
    cipher = PageCipher(keys)

    def attempt(chance: random.Random) -> bytes:
        within = chance.choice((64, len(log)))
        data = numbers_slipped(log, chance, within=within)[: chance.choice((40, len(log)))]
        pages_in_log(data, cipher)
        return data

    return attempt


def _headers(folder: Path) -> Attempt:
    """The first page as it lies on the disk: without the key nobody can make one that is read."""
    database = SmallDatabase(folder)
    first = database.stored(1)

    def attempt(chance: random.Random) -> bytes:
        data = slipped(first, chance)[: chance.choice((16, 100, len(first)))]
        database.put_stored(data)
        database.read()
        return data

    return attempt


def _sealed_headers(folder: Path) -> Attempt:
    """A first page that somebody made who has the key: header and schema are read by SQLite."""
    database = SmallDatabase(folder)
    (first, *_others) = database.plain_pages()

    def attempt(chance: random.Random) -> bytes:
        data = numbers_slipped(first, chance, within=chance.choice((100, 300, len(first))))
        database.put_stored(database.sealed(1, data))
        database.read()
        return data

    return attempt


TARGETS: dict[str, Target] = {
    "slot files": Target(inputs=300_000, prepare=_slot_files),
    "records": Target(inputs=350_000, prepare=_records),
    "shares": Target(inputs=150_000, prepare=_shares),
    "recovery codes": Target(inputs=40_000, prepare=_recovery_codes),
    "pages": Target(inputs=140_000, prepare=_pages),
    "logs": Target(inputs=20_000, prepare=_logs),
    "database headers": Target(inputs=20_000, prepare=_headers),
    "sealed headers": Target(inputs=20_000, prepare=_sealed_headers),
}
"""By name; together more than a million inputs."""
