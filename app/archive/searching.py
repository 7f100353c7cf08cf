"""Searching: a question in words becomes hits with snippets, counts and marks."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from app.archive.attachment_texts import attached_texts
from app.archive.indexing import searched_texts
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord
from app.progress import Progress
from app.records.canonical import from_canonical
from app.records.postings import Facet, HasValue, Not, Order, PostingsField, RankedRecord
from app.records.record import Record
from app.records.stored import RecordCard
from app.search.marks import MarkSet, find_marks
from app.search.question import Question, either, parse_question, suggest, with_conditions
from app.search.snippets import ShownText, Snippet, make_snippets, opening_snippet
from app.search.vocabulary import Vocabulary
from app.store.postings import read_languages
from app.store.postings_search import search_postings
from app.store.record_lookup import cards, record_by_number
from app.store.transactions import Reader
from app.store.words_table import each_word

__all__ = [
    "Hit",
    "RecordMarks",
    "SearchRequest",
    "SearchResult",
    "Snippet",
    "interrupt_search",
    "marks_of",
    "prepare_search",
    "search",
    "shown_texts",
]

Spans = tuple[tuple[int, int], ...]
_FEW = 1
_WORDS_AT_ONCE = 10_000
_MOST_MILLISECONDS, _LEAST_MILLISECONDS = 1_700, 300
"""Of the two seconds that a question may take; some are left for showing what it found."""
# Two letters at least, at the end, after nothing that makes them more than a word.
_BEGUN_WORD = re.compile(r"(?:^|[\s(\"])(?!(?:AND|OR|NOT|TO)$)[^\W\d_]{2,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What is asked.

    Attributes:
        text: In the query language; empty asks for every record.
        any_word: Read the text as a plain question of which any word may match.
        narrowed: Conditions chosen beside the text; all of them must hold.
        without: Conditions of which none may hold.
        typing: The last word may not be finished: what begins with it is found too.
        snippets: Wanted with each hit.
        facets: Counts wanted.
    """

    text: str = ""
    any_word: bool = False
    order: Order = Order.BEST
    limit: int = 50
    offset: int = 0
    narrowed: tuple[HasValue, ...] = ()
    without: tuple[HasValue, ...] = ()
    binned: bool = False
    typing: bool = False
    snippets: bool = True
    facets: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One record that was found. Marks in its snippets count code points."""

    card: RecordCard
    score: float
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """An answer.

    Attributes:
        read_as: How the question was understood.
        plain: It could not be read as it was written, and was read as plain words.
        count: Hits in all.
        suggestion: A better spelling, where few or none were found; else None.
        cut_off: The time ran out; the answer may be incomplete.
    """

    query: str
    read_as: str
    plain: bool
    count: int
    milliseconds: int
    suggestion: str | None
    cut_off: bool
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMarks:
    """Where the words of a question stand in a record, in code points.

    Attributes:
        segments: By segment id; segments without marks are left out.
        translations: By language and segment id.
    """

    title: Spans
    segments: tuple[tuple[int, Spans], ...]
    translations: tuple[tuple[str, int, Spans], ...]


def search(archive: Archive, request: SearchRequest) -> SearchResult:
    """Answer a question. A broken question never fails: it is read as plain words.

    Raises:
        CancelledError: `interrupt_search` was called.
    """
    began = time.monotonic()
    with archive.store.searching() as reader:
        words = _words(archive, reader)
        question = _question(request, words)
        # Reading a question that is made to be slow, and quoting what it found, take time as well.
        left = max(_LEAST_MILLISECONDS, _MOST_MILLISECONDS - _milliseconds(began))
        query = replace(question.query, milliseconds=left)
        answer = search_postings(reader, query, archive.store.columns)
        found = cards(reader, tuple(hit.number for hit in answer.hits))
        by_number = {card.number: card for card in found}
        hits = tuple(
            _hit(reader, by_number[ranked.number], ranked, question.marks, request, began)
            for ranked in answer.hits
            if ranked.number in by_number
        )
        suggestion = suggest(request.text, words) if answer.count < _FEW else None
    return SearchResult(
        query=request.text,
        read_as=question.read_as,
        plain=question.plain,
        count=answer.count,
        milliseconds=_milliseconds(began),
        suggestion=suggestion,
        cut_off=answer.cut_off,
        hits=hits,
        facets=answer.facets,
    )


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def prepare_search(archive: Archive, progress: Progress) -> None:
    """Read the archive's words ahead of the first question that needs them, on the side.

    At 100,000 records this takes seconds; searching goes on meanwhile.

    Raises:
        CancelledError: The person cancelled, or locked.
    """
    with archive.store.browsing() as reader:
        words = _words(archive, reader)

    def read() -> Iterator[tuple[str, int]]:
        with archive.store.checking() as reader:
            for done, word in enumerate(each_word(reader)):
                if done % _WORDS_AT_ONCE == 0:
                    progress.step("", done, None)
                yield word

    words.prepare(read)


def interrupt_search(archive: Archive) -> None:
    """Stop the search that is running, from any thread: a newer keystroke has come."""
    archive.store.interrupt_search()


def marks_of(archive: Archive, text: str, opened: OpenedRecord) -> RecordMarks:
    """Where the words of a question stand in a record."""
    with archive.store.searching() as reader:
        question = _question(SearchRequest(text=text), _words(archive, reader))
    marks, record = question.marks, opened.record
    in_text, in_translation = (
        marks.within(PostingsField.TEXT),
        marks.within(PostingsField.TRANSLATION),
    )
    segments = (
        (segment.id, find_marks(segment.text, segment.language or record.language, in_text))
        for segment in record.text.segments
    )
    translations = (
        (each.language, segment.segment, find_marks(segment.text, each.language, in_translation))
        for each in record.text.translations
        for segment in each.segments
    )
    return RecordMarks(
        title=find_marks(record.title, record.language, marks.within(PostingsField.TITLE)),
        segments=tuple(each for each in segments if each[1]),
        translations=tuple(each for each in translations if each[2]),
    )


def _words(archive: Archive, reader: Reader) -> Vocabulary:
    """The archive's words, kept in step with what changes."""
    words = archive.words
    if words is None:
        words = Vocabulary(lambda: _each_word(archive), languages=read_languages(reader))
        archive.words = words
    return words


def _each_word(archive: Archive) -> Iterator[tuple[str, int]]:
    with archive.store.searching() as reader:
        yield from each_word(reader)


def _question(request: SearchRequest, words: Vocabulary) -> Question:
    question = _read(request, request.text, words)
    begun = _BEGUN_WORD.search(request.text)
    if request.typing and not request.any_word and begun is not None:
        # A quote or bracket that is still open makes it plain words; then those are gone on with.
        text = question.read_as if question.plain else request.text
        # Nobody waits for the words at a keystroke: without them a beginning finds nearly as much.
        known = words if words.is_ready else Vocabulary(languages=words.languages)
        question = either(question, _read(request, f"{text}*", known))
    left_out = (Not(part=each) for each in request.without)
    return with_conditions(question, (*request.narrowed, *left_out))


def _read(request: SearchRequest, text: str, words: Vocabulary) -> Question:
    return parse_question(
        text,
        any_word=request.any_word,
        order=request.order,
        limit=request.limit,
        offset=request.offset,
        binned=request.binned,
        facets=request.facets,
        vocabulary=words,
    )


def _hit(
    reader: Reader,
    card: RecordCard,
    ranked: RankedRecord,
    marks: MarkSet,
    request: SearchRequest,
    began: float,
) -> Hit:
    snippets: tuple[Snippet, ...] = ()
    if request.snippets:
        stored = record_by_number(reader, card.number)
        if stored is not None:
            record = from_canonical(stored.canonical)
            texts = tuple(shown_texts(record))
            # Attached files may be long; a page of hits does not wait for all of theirs.
            there_is_time = _milliseconds(began) < _MOST_MILLISECONDS
            files = shown_attachments(reader, record) if there_is_time else iter(())
            snippets = make_snippets(chain(texts, files), marks)
            in_title = all(snippet.field is PostingsField.TITLE for snippet in snippets)
            if in_title and (request.typing or not snippets):
                # A list shows the title anyway; the lines below it tell what the text is about.
                snippets += opening_snippet(texts[1:])
    return Hit(card=card, score=ranked.score, snippets=snippets)


def shown_attachments(reader: Reader, record: Record) -> Iterator[ShownText]:
    """What a list may show of a record's files; nothing is read before it is asked for."""
    for file, each in searched_texts(record, attached_texts(reader, record)):
        for paragraph in each.text.splitlines():
            yield ShownText(
                field=PostingsField.ATTACHMENT,
                text=paragraph,
                language=each.language or None,
                file=file,
            )


def shown_texts(record: Record) -> Iterator[ShownText]:
    """What a list may show: the title first, then the text without its hidden passages."""
    first = record.language
    yield ShownText(field=PostingsField.TITLE, text=record.title, language=first)
    hidden = {segment.id for segment in record.text.segments if segment.distressing}
    for segment in record.text.segments:
        if segment.id not in hidden:
            yield ShownText(
                field=PostingsField.TEXT,
                text=segment.text,
                language=segment.language or first,
                segment=segment.id,
            )
    for translation in record.text.translations:
        for each in translation.segments:
            if each.segment not in hidden:
                yield ShownText(
                    field=PostingsField.TRANSLATION,
                    text=each.text,
                    language=translation.language,
                    segment=each.segment,
                )
    if record.text.summary:
        yield ShownText(field=PostingsField.SUMMARY, text=record.text.summary, language=first)
