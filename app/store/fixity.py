"""The SHA-256 of a file, read piece by piece."""

import hashlib
from pathlib import Path

_PIECE = 1024 * 1024


def file_sha256(path: Path) -> str:
    """64 hex digits.

    Raises:
        OSError: The disk refused.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
