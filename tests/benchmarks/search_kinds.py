"""Kinds of question that searching is measured by, each written in three query languages."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.generated import MOST_COMMON, generate_texts, natural_questions

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of question.

    Attributes:
        words: What the questions are made of.
        ours: In Satchel's query language.
        any_word: Asked as a plain question of which any word may match.
        whoosh: In Whoosh's.
        plain: In FTS5's; None where that has no such question.
    """

    name: str
    words: Callable[[int], list[Words]]
    ours: Callable[[Words], str]
    any_word: bool = False
    whoosh: Callable[[Words], str]
    plain: Callable[[Words], str] | None


def _spoken(count: int) -> list[Words]:
    return natural_questions(count)


def _neighbours(count: int) -> list[Words]:
    """Two words that do follow one another in some text, not both among the most common."""
    rng = random.Random(5)
    found: list[Words] = []
    for text in generate_texts(3 * count):
        words = text.paragraphs[0].lower().replace(".", "").split()
        place = rng.randrange(len(words) - 1)
        if not MOST_COMMON.issuperset(words[place : place + 2]):
            found.append((words[place], words[place + 1]))
    return found[:count]


def _beginnings(count: int) -> list[Words]:
    found: list[Words] = []
    for words in natural_questions(2 * count):
        if len(words[0]) > 3:
            found.append((words[0][:3],))
    return found[:count]


def _misspelled(count: int) -> list[Words]:
    """Words of five letters and more, each with one letter too few, too many, or another."""
    rng = random.Random(6)
    found: list[Words] = []
    for words in natural_questions(4 * count):
        word = max(words, key=len)
        if len(word) >= 5:
            place = rng.randrange(1, len(word))
            written = rng.choice(("", "x", f"x{word[place]}"))
            found.append((word[:place] + written + word[place + 1 :],))
    return found[:count]


def _together(words: Words) -> str:
    return " ".join(words)


def _either(words: Words) -> str:
    return " OR ".join(words)


def _quoted(words: Words) -> str:
    return f'"{" ".join(words)}"'


def _begun(words: Words) -> str:
    return f"{words[0]}*"


def _nearly(words: Words) -> str:
    return f"{words[0]}~"


def _each_quoted(words: Words) -> str:
    return " ".join(f'"{word}"' for word in words)


def _either_quoted(words: Words) -> str:
    return " OR ".join(f'"{word}"' for word in words)


KINDS = (
    Kind(name="all words", words=_spoken, ours=_together, whoosh=_together, plain=_each_quoted),
    Kind(
        name="any word",
        words=_spoken,
        ours=_together,
        any_word=True,
        whoosh=_either,
        plain=_either_quoted,
    ),
    Kind(name="phrase", words=_neighbours, ours=_quoted, whoosh=_quoted, plain=_quoted),
    Kind(name="3-letter prefix", words=_beginnings, ours=_begun, whoosh=_begun, plain=_begun),
    Kind(name="fuzzy word", words=_misspelled, ours=_nearly, whoosh=_nearly, plain=None),
)
