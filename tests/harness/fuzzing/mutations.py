"""Inputs that are nearly right: bytes with slips, other values in trees, other letters in texts.

The same `random.Random` gives the same inputs.
"""

import random
from collections.abc import Callable

Tree = None | bool | int | float | str | list["Tree"] | dict[str, "Tree"]

_LETTERS = 'a0Zé中ك\u0000\u200f\u202e\ufeff\ud800\U0001f600 \n\t-"\\/'
_NUMBERS = (-1, 0, 1, 2, 16, 17, 255, 65_536, 2**31, 2**32, 2**53 + 1, 2**63, 10**40, -(2**63))
_BYTES = (b"\x00", b"\xff", b"\x7f", b"[", b"{", b'"', b"\\u0000", b"\\ud800", b"1e999", b"NaN")


def slipped(data: bytes, chance: random.Random) -> bytes:
    """Bytes with one to four slips: flipped, replaced, cut out, doubled, put in."""
    found = bytearray(data)
    for _time in range(chance.randint(1, 4)):
        at = chance.randint(0, len(found))
        end = min(len(found), at + chance.choice((1, 1, 2, 8, 64, 1024)))
        slip = chance.randrange(7)
        if slip == 0 and at < len(found):
            found[at] ^= 1 << chance.randrange(8)
        elif slip == 1:
            found[at:end] = chance.randbytes(end - at)
        elif slip == 2:
            del found[at:end]
        elif slip == 3:
            found[at:at] = found[at:end]
        elif slip == 4:
            found[at:at] = chance.choice(_BYTES)
        elif slip == 5:
            found[at:end] = bytes([chance.choice((0, 255))]) * (end - at)
        else:
            found[at:at] = chance.choice((b"[", b'{"a":')) * chance.choice((1, 70, 5_000))
    return bytes(found)


def numbers_slipped(data: bytes, chance: random.Random, *, within: int) -> bytes:
    """Binary structures: whole numbers of one to eight bytes set to edges, near the beginning."""
    found = bytearray(data)
    for _time in range(chance.randint(1, 6)):
        size = chance.choice((1, 2, 4, 8))
        at = chance.randrange(max(1, min(within, len(found)) - size))
        edge = chance.choice((*_NUMBERS, chance.getrandbits(16))) % (1 << (8 * size))
        found[at : at + size] = edge.to_bytes(size, "big")
    return bytes(found)


def typed_otherwise(text: str, chance: random.Random) -> str:
    """A text with letters exchanged, left out, doubled, in other case, or lines in other order."""
    found = list(text)
    for _time in range(chance.randint(1, 3)):
        at = chance.randrange(len(found) + 1)
        slip = chance.randrange(6)
        if slip == 0:
            found[at : at + 1] = [chance.choice(_LETTERS)]
        elif slip == 1:
            del found[at : at + chance.choice((1, 1, 4, 30))]
        elif slip == 2:
            found[at:at] = found[at : at + chance.choice((1, 5, 60))]
        elif slip == 3:
            found = list("".join(found).swapcase())
        elif slip == 4 and at + 1 < len(found):
            found[at], found[at + 1] = found[at + 1], found[at]
        else:
            lines = "".join(found).split("\n")
            chance.shuffle(lines)
            found = list("\n".join(lines))
    return "".join(found)


def otherwise(tree: Tree, chance: random.Random) -> Tree:
    """A tree with one to three of its values changed, in place; returned, as it may be the top."""
    for _time in range(chance.randint(1, 3)):
        places = _places(tree)
        if not places:
            return _value(chance)
        holder, key = chance.choice(places)
        if isinstance(holder, dict):
            _change_object(holder, str(key), chance)
        else:
            _change_list(holder, int(key), chance)
    return tree


def _places(tree: Tree) -> list[tuple[dict[str, Tree] | list[Tree], str | int]]:
    found: list[tuple[dict[str, Tree] | list[Tree], str | int]] = []
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            found.extend((each, key) for key in each)
            waiting.extend(each.values())
        elif isinstance(each, list):
            found.extend((each, at) for at in range(len(each)))
            waiting.extend(each)
    return found


def _change_object(holder: dict[str, Tree], key: str, chance: random.Random) -> None:
    slip = chance.randrange(5)
    if slip == 0:
        del holder[key]
    elif slip == 1:
        holder[typed_otherwise(key, chance)] = holder.pop(key)
    elif slip == 2:
        holder["".join(chance.choices(_LETTERS, k=3))] = _value(chance)
    else:
        holder[key] = _near(holder[key], chance)


def _change_list(holder: list[Tree], at: int, chance: random.Random) -> None:
    slip = chance.randrange(5)
    if slip == 0:
        del holder[at]
    elif slip == 1:
        holder[at:at] = [holder[at]] * chance.choice((1, 2, 40))
    elif slip == 2:
        holder.append(_value(chance))
    else:
        holder[at] = _near(holder[at], chance)


def _near(value: Tree, chance: random.Random) -> Tree:
    """Another value of the same kind, mostly."""
    if chance.random() < 0.3:
        return _value(chance)
    if isinstance(value, str):
        return typed_otherwise(value, chance)
    if isinstance(value, int) and not isinstance(value, bool):
        return value + chance.choice((-1, 1, 10**6))
    return _value(chance)


def _value(chance: random.Random) -> Tree:
    make: Callable[[], Tree] = chance.choice(
        (
            lambda: None,
            lambda: chance.random() < 0.5,
            lambda: chance.choice(_NUMBERS),
            lambda: chance.random(),
            lambda: "".join(chance.choices(_LETTERS, k=chance.choice((0, 1, 8, 300)))),
            list,
            dict,
            lambda: _deep(chance.choice((3, 70))),
        )
    )
    return make()


def _deep(levels: int) -> Tree:
    tree: Tree = "deep"
    for _level in range(levels):
        tree = [tree]
    return tree
