"""What test_removable.py runs where it alone may mount: an archive on a stick that is pulled out.

The stick is an ext4 file system on a loop device. It is pulled out by the file system's own
"shutdown without flush" (`EXT4_IOC_SHUTDOWN`, Linux fs/ext4/ioctl.c): from then on reads and writes
give EIO, and what was not synced is lost. What is printed is JSON, one line each.
"""

import fcntl
import io
import itertools
import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.archive.adding import Addition, Original, add_records
from app.archive.attachments import extract_attachment
from app.archive.backing_up import backup_archive, backup_due
from app.archive.changing import bin_records, change_record
from app.archive.destroying import destroy_records
from app.archive.drafts import commit_drafts, drafts_of, save_draft
from app.archive.opening import Archive, create_archive, open_archive
from app.archive.place import remember_place
from app.archive.reading import list_records, read_record
from app.archive.restoring import restore_archive
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.errors import SatchelError
from app.progress import Silent
from app.records.record import Record
from app.store.credentials import Credentials
from app.store.objects import put_object
from tests.archive.conftest import PASSPHRASE, QUICK
from tests.records.builders import a_testimony

_SHUTDOWN = 0x8004587D
_WITHOUT_FLUSH = 2
_OPEN = Credentials(passphrase=PASSPHRASE)


def tell(**what: object) -> None:
    """Print one line."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Stick:
    """A file system of its own."""

    def __init__(self, place: Path) -> None:
        self.image, self.folder = place / "image", place / "stick"
        self.folder.mkdir()
        with self.image.open("wb") as file:
            file.truncate(48_000_000)
        subprocess.run(["mkfs.ext4", "-q", str(self.image)], check=True)
        self.put_in()

    def put_in(self) -> None:
        """Connect it."""
        subprocess.run(["mount", "-o", "loop", str(self.image), str(self.folder)], check=True)

    def pull_out(self) -> None:
        """Without asking anybody."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _WITHOUT_FLUSH))
        os.close(descriptor)

    def take_away(self) -> None:
        """What is left of it in the computer goes."""
        subprocess.run(["umount", str(self.folder)], check=True)


def _add(archive: Archive, text: str) -> Record:
    record = a_testimony(text, "Nobody spoke.")
    original = Original(data=text.encode() * 500, name="a.txt", media_type="text/plain")
    add_records(archive, [Addition(records=(record,), original=original)], Silent())
    return record


def _tried(name: str, act: Callable[[], object]) -> None:
    try:
        act()
        tell(act=name, error=None, code=0, kind="")
    except SatchelError as refused:
        tell(act=name, error=str(refused), code=refused.exit_code, kind=type(refused).__name__)
    except Exception as bug:
        tell(act=name, error=repr(bug), code=1, kind=type(bug).__name__)


def _deeds(archive: Archive, record: Record, place: Path) -> dict[str, Callable[[], object]]:
    sha256 = record.attachments[0].sha256
    changed = replace(record, title="Another title")
    return {
        "list": lambda: list_records(archive),
        "read": lambda: read_record(archive, record.id),
        "search": lambda: search(archive, SearchRequest(text="ferryman")),
        "add": lambda: _add(archive, "Never."),
        "change": lambda: change_record(archive, record.id, changed),
        "bin": lambda: bin_records(archive, (record.id,)),
        "save draft": lambda: save_draft(archive, record.id, 1, "never"),
        "drafts": lambda: drafts_of(archive, record.id),
        "commit drafts": lambda: commit_drafts(archive, record.id),
        "place": lambda: remember_place(archive, "{}"),
        "extract": lambda: extract_attachment(archive, record.id, sha256, place / "out"),
        "large file": lambda: put_object(archive.store, io.BytesIO(bytes(3_000_000))),
        "backup due": lambda: backup_due(archive),
        "verify": lambda: verify_archive(archive, Silent()),
        "backup": lambda: backup_archive(archive, place / "Backup", Silent()),
        "destroy": lambda: destroy_records(archive, (record.id,), Silent()),
        "open": lambda: open_archive(archive.path, _OPEN),
        "restore": lambda: restore_archive(archive.path, place / "New", _OPEN, Silent()),
        "close": archive.close,
    }


def pulled_out_under_an_open_archive(place: Path) -> None:
    """Work, pull the stick out, try everything, put it in again, look."""
    stick = Stick(place)
    folder = stick.folder / "Notebook.satchel"
    with create_archive(folder, PASSPHRASE, kdf=QUICK).archive as archive:
        kept = [_add(archive, f"The ferryman counted {number}.").id for number in range(20)]
        record = read_record(archive, kept[3]).record
        save_draft(archive, kept[5], 1, "what was being typed")
        tell(journal=archive.store.journal)
        # Nothing of it may come from the computer's own memory.
        for connection in (archive.store._browser, archive.store._searcher):
            connection.execute("PRAGMA shrink_memory")
        stick.pull_out()
        for name, act in _deeds(archive, record, place).items():
            _tried(name, act)
    stick.take_away()
    _tried("open without the stick", lambda: open_archive(folder, _OPEN))
    stick.put_in()
    with open_archive(folder, _OPEN) as archive:
        there = {card.id for card in list_records(archive, limit=100).cards}
        (draft,) = drafts_of(archive, kept[5])
        verdict = verify_archive(archive, Silent())
        tell(lost=len(set(kept) - there), draft=draft.text, ok=verdict.ok)
        _add(archive, "And on.")
    stick.take_away()


class _PullingOut:
    """Pulls the stick out when a job has made so many steps."""

    def __init__(self, stick: Stick, step: int) -> None:
        self._stick, self._left = stick, step
        self.pulled = False

    def step(self, what: str, done: int, total: int | None) -> None:
        """Count."""
        self._left -= 1
        if not self._left:
            self._stick.pull_out()
            self.pulled = True


def pulled_out_during_a_backup(place: Path) -> None:
    """At every second step of bringing a backup on a stick up to date."""
    stick = Stick(place)
    backup = stick.folder / "Backup"
    with create_archive(place / "Notebook.satchel", PASSPHRASE, kdf=QUICK).archive as archive:
        _add(archive, "The ferryman counted us.")
        backup_archive(archive, backup, Silent())
        _add(archive, "Nobody counted us.")
        for step in itertools.count(1, 2):
            pulling = _PullingOut(stick, step)
            _tried("backup", partial(backup_archive, archive, backup, pulling))
            stick.take_away()
            stick.put_in()
            with open_archive(backup, _OPEN) as found:
                tell(records=list_records(found).count, ok=verify_archive(found, Silent()).ok)
            if not pulling.pulled:
                break
    stick.take_away()


if __name__ == "__main__":
    journeys = {"work": pulled_out_under_an_open_archive, "backup": pulled_out_during_a_backup}
    journeys[sys.argv[1]](Path(sys.argv[2]))
