"""The library that sees each write of a program: built here, spoken to from within the program."""

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

_SOURCE = Path(__file__).with_name("points.c")
_HEADER = Path("/usr/include/stdio.h")
_BUILD = ("-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror")


class Mode(IntEnum):
    """What happens at the chosen point; the numbers are those in `points.c`.

    FULL refuses what needs new room, STRICTLY_FULL also what writes over old content, as disks do
    that never write in place; GONE refuses everything, reading as well. All three go on refusing.
    """

    OFF = 0
    COUNT = 1
    KILL = 2
    FULL = 3
    STRICTLY_FULL = 4
    GONE = 5
    RECORD = 6


def wanting() -> str:
    """What this computer lacks for the harness, or nothing."""
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return "needs Linux on 64 bits"
    if shutil.which("cc") is None:
        return "needs a C compiler (cc)"
    if not _HEADER.exists():
        return "needs the C library's headers (libc6-dev)"
    return ""


def build(folder: Path) -> Path:
    """Compile the library into a folder."""
    made = folder / "points.so"
    subprocess.run(
        ["cc", *_BUILD, "-o", str(made), str(_SOURCE), "-ldl", "-pthread"],
        check=True,
        timeout=120,
    )
    return made


class Points:
    """The library as this process has it loaded.

    Args:
        folder: The files below it are watched.
    """

    def __init__(self, folder: Path) -> None:
        self._library = ctypes.CDLL(os.environ["LD_PRELOAD"])
        self._library.points_seen.restype = ctypes.c_long
        self._library.points_kinds.restype = ctypes.c_char_p
        self._library.points_watch(os.fsencode(folder.resolve()))

    def begin(self, mode: Mode, *, at: int = 0, half: bool = False, log: int = -1) -> None:
        """Count from one again.

        Args:
            mode: What happens at the chosen point.
            at: Number of the chosen point, from 1.
            half: To kill half-way through it, where it is a write.
            log: Descriptor that a recording goes to.
        """
        self._library.points_begin(int(mode), ctypes.c_long(at), int(half), log)

    def kinds(self) -> str:
        """A letter for each point that was passed.

        W is a write, S a sync, T a cut to another length, C a new file, R a rename, L a second
        name, U a removal, M a new folder.
        """
        kinds: bytes = self._library.points_kinds()
        return kinds.decode()

    def say(self, words: str) -> None:
        """Write into the recording that something was reported at this moment."""
        self._library.points_say(words.encode())

    def pretend_stick(self, yes: bool) -> None:
        """Let the kernel's table of mounts look empty: memory is then not taken for a disk."""
        self._library.points_pretend_stick(int(yes))
