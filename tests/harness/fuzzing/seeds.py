"""Whole inputs that mutations begin with: every field filled, every kind of slot there."""

import tempfile
from enum import StrEnum
from pathlib import Path
from typing import cast

from app.archive.keys import add_key_file, add_passphrase, add_shares
from app.archive.opening import create_archive
from app.records.canonical import record_from_tree
from app.records.record import Record
from app.records.tree import FieldShape, Json, optional_part, shape_of, tuple_part
from app.store.slot_pair import NAMES
from tests.journeys.terminal import PASSPHRASE, QUICK
from tests.records.builders import a_testimony, an_article

_VALUES: dict[str, Json] = {
    "edtf": "2021-06-02/2021-06-05",
    "sha256": "ab" * 32,
    "id": "0190a1b2-c3d4-7000-8000-000000000001",
    "language": "ko",
    "languages": ["ko", "en"],
    "position": "37.5665, -126.978",
}
"""Fields whose values have a form of their own, by name."""


_BARE: dict[object, Json] = {bool: True, int: 1, str: "시장 café"}


def rich_records() -> tuple[Record, ...]:
    """A testimony and an article with everything that can be said of them, and two bare ones."""
    return (_filled("testimony"), _filled("article"), a_testimony(), an_article())


def slot_files() -> tuple[bytes, ...]:
    """One with the two slots of a new archive, one with all kinds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "Seed.satchel"
        with create_archive(place, PASSPHRASE, kdf=QUICK).archive as archive:
            first = (place / NAMES[0]).read_bytes()
            add_passphrase(archive, "another")
            add_key_file(archive, "with a file")
            add_shares(archive, needed=2, passphrases=("one", "two", "three"))
        return first, (place / NAMES[0]).read_bytes()


def _filled(kind: str) -> Record:
    fields = cast(dict[str, Json], _tree(Record))
    fields.pop("article" if kind == "testimony" else "testimony")
    return record_from_tree({**fields, "form": 1, "kind": kind})


def _tree(hint: object) -> Json:
    inner = optional_part(hint)
    if inner is not None:
        return _tree(inner)
    item = tuple_part(hint)
    if item is not None:
        return [_tree(item)]
    if hint in _BARE:
        return _BARE[hint]
    kind = cast(type, hint)
    if issubclass(kind, StrEnum):
        return str(next(iter(kind)))
    return _fields(kind)


def _fields(kind: type) -> Json:
    return {
        each.name: _VALUES[each.name] if _has_form(each) else _tree(each.hint)
        for each in shape_of(kind)
    }


def _has_form(field: FieldShape) -> bool:
    return field.name in _VALUES and field.hint is not int
