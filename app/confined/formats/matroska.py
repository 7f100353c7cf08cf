"""MKV and WebM: length, date and size, from their head (RFC 9559; RFC 8794)."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from app.confined.formats.exif import stated
from app.confined.formats.parts import Parts
from app.records.capture import CaptureData
from app.records.dates import StatedDate

_SEGMENT, _INFO, _TRACKS, _TRACK, _VIDEO = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0
_SCALE, _LENGTH, _DATE, _WIDTH, _HEIGHT = 0x2AD7B1, 0x4489, 0x4461, 0xB0, 0xBA
_CLUSTER = 0x1F43B675
_MOST_ELEMENTS = 5_000
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
_NANOSECONDS = 1_000_000_000


def read_matroska(parts: Parts) -> CaptureData | None:
    """What the head says, None where there is none at hand."""
    walk = _Walk(parts)
    for kind, start, end in walk.inside(0, parts.size):
        if kind == _SEGMENT:
            return _segment(walk, start, end)
    return None


class _Walk:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._left = _MOST_ELEMENTS

    def inside(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Id, start and end of the elements between two places."""
        while start < end and self._left > 0:
            self._left -= 1
            kind, start = self._number(start, keep_mark=True)
            size, start = self._number(start, keep_mark=False)
            if kind is None:
                return
            # A size of all ones means: up to the end of what is around it.
            stop = end if size is None else min(start + size, end)
            yield kind, start, stop
            start = stop

    def _number(self, at: int, *, keep_mark: bool) -> tuple[int | None, int]:
        first = self.parts.bytes_at(at, 1)
        if not first or first[0] == 0:
            return None, self.parts.size
        length = 9 - first[0].bit_length()
        value = int.from_bytes(self.parts.bytes_at(at, length), "big")
        if not keep_mark:
            ones = (1 << (7 * length)) - 1
            value &= ones
            if value == ones:
                return None, at + length
        return value, at + length

    def whole(self, start: int, end: int) -> int:
        return int.from_bytes(self.parts.bytes_at(start, min(end - start, 8)), "big")


def _segment(walk: _Walk, start: int, end: int) -> CaptureData | None:
    info: CaptureData | None = None
    size: tuple[int | None, int | None] = (None, None)
    for kind, begin, stop in walk.inside(start, end):
        if kind == _INFO:
            info = _info(walk, begin, stop)
        elif kind == _TRACKS:
            size = _size(walk, begin, stop)
        elif kind == _CLUSTER:
            break
    if info is None:
        return None
    return CaptureData(
        taken=info.taken, duration_seconds=info.duration_seconds, width=size[0], height=size[1]
    )


def _info(walk: _Walk, start: int, end: int) -> CaptureData:
    scale, length, date = 1_000_000, 0.0, None
    for kind, begin, stop in walk.inside(start, end):
        packed = walk.parts.bytes_at(begin, min(stop - begin, 8))
        if kind == _SCALE:
            scale = walk.whole(begin, stop)
        elif kind == _LENGTH and len(packed) in (4, 8):
            length = struct.unpack(">f" if len(packed) == 4 else ">d", packed)[0]
        elif kind == _DATE and len(packed) == 8:
            date = _date(int.from_bytes(packed, "big", signed=True))
    seconds = length * scale / _NANOSECONDS
    known = 0 < seconds < 10**9  # which no number that is none is
    return CaptureData(taken=date, duration_seconds=round(seconds) if known else None)


def _date(nanoseconds: int) -> StatedDate | None:
    moment = _EPOCH + timedelta(seconds=nanoseconds // _NANOSECONDS)
    return stated(f"{moment:%Y-%m-%dT%H:%M:%SZ}")


def _size(walk: _Walk, start: int, end: int) -> tuple[int | None, int | None]:
    for kind, begin, stop in walk.inside(start, end):
        for inner, inner_begin, inner_stop in walk.inside(begin, stop) if kind == _TRACK else ():
            if inner == _VIDEO:
                found = {
                    name: walk.whole(at, till)
                    for name, at, till in walk.inside(inner_begin, inner_stop)
                }
                return found.get(_WIDTH) or None, found.get(_HEIGHT) or None
    return None, None
