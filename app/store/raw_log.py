"""Pages that wait beside the database file: in the write-ahead log, or in a rollback journal.

After a kill or a power cut the newest committed pages stand in the log, and on removable media the
journal holds the pages as they were before a change that never ended. Both hold encrypted pages, so
each is authentic by itself, whatever the checksums around it say.
Source: SQLite file format (sqlite.org/fileformat2), sections 3 The Rollback Journal and 4 The WAL.
"""

import struct
from dataclasses import dataclass, field

from app.store.connection import PAGE_BYTES
from app.store.page_cipher import PageCipher

_LOG_HEADER_BYTES = 32
_FRAME_HEADER_BYTES = 24
_FRAME_BYTES = _FRAME_HEADER_BYTES + PAGE_BYTES
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_JOURNAL_RECORD_BYTES = 4 + PAGE_BYTES + 4
_LARGEST_SECTOR = 0x10000


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Pages to be read in place of those in the database file.

    Attributes:
        places: By page number, where in the log or journal the page begins, in bytes.
        pages: How many pages the database has with them; None where they do not say.
        damaged: Something that was committed cannot be read.
    """

    places: dict[int, int] = field(default_factory=dict)
    pages: int | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Attributes: page, size: as the frame's header says; `size` is 0 before a commit."""

    page: int
    size: int
    place: int


def pages_in_log(data: bytes, cipher: PageCipher) -> Beside:
    """What a write-ahead log adds to the database file.

    A frame that is not authentic ends what the log has committed, as it does for SQLite: that is
    how the torn end of a power cut looks. Where two commits stand behind it, the first of them was
    on the disk before the second was begun, so no power cut can have made the gap.
    """
    if len(data) < _LOG_HEADER_BYTES + _FRAME_BYTES:
        return Beside()
    salts = data[16:24]
    frames: list[_Frame | None] = []
    for start in range(_LOG_HEADER_BYTES, len(data) - _FRAME_BYTES + 1, _FRAME_BYTES):
        if data[start + 8 : start + 16] == salts:
            frames.append(_frame(data, start, cipher))
        elif frames:
            frames.append(_frame(data, start, cipher) and None)
        else:
            # Salts that fit nothing: the header itself is damaged, or the log is one used up.
            salts = data[start + 8 : start + 16]
            frames.append(None)
    gap = next((at for at, frame in enumerate(frames) if frame is None), len(frames))
    behind = [frame for frame in frames[gap:] if frame is not None and frame.size]
    damaged = len(behind) > 1
    return _committed([each for each in (frames if damaged else frames[:gap]) if each], damaged)


def pages_in_journal(data: bytes, cipher: PageCipher) -> Beside:
    """The pages as they were before a change that never ended; none where there is no such."""
    places: dict[int, int] = {}
    pages: int | None = None
    start = 0
    while data[start : start + 8] == _JOURNAL_MAGIC and len(data) >= start + 28:
        count, _nonce, size, sector, page = struct.unpack_from(">5I", data, start + 8)
        if page != PAGE_BYTES or not 0 < sector <= _LARGEST_SECTOR:
            break
        pages = size if pages is None else pages
        at = start + sector
        for _each in range(count):
            number = int.from_bytes(data[at : at + 4], "big")
            if not cipher.is_authentic(number, data[at + 4 : at + 4 + PAGE_BYTES]):
                break
            places.setdefault(number, at + 4)
            at += _JOURNAL_RECORD_BYTES
        start = -(-at // sector) * sector
    return Beside(places=places, pages=pages if places else None)


def _frame(data: bytes, start: int, cipher: PageCipher) -> _Frame | None:
    page, size = struct.unpack_from(">2I", data, start)
    place = start + _FRAME_HEADER_BYTES
    if page == 0 or not cipher.is_authentic(page, data[place : place + PAGE_BYTES]):
        return None
    return _Frame(page=page, size=size, place=place)


def _committed(frames: list[_Frame], damaged: bool) -> Beside:
    places: dict[int, int] = {}
    waiting: dict[int, int] = {}
    pages: int | None = None
    for frame in frames:
        waiting[frame.page] = frame.place
        if frame.size:
            places |= waiting
            waiting.clear()
            pages = frame.size
    return Beside(places=places, pages=pages, damaged=damaged)
