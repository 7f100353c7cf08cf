"""Restoring a backup: the new archive is there whole, or not at all; the backup is as it was."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from app.archive.backing_up import backup_archive
from app.archive.opening import Archive, open_archive
from app.archive.restoring import restore_archive
from app.progress import Silent
from app.store.credentials import Credentials
from tests.harness.archives import RECORDS, assert_there, assert_whole, make_archive, opened
from tests.harness.scenario import LostError, NotWholeError, Say, Scenario
from tests.journeys.terminal import PASSPHRASE

_CREDENTIALS = Credentials(passphrase=PASSPHRASE)


def prepare(folder: Path) -> None:
    """A backup, and what it is like."""
    make_archive(folder)
    with opened(folder) as archive:
        backup_archive(archive, folder / "Backup", Silent())
    (folder / "sums").write_text(sums(folder / "Backup"))


def deed(folder: Path, say: Say) -> None:
    """Restore it."""
    with restore_archive(folder / "Backup", folder / "Restored", _CREDENTIALS, Silent()):
        say("restored")


def check(folder: Path, said: Sequence[str]) -> None:
    """Not a byte of the backup differs, and it can be restored later."""
    if sums(folder / "Backup") != (folder / "sums").read_text():
        raise NotWholeError("the backup was changed")
    if (folder / "Restored").exists():
        with open_archive(folder / "Restored", _CREDENTIALS) as archive:
            _look(archive)
    elif said:
        raise LostError("what was restored is gone")
    with restore_archive(folder / "Backup", folder / "Again", _CREDENTIALS, Silent()) as archive:
        _look(archive)


def _look(archive: Archive) -> None:
    assert_whole(archive)
    assert_there(archive, range(RECORDS))


def sums(folder: Path) -> str:
    """A line for each file with its SHA-256."""
    return "\n".join(
        f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


SCENARIO = Scenario(name="restore", prepare=prepare, deed=deed, check=check)
