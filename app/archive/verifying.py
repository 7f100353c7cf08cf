"""The archive check: everything is read, and what is damaged is named."""

from dataclasses import replace
from pathlib import Path

from app.archive.archive import Archive
from app.archive.opening import open_archive
from app.archive.verify_records import damaged_records
from app.errors import DamageError
from app.progress import Progress
from app.store.credentials import Credentials
from app.store.damage import Damage, Damaged, StoreVerdict
from app.store.layout import DATABASE
from app.store.trouble import ReadOnlyError
from app.store.verify import verify_store
from app.store.verify_closed import verify_closed

__all__ = ["Damage", "Damaged", "StoreVerdict", "verify_archive", "verify_folder"]


def verify_archive(archive: Archive, progress: Progress) -> StoreVerdict:
    """Read pages, revisions, attached files, the audit log, the lists and the index.

    Raises:
        CancelledError: The person cancelled.
        SystemTroubleError: The disk refused.
    """
    verdict = verify_store(archive.store, progress)
    if any(each.what is Damaged.PAGE for each in verdict.damaged):
        # Lists and index are read through those pages.
        return verdict
    try:
        return _with_more(verdict, damaged_records(archive.store, progress))
    except DamageError:
        if verdict.ok:
            raise
        return verdict


def verify_folder(path: Path, credentials: Credentials, progress: Progress) -> StoreVerdict:
    """Check an archive that is not open, also one that does not open any more.

    On a disk that cannot be written to, lists, index and audit log are left out: they need it open.

    Raises:
        AccessError: The credentials do not open it.
        InputError: The folder is no archive, or was made by a newer version.
        CancelledError: The person cancelled.
        SystemTroubleError: Another program has it open, or the disk refused.
    """
    closed = verify_closed(path, credentials, progress)
    if not closed.opens:
        return closed.verdict
    try:
        with open_archive(path, credentials, progress=progress) as archive:
            return _with_more(verify_archive(archive, progress), closed.verdict.damaged)
    except ReadOnlyError:
        # Opening writes; pages, texts and files can be read all the same.
        return verify_closed(path, credentials, progress, thorough=True).verdict
    except DamageError as trouble:
        found = verify_closed(path, credentials, progress, thorough=True).verdict
        refused = Damage(what=Damaged.DATABASE, id=DATABASE, reason=trouble.happened)
        return _with_more(_with_more(found, closed.verdict.damaged), (refused,))


def _with_more(verdict: StoreVerdict, more: tuple[Damage, ...]) -> StoreVerdict:
    return replace(verdict, damaged=tuple(dict.fromkeys((*more, *verdict.damaged))))
