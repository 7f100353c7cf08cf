"""Two sequences side by side: what stays, what goes and what comes, at a bounded cost."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from app.search.shingles import Numbers, in_both, word_numbers

# A letter of a script without spaces, a word, a run of blanks, or a sign.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17dd\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+|\\s+|.")
_MOST_TOKENS = 4_000
_MOST_CELLS = 2_500
"""Pairs of paragraphs that are compared word by word within one changed stretch."""
_SAME_PARAGRAPH = 0.3
"""Paragraphs that share less of their words stand on rows of their own."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of both sequences, as half-open ranges; `equal` where they agree."""

    equal: bool
    first: tuple[int, int]
    second: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph, and whether it stands in the other one too."""

    text: str
    common: bool


def stretches(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Stretch]:
    """Where two sequences agree, by their longest common subsequence."""
    found: list[Stretch] = []
    for each in Indel.opcodes(first, second):
        equal = each.tag == "equal"
        ranges = (each.src_start, each.src_end), (each.dest_start, each.dest_end)
        if found and not equal and not found[-1].equal:
            last = found.pop()
            ranges = (last.first[0], ranges[0][1]), (last.second[0], ranges[1][1])
        found.append(Stretch(equal, *ranges))
    return found


def paired(first: Sequence[str], second: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Set changed paragraphs beside those they were made from, in order; None where there is none.

    Long stretches are cut into parts of the same share first.
    """
    if len(first) * len(second) > _MOST_CELLS:
        one, other = len(first) // 2, len(second) // 2
        before = paired(first[:one], second[:other])
        after = paired(first[one:], second[other:])
        moved = [
            (None if a is None else a + one, None if b is None else b + other) for a, b in after
        ]
        return before + moved
    return _best_pairs(_likeness(first, second), len(first), len(second))


def pieces_of(first: str, second: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two paragraphs in pieces: those that both have, and those that only one has."""
    one, other = _TOKEN.findall(first), _TOKEN.findall(second)
    if max(len(one), len(other)) > _MOST_TOKENS:
        return (Piece(first, common=False),), (Piece(second, common=False),)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for each in stretches(one, other):
        left.append(("".join(one[slice(*each.first)]), each.equal))
        right.append(("".join(other[slice(*each.second)]), each.equal))
    return _smooth(left), _smooth(right)


def _smooth(parts: list[tuple[str, bool]]) -> tuple[Piece, ...]:
    """Blanks between two changed words are changed with them: words are read, not blanks."""
    parts = [part for part in parts if part[0]]
    found: list[Piece] = []
    for at, (text, common) in enumerate(parts):
        between = 0 < at < len(parts) - 1 and not parts[at - 1][1] and not parts[at + 1][1]
        kept = common and not (between and not text.strip())
        if found and found[-1].common is kept:
            text = found.pop().text + text
        found.append(Piece(text, kept))
    return tuple(found)


def _likeness(first: Sequence[str], second: Sequence[str]) -> list[list[float]]:
    one, other = [_word_set(text) for text in first], [_word_set(text) for text in second]
    return [
        [2 * in_both(a, b) / (len(a) + len(b)) if len(a) and len(b) else 0.0 for b in other]
        for a in one
    ]


def _word_set(text: str) -> Numbers:
    return np.unique(word_numbers(text))


def _best_pairs(
    likeness: list[list[float]], rows: int, columns: int
) -> list[tuple[int | None, int | None]]:
    """The pairing in order with the greatest likeness in all (dynamic programming)."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            like = likeness[row][column]
            pair = like + best[row + 1][column + 1] if like >= _SAME_PARAGRAPH else -1.0
            best[row][column] = max(pair, best[row + 1][column], best[row][column + 1])
    found: list[tuple[int | None, int | None]] = []
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column]:
            found.append((row, None))
            row += 1
        elif best[row][column] == best[row][column + 1]:
            found.append((None, column))
            column += 1
        else:
            found.append((row, column))
            row, column = row + 1, column + 1
    found += [(each, None) for each in range(row, rows)]
    return found + [(None, each) for each in range(column, columns)]
