"""The words that an archive holds: what a beginning, a pattern or a misspelling can stand for."""

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from app.records.postings import AnalysedText
from app.search.sorted_words import SortedWords, expression
from app.search.terms import SEAM

# A pattern stands for its most frequent words; an OR of more costs time and tells nothing.
MOST_WORDS = 300
_LONGEST_SHORT_WORD = 5
# So many new words are kept beside the others before all are sorted into one.
_MOST_NEWER = 20_000


class Vocabulary:
    """The terms of an archive's index; read when first needed, then kept in step with changes.

    Safe to use from several threads.

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
        self._lane = threading.Lock()
        self._words: SortedWords | None = None
        self._newer = SortedWords(())
        self._newer_counts: Counter[str] = Counter()
        self._telling = threading.Lock()
        self._is_reading = False
        self._told: Counter[str] = Counter()

    def record_changed(self, before: AnalysedText | None, after: AnalysedText | None) -> None:
        """Keep in step with the index; call it when the change is on the disk.

        Args:
            before: What the record was indexed with; None for a new one.
            after: What it is indexed with now; None for one that is gone.
        """
        with self._telling:
            if after is not None:
                self.languages = tuple(sorted({*self.languages, *after.languages}))
            if self._words is None and not self._is_reading:
                return  # It will be read with everything else.
            if after is not None:
                self._told.update(_terms(after))
            if before is not None and not self._is_reading:
                # While reading it may not be counted any more, so it is not taken off: a word that
                # is thought to be there does less harm than one that is not.
                self._told.subtract(_terms(before))

    @property
    def is_ready(self) -> bool:
        """Whether the terms have been read."""
        return self._words is not None

    def prepare(self, read: Callable[[], Iterable[tuple[str, int]]]) -> None:
        """Read the terms ahead of the first use, where they have not been read.

        Args:
            read: As for the class, in another way: without keeping others from the index.
        """
        self._loaded(read)

    def beginning(self, prefix: str) -> tuple[str, ...]:
        """List the terms whose form begins with a folded prefix, in the order of their forms."""
        return tuple(
            words.term(place)
            for words in self._loaded()
            for place in words.begun(prefix)
            if words.records[place]
        )

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the most frequent terms whose form fits a pattern with `*` and `?`."""
        written = expression(pattern)
        beginning = re.split(r"[*?]", pattern, maxsplit=1)[0]
        found = [
            (-words.records[place], words.term(place))
            for words in self._loaded()
            for place in words.fitting(written, beginning)
            if words.records[place]
        ]
        found.sort()
        return tuple(term for _, term in found[:MOST_WORDS])

    def near(self, word: str, distance: int | None = None) -> tuple[str, ...]:
        """List the terms whose form is a few edits from a folded word, the nearest first.

        Args:
            word: A folded word.
            distance: Edits allowed (swapped neighbours are one); None chooses one for words of up
                to five letters and two for longer ones.
        """
        allowed = _allowed(word) if distance is None else distance
        found = sorted(
            (edits, -words.records[place], words.term(place))
            for words, place, edits in self._near(word, allowed)
        )
        return tuple(term for _, _, term in found[:MOST_WORDS])

    def without_marks(self, bare: str) -> tuple[str, ...]:
        """List the terms whose form is this word with diacritics: `malmö` for `malmo`."""
        return tuple(
            words.term(place)
            for words in self._loaded()
            for place in words.bare(bare)
            if words.records[place]
        )

    def holds(self, stem: str) -> bool:
        """Say whether any record holds a form of a word, given as the beginning of its terms."""
        return any(words.begins_some(stem) for words in self._loaded())

    def suggestion(self, word: str) -> str | None:
        """Give the form that somebody may have meant by a word that the archive does not hold."""
        found = (
            (edits, -words.records[place], words.form(place))
            for words, place, edits in self._near(word, _allowed(word))
        )
        best = min((each for each in found if each[2] != word), default=None)
        return best[2] if best else None

    def _near(self, word: str, allowed: int) -> Iterator[tuple[SortedWords, int, int]]:
        for words in self._loaded():
            for place, edits in words.near(word, allowed):
                if words.records[place]:
                    yield words, place, edits

    def _loaded(
        self, read: Callable[[], Iterable[tuple[str, int]]] | None = None
    ) -> tuple[SortedWords, SortedWords]:
        """All words: those that were read, and those that came since."""
        with self._lane:
            words = self._words
            if words is None:
                with self._telling:
                    self._is_reading = True
                try:
                    words = self._words = SortedWords((read or self._read)())
                finally:
                    with self._telling:
                        self._is_reading = False
            with self._telling:
                told, self._told = self._told, Counter()
            if told:
                self._keep_in_step(words, told)
            return self._words or words, self._newer

    def _keep_in_step(self, words: SortedWords, told: Counter[str]) -> None:
        for term, by in told.items():
            if SEAM not in term:
                continue
            place = words.place_of(term)
            if place is None:
                self._newer_counts[term] += by
            else:
                words.records[place] = max(0, words.records[place] + by)
        newer = [(term, count) for term, count in self._newer_counts.items() if count > 0]
        if len(newer) > _MOST_NEWER:
            self._words = SortedWords((*words.counted(), *newer))
            self._newer_counts.clear()
            newer = []
        self._newer = SortedWords(newer)


def _terms(analysed: AnalysedText) -> set[str]:
    return {term for _, terms in analysed.fields for term in terms.split(" ")}


def _allowed(word: str) -> int:
    return 1 if len(word) <= _LONGEST_SHORT_WORD else 2
