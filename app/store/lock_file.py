"""One program at a time: operating system locks on the archive's `lock` file and on its folder.

The system drops them when the program that holds them ends, however it ends; the file itself stays
and means nothing. It may be removed while it is locked (tidying up, a cloud service), and then
another one of its name would be free: the folder cannot be. Windows locks no folders, and removes
no file that is open.
"""

import errno
import os
import sys
from pathlib import Path

from app.errors import SystemTroubleError
from app.translation import _

NAME = "lock"
_TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_REPLACED_AT_MOST = 8


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
        self._descriptors: list[int] = []
        try:
            self._descriptors.append(_locked_file(folder / NAME))
            self._descriptors += _locked_folder(folder)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let others open the archive. A second call does nothing."""
        while self._descriptors:
            os.close(self._descriptors.pop())


class LentLock(FolderLock):
    """A lock that somebody else holds, and goes on holding when this one is let go."""

    def __init__(self, _held: FolderLock) -> None:
        self._descriptors = []


def is_locked(folder: Path) -> bool:
    """Whether another program has the archive open. Changes nothing, also where it cannot.

    Raises:
        OSError: The disk refused.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        held = [os.open(folder / NAME, flags)]
    except FileNotFoundError:
        held = []
    try:
        for descriptor in held:
            _take_or_tell(descriptor)
        held += _locked_folder(folder)
    except ArchiveInUseError:
        return True
    finally:
        for descriptor in held:
            os.close(descriptor)
    return False


def _locked_file(path: Path) -> int:
    """The descriptor of the lock file, which is locked and is the one that others find there."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    for _time in range(_REPLACED_AT_MOST):
        descriptor = os.open(path, flags, 0o600)
        try:
            _take_or_tell(descriptor)
            if _stands_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        # It was removed between opening and locking; whoever comes next would not see the lock.
        os.close(descriptor)
    raise _in_use()


def _take_or_tell(descriptor: int) -> None:
    try:
        _take(descriptor)
    except OSError as problem:
        if problem.errno in _TAKEN:
            raise _in_use() from problem
        raise


def _in_use() -> ArchiveInUseError:
    return ArchiveInUseError(
        _("This archive is open in another window or program."),
        _("Close it there, then open it here."),
    )


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _stands_at(_path: Path, _descriptor: int) -> bool:
        return True

    def _locked_folder(_folder: Path) -> list[int]:
        return []

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _stands_at(path: Path, descriptor: int) -> bool:
        try:
            found = path.stat(follow_symlinks=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(found, os.fstat(descriptor))

    def _locked_folder(folder: Path) -> list[int]:
        """The folder's descriptor; none where its file system locks no folders, such as NFS."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _take(descriptor)
        except OSError as problem:
            os.close(descriptor)
            if problem.errno in (errno.EWOULDBLOCK, errno.EAGAIN):
                raise _in_use() from problem
            return []
        return [descriptor]
