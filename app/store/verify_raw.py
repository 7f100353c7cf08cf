"""What damaged pages of the database mean for the records: read page by page, without SQLCipher.

For an archive that does not open any more, and for one that opens with pages missing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.progress import Progress
from app.store.counting import counted
from app.store.damage import Damage, Damaged
from app.store.layout import DATABASE
from app.store.object_rows import ObjectRow
from app.store.raw_contents import (
    KnownRecord,
    known_files,
    known_records,
    raw_revisions,
    revision_owners,
)
from app.store.raw_pages import RawPages
from app.store.raw_trees import Place, RawTrees, Use
from app.translation import _

_SEARCH_INDEX = "postings"
_STEP_PAGES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFindings:
    """What can still be read of a database, and what is damaged.

    Attributes:
        records: How many records have at least one text that can be read.
        damaged: Pages, and the records and attachments that they harm.
        objects: Attached contents whose rows are whole.
    """

    records: int
    damaged: tuple[Damage, ...]
    objects: tuple[tuple[ObjectRow, str], ...]


def looks_damaged(pages: RawPages, report: Progress) -> bool:
    """Whether any page is damaged; where somebody writes meanwhile, it may only seem so.

    Raises:
        CancelledError: The person cancelled.
    """
    for page in range(1, pages.count + 1):
        if page % _STEP_PAGES == 1:
            report.step(_("Checking the pages of the database"), page, pages.count)
        if not pages.is_whole(page):
            return True
    return bool(pages.cut or pages.beside.damaged)


def has_damaged_pages(trees: RawTrees) -> bool:
    """Whether any byte of the database, or of what waits in its log, is not as it was written."""
    return bool(trees.damaged or trees.pages.beside.damaged or trees.pages.cut)


def raw_findings(trees: RawTrees, progress: Progress) -> RawFindings:
    """Name all that damaged pages harm.

    Raises:
        CancelledError: The person cancelled.
    """
    records = known_records(trees)
    owners = revision_owners(trees)
    texts = counted(raw_revisions(trees), progress, _("Checking the records"), len(owners))
    whole = {each.number: each.record for each in texts}
    files = known_files(trees)
    damaged = [*_file(trees), *_pages(trees)]
    damaged += _rows(records)
    damaged += _texts(records, owners, whole)
    for each in files.values():
        if each.row is None or not each.proven:
            damaged.append(
                Damage(
                    what=Damaged.ATTACHMENT,
                    id=each.sha256,
                    name=each.name,
                    reason=_("The page that holds the key of an attached file is damaged."),
                )
            )
    return RawFindings(
        records=len(set(whole.values())),
        damaged=tuple(damaged),
        objects=tuple(
            (each.row, each.name) for each in files.values() if each.row is not None and each.proven
        ),
    )


def _file(trees: RawTrees) -> Iterator[Damage]:
    pages = trees.pages
    if pages.cut or any(page > pages.in_file for page in trees.damaged):
        yield Damage(
            what=Damaged.DATABASE,
            id=DATABASE,
            reason=_("The database file is cut short: {there} of {all} pages are there.").format(
                there=min(pages.in_file, pages.count), all=max(pages.count, pages.in_file)
            ),
        )
    if pages.beside.damaged:
        yield Damage(
            what=Damaged.DATABASE,
            id=f"{DATABASE}-wal",
            reason=_("The log of the newest changes is damaged; opening loses what follows it."),
        )


def _pages(trees: RawTrees) -> Iterator[Damage]:
    if len(trees.damaged) == trees.pages.count > 1:
        yield Damage(
            what=Damaged.DATABASE,
            id=DATABASE,
            reason=_("Not one page of the database can be read: it may be another archive’s."),
        )
        return
    for page in trees.damaged:
        if page > trees.pages.in_file:
            return  # what is missing at the end is said of the file as a whole
        yield Damage(
            what=Damaged.PAGE, id=str(page), reason=_page_reason(page, trees.place(page), trees)
        )


def _page_reason(page: int, place: Place | None, trees: RawTrees) -> str:
    if page == 1:
        return _("The first page of the database is damaged, so it does not open; it can be saved.")
    if place is None:
        return _("A page of the database is damaged that nothing readable leads to.")
    if place.use is Use.FREE:
        return _("An empty page of the database is damaged: nothing is lost.")
    if place.tree.startswith(_SEARCH_INDEX):
        return _(
            "A page of the search index is damaged: no record is harmed; salvage makes it anew."
        )
    tree = trees.trees.get(place.tree)
    if tree is not None and tree.is_index:
        return _("A page of an index is damaged: no record is harmed; salvage makes it anew.")
    return _("A page of the table “{table}” is damaged.").format(table=place.tree)


def _rows(records: dict[int, KnownRecord]) -> Iterator[Damage]:
    for each in records.values():
        if not each.whole:
            yield Damage(
                what=Damaged.RECORD,
                id=each.id or f"#{each.number}",
                name=each.code,
                reason=_("{code}: the row that lists the record is damaged, not its text.").format(
                    code=each.code or _("A record")
                ),
            )


def _texts(
    records: dict[int, KnownRecord], owners: dict[int, int], whole: dict[int, int]
) -> Iterator[Damage]:
    newest: dict[int, int] = {}
    for number, record in owners.items():
        newest[record] = max(number, newest.get(record, 0))
    left = Counter(whole.values())
    # A record whose index entry is gone too is known by its row alone.
    lost = {number: record for number, record in owners.items() if number not in whole}
    lost |= {
        each.head: each.number for each in records.values() if each.head and each.head not in whole
    }
    for number, record in sorted(lost.items()):
        known = records.get(record, KnownRecord(number=record))
        code = known.code or _("A record")
        if number != newest.get(record, number):
            reason = _("{code}: an earlier state of the record cannot be read.").format(code=code)
        elif left[record]:
            reason = _(
                "{code}: the newest text of the record cannot be read; an earlier one can."
            ).format(code=code)
        else:
            reason = _("{code}: the text of the record cannot be read.").format(code=code)
        yield Damage(
            what=Damaged.REVISION, id=known.id or f"#{record}", name=known.code, reason=reason
        )
