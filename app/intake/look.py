"""What is looked at to tell a file's format: its name, how it begins and how it ends."""

import re
import struct
from dataclasses import dataclass
from typing import BinaryIO

_HEAD = 4096
_TAIL = 1024 * 1024
"""Enough for the list of names in a ZIP of some ten thousand files."""
_END = b"PK\x05\x06"
_END_SIZE = 22
_ENTRY = rb"PK\x01\x02.{42}"  # APPNOTE.TXT 4.3.12: name behind 46 bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A file from outside; nothing in it is unpacked.

    Attributes:
        ending: Of its name, in small letters, without the dot; empty where there is none.
        head: Its first 4096 bytes.
        tail: Its last bytes, at most 1 MiB.
    """

    ending: str
    head: bytes
    tail: bytes

    def says(self, pattern: bytes) -> bool:
        """Whether a line of the head begins so; small and large letters are one.

        Args:
            pattern: A regular expression for the beginning of a line.
        """
        return re.search(rb"^(?:" + pattern + rb")", self.head, re.I | re.M) is not None

    @property
    def is_zip(self) -> bool:
        """It begins as a ZIP does, or ends as one and is called so."""
        if self.head.startswith((b"PK\x03\x04", _END)):
            return True
        return self.ending == "zip" and _END in self.tail

    def packs(self, name: str) -> bool:
        """Whether a ZIP lists a file whose name begins so; files in files are not meant."""
        begin = _ENTRY + re.escape(name.encode("ascii"))
        return self.is_zip and re.search(begin, self._directory(), re.S) is not None

    def _directory(self) -> bytes:
        """The list of names at the end of a ZIP, where it is in reach."""
        end = self.tail.rfind(_END)
        if end < 0 or end + _END_SIZE > len(self.tail):
            return self.tail
        size: int = struct.unpack_from("<L", self.tail, end + 12)[0]
        return self.tail[max(end - size, 0) : end]


def look_at(name: str, data: bytes) -> Look:
    """Look at bytes that are at hand."""
    return Look(ending=_ending(name), head=data[:_HEAD], tail=data[-_TAIL:])


def look_into(name: str, file: BinaryIO) -> Look:
    """Look at an opened file, however large; it is at its beginning again afterwards.

    Raises:
        OSError: It cannot be read.
    """
    head = file.read(_HEAD)
    size = file.seek(0, 2)
    file.seek(max(size - _TAIL, 0))
    tail = file.read(_TAIL)
    file.seek(0)
    return Look(ending=_ending(name), head=head, tail=tail)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
