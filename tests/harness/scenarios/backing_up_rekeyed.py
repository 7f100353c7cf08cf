"""Bringing a backup up to date after the archive was given a new master key.

Slot files and database of the backup change together; at no moment does neither state open.
"""

from collections.abc import Sequence
from pathlib import Path

from app.archive.adding import add_records
from app.archive.backing_up import backup_archive
from app.archive.keys import rekey
from app.progress import Silent
from tests.harness.archives import RECORDS, addition, make_archive, opened
from tests.harness.scenario import Say, Scenario
from tests.harness.scenarios.backing_up import expect

_AFTER = set(range(RECORDS + 1))
_BACKUP = "Earlier"


def prepare(folder: Path) -> None:
    """A backup under the old key; then a new one, and a record more."""
    make_archive(folder)
    with opened(folder) as archive:
        backup_archive(archive, folder / _BACKUP, Silent())
        rekey(archive, Silent())
        add_records(archive, [addition(RECORDS)], Silent())


def deed(folder: Path, say: Say) -> None:
    """Bring it up to date."""
    with opened(folder) as archive:
        backup_archive(archive, folder / _BACKUP, Silent())
        say("made")


def check(folder: Path, said: Sequence[str]) -> None:
    """It opens with the passphrase, and holds what it held or what the archive holds."""
    before = set(range(RECORDS))
    expect(folder / _BACKUP, (_AFTER,) if said else (before, _AFTER))


SCENARIO = Scenario(name="backup after a re-key", prepare=prepare, deed=deed, check=check)
