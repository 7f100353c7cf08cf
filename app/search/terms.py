"""From a word to the term that stands for it in the index, and back.

A term is `stem·ending`: the folded form of the word, cut after its stem. So all forms of a word
are the terms that begin with `stem·`, which the store ranks as one word, while a whole term is one
exact form: one column serves both. Where the stem is no beginning of the form (`happi` of
`happy`), the term is `stem··form`. Numbers and bigrams of unspaced scripts stand as they are.
"""

from functools import cache

import Stemmer

from app.search.folding import fold_word, ready_to_stem
from app.search.languages import Language, row_for, rows_of
from app.search.words import (
    MAX_TERM,
    bigrams,
    find_words,
    is_unspaced,
    script_of,
    units,
    without_separators,
)

SEAM = "·"

# A table of terms is cleared when it has grown to this; natural text rarely fills it.
_MOST_KNOWN = 150_000
# Longer runs hardly come twice.
_KNOWN_RUN = 6


class TermTable(dict[str, str]):
    """Terms by normalised word, for texts in one language; missing ones are worked out.

    The value of a run of an unspaced script is several terms with spaces between.
    """

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        if is_unspaced(word):
            term = " ".join(bigrams(units(word)))
            if len(word) > _KNOWN_RUN:
                return term
        else:
            term = encode(word, row_for(self._language, script_of(word)))
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = term
        return term


def encode(word: str, row: Language) -> str:
    """Give the term for a normalised word in the language of a row; empty if nothing is left."""
    form, stem = fold_and_stem(without_separators(word), row)
    if not form or form.isdecimal():
        return form
    if form.startswith(stem):
        return f"{stem}{SEAM}{form[len(stem) :]}"
    return f"{stem}{SEAM}{SEAM}{form}"


def decode(term: str) -> str:
    """Give the folded form that a term stands for."""
    stem, _, ending = term.partition(SEAM)
    return ending[1:] if ending.startswith(SEAM) else stem + ending


def fold_and_stem(word: str, row: Language) -> tuple[str, str]:
    """Give a word's folded form and its folded stem, both cut to the longest length of a term."""
    if word.isascii() and len(word) < MAX_TERM:
        # No ASCII letter has anything to fold.
        return word, (_stemmer(row.stemmer).stemWord(word) or word) if row.stemmer else word
    form = fold_word(word, row)[:MAX_TERM]
    if not row.stemmer:
        return form, form
    # Stemmers know endings by their diacritics: stem first, fold afterwards.
    stemmed: str = _stemmer(row.stemmer).stemWord(ready_to_stem(word, row))
    stem = fold_word(stemmed, row)[:MAX_TERM]
    return form, stem or form


def rows_for(word: str, languages: tuple[str, ...]) -> tuple[Language, ...]:
    """List the rows under which a word may have been indexed.

    Args:
        word: A normalised word of a spaced script.
        languages: Codes of rows that the archive's texts were analysed with; none given: any.
    """
    script = script_of(word)
    if not languages:
        return rows_of(script)
    return tuple(dict.fromkeys(row_for(code, script) for code in (None, *languages)))


def terms_of(normalised: str, table: TermTable) -> list[str]:
    """List the terms of a normalised text in order."""
    return [term for term in map(table.__getitem__, find_words(normalised)) if term]


@cache
def _stemmer(algorithm: str) -> "Stemmer.Stemmer":
    # Its own cache is slower than ours.
    return Stemmer.Stemmer(algorithm, 0)


def stemmer_version() -> str:
    """Name the version of the stemmers."""
    version: str = Stemmer.version()
    return version
