"""Examples of questions made of what the open archive holds, each of which finds something."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from app.archive.opening import Archive
from app.archive.reading import list_records, read_record
from app.archive.searching import SearchRequest, SearchResult, search, shown_texts
from app.progress import Progress
from app.records.postings import FacetName, Order, PostingsField
from app.records.record import Record
from app.search.folding import normalise
from app.search.words import find_words, is_unspaced
from app.translation import _

_LISTED, _LOOKED_AT = 50, 4
"""Newest records among which are those whose words are tried, and how many these are."""
_TRIED = 5
"""Words of them that are counted."""
_SHORTEST, _LONGEST = 5, 14
_LETTERS = re.compile(r"[^\W\d_]+")


class ExampleKind(StrEnum):
    """What an example shows."""

    WORD = "word"
    WORDS = "words"
    PHRASE = "phrase"
    EITHER = "either"
    WITHOUT = "without"
    BEGINNING = "beginning"
    NEARLY = "nearly"
    TITLE = "title"
    TAG = "tag"
    PLACE = "place"
    PERSON = "person"
    PROPERTY = "property"
    LANGUAGE = "language"
    YEARS = "years"


_OF_WORDS = (
    ExampleKind.WORD,
    ExampleKind.WORDS,
    ExampleKind.PHRASE,
    ExampleKind.EITHER,
    ExampleKind.WITHOUT,
    ExampleKind.BEGINNING,
    ExampleKind.NEARLY,
    ExampleKind.TITLE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question that can be tried.

    Attributes:
        count: Records that it finds in this archive; at least one.
    """

    kind: ExampleKind
    text: str
    count: int


def search_examples(archive: Archive, progress: Progress) -> tuple[Example, ...]:
    """One example of each kind that this archive has something for; none where it is empty.

    Words come from what lists show of the newest records, so hidden passages and protected names
    are in none of them.

    Raises:
        CancelledError: The person cancelled, or `interrupt_search` was called.
    """
    everything = search(archive, SearchRequest(limit=1, snippets=False))
    found: dict[ExampleKind, Example] = {}
    words = _of_words(archive, _language(everything), found)
    for at, (kind, text) in enumerate(chain(_of_facets(everything), words)):
        progress.step(_("Looking for examples"), at, None)
        if kind not in found and (count := _count(archive, text)):
            found[kind] = Example(kind=kind, text=text, count=count)
    return tuple(found[kind] for kind in ExampleKind if kind in found)


def _of_facets(result: SearchResult) -> Iterator[tuple[ExampleKind, str]]:
    values = {facet.name: [each.value for each in facet.counts] for facet in result.facets}
    for facet, kind, label in (
        (FacetName.TAG, ExampleKind.TAG, "tag"),
        (FacetName.PLACE, ExampleKind.PLACE, "place"),
        (FacetName.PERSON, ExampleKind.PERSON, "person"),
        (FacetName.KIND, ExampleKind.PROPERTY, "kind"),
        (FacetName.LANGUAGE, ExampleKind.LANGUAGE, "lang"),
    ):
        for value in values.get(facet, ())[:2]:
            bare = value.replace('"', " ").strip()
            plain = _LETTERS.fullmatch(bare) is not None
            yield kind, f"{label}:{bare}" if plain else f'{label}:"{bare}"'
    years = [year for year in values.get(FacetName.YEAR, ()) if year.isdecimal()]
    if years:
        yield ExampleKind.YEARS, f"date:[{years[len(years) // 2]} TO {years[-1]}]"


def _language(everything: SearchResult) -> str:
    """The language that most records are in; empty where none is known."""
    counts = (each.counts for each in everything.facets if each.name is FacetName.LANGUAGE)
    return next((each[0].value for each in counts if each), "")


def _of_words(
    archive: Archive, language: str, found: Container[ExampleKind]
) -> Iterator[tuple[ExampleKind, str]]:
    """Questions of one record after another, as long as a kind of them has found nothing."""
    newest = list_records(archive, limit=_LISTED).cards
    # Words of the language that most records are in, where the newest are in another.
    newest_first = sorted(newest, key=lambda card: card.languages[:1] != (language,))
    cards = newest_first[:_LOOKED_AT]
    for card in cards:
        if all(kind in found for kind in _OF_WORDS):
            return
        record = read_record(archive, card.id).record
        words = _telling(archive, record)
        if not words:
            continue
        first, last = words[0], words[-1]
        yield ExampleKind.WORD, first
        yield ExampleKind.BEGINNING, f"{first[: max(2, len(first) - 3)]}*"
        if len(first) > _SHORTEST and not is_unspaced(first):
            yield ExampleKind.NEARLY, f"{first[:2]}{first[3]}{first[2]}{first[4:]}~"
        if first != last:
            yield ExampleKind.WORDS, f"{first} {last}"
            yield ExampleKind.EITHER, f"{first} OR {last}"
            yield ExampleKind.WITHOUT, f"{first} -{last}"
            yield ExampleKind.WITHOUT, f"{last} -{first}"
        yield from ((ExampleKind.PHRASE, f'"{pair}"') for pair in _pairs(record))
        title = [word for word in find_words(normalise(record.title)) if len(word) > 1]
        if title:
            yield ExampleKind.TITLE, f"title:{max(title, key=len)}"


def _telling(archive: Archive, record: Record) -> list[str]:
    """A few longer words of a record, the one that most records have first."""
    words: dict[str, None] = {}
    for shown in shown_texts(record):
        if shown.field in (PostingsField.TEXT, PostingsField.TITLE):
            for word in find_words(normalise(shown.text)):
                if is_unspaced(word):
                    words[word[:3]] = None
                elif _SHORTEST <= len(word) <= _LONGEST and _LETTERS.fullmatch(word):
                    words[word] = None
    longest = sorted(words, key=lambda word: (-len(word), word))[:_TRIED]
    counted = [(_count(archive, word), word) for word in longest]
    return [word for count, word in sorted(counted, reverse=True) if count]


def _pairs(record: Record) -> Iterator[str]:
    """Two neighbouring words of the text, as they stand in it."""
    for shown in shown_texts(record):
        if shown.field is PostingsField.TEXT:
            pair = re.search(r"[^\W\d_]{4,}[ ][^\W\d_]{4,}", shown.text)
            if pair is not None:
                yield pair[0]
                return


def _count(archive: Archive, text: str) -> int:
    # In the order of adding nothing has to be ranked, which is what costs in large archives.
    request = SearchRequest(text=text, order=Order.ADDED, limit=1, snippets=False, facets=False)
    result = search(archive, request)
    return 0 if result.plain else result.count
