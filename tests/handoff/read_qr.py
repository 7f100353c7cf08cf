"""Reading a QR code back without help: version 4, error correction M, capitals and digits.

Undamaged codes only, so nothing is corrected. Source: ISO/IEC 18004:2015, clauses 7.3 to 7.10.
"""

from collections.abc import Callable, Iterator

SIDE = 33
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda y, x: (y + x) % 2,
    lambda y, x: y % 2,
    lambda y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
_FORMAT_MASK = 0b101010000010010
_MEDIUM = 0b00
_BLOCKS, _DATA_PER_BLOCK = 2, 32

Modules = tuple[tuple[bool, ...], ...]


def read_qr(modules: Modules) -> str:
    """What a code says. Its light margin may be there or not.

    Raises:
        AssertionError: It is no such code.
    """
    margin = (len(modules) - SIDE) // 2
    code = tuple(row[margin : margin + SIDE] for row in modules[margin : margin + SIDE])
    assert len(code) == SIDE
    assert all(_is_finder(code, y, x) for y, x in ((0, 0), (0, SIDE - 7), (SIDE - 7, 0)))
    mask = _MASKS[_mask_number(code)]
    bits = [code[y][x] ^ (mask(y, x) == 0) for y, x in _path()]
    words = [_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)]
    data = [words[place * _BLOCKS + block] for block in range(_BLOCKS)
            for place in range(_DATA_PER_BLOCK)]  # fmt: skip
    return _letters("".join(f"{word:08b}" for word in data))


def _is_finder(code: Modules, top: int, left: int) -> bool:
    ring = [code[top + y][left + x] for y in range(7) for x in range(7)]
    wanted = [max(abs(y - 3), abs(x - 3)) != 2 for y in range(7) for x in range(7)]
    return ring == wanted


def _mask_number(code: Modules) -> int:
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    written = _number([code[y][x] for y, x in places]) ^ _FORMAT_MASK
    assert written >> 13 == _MEDIUM
    return written >> 10 & 7


def _path() -> Iterator[tuple[int, int]]:
    """The data modules in their order: two columns at a time from the right, up and down."""
    upwards = True
    for right in (*range(SIDE - 1, 7, -2), 5, 3, 1):
        rows = range(SIDE - 1, -1, -1) if upwards else range(SIDE)
        for y in rows:
            for x in (right, right - 1):
                if not _is_fixed(y, x):
                    yield y, x
        upwards = not upwards


def _is_fixed(y: int, x: int) -> bool:
    """Finders with their formats, timing lines, and the alignment pattern around (26, 26)."""
    corner = (y < 9 and (x < 9 or x >= SIDE - 8)) or (y >= SIDE - 8 and x < 9)
    return corner or y == 6 or x == 6 or (24 <= y <= 28 and 24 <= x <= 28)


def _letters(bits: str) -> str:
    assert bits[:4] == "0010", "not capitals and digits"
    count, at = int(bits[4:13], 2), 13
    found = ""
    while len(found) + 1 < count:
        pair = int(bits[at : at + 11], 2)
        found += _LETTERS[pair // 45] + _LETTERS[pair % 45]
        at += 11
    return found + (_LETTERS[int(bits[at : at + 6], 2)] if len(found) < count else "")


def _number(bits: list[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)
