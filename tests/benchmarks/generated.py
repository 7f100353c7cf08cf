"""Texts in any number, made up word by word with natural frequencies, always the same.

Words follow Zipf's law with Mandelbrot's shift, and new words keep appearing (Heaps' law), as in
real text; each stem comes in several inflected forms. Nothing here is about anybody.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate


def _listed(words: str) -> list[str]:
    return words.split()


_COMMON = _listed(
    "the of and to in a was that he for it with as his on at by i they had not were from she "
    "which this her be or one their we but have are when who there been all my would me him "
    "what out up then some could them into time so more before only after two over year people "
    "no other about like than our because first did through new us day go come back house"
)
_SUBJECT = _listed(
    "border broker camp daughter prison village market river guard mother repatriation return "
    "forced police hunger work station winter train teacher family letter money escape farm "
    "factory doctor hospital school evidence witness court report office soldier officer road"
)
_ONSETS = _listed("b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sk st t th tr v w")
_VOWELS = _listed("a e i o u ai ea ee oo ou")
_CODAS = ("", "", "b", "ck", "d", "g", "l", "ll", "m", "n", "nd", "p", "r", "rd", "ss", "st", "t")
_ENDINGS = ("", "", "", "", "s", "s", "ed", "ing", "er", "ly", "ation")
_PLACES = ("Alder Ford", "Brenn Valley", "Coldwater", "Dunmere", "East Harrow", "Fenwick")
_STEMS = 60_000
MOST_COMMON = frozenset(_COMMON[:60])
"""Nobody searches for these."""
_TABLE = 1 << 18
_NEW_WORD_EVERY = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedText:
    """One made-up document.

    Attributes:
        title: Five to nine words.
        paragraphs: About five of them.
        date: An EDTF day between 1995 and 2024.
        language: A BCP 47 tag.
        place: One of a few place names.
    """

    title: str
    paragraphs: tuple[str, ...]
    date: str
    language: str
    place: str


def generate_texts(n: int, seed: int = 1, words_per: int = 600) -> Iterator[GeneratedText]:
    """Make up `n` English-like texts of about `words_per` words (600 words are about 4 KB)."""
    rng = random.Random(seed)
    words = _word_table()
    for _ in range(n):
        amount = max(20, round(words_per * rng.lognormvariate(-0.08, 0.4)))
        body = rng.choices(words, k=amount)
        for place in range(rng.randrange(_NEW_WORD_EVERY), amount, _NEW_WORD_EVERY):
            body[place] = _new_word(rng)
        yield GeneratedText(
            title=" ".join(rng.choices(words, k=rng.randint(5, 9))).capitalize(),
            paragraphs=tuple(_paragraphs(rng, body)),
            date=(date(1995, 1, 1) + timedelta(days=rng.randrange(30 * 365))).isoformat(),
            language="en",
            place=rng.choice(_PLACES),
        )


def natural_questions(n: int, seed: int = 2) -> list[tuple[str, ...]]:
    """Draw `n` questions of one to three words, rarer words more often than text has them."""
    rng = random.Random(seed)
    words = _word_table()
    questions: list[tuple[str, ...]] = []
    while len(questions) < n:
        drawn = tuple(rng.choices(words, k=rng.randint(1, 3)))
        if MOST_COMMON.isdisjoint(drawn):
            questions.append(drawn)
    return questions


def _paragraphs(rng: random.Random, body: list[str]) -> Iterator[str]:
    start = 0
    while start < len(body):
        end = start + rng.randint(60, 180)
        sentences = []
        while start < min(end, len(body)):
            stop = start + rng.randint(6, 24)
            sentences.append(" ".join(body[start:stop]).capitalize() + ".")
            start = stop
        yield " ".join(sentences)


@cache
def _word_table() -> list[str]:
    """A table of words in which each stands as often as its rank deserves."""
    rng = random.Random(0)
    stems = list(_COMMON)
    seen = set(stems) | set(_SUBJECT)
    while len(stems) < _STEMS:
        # As in real languages, frequent words are short.
        stem = _stem(rng, 1 if len(stems) < 1_500 else rng.choice((1, 2, 2, 2)))
        if len(stem) > 2 and stem not in seen:
            seen.add(stem)
            stems.append(stem)
    for place, word in enumerate(_SUBJECT):
        stems.insert(120 + 15 * place, word)
    weights = list(accumulate(1 / (rank + 2.7) ** 1.12 for rank in range(len(stems))))
    picks = (bisect(weights, rng.random() * weights[-1]) for _ in range(_TABLE))
    plain = set(_COMMON)
    return [
        stem if (stem := stems[pick]) in plain else stem + rng.choice(_ENDINGS) for pick in picks
    ]


def _stem(rng: random.Random, syllables: int) -> str:
    return "".join(
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables)
    )


def _new_word(rng: random.Random) -> str:
    return _stem(rng, 4)
