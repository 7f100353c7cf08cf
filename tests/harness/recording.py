"""What was done to a folder, in order, as the library wrote it down."""

import struct
from dataclasses import dataclass
from pathlib import Path

_LINE = struct.Struct("=5q")

SAID = "A"
_DELETED = " (deleted)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One thing that was done, or reported.

    Attributes:
        kind: As in `library.Points.kinds`, or `SAID`.
        path: Of the file or folder, below the watched folder; the words that were said.
        to: The new name of a rename, or the second name.
        offset: Of a write; the new length of a truncate.
    """

    kind: str
    path: str
    to: str = ""
    offset: int = 0
    data: bytes = b""


def read_recording(file: Path, folder: Path) -> tuple[Done, ...]:
    """Everything that was recorded, but for what was done to files without a name."""
    content, place, found = file.read_bytes(), 0, []
    while place < len(content):
        kind, offset, data, path, to = _LINE.unpack_from(content, place)
        place += _LINE.size
        parts = []
        for length in (path, to, data):
            parts.append(content[place : place + length])
            place += length
        done = Done(
            kind=chr(kind),
            path=_within(parts[0].decode(), folder) if chr(kind) != SAID else parts[0].decode(),
            to=_within(parts[1].decode(), folder),
            offset=offset,
            data=parts[2],
        )
        if not done.path.endswith(_DELETED):
            found.append(done)
    return tuple(found)


def _within(path: str, folder: Path) -> str:
    return path.removeprefix(str(folder)).lstrip("/")
