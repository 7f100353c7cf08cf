"""Signatures: 128 numbers that stand for a text's set of shingles (MinHash).

As many of the numbers of two signatures agree as the sets have in common: the share of equal ones
estimates their Jaccard index. One permutation with densification, so a text is hashed only once.
Sources: Broder 1997 (resemblance); Li, Owen, Zhang 2012 (one permutation); Shrivastava 2017
(optimal densification).
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.search.shingles import SHINGLE_WORDS, Numbers, mixed

Slots = NDArray[np.uint16]
"""Shape (128,), or (texts, 128)."""

SLOTS = 128
_SLOT_BITS = np.uint64(7)
_RULES = 1
_TRIES = 512


def signature_version() -> str:
    """Name everything that signatures depend on; those of another name are made anew."""
    return f"{_RULES}/{SLOTS}/{SHINGLE_WORDS}/{unicodedata.unidata_version}"


def slots_of(shingles: Numbers) -> Slots | None:
    """The signature of a sorted set of shingles; None of an empty one."""
    if not len(shingles):
        return None
    # Sorted numbers: those with the same first bits stand together, the smallest one first.
    buckets = (shingles >> (np.uint64(64) - _SLOT_BITS)).astype(np.intp)
    firsts = np.flatnonzero(np.concatenate(([True], buckets[1:] != buckets[:-1])))
    slots = np.zeros(SLOTS, dtype=np.uint16)
    filled = np.zeros(SLOTS, dtype=bool)
    # Of the smallest number neither its first bits nor its size may show: both depend on how many
    # there are. Its last bits are as good as drawn.
    slots[buckets[firsts]] = shingles[firsts].astype(np.uint16)
    filled[buckets[firsts]] = True
    if not filled.all():
        _fill(slots, filled)
    return slots


def packed(slots: Slots | None) -> bytes:
    """A signature as 256 bytes, or none for a text without words."""
    return b"" if slots is None else slots.astype("<u2").tobytes()


def unpacked(body: bytes) -> Slots | None:
    """A signature again; None where the text has no words, or the bytes are no signature."""
    if len(body) != 2 * SLOTS:
        return None
    return np.frombuffer(body, dtype="<u2").astype(np.uint16)


def _fill(slots: Slots, filled: NDArray[np.bool_]) -> None:
    """Let each empty slot borrow from a full one: always tried in the same drawn order."""
    empty = np.flatnonzero(~filled)
    full = filled.copy()
    for probe in _probes():
        wanted = probe[empty]
        got = full[wanted]
        slots[empty[got]] = slots[wanted[got]]
        empty = empty[~got]
        if not len(empty):
            return
    slots[empty] = slots[np.flatnonzero(full)[0]]


@cache
def _probes() -> NDArray[np.intp]:
    """Which slot each empty one asks at its n-th try, shape (tries, 128)."""
    numbers = mixed(np.arange(1, _TRIES * SLOTS + 1, dtype=np.uint64) << np.uint64(20))
    return (numbers % np.uint64(SLOTS)).astype(np.intp).reshape(_TRIES, SLOTS)
