"""Which words of a text a question found: the same terms that the index was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.records.postings import (
    All,
    AnyOf,
    Near,
    Node,
    Phrase,
    PostingsField,
    Terms,
)
from app.search.analysis import Token, is_turkic, term_table, tokens
from app.search.folding import normalise
from app.search.words import Piece, find_words, pieces, placed_bigrams

# Words remembered for one question; a question is asked of a page of records at a time.
_MOST_ANSWERS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSet:
    """What is marked in texts.

    Attributes:
        parts: Terms and phrases that a hit may be owed to, in the order they were asked.
    """

    parts: tuple[Terms | Phrase, ...] = ()

    def within(self, field: PostingsField | None) -> "MarkSet":
        """Keep what was asked of one field; None keeps all."""
        if field is None:
            return self
        kept = (part for part in self.parts if not part.fields or field in part.fields)
        return MarkSet(parts=tuple(kept))


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to mark, in code points, and which part of the question it answers."""

    start: int
    end: int
    part: int


def marks_of(node: Node) -> MarkSet:
    """Gather what a question asks for: everything but conditions and what stands under a NOT."""
    return MarkSet(parts=tuple(dict.fromkeys(_parts(node))))


def find_marks(
    text: str,
    language: str | None,
    marks: MarkSet,
    field: PostingsField | None = None,
) -> tuple[tuple[int, int], ...]:
    """Find the places to mark in a text, in order, none overlapping another.

    Args:
        text: One paragraph.
        language: What it was analysed as, BCP 47.
        marks: What the question asks for.
        field: The part of the record that the text belongs to; None: mark what was asked of any.
    """
    return merged_places(placed_marks(text, language, marks.within(field)))


def merged_places(marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """Give the places of marks in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if merged and mark.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], mark.end))
        else:
            merged.append((mark.start, mark.end))
    return tuple(merged)


def placed_marks(text: str, language: str | None, marks: MarkSet) -> list[Mark]:
    """Find every place with the part of the question that it answers, in no order."""
    if not marks.parts:
        return []
    turkic = is_turkic(language)
    answers = _answers_to(marks, language)
    listed = find_words(normalise(text, turkic=turkic))
    words = set(listed)
    answers.look_at(words)
    wanted = {word: answers[word] for word in words & answers.keys()}
    if not wanted:
        return []
    found: list[Mark] = []
    alone = {
        word
        for word, numbers in wanted.items()
        if any(isinstance(marks.parts[number], Terms) for number in numbers)
    }
    for piece in pieces(text, turkic=turkic, only=alone) if alone else ():
        if piece.unspaced:
            found += _run_marks(piece, [(n, marks.parts[n]) for n in wanted[piece.text]])
        else:
            start, end = piece.places[0][0], piece.places[-1][1]
            found += [
                Mark(start, end, number)
                for number in wanted[piece.text]
                if isinstance(marks.parts[number], Terms)
            ]
    return found + _phrase_marks(text, language, marks, listed, wanted)


class _Answers(dict[str, tuple[int, ...]]):
    """For each normalised word or run that answers parts or belongs to them, their numbers."""

    def __init__(self, marks: MarkSet, language: str | None) -> None:
        super().__init__()
        self._others: set[str] = set()
        self._parts = marks.parts
        self._table = term_table(language)
        self._whole = frozenset(
            term
            for part in marks.parts
            for term in (part.forms if isinstance(part, Terms) else part.terms)
        )
        self._prefixes = tuple(
            prefix
            for part in marks.parts
            for prefix in (
                part.prefixes if isinstance(part, Terms) else part.terms[-1:] * part.begins
            )
        )

    def look_at(self, words: set[str]) -> None:
        """Find out about words that were not met before; nearly all answer nothing."""
        if len(self._others) >= _MOST_ANSWERS:
            self._others.clear()
        table, whole, prefixes = self._table, self._whole, self._prefixes
        for word in words - self._others - self.keys():
            term = table[word]
            if " " not in term and term not in whole and not term.startswith(prefixes):
                self._others.add(word)
            elif numbers := self._numbers(term.split(" ")):
                self[word] = numbers
            else:
                self._others.add(word)

    def _numbers(self, terms: list[str]) -> tuple[int, ...]:
        return tuple(
            number
            for number, part in enumerate(self._parts)
            if any(_answers(term, part) for term in terms)
        )


@lru_cache(maxsize=32)
def _answers_to(marks: MarkSet, language: str | None) -> _Answers:
    return _Answers(marks, language)


def _run_marks(run: Piece, asked: list[tuple[int, Terms | Phrase]]) -> Iterable[Mark]:
    for term, start, end in placed_bigrams(run):
        token = Token(term, start, end)
        for number, part in asked:
            if isinstance(part, Terms) and _answers(term, part):
                yield Mark(start, _marked_end(token, part), number)


def _phrase_marks(
    text: str,
    language: str | None,
    marks: MarkSet,
    words: list[str],
    wanted: dict[str, tuple[int, ...]],
) -> list[Mark]:
    """Find phrases; where terms stand is worked out only for a text that holds one."""
    numbers = {
        number
        for each in wanted.values()
        for number in each
        if isinstance(marks.parts[number], Phrase)
    }
    if not numbers:
        return []
    terms = filter(None, map(term_table(language).__getitem__, words))
    line = f" {' '.join(terms)} "
    stream: list[Token] = []
    found: list[Mark] = []
    for number in numbers:
        part = marks.parts[number]
        if isinstance(part, Phrase) and _begun_line(part) in line:
            stream = stream or list(tokens(text, language))
            found += [Mark(start, end, number) for start, end in _phrase_places(stream, part)]
    return found


def _begun_line(phrase: Phrase) -> str:
    return f" {' '.join(phrase.terms)}{'' if phrase.begins else ' '}"


def _parts(node: Node) -> Iterable[Terms | Phrase]:
    match node:
        case Terms() | Phrase():
            yield node
        case Near():
            for term in node.terms:
                yield Terms(forms=(term,), fields=node.fields)
            for prefix in node.prefixes:
                yield Terms(prefixes=(prefix,), fields=node.fields)
        case All() | AnyOf():
            for part in node.parts:
                yield from _parts(part)
        case _:
            return


def _answers(term: str, part: Terms | Phrase) -> bool:
    """Say whether a term answers a part, or may belong to a phrase."""
    if isinstance(part, Phrase):
        return term in part.terms or (part.begins and term.startswith(part.terms[-1]))
    return term in part.forms or (bool(part.prefixes) and term.startswith(part.prefixes))


def _marked_end(token: Token, part: Terms) -> int:
    """A single letter of an unspaced script finds the bigram it begins; mark the letter."""
    if token.end - token.start == 2 and len(token.term) == 2 and token.term not in part.forms:
        shortest = min(len(prefix) for prefix in part.prefixes if token.term.startswith(prefix))
        return token.start + shortest
    return token.end


def _phrase_places(stream: list[Token], phrase: Phrase) -> Iterable[tuple[int, int]]:
    terms = phrase.terms
    whole = len(terms) - (1 if phrase.begins else 0)
    for first in range(len(stream) - len(terms) + 1):
        window = stream[first : first + len(terms)]
        if any(token.term != term for token, term in zip(window, terms[:whole], strict=False)):
            continue
        if phrase.begins and not window[-1].term.startswith(terms[-1]):
            continue
        yield window[0].start, window[-1].end
