"""Archives in trouble, each made from a good one, and what a person is told about it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from app.archive.opening import open_archive
from app.store.credentials import Credentials
from app.store.kdf import KdfParameters
from app.store.slot_file import parse_slot_file, slot_file_bytes
from tests.journeys.terminal import PASSPHRASE, ROOT

_SLOT_FILES = ("keyslots.a", "keyslots.b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong with an archive, and how that is answered.

    Attributes:
        makes: Brings the trouble about; it lasts as long as what this returns is open.
        code: Exit code of a command; 0 where it is no trouble after all.
        words: Stand in what is said.
    """

    makes: Callable[[Path], AbstractContextManager[object]]
    code: int
    words: tuple[str, ...] = ()


def _greedy(archive: Path) -> AbstractContextManager[object]:
    """Both slot files ask for 100 GiB of memory."""
    for name in _SLOT_FILES:
        good = parse_slot_file((archive / name).read_bytes())
        cost = KdfParameters(memory_kib=100 << 20, iterations=3, lanes=4)
        slots = (replace(good.slots[0], cost=cost), *good.slots[1:])
        (archive / name).write_bytes(slot_file_bytes(replace(good, slots=slots)))
    return nullcontext()


def _cut_short(archive: Path) -> AbstractContextManager[object]:
    """Both slot files lack their second half."""
    for name in _SLOT_FILES:
        data = (archive / name).read_bytes()
        (archive / name).write_bytes(data[: len(data) // 2])
    return nullcontext()


def _cut_to_nothing(archive: Path) -> AbstractContextManager[object]:
    """Both slot files are empty."""
    for name in _SLOT_FILES:
        (archive / name).write_bytes(b"")
    return nullcontext()


def _one_cut_short(archive: Path) -> AbstractContextManager[object]:
    """One slot file lacks its second half."""
    data = (archive / "keyslots.a").read_bytes()
    (archive / "keyslots.a").write_bytes(data[: len(data) // 2])
    return nullcontext()


_HOLDER = """
import os, sys
from pathlib import Path
from app.archive.opening import open_archive
from app.store.credentials import Credentials
archive = open_archive(Path(sys.argv[1]), Credentials(passphrase=sys.stdin.readline().strip()))
os.write(1, b"open")
sys.stdin.read()
"""


def _dead_holder(archive: Path) -> AbstractContextManager[object]:
    """A program that had it open was killed; its lock file and its log are still there."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(archive)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdin is not None and holder.stdout is not None
        holder.stdin.write(f"{PASSPHRASE}\n".encode())
        holder.stdin.flush()
        assert holder.stdout.read(4) == b"open"
        os.kill(holder.pid, signal.SIGKILL)
    assert (archive / "lock").exists()
    (archive / "lock").write_text(json.dumps({"pid": holder.pid}))
    return nullcontext()


@contextmanager
def _open_elsewhere(archive: Path) -> Iterator[None]:
    """Another program has it open."""
    with open_archive(archive, Credentials(passphrase=PASSPHRASE)):
        yield


def _no_database(archive: Path) -> AbstractContextManager[object]:
    """The database itself is gone."""
    (archive / "archive.db").unlink()
    return nullcontext()


TROUBLES = {
    "both slot files ask for 100 GiB": Trouble(makes=_greedy, code=5, words=("memory",)),
    "both slot files are cut short": Trouble(makes=_cut_short, code=6, words=("damaged",)),
    "both slot files are empty": Trouble(makes=_cut_to_nothing, code=6, words=("damaged",)),
    "one slot file is cut short": Trouble(makes=_one_cut_short, code=0),
    "a lock file of a dead process": Trouble(makes=_dead_holder, code=0),
    "two programs at once": Trouble(makes=_open_elsewhere, code=8, words=("another",)),
    "the database is gone": Trouble(makes=_no_database, code=6),
}
