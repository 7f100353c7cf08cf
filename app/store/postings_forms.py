"""Finding and ranking what holds any of many forms: misspelled words and patterns.

Asking FTS5 for hundreds of forms at once costs for each hit as much as there are forms. They are
asked for one by one instead, which gives all hits; only who holds the rarest forms is ranked, since
by BM25 these come first. Who holds none of them comes after, the newest first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.records.postings import Terms
from app.store.postings_match import match_text
from app.store.transactions import Reader, Row

# With fewer forms one question for all of them is as quick.
FEWEST_FORMS = 24
# Records with the rarest forms that are ranked: a hundred pages, fifty times what is looked at.
_RANKED = 1_000

_NUMBERS = "SELECT group_concat(rowid) FROM postings WHERE postings MATCH :match"

# The plus keeps SQLite from asking FTS5 once for every number.
_RANK = """
    SELECT rowid, -{bm25} FROM postings
    WHERE postings MATCH :match
      AND +rowid NOT IN (SELECT number FROM records WHERE binned_at IS NOT NULL)
    ORDER BY {bm25}, rowid DESC
"""

_BINNED = "SELECT number FROM records WHERE binned_at IS NOT NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedForms:
    """Who holds one of the forms.

    Attributes:
        best: Numbers and scores, best first, then others without a score; as many as were wanted.
        numbers: Of all hits.
    """

    best: list[Row]
    numbers: NDArray[np.int64]


def rank_forms(reader: Reader, terms: Terms, bm25: str, wanted: int) -> RankedForms:
    """Find all records outside the bin that hold one of many forms, and rank the best.

    Args:
        terms: Of forms alone.
        bm25: SQL for the score; the lower the better.
        wanted: How many of the best are looked at.
    """
    held = sorted(
        (
            (found, form)
            for form in terms.forms
            if len(found := _holders(reader, Terms(forms=(form,), fields=terms.fields)))
        ),
        key=lambda each: len(each[0]),
    )
    if not held:
        return RankedForms(best=[], numbers=np.zeros(0, np.int64))
    numbers = _all_but(np.concatenate([found for found, _ in held]), reader.rows(_BINNED))
    rare = [held[0][1]]
    ranked = len(held[0][0])
    for found, form in held[1:]:
        if ranked + len(found) > _RANKED and ranked >= wanted:
            break
        ranked += len(found)
        rare.append(form)
    match = match_text(Terms(forms=tuple(rare), fields=terms.fields))
    best = reader.rows(_RANK.format(bm25=bm25), {"match": match})
    if len(best) < wanted:
        others = _all_but(numbers, best)
        best += [(int(number), 0.0) for number in others[::-1][: wanted - len(best)]]
    return RankedForms(best=best[:wanted], numbers=numbers)


def _all_but(numbers: NDArray[np.int64], without: list[Row]) -> NDArray[np.int64]:
    """Each of some numbers once, in order, but for those that begin certain rows."""
    held = np.zeros(int(numbers.max(initial=0)) + 1, np.bool_)
    held[numbers] = True
    left_out = np.array([row[0] for row in without], np.int64)
    held[left_out[left_out < len(held)]] = False
    return np.flatnonzero(held)


def _holders(reader: Reader, form: Terms) -> NDArray[np.int64]:
    found: str | None = reader.value(_NUMBERS, {"match": match_text(form)})
    return np.fromstring(found or "", np.int64, sep=",")
