"""One program at a time: an operating system lock on the archive's `lock` file.

The system drops the lock when the program that holds it ends, however it ends; the file itself
stays and means nothing.
"""

import errno
import os
import sys
from pathlib import Path

from app.errors import SystemTroubleError
from app.translation import _

NAME = "lock"
_TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class ArchiveInUseError(SystemTroubleError):
    """Another program has the archive open."""


class FolderLock:
    """The lock on one archive folder, held from creation to `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            ArchiveInUseError: Another program holds it.
            OSError: The folder is read-only or the disk refused.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        self._descriptor = os.open(folder / NAME, flags, 0o600)
        try:
            _take(self._descriptor)
        except OSError as problem:
            os.close(self._descriptor)
            if problem.errno in _TAKEN:
                raise ArchiveInUseError(
                    _("This archive is open in another window or program."),
                    _("Close it there, then open it here."),
                ) from problem
            raise

    def release(self) -> None:
        """Let others open the archive. A second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


class LentLock(FolderLock):
    """A lock that somebody else holds, and goes on holding when this one is let go."""

    def __init__(self, _held: FolderLock) -> None:
        self._descriptor = -1


def is_locked(folder: Path) -> bool:
    """Whether another program has the archive open. Changes nothing, also where it cannot.

    Raises:
        OSError: The disk refused.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(folder / NAME, flags)
    except FileNotFoundError:
        return False
    try:
        _take(descriptor)
    except OSError as problem:
        if problem.errno in _TAKEN:
            return True
        raise
    finally:
        os.close(descriptor)
    return False


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
