"""Key files and shares on a stick: the only files that the paths of this folder write.

They hold no content of the archive, and none of them opens it alone. Both functions touch the disk:
they run on a lane.
"""

import os
from pathlib import Path

from app.errors import InputError, RefusedError, SystemTroubleError
from app.store.durable_files import sync_descriptor, sync_folder
from app.translation import _

MOST_BYTES = 1024 * 1024
"""A key file is 32 bytes, a share a page of text; anything may serve as a key file within this."""


def write_to_stick(path: Path, content: bytes, archive: Path) -> Path:
    """Write a new file, bring it to the disk, and read it back.

    Args:
        archive: The archive's folder, where such a file must not lie.

    Returns:
        The path, once the file is whole on the disk.

    Raises:
        RefusedError: The place is inside the archive's folder.
        InputError: There is a file of this name.
        SystemTroubleError: The disk refused, or holds something else than was written.
    """
    if archive.resolve() in path.resolve().parents:
        raise RefusedError(
            _("This would lie inside the archive, where it protects nothing."),
            _("Choose another place, best a stick that is kept elsewhere."),
        )
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, 0o600)
    except FileExistsError as cause:
        raise InputError(
            _("There is a file of this name already; it was left as it is."),
            _("Choose another name or place."),
        ) from cause
    except OSError as cause:
        raise _refused() from cause
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            sync_descriptor(file.fileno())
        sync_folder(path.parent)
        whole = path.read_bytes() == content
    except OSError as cause:
        path.unlink(missing_ok=True)
        raise _refused() from cause
    if not whole:
        path.unlink(missing_ok=True)
        raise _refused()
    return path


def read_from_stick(path: Path) -> bytes:
    """Read a key file or a share.

    Raises:
        InputError: It is not there, empty, or far too large to be either.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as cause:
        raise InputError(
            _("This file cannot be read."), _("Check that its stick is connected.")
        ) from cause
    if not content:
        raise InputError(_("This file is empty."), _("Choose another file."))
    if len(content) > MOST_BYTES:
        raise InputError(
            _("This file is too large to be a key file or a share."), _("Choose another file.")
        )
    return content


def _refused() -> SystemTroubleError:
    return SystemTroubleError(
        _("The file could not be written there."),
        _("Check that the stick is connected and has room, or choose another place."),
    )
