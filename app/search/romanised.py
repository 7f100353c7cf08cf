"""Korean and Chinese names in Latin letters, which writers part as they like.

`Geum Sung`, `Geum-sung` and `Geumsung` are one name. A syllable here is anything that the Revised
Romanisation, McCune–Reischauer, family spellings (`Young`, `Park`) or Pinyin can write as one.
"""

import re

_SYLLABLE = re.compile(
    "(?:kk|tt|pp|ss|jj|ch|zh|sh|ts|[bcdfghjklmnpqrstwxyz])?[yw]?"
    "(?:iao|uai|eo|eu|ae|oe|ui|oo|ee|ou|ai|ao|ei|ia|ie|iu|ua|uo|ue|[aeiou])"
    "(?:ng|rk|ck|[nmlktprhg])?"
)
_SHORTEST_NAME = 5
# Little words of English that look like syllables and stand beside each other in every text.
_LITTLE_WORDS = (
    "a i an as at be by do go he hi if in is it me my no of oh on or so to up us we am all and any "
    "are but can did for get got had has her him his how its let may men not now off old one our "
    "out own say see she ten the too two was who why you yet"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())


def is_syllable(word: str) -> bool:
    """Say whether a folded word can be one syllable of a romanised name."""
    return word not in _LITTLE and _SYLLABLE.fullmatch(word) is not None


def name_parts(word: str) -> list[tuple[str, str]]:
    """List the ways to part a folded word into two syllables of a name."""
    if len(word) < _SHORTEST_NAME or not word.isascii():
        return []
    return [
        (word[:place], word[place:])
        for place in range(2, len(word) - 1)
        if is_syllable(word[:place]) and is_syllable(word[place:])
    ]


def can_be_joined(first: str, second: str) -> bool:
    """Say whether two folded words can be the syllables of one name."""
    long_enough = len(first) + len(second) >= _SHORTEST_NAME
    return long_enough and is_syllable(first) and is_syllable(second)
