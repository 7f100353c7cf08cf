"""Which words of a text a question found: the same terms that the index was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.records.postings import (
    All,
    AnyOf,
    Near,
    Node,
    Phrase,
    PostingsField,
    Terms,
)
from app.search.analysis import Token, text_terms, tokens


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
    found = placed_marks(text, language, marks.within(field))
    merged: list[tuple[int, int]] = []
    for mark in sorted(found, key=lambda mark: (mark.start, mark.end)):
        if merged and mark.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], mark.end))
        else:
            merged.append((mark.start, mark.end))
    return tuple(merged)


def placed_marks(text: str, language: str | None, marks: MarkSet) -> list[Mark]:
    """Find every place with the part of the question that it answers."""
    if not marks.parts or not may_hold(text, language, marks):
        return []
    stream = list(tokens(text, language))
    found: list[Mark] = []
    for number, part in enumerate(marks.parts):
        if isinstance(part, Phrase):
            found += [Mark(*place, number) for place in _phrase_places(stream, part)]
        else:
            found += [
                Mark(token.start, _marked_end(token, part), number)
                for token in stream
                if _answers(token.term, part)
            ]
    return found


def may_hold(text: str, language: str | None, marks: MarkSet) -> bool:
    """Say whether a text holds any word of what is asked: cheaper than finding the places."""
    terms = set(text_terms(text, language))
    for part in marks.parts:
        if isinstance(part, Phrase):
            if terms.issuperset(part.terms[:-1] if part.begins else part.terms):
                return True
        elif not terms.isdisjoint(part.forms) or (
            part.prefixes and any(term.startswith(part.prefixes) for term in terms)
        ):
            return True
    return False


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


def _answers(term: str, part: Terms) -> bool:
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
