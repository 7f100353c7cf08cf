"""What test_audit_full_disk.py runs on a small disk of its own: opening where nothing fits.

Run as `python -m tests.archive.full_disk_opening FOLDER FREE`. What is printed is JSON, one line
each.
"""

import contextlib
import json
import os
import sys
from pathlib import Path

from app.archive.adding import Addition, add_records
from app.archive.auditing import audit_damage, audit_lines
from app.archive.opening import Archive, Credentials, create_archive, open_archive
from app.archive.reading import list_records
from app.errors import SatchelError
from app.progress import Silent
from tests.archive.conftest import PASSPHRASE, QUICK
from tests.records.builders import an_article


def tell(**what: object) -> None:
    """Print one line."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def acts(archive: Archive) -> list[str]:
    """The log, oldest first."""
    return [line.act for line in reversed(audit_lines(archive, limit=100))]


def add(archive: Archive) -> None:
    """One short record."""
    add_records(archive, [Addition(records=(an_article(),))], Silent())


def fill(file: Path, free: int) -> None:
    """Leave so many bytes of the disk."""
    size = 0
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as out:
        while True:
            size += out.write(bytes(4096))
    os.truncate(file, max(0, size - free))


def main(folder: Path, free: int) -> None:
    """Open on the full disk, look, try to add, make room, add, open again."""
    with create_archive(folder, PASSPHRASE, kdf=QUICK).archive as archive:
        add(archive)
    ballast = folder.parent / "ballast"
    fill(ballast, free)
    try:
        archive = open_archive(folder, Credentials(passphrase=PASSPHRASE))
    except SatchelError as refused:
        tell(opened=False, code=refused.exit_code, error=str(refused))
        return
    with archive:
        tell(opened=True, records=list_records(archive).count, acts=acts(archive),
             waiting=len(archive.unwritten))  # fmt: skip
        try:
            add(archive)
            tell(added=True)
        except SatchelError as refused:
            tell(added=False, code=refused.exit_code)
        ballast.unlink()
        add(archive)
        tell(acts=acts(archive), waiting=len(archive.unwritten))
    with open_archive(folder, Credentials(passphrase=PASSPHRASE)) as again:
        damage = [each.reason for each in audit_damage(again)]
        tell(acts=acts(again), damage=damage, records=list_records(again).count)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
