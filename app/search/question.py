"""What somebody types becomes a frozen question that the store can answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from whoosh import query

from app.records.dates import parse_edtf
from app.records.postings import (
    All,
    AnyOf,
    ConditionField,
    DateWithin,
    HasValue,
    Node,
    Not,
    Order,
    Phrase,
    PostingsField,
    PostingsQuery,
    Terms,
)
from app.search.folding import normalise
from app.search.marks import MarkSet, marks_of
from app.search.question_syntax import (
    ALL_TEXT,
    DATE_FIELDS,
    DISTANCE_NOT_GIVEN,
    EDITS_NOT_GIVEN,
    PROPERTY_FIELDS,
    WORD_FIELDS,
    UnreadableQuestion,
    parse,
)
from app.search.question_words import MOST_WORDS, WordReader
from app.search.vocabulary import Vocabulary
from app.search.words import find_words

_OPERATORS = frozenset(("AND", "OR", "NOT", "TO"))
_FIELD_NAME = re.compile(
    rf"\b(?i:{'|'.join((*WORD_FIELDS, *PROPERTY_FIELDS, *DATE_FIELDS, 'language'))}):"
)
_VALUE = r"(?:\"[^\"]*\"?|\[[^\]]*\]?|\([^)]*\)?|\S+)"
# Values of properties, dates, and what must not be there: no word of a text stands for these.
_AS_TYPED = (
    rf"\b(?i:{'|'.join((*PROPERTY_FIELDS, *DATE_FIELDS, 'language', 'published'))}):{_VALUE}"
    rf"|(?:(?<=[\s(])|^)(?:NOT\s+|-)(?:\w+:)?{_VALUE}"
)
_CORRECTABLE = re.compile(
    rf"(?P<typed>{_AS_TYPED})|(?<![\w*?])(?P<word>[^\W\d_]{{3,}})(?![\w*?~:])"
)


# Each of these is looked for among all words of the archive: 50 to 150 ms at 200,000 of them.
_MOST_EXPANDED = 6
_MOST_BEGINNINGS = 48
_MOST_CORRECTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, read.

    Attributes:
        query: What the store is asked.
        read_as: How the text was understood, in the query language.
        plain: It could not be read as it was written, and was read as plain words.
        marks: What to mark in the texts of hits.
    """

    query: PostingsQuery
    read_as: str
    plain: bool = False
    marks: MarkSet


def parse_question(
    text: str,
    *,
    any_word: bool = False,
    order: Order = Order.BEST,
    limit: int = 50,
    offset: int = 0,
    binned: bool = False,
    facets: bool = True,
    vocabulary: Vocabulary | None = None,
) -> Question:
    """Read a question. This never fails: what cannot be read is read as plain words.

    Args:
        text: As it was typed. Empty asks for every record.
        any_word: Read the text as a plain question of which any word may match.
        order: How hits are ordered.
        limit: Hits on a page.
        offset: Hits to pass over.
        binned: Look in the bin.
        facets: Count hits by their properties.
        vocabulary: The archive's words; without them beginnings, patterns and misspelled words
            find less.
    """
    reader = _Reader(WordReader(vocabulary or Vocabulary()))
    plain = False
    ranked: tuple[Terms | Phrase, ...] = ()
    if any_word:
        node, ranked = reader.words.plain(text)
        read_as = " OR ".join(dict.fromkeys(find_words(normalise(text))))
    else:
        try:
            node, read_as = reader.read(parse(text)) if text.strip() else (All(), "")
        except UnreadableQuestion:
            node, read_as = reader.plain_words(text)
            plain = True
    asked = PostingsQuery(
        node=node,
        ranked=ranked,
        order=order,
        limit=limit,
        offset=offset,
        binned=binned,
        facets=facets,
    )
    return Question(query=asked, read_as=read_as, plain=plain, marks=marks_of(node))


def with_conditions(
    question: Question, conditions: Iterable[HasValue | DateWithin | Not]
) -> Question:
    """Narrow a question: every condition must hold as well."""
    parts = tuple(conditions)
    if not parts:
        return question
    node = All(parts=(question.query.node, *parts))
    return replace(question, query=replace(question.query, node=node))


def either(first: Question, second: Question) -> Question:
    """Ask for what answers one question or the other; how it was read is told of the first."""
    node = AnyOf(parts=(first.query.node, second.query.node))
    return replace(first, query=replace(first.query, node=node), marks=marks_of(node))


def suggest(text: str, vocabulary: Vocabulary) -> str | None:
    """Put right the words that the archive does not hold, by those that it holds: "did you mean".

    Operators, names of fields and values of properties and dates are never touched.

    Returns:
        The corrected text, or None where there is nothing to correct.
    """
    reader = WordReader(vocabulary)
    unknown: set[str] = set()

    def corrected(match: re.Match[str]) -> str:
        word = match["word"]
        if word is None or word in _OPERATORS or reader.is_known(word):
            return match[0]
        unknown.add(word)
        if len(unknown) > _MOST_CORRECTED:
            return word
        better = (vocabulary.suggestion(form) for form in reader.forms(word))
        return next((each for each in better if each is not None), word)

    # Names of fields, patterns and misspellings that were meant stay as they are too.
    better = _CORRECTABLE.sub(corrected, text)
    return better if better != text else None


class _Reader:
    """Walks Whoosh's tree; each step gives a node and how it was read."""

    def __init__(self, words: WordReader) -> None:
        self.words = words

    def read(self, tree: query.Query) -> tuple[Node, str]:
        """Read a whole question; what holds no word is left out.

        Raises:
            UnreadableQuestion: There is nothing in it to ask for, or more patterns and misspelled
                words than can be looked up in a moment.
        """
        leaves = list(tree.leaves())
        expanded = sum(isinstance(leaf, query.Wildcard | query.FuzzyTerm) for leaf in leaves)
        begun = sum(isinstance(leaf, query.Prefix) for leaf in leaves)
        few = expanded <= _MOST_EXPANDED and begun <= _MOST_BEGINNINGS
        found = self._read(tree) if few else None
        if found is None:
            raise UnreadableQuestion
        return found

    def plain_words(self, text: str) -> tuple[Node, str]:
        """Read a text as words that must all be there, whatever else stands between them."""
        bare = _FIELD_NAME.sub(" ", text)
        bare = re.sub(r"\b(?:AND|OR|NOT|TO)\b", " ", bare)
        words = list(dict.fromkeys(find_words(normalise(bare))))[:MOST_WORDS]
        parts = [node for word in words if (node := self.words.word(word)) is not None]
        # Nothing to look for, such as a lone emoji, finds nothing; it does not find everything.
        node = All(parts=tuple(parts)) if parts else AnyOf()
        return node, " ".join(words)

    def _read(self, tree: query.Query) -> tuple[Node, str] | None:
        match tree:
            case query.And():
                return self._group(tree, " ", All)
            case query.Or():
                return self._group(tree, " OR ", AnyOf)
            case query.Not():
                inner = self._read(tree.query)
                return (Not(part=inner[0]), f"NOT {inner[1]}") if inner else None
            case query.TermRange():
                return self._range(tree)
            case query.Phrase() | query.Term() | query.Prefix() | query.Wildcard():
                return self._leaf(tree)
            case query.FuzzyTerm():
                return self._leaf(tree)
            case _:
                return None  # Empty brackets; Whoosh has a tree of its own for nothing.

    def _group(
        self, tree: query.Query, joint: str, kind: type[All] | type[AnyOf]
    ) -> tuple[Node, str] | None:
        found = [each for child in tree if (each := self._read(child)) is not None]
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        texts = [
            f"({text})" if isinstance(node, All | AnyOf) and " " in text else text
            for node, text in found
        ]
        nodes = [node for node, _ in found]
        if kind is All:
            nodes = self._with_names(list(tree), nodes)
        return kind(parts=tuple(nodes)), joint.join(texts)

    def _with_names(self, words: list[query.Query], nodes: list[Node]) -> list[Node]:
        """Let two neighbouring words be one name as well; the last two are looked at first."""
        if len(words) != len(nodes) or not all(type(word) is query.Term for word in words):
            return nodes
        place = len(words) - 2
        while place >= 0:
            first, second = words[place : place + 2]
            name = first.field()
            if name == second.field() and name in (ALL_TEXT, *WORD_FIELDS):
                together = self.words.joined(first.text, second.text, _fields(name))
                if together is not None:
                    apart = All(parts=tuple(nodes[place : place + 2]))
                    nodes[place : place + 2] = [AnyOf(parts=(apart, together))]
                    place -= 1
            place -= 1
        return nodes

    def _leaf(self, tree: query.Query) -> tuple[Node, str] | None:
        name = tree.field()
        text = " ".join(tree.words) if isinstance(tree, query.Phrase) else tree.text
        label = "" if name == ALL_TEXT else f"{name}:"
        if name in DATE_FIELDS:
            edtf = f"{text}~" if isinstance(tree, query.FuzzyTerm) else text
            first, last = (None, None) if edtf == "*" else _days(edtf)
            return DateWithin(first=first, last=last, added=name == "added"), f"{label}{edtf}"
        if name in PROPERTY_FIELDS:
            value = f"{text}*" if isinstance(tree, query.Prefix) else text
            pattern = isinstance(tree, query.Prefix | query.Wildcard)
            return _property(name, value, pattern=pattern), label + _quote(value, pattern=pattern)
        fields = _fields(name)
        node, written = self._words(tree, text, fields)
        return (node, label + written) if node is not None else None

    def _words(
        self, tree: query.Query, text: str, fields: tuple[PostingsField, ...]
    ) -> tuple[Node | None, str]:
        match tree:
            case query.Phrase() if tree.slop != DISTANCE_NOT_GIVEN:
                return self.words.near(text, tree.slop, fields), f'"{text}"~{tree.slop}'
            case query.Phrase():
                return self.words.phrase(text, fields), f'"{text}"'
            case query.Prefix():
                return self.words.prefix(text, fields), f"{text}*"
            case query.Wildcard() if not text.strip("*"):
                return (All() if not fields else None), "*"
            case query.Wildcard():
                return self.words.pattern(text, fields), text
            case query.FuzzyTerm():
                given = tree.maxdist != EDITS_NOT_GIVEN
                edits = tree.maxdist if given else None
                return self.words.fuzzy(text, edits, fields), f"{text}~{edits if given else ''}"
            case query.Term() if text in _OPERATORS and not fields:
                raise UnreadableQuestion
            case _:
                return self.words.word(text, fields), text

    def _range(self, tree: query.TermRange) -> tuple[Node, str]:
        name = tree.field()
        if name not in DATE_FIELDS:
            raise UnreadableQuestion
        start, end = _limit(tree.start), _limit(tree.end)
        if start and end and (_days(start)[0] or "") > (_days(end)[1] or "9999"):
            start, end = end, start
        first = _days(start)[0] if start else None
        last = _days(end)[1] if end else None
        node = DateWithin(first=first, last=last, added=name == "added")
        return node, f"{name}:[{start or ''} TO {end or ''}]"


def _days(edtf: str) -> tuple[str | None, str | None]:
    try:
        span = parse_edtf(edtf.strip())
    except ValueError as problem:
        raise UnreadableQuestion from problem
    return (
        span.first.isoformat() if span.first else None,
        span.last.isoformat() if span.last else None,
    )


def _limit(day: str | None) -> str | None:
    """Give one end of a span, or None where it is open: left out, `..` or `*`."""
    return None if day is None or day.strip() in ("", "..", "*") else day


def _property(name: str, value: str, *, pattern: bool) -> HasValue:
    field = ConditionField(name)
    free = (ConditionField.TAG, ConditionField.COLLECTION, ConditionField.CODE)
    written = value if field in free else value.strip().replace(" ", "-")
    return HasValue(field=field, values=(written,), pattern=pattern)


def _quote(value: str, *, pattern: bool) -> str:
    """A value as it can be typed: in quotes where it would be read as something else without."""
    signs = " " if pattern else " *?"
    return f'"{value}"' if any(sign in value for sign in signs) else value


def _fields(name: str) -> tuple[PostingsField, ...]:
    """The parts of a record that a name of a field stands for; none for all of them."""
    if name == ALL_TEXT:
        return ()
    field = PostingsField(name)
    return (field, PostingsField.PROPOSED) if field is PostingsField.TITLE else (field,)
