"""Files with secrets that the terminal writes: for their owner alone, never over another file."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.errors import InputError, RefusedError
from app.store.durable_files import sync_descriptor, sync_folder
from app.translation import _


def write_new_files(files: Sequence[tuple[Path, bytes]], archive: Path) -> None:
    """Write files that are not there yet, all of them or none; they are on the disk on return.

    Args:
        archive: Into whose folder nothing goes: a key beside its lock protects nothing.

    Raises:
        InputError: One of them exists, or its folder does not.
        RefusedError: One would lie within the archive.
        OSError: The disk refused.
    """
    for path, _content in files:
        if path.resolve().is_relative_to(archive.resolve()):
            raise RefusedError(
                _("A key does not belong into the archive's own folder."),
                _("Choose a place that is kept apart from it, such as a stick."),
            )
    written: list[Path] = []
    try:
        for path, content in files:
            _write_new(path, content)
            written.append(path)
        for folder in {path.parent for path, _content in files}:
            sync_folder(folder)
    except BaseException:
        remove_files(written)
        raise


def remove_files(paths: Sequence[Path]) -> None:
    """Take back what was written for nothing."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _write_new(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except FileExistsError as problem:
        raise InputError(
            _("There is a file “{}” already.").format(path), _("Choose another name.")
        ) from problem
    except FileNotFoundError as problem:
        raise InputError(
            _("The folder for “{}” does not exist.").format(path), _("Make it first.")
        ) from problem
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            sync_descriptor(file.fileno())
    except BaseException:
        remove_files((path,))
        raise
