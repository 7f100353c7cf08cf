"""What passes between the language side of search and the store that holds the postings.

`app.search` turns texts into `AnalysedText` and questions into `PostingsQuery`; `app.store` keeps
the first and answers the second. Neither imports the other, so the forms live here.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class PostingsField(StrEnum):
    """A searchable part of a record; also the name of its FTS5 column.

    A title that was proposed from the text is found as a title, but says no more about the record
    than the text does: it has a column of its own.
    """

    TITLE = "title"
    TEXT = "text"
    TRANSLATION = "translation"
    SUMMARY = "summary"
    PERSON = "person"
    PLACE = "place"
    SOURCE = "source"
    ATTACHMENT = "attachment"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedText:
    """The terms of one record, ready to be indexed.

    Attributes:
        fields: For each field that has text its terms in order, separated by single spaces. A
            term holds no ASCII character but letters and digits, so the store's tokenizer splits
            at the spaces and nowhere else. The terms of all forms of a word begin alike, so a
            prefix asks for the word and the whole term for one form. `\\u241e` as a term of its
            own keeps phrases from running across a paragraph boundary.
        languages: BCP 47 tags of the languages in which the texts were analysed.
    """

    fields: tuple[tuple[PostingsField, str], ...]
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Any of these terms, in the given fields (none given: in all).

    Attributes:
        forms: Whole terms; one matches.
        prefixes: Beginnings of terms; one matches.
    """

    forms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    fields: tuple[PostingsField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Terms that follow one another, in one field.

    Attributes:
        begins: The last one is only the beginning of a term.
    """

    terms: tuple[str, ...]
    begins: bool = False
    fields: tuple[PostingsField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Terms, in any order, with at most `distance` other terms between them, in one field.

    Attributes:
        terms: Each of them is near.
        prefixes: So is one term beginning with each of these.
    """

    distance: int
    terms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    fields: tuple[PostingsField, ...] = ()


class ConditionField(StrEnum):
    """A property of a record that a query may ask for without looking at its words."""

    KIND = "kind"
    LANGUAGE = "lang"
    STATUS = "status"
    RISK = "risk"
    CONSENT = "consent"
    TAG = "tag"
    COLLECTION = "collection"
    YEAR = "year"
    CODE = "code"
    PLACE = "place"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class HasValue:
    """The record's property is one of these values, compared folded; a language with its regions.

    Attributes:
        pattern: `*` at the end of a value stands for any ending, alone for any value at all. Only
            typed questions say so; a value that was chosen is meant as it is.
    """

    field: ConditionField
    values: tuple[str, ...]
    pattern: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWithin:
    """The record's date overlaps the span; an open end is None.

    Attributes:
        first: ISO day `YYYY-MM-DD`, inclusive.
        last: ISO day, inclusive.
        added: Look at the day the record was added instead of its own date.
    """

    first: str | None
    last: str | None
    added: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Every part holds. With no parts: every record."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one part holds. With no parts: no record."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part does not hold."""

    part: "Node"


Node = Terms | Phrase | Near | HasValue | DateWithin | All | AnyOf | Not


class Order(StrEnum):
    """How hits are ordered. Ties fall back to the newest record first."""

    BEST = "best"
    DATE = "date"
    TITLE = "title"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingsQuery:
    """A question as the store answers it.

    Attributes:
        node: What must hold.
        ranked: What decides the order of BEST besides `node`: it would be welcome in a hit, but
            need not be there. Left out of account in large archives, where it would cost much.
        order: How hits are ordered; BEST is BM25 with the title weighted.
        limit: Hits wanted on this page.
        offset: Hits to pass over.
        binned: Look in the bin instead of the archive.
        facets: Count the hits by their properties as well.
        milliseconds: After this long the answer is cut off with what was found.
    """

    node: Node
    ranked: tuple[Terms | Phrase, ...] = ()
    order: Order = Order.BEST
    limit: int = 50
    offset: int = 0
    binned: bool = False
    facets: bool = True
    milliseconds: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRecord:
    """One hit: the store's number for the record and its score (higher is better, 0 if none)."""

    number: int
    score: float


class FacetName(StrEnum):
    """A property that a result is counted by."""

    KIND = "kind"
    LANGUAGE = "language"
    YEAR = "year"
    PLACE = "place"
    PERSON = "person"
    TAG = "tag"
    COLLECTION = "collection"
    STATUS = "status"
    RISK = "risk"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many hits have this value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One property with its counts, largest first (years: ascending)."""

    name: FacetName
    counts: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingsAnswer:
    """What the store found.

    Attributes:
        hits: This page, best first.
        count: Hits in all.
        facets: Counts over all hits.
        cut_off: The time ran out; the answer may be incomplete.
    """

    hits: tuple[RankedRecord, ...]
    count: int
    facets: tuple[Facet, ...] = field(default=())
    cut_off: bool = False
