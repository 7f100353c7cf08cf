"""The words that an archive holds: what a beginning, a pattern or a misspelling can stand for."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.search.folding import skeleton
from app.search.terms import SEAM, decode

# A pattern stands for its most frequent words; an OR of more costs time and tells nothing.
MOST_WORDS = 300
_LONGEST_SHORT_WORD = 5


class Vocabulary:
    """The terms of an archive's index; read when first needed.

    Attributes:
        languages: BCP 47 tags of the languages that the archive's texts were analysed in; a
            question is read in each. None known: in all.
    """

    def __init__(
        self,
        read: Callable[[], Iterable[tuple[str, int]]] = tuple,
        *,
        languages: tuple[str, ...] = (),
    ) -> None:
        """Remember where the terms come from.

        Args:
            read: Gives every term with the number of records that hold it.
            languages: See the class.
        """
        self.languages = languages
        self._read = read
        self._forms: list[str] | None = None
        self._terms: list[str] = []
        self._sorted: list[str] = []
        self._records = array("L")
        self._bare: dict[str, list[int]] = {}
        self._by_length: dict[int, list[int]] = {}

    def beginning(self, prefix: str) -> tuple[str, ...]:
        """List the terms whose form begins with a folded prefix, in the order of their forms."""
        first, last = self._range(prefix)
        return tuple(self._terms[first:last])

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the most frequent terms whose form fits a pattern with `*` and `?`."""
        forms = self._loaded()
        parts = re.split(r"([*?])", pattern)
        expression = re.compile("".join({"*": ".*", "?": "."}.get(p, re.escape(p)) for p in parts))
        first, last = self._range(parts[0]) if parts[0] else (0, len(forms))
        return self._most_frequent(
            [place for place in range(first, last) if expression.fullmatch(forms[place])]
        )

    def near(self, word: str, distance: int | None = None) -> tuple[str, ...]:
        """List the terms whose form is a few edits from a folded word, the nearest first.

        Args:
            word: A folded word.
            distance: Edits allowed (swapped neighbours are one); None chooses one for words of up
                to five letters and two for longer ones.
        """
        forms = self._loaded()
        allowed = _allowed(word) if distance is None else distance
        found: list[tuple[int, int, int]] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            places = self._by_length.get(length, [])
            for _, edits, index in process.extract(
                word,
                [forms[place] for place in places],
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=None,
            ):
                found.append((int(edits), -self._records[places[index]], places[index]))
        found.sort()
        return tuple(self._terms[place] for _, _, place in found[:MOST_WORDS])

    def without_marks(self, bare: str) -> tuple[str, ...]:
        """List the terms whose form is this word with diacritics: `malmö` for `malmo`."""
        self._loaded()
        return tuple(self._terms[place] for place in self._bare.get(bare, ()))

    def holds(self, stem: str) -> bool:
        """Say whether any record holds a form of a word, given as the beginning of its terms."""
        self._loaded()
        place = bisect_left(self._sorted, stem)
        return place < len(self._sorted) and self._sorted[place].startswith(stem)

    def suggestion(self, word: str) -> str | None:
        """Give the form that somebody may have meant by a word that the archive does not hold."""
        best: tuple[int, int, str] | None = None
        forms = self._loaded()
        allowed = _allowed(word)
        for length in range(max(1, len(word) - allowed), len(word) + allowed + 1):
            places = self._by_length.get(length, [])
            for form, edits, index in process.extract(
                word,
                [forms[place] for place in places],
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=8,
            ):
                candidate = (int(edits), -self._records[places[index]], form)
                if form != word and (best is None or candidate < best):
                    best = candidate
        return best[2] if best else None

    def _loaded(self) -> list[str]:
        if self._forms is not None:
            return self._forms
        rows = sorted(
            (decode(term), term, records) for term, records in self._read() if SEAM in term
        )
        self._forms = [form for form, _, _ in rows]
        self._terms = [term for _, term, _ in rows]
        self._sorted = sorted(self._terms)
        self._records = array("L", (records for _, _, records in rows))
        for place, form in enumerate(self._forms):
            self._by_length.setdefault(len(form), []).append(place)
            if not form.isascii() and (bare := skeleton(form)) != form:
                self._bare.setdefault(bare, []).append(place)
        return self._forms

    def _range(self, prefix: str) -> tuple[int, int]:
        forms = self._loaded()
        return bisect_left(forms, prefix), bisect_left(forms, prefix + "\U0010ffff")

    def _most_frequent(self, places: list[int]) -> tuple[str, ...]:
        most = nlargest(MOST_WORDS, places, key=lambda place: self._records[place])
        return tuple(self._terms[place] for place in most)


def _allowed(word: str) -> int:
    return 1 if len(word) <= _LONGEST_SHORT_WORD else 2
