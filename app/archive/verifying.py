"""The archive check: everything is read, and what is damaged is named."""

from app.archive.opening import Archive
from app.progress import Progress
from app.store.verify import Damage, Damaged, StoreVerdict, verify_store

__all__ = ["Damage", "Damaged", "StoreVerdict", "verify_archive"]


def verify_archive(archive: Archive, progress: Progress) -> StoreVerdict:
    """Read pages, revisions, attached files and the index.

    Raises:
        CancelledError: The person cancelled.
        SystemTroubleError: The disk refused.
    """
    return verify_store(archive.store, progress)
