"""What backing up asks of the archive: plain functions that run on a lane."""

from dataclasses import dataclass
from pathlib import Path

from app.archive.backing_up import (
    BackupNote,
    BackupReport,
    backup_archive,
    backup_due,
    is_on_same_disk,
    last_backup,
)
from app.archive.opening import Archive
from app.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """What is known of backups.

    Attributes:
        last: The one that was finished last, or None.
        due: There should be a new one.
        there: The folder of the last one can be seen now.
    """

    last: BackupNote | None
    due: bool
    there: bool


def backup_state(archive: Archive, _progress: Progress) -> BackupState:
    """The last backup, whether its disk is plugged in, and whether another is due."""
    last = last_backup(archive)
    there = last is not None and last.folder.is_dir()
    return BackupState(last=last, due=backup_due(archive), there=there)


def same_disk(archive: Archive, folder: Path, _progress: Progress) -> bool:
    """Whether a folder that may not be there yet lies on the archive's own disk."""
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    return is_on_same_disk(archive, nearest)


def back_up(archive: Archive, folder: Path, progress: Progress) -> BackupReport:
    """Make a backup, or bring one up to date."""
    return backup_archive(archive, folder, progress)
