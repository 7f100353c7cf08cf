"""Bringing a backup up to date, and making a first one, while an archive changes."""

from collections.abc import Sequence
from pathlib import Path

from app.archive.adding import add_records
from app.archive.backing_up import backup_archive
from app.archive.destroying import destroy_records
from app.archive.opening import open_archive
from app.archive.reading import list_records
from app.progress import Silent
from app.store.credentials import Credentials
from tests.harness.archives import (
    RECORDS,
    addition,
    assert_there,
    assert_whole,
    id_of,
    make_archive,
    opened,
)
from tests.harness.scenario import LostError, Say, Scenario
from tests.journeys.terminal import PASSPHRASE

_EARLIER, _FIRST = "Earlier", "First"
_NEW = range(RECORDS, RECORDS + 2)
_DESTROYED = 0


def prepare(folder: Path) -> None:
    """An archive with a backup; then records are added, and one is destroyed."""
    make_archive(folder)
    with opened(folder) as archive:
        backup_archive(archive, folder / _EARLIER, Silent())
        add_records(archive, map(addition, _NEW), Silent())
        destroy_records(archive, (id_of(_DESTROYED),), Silent())


def deed(folder: Path, say: Say) -> None:
    """Bring the backup up to date, and make another in a new folder."""
    with opened(folder) as archive:
        for name in (_EARLIER, _FIRST):
            backup_archive(archive, folder / name, Silent())
            say(name)


def check(folder: Path, said: Sequence[str]) -> None:
    """A backup that was reported is the new one; the other is whole, or was never one.

    Once the disk is back, the next backup goes on from there.
    """
    after = set(range(1, RECORDS)) | set(_NEW)
    if (folder / _FIRST / "archive.db").exists() or _FIRST in said:
        expect(folder / _FIRST, (after,))
    before = set(range(RECORDS))
    expect(folder / _EARLIER, (after,) if _EARLIER in said else (before, after))
    with opened(folder) as archive:
        assert_there(archive, after)
        for name in (_EARLIER, _FIRST):
            if not backup_archive(archive, folder / name, Silent()).damaged:
                expect(folder / name, (after,))


def expect(backup: Path, states: Sequence[set[int]]) -> None:
    """The backup opens, is whole, and holds one of these states."""
    with open_archive(backup, Credentials(passphrase=PASSPHRASE)) as archive:
        assert_whole(archive)
        there = {card.id for card in list_records(archive, limit=1000).cards}
        for numbers in states:
            if there == set(map(id_of, numbers)):
                assert_there(archive, numbers)
                return
    raise LostError(f"the backup holds {len(there)} records that never were together")


SCENARIO = Scenario(name="backup", prepare=prepare, deed=deed, check=check)
