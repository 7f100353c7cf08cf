"""The archive check: every page, every revision, every attached file.

Three tests find what the others miss. `cipher_integrity_check` authenticates each page of the file
but does not see the write-ahead log or a page that was left out; `integrity_check` reads the trees
(the full-text index too, since SQLite 3.44) but trusts their content; the hashes of revisions and
files see what was exchanged as a whole.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from app.errors import DamageError, SystemTroubleError
from app.progress import Progress, Silent
from app.records.canonical import revision_id
from app.store.damage import Damage, Damaged, StoreVerdict
from app.store.object_rows import ObjectRow, all_objects
from app.store.objects import verify_object
from app.store.revisions_table import unpack
from app.store.store import Store
from app.store.transactions import Reader
from app.translation import _

__all__ = ["Damage", "Damaged", "StoreVerdict", "verify_store"]

_PAGES = "PRAGMA cipher_integrity_check"
_TREES = "PRAGMA integrity_check(100)"
_LINKS = "PRAGMA foreign_key_check"

_HEADLESS = """
    SELECT r.id FROM records r
    LEFT JOIN revisions v ON v.number = r.head AND v.record = r.number WHERE v.number IS NULL
"""

_REVISION_NUMBERS = "SELECT number FROM revisions INDEXED BY revisions_of_record"
_LAST_REVISION = "SELECT seq FROM sqlite_sequence WHERE name = 'revisions'"

_REVISION = """
    SELECT v.id, v.parents, v.packing, v.body, r.id
    FROM revisions v LEFT JOIN records r ON r.number = v.record WHERE v.number = :number
"""

_RECORD_OF = """
    SELECT r.id FROM revisions v INDEXED BY revisions_of_record
    JOIN records r ON r.number = v.record WHERE v.number = :number
"""

_PAGE_NUMBER = re.compile(r"\d+")
_BATCH = 200


def verify_store(store: Store, progress: Progress | None = None) -> StoreVerdict:
    """Read everything, and name what is damaged. What is not named is good.

    Writing goes on meanwhile, but for a moment at the end if a page looks damaged.

    Raises:
        CancelledError: The person cancelled.
        SystemTroubleError: The disk refused.
    """
    report = progress or Silent()
    no_room: SystemTroubleError | None = None
    try:
        store.checkpoint()
    except SystemTroubleError as trouble:
        no_room = trouble
    damaged = [*_key_files(store), *_pages(store, report)]
    if no_room is not None and any(each.what is Damaged.PAGE for each in damaged):
        # Those pages may only be waiting in the log for a place in the file.
        raise no_room
    damaged += _trees(store, report)
    records, unreadable = _revisions(store, report)
    damaged += unreadable
    try:
        with store.checking() as reader:
            objects = all_objects(reader)
    except DamageError as trouble:
        objects = ()
        damaged.append(Damage(what=Damaged.DATABASE, id="objects", reason=trouble.happened))
    damaged += _objects(store, objects, report)
    return StoreVerdict(records=records, attachments=len(objects), damaged=tuple(damaged))


def _key_files(store: Store) -> Iterator[Damage]:
    for name in store.stale_key_files():
        yield Damage(
            what=Damaged.KEY_FILE,
            id=name,
            reason=_("The key file is damaged or missing; it is made anew when you open again."),
        )


def _pages(store: Store, report: Progress) -> Iterator[Damage]:
    report.step(_("Checking the pages of the database"), 0, None)
    if not _page_complaints(store):
        return
    # A page that is being written just now looks damaged too: look again while nobody writes.
    with store.at_rest():
        complaints = _page_complaints(store)
    for complaint in complaints:
        page = _PAGE_NUMBER.search(complaint)
        yield Damage(
            what=Damaged.PAGE,
            id=page[0] if page else "",
            reason=_("A page of the database was altered or is cut short."),
        )


def _page_complaints(store: Store) -> tuple[str, ...]:
    with store.checking() as reader:
        return tuple(complaint for (complaint,) in reader.rows(_PAGES))


def _trees(store: Store, report: Progress) -> Iterator[Damage]:
    report.step(_("Checking the tables and the index"), 0, None)
    try:
        with store.checking() as reader:
            found = [text for (text,) in reader.rows(_TREES) if text != "ok"]
            found += [str(row[0]) for row in reader.rows(_LINKS)]
            headless = reader.rows(_HEADLESS)
    except DamageError as trouble:
        yield Damage(what=Damaged.DATABASE, id="archive.db", reason=trouble.happened)
        return
    if found:
        yield Damage(
            what=Damaged.DATABASE,
            id="archive.db",
            reason=_("Tables of the database do not fit together."),
        )
    for (record,) in headless:
        yield Damage(
            what=Damaged.RECORD, id=record, reason=_("The newest text of the record is missing.")
        )


def _revisions(store: Store, report: Progress) -> tuple[int, list[Damage]]:
    """How many records could be read, and which revisions could not."""
    numbers = _revision_numbers(store)
    whole: set[str] = set()
    damaged: list[Damage] = []
    rest = list(reversed(numbers))
    while rest:
        report.step(_("Checking the records"), len(numbers) - len(rest), len(numbers))
        try:
            with store.checking() as reader:
                for _each in range(min(_BATCH, len(rest))):
                    _check_revision(reader, rest[-1], whole, damaged)
                    rest.pop()
        except DamageError as trouble:
            # The connection is spoiled; the others are read on a fresh one.
            number = rest.pop()
            damaged.append(
                Damage(
                    what=Damaged.REVISION,
                    id=_record_of(store, number),
                    reason=trouble.happened,
                )
            )
    return len(whole), damaged


def _check_revision(reader: Reader, number: int, whole: set[str], damaged: list[Damage]) -> None:
    row = reader.row(_REVISION, {"number": number})
    if row is None:
        return
    id, parents, packing, body, record = row
    try:
        if revision_id(unpack(packing, body), tuple(parents.split())) == id:
            whole.add(record)
            return
        reason = _("The text is not the one that was kept: its hash differs.")
    except DamageError as trouble:
        reason = trouble.happened
    damaged.append(Damage(what=Damaged.REVISION, id=record or f"#{number}", reason=reason))


def _revision_numbers(store: Store) -> tuple[int, ...]:
    try:
        with store.checking() as reader:
            return tuple(sorted(number for (number,) in reader.rows(_REVISION_NUMBERS)))
    except DamageError:
        # The index that lists them is damaged: try every number that was ever given.
        with suppress(DamageError), store.checking() as reader:
            return tuple(range(1, (reader.value(_LAST_REVISION) or 0) + 1))
        return ()


def _record_of(store: Store, number: int) -> str:
    try:
        with store.checking() as reader:
            return str(reader.value(_RECORD_OF, {"number": number}) or f"#{number}")
    except DamageError:
        return f"#{number}"


def _objects(store: Store, objects: Iterable[ObjectRow], report: Progress) -> Iterator[Damage]:
    every = tuple(objects)
    for done, row in enumerate(every):
        report.step(_("Checking the attached files"), done, len(every))
        try:
            verify_object(store, row.sha256)
        except DamageError as trouble:
            yield Damage(what=Damaged.ATTACHMENT, id=row.sha256, reason=trouble.happened)
