"""Opening and creating archives."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from app.archive.index_upkeep import bring_index_up_to_date
from app.progress import Progress, Silent
from app.search.vocabulary import Vocabulary
from app.store.creation import create_store
from app.store.credentials import Credentials
from app.store.kdf import KdfParameters
from app.store.opening import open_store
from app.store.store import Store

__all__ = [
    "Archive",
    "Credentials",
    "KdfParameters",
    "NewArchive",
    "create_archive",
    "open_archive",
]


class Archive:
    """An opened archive. Close it, or use it in a `with` block.

    Attributes:
        store: The opened folder.
        words: The forms that the texts hold, for expanding stems and fuzzy words; read when
            first needed and forgotten after changes.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.words: Vocabulary | None = None

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self.store.folder

    @property
    def name(self) -> str:
        """The name that a person gave to the folder; it lies outside the encryption."""
        return self.path.name.removesuffix(".satchel")

    @property
    def fingerprint(self) -> str:
        """What people compare to know that it is this archive."""
        return self.store.fingerprint

    @property
    def made_by(self) -> str:
        """Who history names for changes made here."""
        return self.store.fingerprint[:9]

    def close(self) -> None:
        """Write everything out, close, and let go of the folder. May be called twice."""
        self.words = None
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


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
    bring_index_up_to_date(archive.store, progress or Silent())
    return NewArchive(archive=archive, recovery_code=made.recovery_code)


def open_archive(
    path: Path, credentials: Credentials, *, progress: Progress | None = None
) -> Archive:
    """Open an archive.

    Raises:
        AccessError: The credentials do not open it.
        InputError: The folder is no archive, or was made by a newer version.
        DamageError: It is damaged beyond opening.
        SystemTroubleError: Another program has it open, or the disk refused.
    """
    store = open_store(path, credentials)
    try:
        bring_index_up_to_date(store, progress or Silent())
    except BaseException:
        store.close()
        raise
    return Archive(store)
