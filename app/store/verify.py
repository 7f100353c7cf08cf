"""The archive check: every page, every revision, every attached file, and the audit log.

Several tests find what the others miss. Authenticating each page sees every flipped bit of the
file, but no page left out or put back from an older copy; `integrity_check` sees trees that do not
fit together; the hashes of revisions and files, and the log's chain, see what was exchanged as a
whole. What the search index and the lists say of a record is compared in `app.archive`.
"""

from collections.abc import Iterable, Iterator

from app.errors import DamageError, SystemTroubleError
from app.progress import Progress, Silent
from app.store.audit_check import check_log
from app.store.damage import Damage, Damaged, StoreVerdict
from app.store.object_folder import ObjectFolder
from app.store.object_rows import ObjectRow
from app.store.raw_trees import RawTrees
from app.store.slots_in_force import slots_put_back, stale_slot_files
from app.store.store import Store
from app.store.verify_objects import damaged_objects, unneeded_objects
from app.store.verify_raw import RawFindings, has_damaged_pages, looks_damaged, raw_findings
from app.store.verify_tables import check_revisions, check_trees, objects_with_names
from app.translation import _

__all__ = ["Damage", "Damaged", "StoreVerdict", "raw_verdict", "verify_store"]


def verify_store(store: Store, progress: Progress | None = None) -> StoreVerdict:
    """Read everything, and name what is damaged. What is not named is good.

    Writing goes on meanwhile; where a page is damaged, it waits until all records have been read
    page by page.

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
    key_files = tuple(_key_files(store))
    if _looks_damaged(store, report):
        with store.at_rest(), store.raw_pages() as pages:
            # A page that was just being written looked damaged too.
            trees = RawTrees(pages, report)
            found = raw_findings(trees, report) if has_damaged_pages(trees) else None
        if found is not None:
            if no_room is not None:
                # Those pages may only be waiting in the log for a place in the file.
                raise no_room
            return raw_verdict(store.objects, found, key_files, report)
    return _by_tables(store, key_files, report)


def raw_verdict(
    objects: ObjectFolder, found: RawFindings, before: Iterable[Damage], report: Progress
) -> StoreVerdict:
    """The verdict on an archive that was read page by page.

    Args:
        before: Damage that was found already.
    """
    damaged = [*before, *found.damaged, *damaged_objects(objects, found.objects, report)]
    return StoreVerdict(
        records=found.records, attachments=len(found.objects), damaged=tuple(damaged)
    )


def _by_tables(store: Store, before: Iterable[Damage], report: Progress) -> StoreVerdict:
    damaged = [*before, *_old_key_files(store), *check_trees(store, report)]
    records, unreadable = check_revisions(store, report)
    damaged += unreadable
    damaged += check_log(store, report)
    harmless: tuple[Damage, ...] = ()
    try:
        objects = objects_with_names(store)
        harmless = _unneeded(store, objects)
    except DamageError as trouble:
        objects = ()
        damaged.append(Damage(what=Damaged.DATABASE, id="objects", reason=trouble.happened))
    damaged += damaged_objects(store.objects, objects, report)
    return StoreVerdict(
        records=records, attachments=len(objects), damaged=tuple(damaged), harmless=harmless
    )


def _unneeded(store: Store, objects: tuple[tuple[ObjectRow, str], ...]) -> tuple[Damage, ...]:
    found = tuple(unneeded_objects(store.objects, (row for row, _name in objects)))
    if not found:
        return ()
    # A file may have got its name just before its row was written.
    with store.at_rest():
        rows = [row for row, _name in objects_with_names(store)]
        return tuple(unneeded_objects(store.objects, rows))


def _key_files(store: Store) -> Iterator[Damage]:
    for name in stale_slot_files(store):
        yield Damage(
            what=Damaged.KEY_FILE,
            id=name,
            reason=_("The slot file is damaged or missing; it is made anew when you open again."),
        )


def _old_key_files(store: Store) -> Iterator[Damage]:
    try:
        with store.checking() as reader:
            names = slots_put_back(store, reader)
    except DamageError:
        # Whatever cannot be read is named as what it is.
        return
    for name in names:
        yield Damage(
            what=Damaged.KEY_FILE,
            id=name,
            reason=_(
                "The slot file is older than the last change of keys: keys that were changed or "
                "removed since open the archive again. Make new keys for the whole archive."
            ),
        )


def _looks_damaged(store: Store, report: Progress) -> bool:
    with store.raw_pages() as pages:
        return looks_damaged(pages, report)
