"""Texts as sets of shingles: what is compared when asking whether two texts are nearly the same.

A shingle is three words that follow one another, as one number. In scripts without spaces each
letter counts as a word, as everywhere where pasted pages are measured. Case, width and punctuation
do not count. Everything is done on arrays, folding too: a text of 4 KB takes about 0.1 ms.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

SHINGLE_WORDS = 3
LONGEST_TEXT = 4_000_000
"""Code points that are looked at; what stands behind them does not change what a text is."""

_WORD, _LETTER = 1, 2
_LONGEST_WORD = 64
_CODES = 0x110000
_PLANE = 0x10000

# Han, kana, Thai, Lao, Burmese, Khmer: letters that stand without spaces. Hangul has spaces.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17DD), (0x3005, 0x3007), (0x3041, 0x309F),
    (0x30A1, 0x30FF), (0x3105, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0x20000, 0x3FFFD),
)  # fmt: skip

# Odd constants from the golden ratio and from SplitMix64 (Steele, Lea, Flood 2014).
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_ONE = np.uint64(0xBF58476D1CE4E5B9)
_MIX_TWO = np.uint64(0x94D049BB133111EB)
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))


def word_numbers(text: str) -> Numbers:
    """The words of a text in their order, each as a number that is the same for the same word."""
    plain = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds().take(codes)
    inside = np.flatnonzero(kinds)
    if not len(inside):
        return np.zeros(0, dtype=np.uint64)
    kinds = kinds[inside]
    begins = np.ones(len(inside), dtype=bool)
    # A word goes on where the letter before it stands next to it and is of a word, too.
    begins[1:] = (kinds[1:] == _LETTER) | (kinds[:-1] == _LETTER) | (inside[1:] != inside[:-1] + 1)
    starts = np.flatnonzero(begins)
    places = np.arange(len(inside)) - np.repeat(starts, np.diff(starts, append=len(inside)))
    letters = _folded().take(codes[inside])
    weighed = letters * _weights().take(np.minimum(places, _LONGEST_WORD - 1))
    return mixed(np.add.reduceat(weighed, starts))


def shingles_of(words: Numbers) -> Numbers:
    """The set of shingles of words, sorted; a text shorter than one shingle is one of its own."""
    if not len(words):
        return words
    if len(words) < SHINGLE_WORDS:
        return mixed(np.add.reduce(words * _weights()[: len(words)], keepdims=True))
    last = len(words) - SHINGLE_WORDS + 1
    together = np.zeros(last, dtype=np.uint64)
    for at in range(SHINGLE_WORDS):
        together += words[at : at + last] * _weights()[at]
    found = mixed(together)
    found.sort()
    return found[np.concatenate(([True], found[1:] != found[:-1]))]


def mixed(numbers: Numbers) -> Numbers:
    """Spread numbers evenly over 64 bits (the last step of SplitMix64)."""
    numbers = (numbers ^ (numbers >> _SHIFTS[0])) * _MIX_ONE
    numbers = (numbers ^ (numbers >> _SHIFTS[1])) * _MIX_TWO
    spread: Numbers = numbers ^ (numbers >> _SHIFTS[2])
    return spread


def in_both(one: Numbers, other: Numbers) -> int:
    """How many shingles two sets share."""
    if not len(one) or not len(other):
        return 0
    if len(one) > len(other):
        one, other = other, one
    at = np.searchsorted(other, one)
    at[at == len(other)] = 0
    return int(np.count_nonzero(other[at] == one))


@cache
def _kinds() -> NDArray[np.uint8]:
    """What each code point is to a text: nothing, part of a word, or a word by itself."""
    kinds = np.full(_CODES, _WORD, dtype=np.uint8)
    kinds[:_PLANE] = [unicodedata.category(chr(code))[0] in "LNM" for code in range(_PLANE)]
    for first, last in _UNSPACED:
        block = kinds[first : last + 1]
        block[block == _WORD] = _LETTER
    return kinds


@cache
def _folded() -> Numbers:
    """Each code point without case and width; those that become several keep the first one."""
    folded = np.arange(1, _CODES + 1, dtype=np.uint64)
    folded[:_PLANE] += np.fromiter(map(_moved, range(_PLANE)), dtype=np.int64).astype(np.uint64)
    return folded


def _moved(code: int) -> int:
    if 0xD800 <= code <= 0xDFFF:
        return 0
    plain = unicodedata.normalize("NFKC", chr(code)).casefold()
    return ord(plain[0]) - code if plain else 0


@cache
def _weights() -> Numbers:
    """An odd number for each place in a word."""
    places = np.arange(1, _LONGEST_WORD + 1, dtype=np.uint64) * _GOLDEN
    return mixed(places) | np.uint64(1)
