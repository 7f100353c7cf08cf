"""What was typed with `*` and `?`: which of it are words with open places, and which is not."""

import re

from app.search.folding import normalise
from app.search.words import THOUSANDS, word_pattern

# `https://example.org/a?b=c`, `www.example.org/?b`, `path?b=c`: the question mark is none of ours.
_ADDRESS = re.compile(r"[a-z]{2,}://|^www\.|\w/[^?]*\?|\?[\w.%-]+=", re.IGNORECASE)
_BEGUN_NUMBER = re.compile(f"\\d{{1,3}}(?:[{THOUSANDS}]\\d{{3}})*[{THOUSANDS}]\\d{{0,2}}")


def is_address(text: str) -> bool:
    """Say whether a text is an address that somebody pasted, rather than a pattern."""
    return _ADDRESS.search(text) is not None


def pattern_words(text: str) -> list[str]:
    """Cut `state-sp*red` into `state` and `sp*red`.

    Returns:
        Normalised words, those with open places still with their `*` and `?`; what is nothing but
        open places is left out.
    """
    normalised = normalise(text)
    found: list[str] = []
    end = -1
    for match in re.finditer(rf"{word_pattern().pattern}|[*?]+", normalised):
        if match.start() == end:
            found[-1] += match[0]
        else:
            found.append(match[0])
        end = match.end()
    return [word for word in found if word.strip("*?")]


def is_begun_number(text: str) -> bool:
    """Say whether a text is the beginning of a number with separators, cut in a group: `1,07`."""
    return _BEGUN_NUMBER.fullmatch(text.strip()) is not None
