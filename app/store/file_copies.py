"""Copies of an archive's own files, byte for byte: they are encrypted, and stay so.

An object's file never changes once it has its name, so one that is there with the same length is
not copied again. One that is being copied is called as new objects are, and is removed as those are
when the folder is next opened.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.store.durable_files import sync_descriptor, sync_folder
from app.store.object_folder import ObjectFolder, is_object_name

_PIECE = 1024 * 1024
_SETTLED_TOGETHER = 64

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

Written = Callable[[int], None]
"""Told how many bytes more were written. It may raise to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectFile:
    """An object's file that is wanted elsewhere.

    Attributes:
        file: Its name, 32 hex digits.
        size: In bytes, as it lies on the disk.
    """

    file: str
    size: int


def objects_to_copy(
    source: ObjectFolder, target: ObjectFolder, files: Iterable[str]
) -> tuple[ObjectFile, ...]:
    """Those of the files that the source has and the target has not, or not whole."""
    found = []
    for file in sorted(filter(is_object_name, files)):
        size = _size(source.path(file))
        if size is not None and _size(target.path(file)) != size:
            found.append(ObjectFile(file=file, size=size))
    return tuple(found)


def copy_objects(
    source: ObjectFolder, target: ObjectFolder, wanted: Iterable[ObjectFile], written: Written
) -> tuple[str, ...]:
    """Copy objects; all of them are on the disk on return.

    Returns:
        Those that the source has no more: their last record was destroyed meanwhile.

    Raises:
        OSError: A disk is full or refused. What was finished stays.
    """
    gone: list[str] = []
    waiting: list[str] = []
    for each in wanted:
        path = target.new_path(each.file)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        try:
            copy_file(source.path(each.file), path, written)
        except FileNotFoundError:
            if source.path(each.file).exists() or not path.parent.is_dir():
                raise
            gone.append(each.file)
            continue
        waiting.append(each.file)
        if len(waiting) == _SETTLED_TOGETHER:
            target.claim(waiting)
            waiting.clear()
    target.claim(waiting)
    return tuple(gone)


def copy_file(source: Path, target: Path, written: Written) -> None:
    """Copy a file; its content is on the disk on return, its name when the folder was synced.

    Raises:
        FileExistsError: There is a file of the target's name.
        OSError: A disk is full or refused; nothing is left of it.
    """
    with os.fdopen(os.open(source, _READ), "rb", buffering=0) as old:
        try:
            with os.fdopen(os.open(target, _NEW, 0o600), "wb", buffering=0) as new:
                while piece := old.read(_PIECE):
                    rest = memoryview(piece)
                    while rest:
                        rest = rest[new.write(rest) :]
                    written(len(piece))
                sync_descriptor(new.fileno())
                _forget_pages(new.fileno())
        except FileExistsError:
            raise
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def remove_objects(folder: ObjectFolder, but: Iterable[str]) -> int:
    """Remove all objects that are not named, and those that were never finished.

    Returns:
        How many there were.
    """
    surplus = folder.files().difference(but) | folder.new_files()
    for file in surplus:
        folder.remove(file)
    for shard in {folder.path(file).parent for file in surplus}:
        sync_folder(shard)
    return len(surplus)


def _size(path: Path) -> int | None:
    try:
        return path.stat(follow_symlinks=False).st_size
    except FileNotFoundError:
        return None


def _forget_pages(descriptor: int) -> None:
    """Let a later check read what is on the medium, not what the computer remembers of it."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
