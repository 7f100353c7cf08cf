"""Opening and creating archives."""

from dataclasses import dataclass
from pathlib import Path

from app.archive.archive import Archive
from app.archive.auditing import note_creation, note_unlocking
from app.archive.index_upkeep import bring_index_up_to_date
from app.progress import Progress, Silent
from app.store.creation import create_store, discard_new
from app.store.credentials import Credentials
from app.store.kdf import KdfParameters
from app.store.opening import open_store

__all__ = [
    "Archive",
    "Credentials",
    "KdfParameters",
    "NewArchive",
    "create_archive",
    "open_archive",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArchive:
    """An archive just created, with the recovery code that is shown only now."""

    archive: Archive
    recovery_code: str


def create_archive(
    path: Path,
    passphrase: str,
    *,
    kdf: KdfParameters | None = None,
    progress: Progress | None = None,
) -> NewArchive:
    """Create an archive in a folder that is not there yet, or is empty.

    Raises:
        InputError: There is something at the path already, or the passphrase is empty.
        SystemTroubleError: The disk or the system refused; nothing is left behind.
    """
    made = create_store(path, passphrase, kdf=kdf or KdfParameters.default())
    archive = Archive(made.store)
    try:
        bring_index_up_to_date(archive.store, progress or Silent())
        note_creation(archive)
    except BaseException:
        archive.close()
        discard_new(path)
        raise
    return NewArchive(archive=archive, recovery_code=made.recovery_code)


def open_archive(
    path: Path, credentials: Credentials, *, progress: Progress | None = None
) -> Archive:
    """Open an archive, and note that in its audit log.

    Raises:
        AccessError: The credentials do not open it.
        InputError: The folder is no archive, or was made by a newer version.
        DamageError: It is damaged beyond opening.
        SystemTroubleError: Another program has it open, or the disk refused.
    """
    store = open_store(path, credentials)
    try:
        bring_index_up_to_date(store, progress or Silent())
        archive = Archive(store)
        note_unlocking(archive)
    except BaseException:
        store.close()
        raise
    return archive
