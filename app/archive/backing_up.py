"""Backups: a folder on another disk that opens as an archive, brought up to date each time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.archive.archive import Archive
from app.archive.auditing import Act, note
from app.archive.clock import utc_now
from app.archive.verifying import verify_archive
from app.progress import Progress
from app.store.backup import back_up_store
from app.store.backup_notes import KeptNote, archive_made_at, extent_of, keep_note, kept_notes
from app.store.backup_room import on_same_disk
from app.store.damage import Damage, StoreVerdict
from app.store.record_lookup import count_records
from app.store.store import Store
from app.store.trouble import explained
from app.translation import _

__all__ = [
    "BackupNote",
    "BackupReport",
    "backup_archive",
    "backup_due",
    "is_on_same_disk",
    "last_backup",
]

DUE_AFTER = timedelta(days=7)
_CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """A backup that is whole.

    Attributes:
        at: UTC, ISO 8601 with milliseconds and `Z`.
        folder: With links followed.
        records: How many it holds, those in the bin included.
        attachments: How many attached contents it holds.
        copied: How many attached files were new to it.
        bytes_copied: Of those and of the database.
        damaged: What is damaged in the archive, and so in its backup; empty where all is whole.
        same_disk: It lies on the archive's own disk, and would go with it.
    """

    at: str
    folder: Path
    records: int
    attachments: int
    copied: int
    bytes_copied: int
    damaged: tuple[Damage, ...] = ()
    same_disk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupNote:
    """The backup that was finished last.

    Attributes:
        at: UTC, ISO 8601 with milliseconds and `Z`.
        folder: As it was called then; it may be elsewhere now, or gone.
    """

    at: str
    folder: Path


def backup_archive(archive: Archive, folder: Path, progress: Progress) -> BackupReport:
    """Bring a backup up to date, or make one in an empty folder; work goes on meanwhile.

    It is read back before it takes the place of the earlier one. Cancelling, or losing power,
    leaves the earlier one as it was, and the next backup goes on from there.

    Args:
        folder: Missing, empty, or an earlier backup of this archive.

    Raises:
        InputError: Something else lies there, or it is in the archive's own folder.
        RefusedError: Somebody worked in the backup since it was made.
        DamageFoundError: The archive is damaged and the earlier backup is kept; or what was written
            could not be read back.
        CancelledError: The person cancelled.
        SystemTroubleError: A disk is full, refused or went away.
    """

    def check(copy: Store) -> StoreVerdict:
        return verify_archive(Archive(copy), progress)

    made = back_up_store(archive.store, folder, check, progress)
    at = utc_now()
    with archive.store.writing() as writer:
        keep_note(
            writer,
            KeptNote(at=at, folder=str(made.folder), sha256=made.sha256, extent=made.extent),
        )
        note(archive, writer, Act.BACKED_UP, detail=str(made.verdict.records))
    return BackupReport(
        at=at,
        folder=made.folder,
        records=made.verdict.records,
        attachments=made.verdict.attachments,
        copied=made.copied,
        bytes_copied=made.bytes_copied,
        damaged=made.verdict.damaged,
        same_disk=made.same_disk,
    )


def last_backup(archive: Archive) -> BackupNote | None:
    """The backup that was finished last, or None; remembered inside the archive."""
    note = _newest(archive)
    return None if note is None else BackupNote(at=note.at, folder=Path(note.folder))


def backup_due(archive: Archive) -> bool:
    """Whether there should be a new backup.

    Something changed since the last one, and that is over seven days ago; or there was none within
    seven days of creating the archive, and it holds something.
    """
    last = _newest(archive)
    with archive.store.browsing() as reader:
        if last is None:
            filled = count_records(reader) + count_records(reader, binned=True) > 0
            return filled and _is_long_ago(archive_made_at(reader))
        return extent_of(reader) != last.extent and _is_long_ago(last.at)


def is_on_same_disk(archive: Archive, folder: Path) -> bool:
    """Whether a backup there would be lost together with the archive.

    Raises:
        SystemTroubleError: The disk refused.
    """
    with explained():
        return on_same_disk(archive.path, folder.resolve())


def same_disk_warning() -> str:
    """What to say where it would."""
    return _("This backup lies on the archive's own disk, and would be lost together with it.")


def _newest(archive: Archive) -> KeptNote | None:
    with archive.store.browsing() as reader:
        notes = kept_notes(reader)
    return max(notes, key=lambda note: note.at, default=None)


def _is_long_ago(at: str) -> bool:
    age = datetime.now(UTC) - datetime.fromisoformat(at)
    # A time that is still to come was written while the clock was wrong, and says nothing.
    return age > DUE_AFTER or age < -_CLOCKS_DIFFER
