"""How alike two texts are, as a person would say it: which share of their words both have.

Words count that stand in both in the same order (longest common subsequence), twice, over all words
of both: where every tenth word was changed, it is 90 %. Source: Indel similarity, as in Ratcliff,
Metzener 1988, by bit-parallel matching (Hyyrö 2004).
"""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from app.search.shingles import Numbers, in_both, shingles_of, word_numbers

_ALIGNED_WORDS = 20_000
"""Beyond this, aligning takes longer than 50 ms; shared shingles stand for it then."""

ALIKE = 0.5
"""From here on two texts are near-doubles: half of their words, in order, are the same."""
_WORTH_ALIGNING = 0.06
"""Of all runs of three words; texts that are half alike share 0.1 of them at least."""
_FEW_WORDS = 20
_FEW_ALIKE = 0.9
"""Short texts share half of their words by chance."""
_CONTAINED = 0.5
_SHARED_SHINGLES = 40
"""A passage of so many words may stand in a text that is otherwise another one."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words and its set of shingles, as numbers."""

    words: Numbers
    shingles: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Resemblance:
    """How alike two texts are.

    Attributes:
        similarity: Share of the words that both have in the same order, 0 to 1; 0 where so few
            runs of words are shared that nobody would call them alike.
        contained: Share of the shorter one's runs of three words that the other one has, 0 to 1.
        shared: How many such runs.
        short: The shorter one has only a few words.
    """

    similarity: float
    contained: float
    shared: int
    short: bool

    @property
    def near_double(self) -> bool:
        """Whether a person should look at both."""
        if self.short:
            return self.similarity >= _FEW_ALIKE
        inside = self.contained >= _CONTAINED and self.shared >= _SHARED_SHINGLES
        return self.similarity >= ALIKE or inside


def words_of(text: str) -> Words:
    """What is compared of a text."""
    words = word_numbers(text)
    return Words(words, shingles_of(words))


def resemblance(one: Words, other: Words) -> Resemblance:
    """Compare two texts."""
    shared = in_both(one.shingles, other.shingles)
    shorter = min(len(one.shingles), len(other.shingles))
    return Resemblance(
        similarity=_similarity(one, other, shared),
        contained=shared / shorter if shorter else 0.0,
        shared=shared,
        short=min(len(one.words), len(other.words)) < _FEW_WORDS,
    )


def _similarity(one: Words, other: Words, shared: int) -> float:
    if max(len(one.words), len(other.words)) > _ALIGNED_WORDS:
        both = len(one.shingles) + len(other.shingles)
        return 2 * shared / both
    if np.array_equal(one.words, other.words):
        return 1.0 if len(one.words) else 0.0
    if shared < _WORTH_ALIGNING * (len(one.shingles) + len(other.shingles)):
        return 0.0
    return float(Indel.normalized_similarity(one.words.tolist(), other.words.tolist()))
