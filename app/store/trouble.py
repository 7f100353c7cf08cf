"""What SQLite and the operating system report, as sentences a person can act on."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.errors import CancelledError, DamageError, SatchelError, SystemTroubleError
from app.store.durable_files import sync_folder
from app.translation import _

_PRIMARY = 0xFF
"""SQLite's extended codes keep the primary code in the lowest byte."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE, errno.ENOTCONN}
_NO_ROOM_BYTES = 256 * 1024
"""With less than this left SQLite may be unable to make the files it needs beside the database."""


class DiskFullError(SystemTroubleError):
    """There is no room left; the change was taken back."""


class ReadOnlyError(SystemTroubleError):
    """The folder may not be written to."""


class DiskGoneError(SystemTroubleError):
    """The disk did not answer, such as a stick that was pulled out."""


@contextmanager
def explained_database(folder: Path | None = None) -> Iterator[None]:
    """Turn what SQLite raises within the block into a `SatchelError`.

    Args:
        folder: The archive's, where it is known: SQLite calls a page that a vanished disk did not
            give damage, and does not say that there was no room for a new file; the disk does.

    Raises:
        SystemTroubleError: The disk is full, read-only, gone or busy.
        DamageError: The database does not hold what was written to it.
        CancelledError: The statement was interrupted.
    """
    try:
        yield
    except sqlcipher.DatabaseError as problem:
        sentence = explain_database(problem)
        if sentence is None:
            raise
        raise _asked(folder, sentence) from problem


@contextmanager
def explained(folder: Path | None = None) -> Iterator[None]:
    """The same, also for what the disk raises: for blocks that touch the archive's folder only.

    Raises:
        SystemTroubleError: The disk is full, read-only, gone or busy.
        DamageError: The database does not hold what was written to it.
    """
    try:
        with explained_database(folder):
            yield
    except OSError as problem:
        raise explain_disk(problem) from problem


def explain_disk(problem: OSError) -> SatchelError:
    """The sentence for what the operating system reported."""
    if problem.errno in _FULL:
        return _disk_full()
    if problem.errno in _READ_ONLY:
        return _read_only()
    if problem.errno == errno.ENAMETOOLONG:
        return SystemTroubleError(
            _("The name is too long for this disk."), _("Choose a shorter name.")
        )
    if problem.errno in _GONE:
        return _gone()
    return SystemTroubleError(
        _("The computer could not read or write the archive ({reason}).").format(
            reason=problem.strerror or type(problem).__name__
        ),
        _("Check the disk, then try again; what was saved before is kept."),
    )


def explain_database(problem: sqlcipher.DatabaseError) -> SatchelError | None:
    """The sentence for what SQLite reported; None where it is a bug of ours."""
    code = (getattr(problem, "sqlite_errorcode", None) or 0) & _PRIMARY
    if code == sqlcipher.SQLITE_FULL:
        return _disk_full()
    if code in (sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB):
        return DamageError(
            _("The archive's database is damaged."),
            _(
                "Let the archive check (“verify”) name it, and salvage copy what is whole into a "
                "new archive; the whole folder of a good backup helps too, single files of it not."
            ),
        )
    if code in (sqlcipher.SQLITE_READONLY, sqlcipher.SQLITE_PERM):
        return _read_only()
    if code in (sqlcipher.SQLITE_IOERR, sqlcipher.SQLITE_CANTOPEN):
        return _gone()
    if code in (sqlcipher.SQLITE_BUSY, sqlcipher.SQLITE_LOCKED):
        return SystemTroubleError(
            _("The archive was busy for too long, and nothing was changed."), _("Try again.")
        )
    if code == sqlcipher.SQLITE_INTERRUPT:
        return CancelledError(_("It was stopped before it was finished."))
    if code == sqlcipher.SQLITE_NOMEM:
        return SystemTroubleError(
            _("There is not enough memory."), _("Close other programs, then try again.")
        )
    return None


def _asked(folder: Path | None, sentence: SatchelError) -> SatchelError:
    """The sentence, or the one that the disk itself gives a reason for."""
    if folder is None or not isinstance(sentence, DamageError | DiskGoneError):
        return sentence
    try:
        sync_folder(folder)
        left = shutil.disk_usage(folder).free
    except OSError:
        return _gone()
    if isinstance(sentence, DiskGoneError) and left < _NO_ROOM_BYTES:
        return _disk_full()
    return sentence


def _disk_full() -> SatchelError:
    return DiskFullError(
        _("The disk is full, and nothing was changed."),
        _("Make room on it, then try again; what was saved before is kept."),
    )


def _read_only() -> SatchelError:
    return ReadOnlyError(
        _("This folder cannot be written to."),
        _("Copy the archive to a folder of your own, or change the folder's permissions."),
    )


def _gone() -> SatchelError:
    return DiskGoneError(
        _("The disk with the archive did not answer."),
        _("Check that it is still connected, then open the archive again."),
    )
