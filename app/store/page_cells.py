"""What stands on one page of an SQLite file: the kind of page, its cells, and the values in them.

Pure functions over decrypted pages. Only pages that were authentic get here, so a form that does
not fit means a page of another kind, not an attack; it is said with `UnfitPageError` all the same.
Source: SQLite file format (sqlite.org/fileformat2), sections 1.6 B-tree Pages, 2.1 Record Format.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum

from app.store.page_cipher import USABLE_BYTES
from app.store.transactions import Value

_LARGEST_LOCAL_TABLE = USABLE_BYTES - 35
_LARGEST_LOCAL_INDEX = (USABLE_BYTES - 12) * 64 // 255 - 23
_LEAST_LOCAL = (USABLE_BYTES - 12) * 32 // 255 - 23
OVERFLOW_BYTES = USABLE_BYTES - 4
"""What one overflow page holds; before it stands the number of the next."""

_FILE_HEADER_BYTES = 100
_WHOLE_NUMBER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class UnfitPageError(ValueError):
    """The page is not of the kind it was read as."""


class PageKind(IntEnum):
    """The first byte of a page of a tree."""

    INDEX_INNER = 0x02
    TABLE_INNER = 0x05
    INDEX_LEAF = 0x0A
    TABLE_LEAF = 0x0D


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One entry of a page.

    Attributes:
        child: The page below it, on inner pages; else 0.
        rowid: On pages of tables; else 0.
        size: Bytes of the whole payload; 0 on inner pages of tables.
        local: Its beginning, which stands on this page.
        overflow: The page it goes on at, or 0.
    """

    child: int
    rowid: int
    size: int
    local: bytes
    overflow: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TreePage:
    """A page of a table's or an index's tree.

    Attributes:
        last_child: Of inner pages, the page right of all cells; else 0.
    """

    kind: PageKind
    cells: tuple[Cell, ...]
    last_child: int


def page_kind(plain: bytes, *, first: bool = False) -> PageKind | None:
    """What kind of tree page it is; None for overflow and empty pages.

    Those begin with a page number, whose first byte is 0 in any file below 256 GiB.
    """
    try:
        return PageKind(plain[_FILE_HEADER_BYTES if first else 0])
    except ValueError:
        return None


def tree_page(plain: bytes, *, first: bool = False, damaged: bool = False) -> TreePage:
    """Read a page of a tree.

    Args:
        first: It is the first page, which begins with the header of the file.
        damaged: Pass over cells that have no sense, instead of giving up.

    Raises:
        UnfitPageError: It is none.
    """
    start = _FILE_HEADER_BYTES if first else 0
    kind = page_kind(plain, first=first)
    if kind is None:
        raise UnfitPageError
    inner = kind in (PageKind.INDEX_INNER, PageKind.TABLE_INNER)
    try:
        (count,) = struct.unpack_from(">H", plain, start + 3)
        pointers = struct.unpack_from(f">{count}H", plain, start + (12 if inner else 8))
        last = struct.unpack_from(">I", plain, start + 8)[0] if inner else 0
    except struct.error as problem:
        raise UnfitPageError from problem
    cells = []
    for at in pointers:
        try:
            cells.append(_cell(kind, plain, at))
        except UnfitPageError:
            if not damaged:
                raise
    return TreePage(kind=kind, cells=tuple(cells), last_child=last)


def values_of(payload: bytes) -> tuple[Value, ...]:
    """The columns of a row, or of an entry of an index.

    Raises:
        UnfitPageError: The payload has not that form.
    """
    try:
        end, at = _varint(payload, 0)
        kinds = []
        while at < end:
            kind, at = _varint(payload, at)
            kinds.append(kind)
        found = []
        for kind in kinds:
            value, at = _value(kind, payload, at)
            found.append(value)
    except (struct.error, IndexError, UnicodeDecodeError) as problem:
        raise UnfitPageError from problem
    if at != len(payload):
        raise UnfitPageError
    return tuple(found)


def _cell(kind: PageKind, plain: bytes, at: int) -> Cell:
    child = rowid = overflow = 0
    try:
        if kind in (PageKind.INDEX_INNER, PageKind.TABLE_INNER):
            (child,) = struct.unpack_from(">I", plain, at)
            at += 4
        if kind is PageKind.TABLE_INNER:
            rowid, at = _varint(plain, at)
            return Cell(child=child, rowid=_signed(rowid), size=0, local=b"", overflow=0)
        size, at = _varint(plain, at)
        if kind is PageKind.TABLE_LEAF:
            rowid, at = _varint(plain, at)
        here = _here(kind, size)
        if here < size:
            (overflow,) = struct.unpack_from(">I", plain, at + here)
    except (struct.error, IndexError) as problem:
        raise UnfitPageError from problem
    local = plain[at : at + here]
    if len(local) != here:
        raise UnfitPageError
    return Cell(child=child, rowid=_signed(rowid), size=size, local=local, overflow=overflow)


def _here(kind: PageKind, size: int) -> int:
    """How much of a payload stands on the page itself."""
    largest = _LARGEST_LOCAL_TABLE if kind is PageKind.TABLE_LEAF else _LARGEST_LOCAL_INDEX
    if size <= largest:
        return size
    here = _LEAST_LOCAL + (size - _LEAST_LOCAL) % OVERFLOW_BYTES
    return here if here <= largest else _LEAST_LOCAL


def _value(kind: int, payload: bytes, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in _WHOLE_NUMBER_BYTES:
        end = at + _WHOLE_NUMBER_BYTES[kind]
        return int.from_bytes(_part(payload, at, end), "big", signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind < 12:
        raise UnfitPageError
    end = at + (kind - 12) // 2
    part = _part(payload, at, end)
    return (part.decode() if kind % 2 else part), end


def _part(payload: bytes, at: int, end: int) -> bytes:
    if end > len(payload):
        raise UnfitPageError
    return payload[at:end]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where it ends."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
