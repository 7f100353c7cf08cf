"""Which terms of a record say most about it: those that it has often and others seldom.

A term's weight is tf·idf (Spärck Jones 1972; Salton and Buckley 1988, with the logarithm of the
count): what every record holds weighs nothing, what only this one holds finds nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from app.records.postings import AnyOf, PostingsField, Terms
from app.search.analysis import text_terms
from app.search.function_words import function_terms
from app.search.snippets import ShownText
from app.search.terms import SEAM

# What tells of the subject, and how much a term there counts; sources and files tell of the form.
_COUNTED = {
    PostingsField.TITLE: 3,
    PostingsField.TEXT: 1,
    PostingsField.TRANSLATION: 1,
    PostingsField.SUMMARY: 2,
    PostingsField.PERSON: 2,
    PostingsField.PLACE: 2,
}
CANDIDATES = 160
"""Terms of the record that are looked up, the most frequent and the longest first."""
CHOSEN = 24
"""Terms that are asked for; more add cost and hardly change the first hits."""
MOST_RECORDS = 20_000
"""All chosen terms together may stand in so many records: ranking them is what costs."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A term with how often a record holds it, weighted by where."""

    term: str
    times: int


def telling_terms(texts: Iterable[ShownText]) -> tuple[Telling, ...]:
    """The terms of a record that may say something about it, at most `CANDIDATES`.

    Args:
        texts: What may be shown of it: hidden passages and protected names tell nothing.
    """
    times: Counter[str] = Counter()
    for each in texts:
        weight = _COUNTED.get(each.field, 0)
        small = function_terms(each.language)
        for term in text_terms(each.text, each.language) if weight else ():
            if term not in small:
                times[term] += weight
    kept = [term for term in times if _says_something(term)]
    # Of terms that stand once, the longer is the rarer word of a language.
    kept.sort(key=lambda term: (-times[term], -len(term), term))
    return tuple(Telling(term=term, times=times[term]) for term in _spread(kept, times))


def likeness_node(
    telling: tuple[Telling, ...], records: Mapping[str, int], *, of: int, common: int
) -> AnyOf:
    """The question that finds what is like a record: any of its weightiest terms.

    Args:
        records: How many records hold each term.
        of: Records in all.
        common: A term in so many records says nothing.

    Returns:
        No part where no term is shared with any other record: it finds nothing.
    """
    weighed = [
        (log(1 + each.times) * log((of + 1) / count), each.term, count)
        for each in telling
        if 2 <= (count := records.get(each.term, 0)) < common
    ]
    weighed.sort(key=lambda each: (-each[0], each[1]))
    chosen: list[str] = []
    total = 0
    for weight, term, count in weighed:
        if weight > 0 and len(chosen) < CHOSEN and total + count <= MOST_RECORDS:
            chosen.append(term)
            total += count
    return AnyOf(parts=tuple(Terms(forms=(term,)) for term in chosen))


def _says_something(term: str) -> bool:
    stem, seam, _ending = term.partition(SEAM)
    # Bigrams of unspaced scripts are short and say much; numbers alone say little.
    return len(stem) >= _SHORTEST if seam else not term.isdecimal() and not term.isascii()


def _spread(terms: list[str], times: Counter[str]) -> list[str]:
    """Half of them the most frequent, half the longest of the rest: rare words stand once."""
    often, rest = terms[: CANDIDATES // 2], terms[CANDIDATES // 2 :]
    rest.sort(key=lambda term: (-len(term) * times[term], term))
    return often + rest[: CANDIDATES - len(often)]
