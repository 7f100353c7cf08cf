"""What the hidden data of a file on a disk says, before it is kept with a record."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from app.confined.forms import MOST_BYTES_IN, FileFormat, Order
from app.confined.worker import Worker
from app.errors import InputError
from app.intake.formats import FormatRow, row_of
from app.intake.look import look_into
from app.records.capture import CaptureData

_HEAD_BYTES = 16 * 1024 * 1024
_TAIL_BYTES = 32 * 1024 * 1024
"""A film's head stands at one of its ends, and holds a few bytes for each of its pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfFile:
    """What the bytes of a file say.

    Attributes:
        media_type: Of pictures, sound and film; empty for others.
    """

    media_type: str = ""
    capture: CaptureData = field(default_factory=CaptureData)


def said_of(path: Path) -> SaidOfFile:
    """Look into a picture, sound or film, whatever its size.

    A file that cannot be read, or of which nothing can be told, says nothing; no error comes.
    """
    try:
        with path.open("rb") as file:
            row = row_of(look_into(path.name, file))
            if row is None or row.format not in (FileFormat.PICTURE, FileFormat.RECORDING):
                return SaidOfFile()
            return SaidOfFile(media_type=row.media_type, capture=_capture(row, file))
    except OSError:
        # Whoever keeps the file meets the same trouble, and tells it.
        return SaidOfFile()


def _capture(row: FormatRow, file: BinaryIO) -> CaptureData:
    format = FileFormat(row.format)
    size = file.seek(0, 2)
    file.seek(0)
    order = Order(format=format)
    if size <= MOST_BYTES_IN:
        data = file.read(MOST_BYTES_IN)
    elif format is FileFormat.RECORDING:
        gap = size - _HEAD_BYTES - _TAIL_BYTES
        data = file.read(_HEAD_BYTES)
        file.seek(size - _TAIL_BYTES)
        data += file.read(_TAIL_BYTES)
        order = Order(format=format, gap_at=_HEAD_BYTES, gap=gap)
    else:
        return CaptureData()
    try:
        with Worker() as worker:
            return worker.read_parts(order, data).capture
    except InputError:
        # It is kept all the same, as it is.
        return CaptureData()
