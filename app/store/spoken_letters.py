"""Bytes as letters that survive paper, handwriting and reading out loud.

Crockford's base 32: five bits a letter, no I, L, O, U. Case does not matter, and the letters O, I
and L are read as the digits they look like.
"""

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def to_letters(content: bytes) -> str:
    """Bytes as letters, eight for five bytes; the number of bytes is a multiple of five."""
    number, length = int.from_bytes(content), len(content) * 8 // 5
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def from_letters(letters: str) -> bytes | None:
    """The bytes that letters from `typed_letters` stand for; None where one is no such letter."""
    number = 0
    for letter in letters:
        value = ALPHABET.find(letter)
        if value < 0:
            return None
        number = number << 5 | value
    return number.to_bytes(len(letters) * 5 // 8)


def typed_letters(text: str) -> str:
    """The letters and digits of what somebody typed, without spaces and dashes."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_READ_AS)
    return "".join(each for each in plain if each.isalnum())


def in_groups(letters: str, between: str = "-") -> str:
    """Letters in groups of four."""
    return between.join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
