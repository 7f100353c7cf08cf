"""Many words in order, in little memory: forms, where each is cut, how many records hold it.

Half a million words take about 45 MB: each form stands once, and its term is made of it when asked
for.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.search.folding import skeleton
from app.search.terms import SEAM

# Where a form has no place for the cut: its stem is not its beginning.
_ODD = 255


class SortedWords:
    """Terms in the order of their forms. Places count from 0 in that order.

    Attributes:
        records: How many records hold the term at a place; 0 for one that is gone.
    """

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        """Sort terms.

        Args:
            terms: Terms with how many records hold them; those without a seam are left out.
        """
        forms: list[str] = []
        seams = bytearray()
        counts = array("I")
        odd: dict[int, str] = {}
        for term, records in terms:
            stem, seam, ending = term.partition(SEAM)
            if not seam:
                continue
            if ending.startswith(SEAM):
                odd[len(forms)] = stem
                forms.append(ending[1:])
                seams.append(_ODD)
            else:
                forms.append(stem + ending)
                seams.append(min(len(stem), _ODD - 1))
            counts.append(records)
        order = _in_order(forms)
        self._forms = [forms[at] for at in order]
        self._seams = bytes(seams[at] for at in order)
        self.records = array("I", (counts[at] for at in order))
        self._odd = {place: odd[at] for place, at in enumerate(order) if at in odd}
        self._odd_stems = sorted(set(self._odd.values()))
        self._by_length, self._bare = self._tables()

    def __len__(self) -> int:
        return len(self._forms)

    def term(self, place: int) -> str:
        """The term at a place."""
        form, seam = self._forms[place], self._seams[place]
        if seam == _ODD:
            return f"{self._odd[place]}{SEAM}{SEAM}{form}"
        return f"{form[:seam]}{SEAM}{form[seam:]}"

    def form(self, place: int) -> str:
        """What the term at a place stands for."""
        return self._forms[place]

    def place_of(self, term: str) -> int | None:
        """Where a term stands, or None."""
        stem, _, ending = term.partition(SEAM)
        form = ending[1:] if ending.startswith(SEAM) else stem + ending
        place = bisect_left(self._forms, form)
        while place < len(self._forms) and self._forms[place] == form:
            if self.term(place) == term:
                return place
            place += 1
        return None

    def begun(self, prefix: str) -> range:
        """The places of forms with a beginning."""
        first = bisect_left(self._forms, prefix)
        return range(first, bisect_left(self._forms, prefix + "\U0010ffff", lo=first))

    def fitting(self, pattern: "re.Pattern[str]", beginning: str) -> Iterator[int]:
        """The places of forms that fit a pattern as a whole.

        Args:
            beginning: What every form that fits begins with.
        """
        fits = pattern.fullmatch
        return (place for place in self.begun(beginning) if fits(self._forms[place]))

    def near(self, word: str, edits: int) -> Iterator[tuple[int, int]]:
        """The places of forms that so few edits make of a word, each with how many."""
        for length in range(max(1, len(word) - edits), len(word) + edits + 1):
            forms, places = self._by_length.get(length, ([], array("I")))
            for _, away, index in process.extract(
                word, forms, scorer=OSA.distance, score_cutoff=edits, limit=None
            ):
                yield places[index], int(away)

    def bare(self, word: str) -> tuple[int, ...]:
        """The places of forms that are a word with diacritics."""
        return tuple(self._bare.get(word, ()))

    def begins_some(self, stem: str) -> bool:
        """Say whether a term that some record holds begins so.

        Args:
            stem: A stem with its seam.
        """
        bare = stem.removesuffix(SEAM)
        if any(
            self._seams[place] == min(len(bare), _ODD - 1) and self.records[place]
            for place in self.begun(bare)
        ):
            return True
        place = bisect_left(self._odd_stems, bare)
        return place < len(self._odd_stems) and self._odd_stems[place] == bare

    def counted(self) -> Iterator[tuple[str, int]]:
        """Every term that some record holds, with how many do."""
        return (
            (self.term(place), records) for place, records in enumerate(self.records) if records
        )

    def _tables(self) -> tuple[dict[int, tuple[list[str], "array[int]"]], dict[str, list[int]]]:
        by_length: dict[int, tuple[list[str], array[int]]] = {}
        bare: dict[str, list[int]] = {}
        for place, form in enumerate(self._forms):
            forms, places = by_length.setdefault(len(form), ([], array("I")))
            forms.append(form)
            places.append(place)
            if not form.isascii() and (without := skeleton(form)) != form:
                bare.setdefault(without, []).append(place)
        return by_length, bare


def _in_order(forms: list[str]) -> "array[int]":
    """Places of forms in their order.

    They are sorted by two letters at a time: one sort of them all would hold the interpreter, and
    with it the window, for a third of a second.
    """
    by_beginning: dict[str, list[int]] = {}
    for place, form in enumerate(forms):
        by_beginning.setdefault(form[:2], []).append(place)
    order = array("I")
    for beginning in sorted(by_beginning):
        order.extend(sorted(by_beginning.pop(beginning), key=forms.__getitem__))
    return order


def expression(pattern: str) -> "re.Pattern[str]":
    """Compile a pattern with `*` and `?`."""
    parts = re.split(r"([*?])", pattern)
    return re.compile("".join({"*": ".*", "?": "."}.get(p, re.escape(p)) for p in parts))
