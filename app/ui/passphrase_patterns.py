"""What makes a passphrase easy: rows of keys, repetition, dates, names, words everybody uses.

Whoever guesses passphrases tries these first, so each counts a few bits only, however many letters
it has. The bits are those of a list of that kind: some 128 rows of keys and directions, 366 days of
130 years, a few thousand most used passwords.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path

_WORDS = Path(__file__).resolve().parents[2] / "resources" / "words"

LONGEST_LOOKED_AT = 128
"""Letters beyond it are not counted: nobody thinks up that many without saying the same again."""


class Weakness(StrEnum):
    """A kind of pattern."""

    COMMON = "common"
    NAME = "name"
    DATE = "date"
    KEYS = "keys"
    SEQUENCE = "sequence"
    AGAIN = "again"


_BITS = {
    Weakness.COMMON: 9.0,
    Weakness.NAME: 3.0,
    Weakness.KEYS: 7.0,
    Weakness.SEQUENCE: 5.0,
    Weakness.AGAIN: 2.0,
}
_YEAR_BITS, _DATE_BITS = 7.0, 15.5
"""130 years; 366 days of them."""

_ROWS = (
    "`1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiopü",
    "azertyuiop",
    "qsdfghjklm",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
    "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
    "ضصثقفغعهخحجد",
    "شسيبلاتنمكط",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujm",
)
_LEAST_OF_A_ROW = 4

# The heads of published lists of stolen passwords, without those that are rows of keys.
_COMMON = """
    password passwort passw motdepasse contraseña contrasena senha wachtwoord hasło пароль parola
    비밀번호 admin administrator root user login welcome letmein secret geheim hello access master
    changeme default guest test temp love iloveyou sunshine princess dragon monkey football
    baseball basketball soccer hockey superman batman spiderman pokemon starwars matrix trustno
    shadow michael jordan jennifer jessica daniel andrew robert thomas ashley nicole charlie
    george hunter ranger buster tigger pepper ginger maggie cookie banana cheese flower butterfly
    chocolate orange purple yellow silver golden summer winter spring autumn freedom liberty
    justice jesus christ angel heaven whatever nothing computer internet samsung google facebook
    liverpool arsenal chelsea barcelona juventus ferrari mercedes porsche mustang harley corvette
    satchel archive testimony evidence research interview confidential private protected
"""
_INSTEAD = str.maketrans(
    {"4": "a", "@": "a", "3": "e", "€": "e", "1": "i", "!": "i", "0": "o", "5": "s", "$": "s"}
    | {"7": "t", "8": "b", "9": "g"}
)
_DATE = re.compile(
    r"(?:[0-3]?\d[./ -][01]?\d[./ -](?:19|20)?\d\d)|(?:(?:19|20)\d\d[./ -]?[01]\d[./ -]?[0-3]\d)"
    r"|(?:[0-3]\d[01]\d(?:19|20)?\d\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_BLOCK = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A stretch that is easy to guess.

    Attributes:
        start: Its first letter; `end` is one past its last.
        bits: Guesses it takes, as a power of two.
    """

    start: int
    end: int
    bits: float
    weakness: Weakness


def patterns(passphrase: str, names: Iterable[str]) -> tuple[Pattern, ...]:
    """Every pattern in a passphrase; they may overlap.

    Args:
        names: What stands in the open beside the archive or is known of the person: the name of
            the archive, a person's name.
    """
    text = passphrase[:LONGEST_LOOKED_AT].lower()
    if len(text) != len(passphrase[:LONGEST_LOOKED_AT]):
        text = passphrase[:LONGEST_LOOKED_AT]  # a letter whose lower case is longer
    plain = text.translate(_INSTEAD)
    return (
        *_words(text, plain, _common_words(), Weakness.COMMON),
        *_words(text, plain, _parts(names), Weakness.NAME),
        *_dates(text),
        *_rows(text),
        *_sequences(text),
        *_again(text),
    )


@cache
def _common_words() -> frozenset[str]:
    """Most used passwords, months and days of the week."""
    found = set(_COMMON.split())
    for name in ("months.tsv", "weekdays.tsv"):
        for line in (_WORDS / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                found |= {word.lower() for word in line.split()[1:] if len(word) > 2}
    return frozenset(found)


def _parts(names: Iterable[str]) -> frozenset[str]:
    """Names whole, run together, and word by word."""
    found: set[str] = set()
    for name in names:
        words = re.findall(r"\w+", name.lower())
        found |= {name.lower(), "".join(words)} | set(words)
    return frozenset(part for part in found if len(part) > 2)


def _words(text: str, plain: str, wanted: frozenset[str], weakness: Weakness) -> Iterator[Pattern]:
    """Words of a list, also written with signs instead of letters, forwards."""
    for word in wanted:
        for where in dict.fromkeys((text, plain)):
            at = where.find(word)
            while at >= 0:
                yield Pattern(start=at, end=at + len(word), bits=_BITS[weakness], weakness=weakness)
                at = where.find(word, at + 1)


def _dates(text: str) -> Iterator[Pattern]:
    for expression, bits in ((_DATE, _DATE_BITS), (_YEAR, _YEAR_BITS)):
        for match in expression.finditer(text):
            yield Pattern(start=match.start(), end=match.end(), bits=bits, weakness=Weakness.DATE)


def _rows(text: str) -> Iterator[Pattern]:
    """Stretches that follow a row of keys, from either end."""
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for start in range(len(text) - _LEAST_OF_A_ROW + 1):
            end = start + _LEAST_OF_A_ROW
            if text[start:end] not in row:
                continue
            while end < len(text) and text[start : end + 1] in row:
                end += 1
            yield Pattern(start=start, end=end, bits=_BITS[Weakness.KEYS], weakness=Weakness.KEYS)


def _sequences(text: str) -> Iterator[Pattern]:
    """Letters or digits in the order of the alphabet, up or down."""
    for step in (1, -1):
        start = 0
        for at in range(1, len(text) + 1):
            if at < len(text) and ord(text[at]) - ord(text[at - 1]) == step:
                continue
            if at - start >= 3:
                yield Pattern(
                    start=start,
                    end=at,
                    bits=_BITS[Weakness.SEQUENCE],
                    weakness=Weakness.SEQUENCE,
                )
            start = at


def _again(text: str) -> Iterator[Pattern]:
    """What repeats what stands right before it, and words that were said before."""
    for start, size in product(range(len(text)), range(1, _LONGEST_BLOCK + 1)):
        block, end = text[start : start + size], start + size
        while text.startswith(block, end) and len(block) == size:
            end += size
        if end - start > max(size, 2):
            yield Pattern(
                start=start + size, end=end, bits=_BITS[Weakness.AGAIN], weakness=Weakness.AGAIN
            )
    said: set[str] = set()
    for match in re.finditer(r"\w{3,}", text):
        if match.group() in said:
            yield Pattern(
                start=match.start(),
                end=match.end(),
                bits=_BITS[Weakness.AGAIN],
                weakness=Weakness.AGAIN,
            )
        said.add(match.group())
