"""Restoring an archive from a backup, at a new place."""

from dataclasses import dataclass
from pathlib import Path

from app.archive.archive import Archive
from app.archive.auditing import Act, start_chain
from app.archive.index_upkeep import bring_index_up_to_date
from app.archive.verifying import verify_archive
from app.progress import Progress
from app.store.credentials import Credentials
from app.store.damage import StoreVerdict
from app.store.found_damage import DamageFoundError
from app.store.restore import restore_store
from app.store.store import Store

__all__ = ["DamageFoundError", "Restored", "restore_archive", "restore_with_verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """An archive that was restored, opened, and what reading it found."""

    archive: Archive
    verdict: StoreVerdict


def restore_archive(
    backup: Path, place: Path, credentials: Credentials, progress: Progress
) -> Archive:
    """Make a new archive of a backup, and open it.

    The backup is read from end to end first, and not changed in any byte. The archive's log says
    that it was restored and begins a new chain.

    Args:
        backup: The folder that the backup was made in.
        place: Where the archive will be; missing, or an empty folder.

    Raises:
        InputError: The backup is none, or something is at the place already.
        AccessError: The credentials do not open it.
        DamageFoundError: The backup is damaged; nothing is left at the place.
        CancelledError: The person cancelled; nothing is left.
        SystemTroubleError: A disk is full, refused or went away, or the backup is open elsewhere.
    """
    return restore_with_verdict(backup, place, credentials, progress).archive


def restore_with_verdict(
    backup: Path, place: Path, credentials: Credentials, progress: Progress
) -> Restored:
    """The same as `restore_archive`, with what reading the backup found."""

    def check(store: Store) -> StoreVerdict:
        return verify_archive(Archive(store), progress)

    def finish(store: Store) -> None:
        archive = Archive(store)
        with store.writing() as writer:
            start_chain(archive, writer, Act.RESTORED)

    made = restore_store(backup, place, credentials, check=check, finish=finish, report=progress)
    try:
        bring_index_up_to_date(made.store, progress)
        return Restored(archive=Archive(made.store), verdict=made.verdict)
    except BaseException:
        made.store.close()
        raise
