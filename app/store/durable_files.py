"""Files that are whole on disk, or not there at all.

A new content is written under another name in the same folder, brought to the disk, and only then
renamed over the old one; the rename itself is brought to the disk by syncing the folder.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

UNFINISHED = ".unfinished"
"""Ending of a file that was not renamed yet; whoever finds one may remove it."""


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content so that a crash leaves the old or the new one.

    Raises:
        OSError: The disk refused; the old content is still there.
    """
    write_each_whole((path,), content)


def write_each_whole(paths: Sequence[Path], content: bytes) -> None:
    """Replace the content of several files by the same, one after the other.

    All of it is on the disk under other names first, so a full disk cannot come in between.

    Raises:
        OSError: The disk refused; without a grave fault each still has its old content.
    """
    waiting = [path.with_name(path.name + UNFINISHED) for path in paths]
    try:
        for unfinished in waiting:
            _write_new(unfinished, content)
        for unfinished, path in zip(waiting, paths, strict=True):
            unfinished.replace(path)
            sync_folder(path.parent)
    except BaseException:
        for unfinished in waiting:
            unfinished.unlink(missing_ok=True)
        raise


def _write_new(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        sync_descriptor(file.fileno())


def sync_descriptor(descriptor: int) -> None:
    """Wait until what was written is on the disk itself, not only in its cache."""
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync leaves data in the drive's cache; F_FULLFSYNC empties that too.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_file(path: Path) -> None:
    """Wait until a file that was written and closed is on the disk itself.

    Raises:
        OSError: The disk refused.
    """
    # Windows syncs only what is open for writing.
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        sync_descriptor(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring new, renamed and removed names in a folder to the disk.

    Windows has no such call; NTFS journals names by itself.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
