"""The records, revisions and files that a database knows of, as far as its pages can be read.

Much stands there more than once. Where the page with a record's own row is gone, the indexes over
the table still say its id, its code, its days, and whether it lies in the bin.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.errors import DamageError
from app.records.canonical import revision_id
from app.store.object_rows import ObjectRow
from app.store.raw_trees import RawRow, RawTrees
from app.store.revisions_table import unpack
from app.store.transactions import Row
from app.store.tree_shapes import is_time

_RECORD_IDS = "sqlite_autoindex_records_1"
_RECORD_CODES = "sqlite_autoindex_records_2"
_REVISION_IDS = "sqlite_autoindex_revisions_1"
_OBJECT_HASHES = "sqlite_autoindex_objects_1"
_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRecord:
    """What is known of a record beside its texts. Empty where it is not.

    Attributes:
        binned_at: When it was moved to the bin; None where it lies outside, or that is unknown.
        bin_known: Whether `binned_at` is all that there is to know.
        head: Number of its newest revision; 0 where unknown.
        whole: Its row itself could be read.
    """

    number: int
    id: str = ""
    code: str = ""
    added_at: str = ""
    changed_at: str = ""
    binned_at: str | None = None
    bin_known: bool = False
    head: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRevision:
    """A revision that is whole, as its row has it: its id proves its body and its parents."""

    number: int
    id: str
    record: int
    parents: str
    made_at: str
    made_by: str
    reason: str
    packing: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """An attached content and how people know it.

    Attributes:
        row: What opens it; None where that is lost, and the content with it.
        proven: The row is authentic; else only reading the content shows whether it is right.
    """

    number: int
    sha256: str
    name: str = ""
    row: ObjectRow | None = None
    added_at: str = ""
    proven: bool = True


def known_records(trees: RawTrees) -> dict[int, KnownRecord]:
    """All records that something says exist, by number."""
    found: dict[int, KnownRecord] = {}
    for row in trees.rows("records"):
        values = row.values
        found.setdefault(
            row.number,
            KnownRecord(
                number=row.number,
                id=values[1],
                code=values[2],
                added_at=values[15],
                changed_at=values[16],
                binned_at=values[17],
                bin_known=True,
                head=values[18],
                whole=True,
            ),
        )
    if trees.harmed("records"):
        _from_indexes(trees, found)
    return found


def revision_owners(trees: RawTrees) -> dict[int, int]:
    """The record's number of every revision that something says exists, by the revision's."""
    owners = {entry.values[1]: entry.values[0] for entry in trees.rows("revisions_of_record")}
    owners |= {row.number: row.values[2] for row in trees.rows("revisions")}
    return owners


def revision_ids(trees: RawTrees) -> dict[int, str]:
    """The ids of revisions by number, as their index has them."""
    return {entry.values[1]: entry.values[0] for entry in trees.rows(_REVISION_IDS)}


def raw_revisions(trees: RawTrees) -> Iterator[RawRevision]:
    """Every revision that is whole."""
    for row in trees.rows("revisions"):
        revision = _revision(row)
        if revision is not None:
            yield revision


def doubtful_revisions(trees: RawTrees) -> Iterator[RawRevision]:
    """Revisions from damaged pages whose words are whole all the same: their ids prove them.

    That it is this record's is proven by the index where that is whole, and else by nothing; day,
    author and reason are as they stand there.
    """
    owners = {entry.values[1]: entry.values[0] for entry in trees.rows("revisions_of_record")}
    for row in trees.doubtful_rows("revisions"):
        revision = _revision(row)
        if revision is None or not is_time(revision.made_at):
            continue
        if owners.get(revision.number, revision.record) == revision.record:
            yield revision


def known_files(trees: RawTrees) -> dict[int, KnownFile]:
    """All attached contents that something says exist, by number."""
    found: dict[int, KnownFile] = {}
    for row in trees.rows("objects"):
        found.setdefault(row.number, _file(row))
    if trees.harmed("objects"):
        for row in trees.doubtful_rows("objects"):
            file = _file(row)
            if _NAME.fullmatch(row.values[3]) and is_time(file.added_at):
                found.setdefault(row.number, replace(file, proven=False))
        for sha256, number in _entries(trees, _OBJECT_HASHES, 2):
            found.setdefault(number, KnownFile(number=number, sha256=sha256))
    for _record, number, _role, name in _entries(trees, "attachments", 4):
        if number in found and not found[number].name:
            found[number] = replace(found[number], name=name)
    return found


def _from_indexes(trees: RawTrees, found: dict[int, KnownRecord]) -> None:
    """Fill in what rows on damaged pages said, from the indexes over them."""
    lost: dict[int, KnownRecord] = {}

    bin_known = not trees.harmed("records_in_bin")

    def said_by(index: str) -> Iterator[tuple[str, KnownRecord]]:
        for value, number in _entries(trees, index, 2):
            if number not in found:
                yield value, lost.get(number, KnownRecord(number=number, bin_known=bin_known))

    for id, known in said_by(_RECORD_IDS):
        lost[known.number] = replace(known, id=id)
    for code, known in said_by(_RECORD_CODES):
        lost[known.number] = replace(known, code=code)
    for added_at, known in said_by("records_by_added"):
        lost[known.number] = replace(known, added_at=added_at)
    for changed_at, known in said_by("records_by_changed"):
        lost[known.number] = replace(known, changed_at=changed_at)
    for binned_at, known in said_by("records_in_bin"):
        lost[known.number] = replace(known, binned_at=binned_at)
    found |= lost


def _entries(trees: RawTrees, index: str, columns: int) -> Iterator[Row]:
    """The first columns of an index's entries; behind them stands what names the row again."""
    return (each.values[:columns] for each in trees.rows(index))


def _file(row: RawRow) -> KnownFile:
    _number, sha256, size, file, secret, added_at = row.values
    opens = ObjectRow(sha256=sha256, size=size, file=file, secret=secret)
    return KnownFile(number=row.number, sha256=sha256, row=opens, added_at=added_at)


def _revision(row: RawRow) -> RawRevision | None:
    _number, id, record, parents, made_at, made_by, reason, packing, body = row.values
    try:
        canonical = unpack(packing, body)
    except DamageError:
        return None
    if revision_id(canonical, tuple(parents.split())) != id:
        return None
    return RawRevision(
        number=row.number,
        id=id,
        record=record,
        parents=parents,
        made_at=made_at,
        made_by=made_by,
        reason=reason,
        packing=packing,
        body=body,
    )
