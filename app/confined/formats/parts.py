"""The bytes of a file of which a part in the middle may not be at hand."""

import struct


class Parts:
    """Reads by place in the whole file; what lies in the gap is not there.

    Attributes:
        size: Of the whole file, the gap included.
    """

    def __init__(self, data: bytes, gap_at: int = 0, gap: int = 0) -> None:
        self._data, self._gap_at, self._gap = data, gap_at, gap
        self.size = len(data) + gap

    def bytes_at(self, place: int, length: int) -> bytes:
        """Bytes from a place; fewer, or none, where they are not at hand."""
        if place < 0 or length <= 0:
            return b""
        if self._gap == 0 or place + length <= self._gap_at:
            return self._data[place : place + length]
        if place < self._gap_at:
            return self._data[place : self._gap_at]
        inside = place - self._gap
        return self._data[inside : inside + length] if inside >= self._gap_at else b""

    def number_at(self, form: str, place: int) -> int | None:
        """A whole number in the form of `struct`, None where it is not at hand."""
        packed = self.bytes_at(place, struct.calcsize(form))
        if len(packed) < struct.calcsize(form):
            return None
        found: int = struct.unpack(form, packed)[0]
        return found
