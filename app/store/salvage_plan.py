"""What can be brought out of a damaged archive, and what is lost, worked out before anything is.

A text is certain: its revision's id is the hash over it. What stands beside it (code, days, bin) is
authentic, and where its page is gone the indexes over the table still have most of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from app.progress import Progress
from app.store.counting import counted
from app.store.damage import Damage, Damaged
from app.store.raw_contents import (
    KnownFile,
    KnownRecord,
    RawRevision,
    doubtful_revisions,
    known_files,
    known_records,
    raw_revisions,
    revision_owners,
)
from app.store.raw_trees import RawTrees
from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """A record that comes out.

    Attributes:
        head: Number of its newest revision that can be read.
        first_at, last_at: When its oldest and newest readable revisions were made.
    """

    known: KnownRecord
    head: int
    first_at: str
    last_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvagePlan:
    """What comes out.

    Attributes:
        records: Those whose codes are known first.
        doubtful: Revisions from damaged pages whose ids prove their words.
        files: Attached contents whose keys are known; whether the files are whole, copying tells.
        lost: What is lost for certain.
    """

    records: tuple[KeptRecord, ...]
    doubtful: tuple[RawRevision, ...]
    files: tuple[KnownFile, ...]
    lost: tuple[Damage, ...]


@dataclass(slots=True)
class _Texts:
    """The readable revisions of one record."""

    head: int
    first: int
    last_at: str
    first_at: str


def salvage_plan(trees: RawTrees, report: Progress) -> SalvagePlan:
    """Find out what can be read.

    Raises:
        CancelledError: The person cancelled.
    """
    records = known_records(trees)
    owners = revision_owners(trees)
    texts: dict[int, _Texts] = {}
    readable: set[int] = set()
    doubtful = list(_not_among(doubtful_revisions(trees), trees))
    every = chain(raw_revisions(trees), doubtful)
    for each in counted(every, report, _("Looking for what is whole"), len(owners)):
        readable.add(each.number)
        found = texts.setdefault(
            each.record,
            _Texts(
                head=each.number,
                first=each.number,
                last_at=each.made_at,
                first_at=each.made_at,
            ),
        )
        if each.number > found.head:
            found.head, found.last_at = each.number, each.made_at
        if each.number < found.first:
            found.first, found.first_at = each.number, each.made_at
    kept = tuple(
        KeptRecord(
            known=records.get(number, KnownRecord(number=number)),
            head=found.head,
            first_at=found.first_at,
            last_at=found.last_at,
        )
        for number, found in sorted(texts.items())
    )
    kept = tuple(sorted(kept, key=lambda record: not record.known.code))
    files = known_files(trees)
    return SalvagePlan(
        records=kept,
        files=tuple(each for each in files.values() if each.row is not None),
        doubtful=tuple(doubtful),
        lost=(
            *_lost_texts(records, owners, texts, readable),
            *_unproven_texts(records, doubtful),
            *_lost_files(files),
        ),
    )


def lost_file(file: KnownFile) -> Damage:
    """An attached content that does not come out."""
    return Damage(
        what=Damaged.ATTACHMENT,
        id=file.sha256,
        name=file.name,
        reason=_("The attached file “{name}” is lost; a backup may have it.").format(
            name=file.name or file.sha256[:8]
        ),
    )


def _not_among(revisions: Iterable[RawRevision], trees: RawTrees) -> Iterator[RawRevision]:
    """Those that do not stand on a whole page too."""
    whole = {each.number for each in raw_revisions(trees)} if trees.damaged else set()
    return (each for each in revisions if each.number not in whole)


def _unproven_texts(
    records: dict[int, KnownRecord], revisions: Iterable[RawRevision]
) -> Iterator[Damage]:
    for each in revisions:
        known = records.get(each.record, KnownRecord(number=each.record))
        yield Damage(
            what=Damaged.REVISION,
            id=known.id or f"#{each.record}",
            name=known.code,
            reason=_(
                "{code}: a text came out of a damaged page; its words are proven, its day and"
                " author are not."
            ).format(code=known.code or _("A record")),
        )


def _lost_files(files: dict[int, KnownFile]) -> Iterator[Damage]:
    for each in files.values():
        if each.row is None:
            yield lost_file(each)


def _lost_texts(
    records: dict[int, KnownRecord],
    owners: dict[int, int],
    texts: dict[int, _Texts],
    readable: set[int],
) -> Iterator[Damage]:
    lost: dict[int, set[int]] = {}
    for number, record in owners.items():
        if number not in readable:
            lost.setdefault(record, set()).add(number)
    for each in records.values():
        if each.head and each.head not in readable:
            lost.setdefault(each.number, set()).add(each.head)
        elif each.number not in texts:
            lost.setdefault(each.number, set())
    for record, numbers in sorted(lost.items()):
        known = records.get(record, KnownRecord(number=record))
        code = known.code or _("A record")
        found = texts.get(record)
        if found is None:
            what = Damaged.RECORD
            reason = _("{code}: the record is lost; a backup may have it.").format(code=code)
        elif max(numbers) > found.head:
            what = Damaged.RECORD
            reason = _("{code}: the newest text is lost; it comes out as it was on {day}.").format(
                code=code, day=found.last_at[:10]
            )
        else:
            what = Damaged.REVISION
            reason = _("{code}: {count} earlier states are lost; the newest text is whole.").format(
                code=code, count=len(numbers)
            )
        yield Damage(what=what, id=known.id or f"#{record}", name=known.code, reason=reason)
