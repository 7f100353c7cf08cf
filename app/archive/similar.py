"""Similar records: those that share the words which say most about one."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.archive.opening import Archive
from app.archive.reading import read_record
from app.archive.searching import shown_texts
from app.records.canonical import from_canonical
from app.records.postings import PostingsField, PostingsQuery
from app.records.record import Record
from app.records.stored import RecordCard
from app.search.likeness import likeness_node, telling_terms
from app.search.marks import MarkSet, marks_of
from app.search.snippets import ShownText, Snippet, make_snippets, opening_snippet
from app.store.postings_search import search_postings
from app.store.record_lookup import cards, count_records, record_by_number
from app.store.term_counts import count_terms
from app.store.transactions import Reader

_LEAST = 0.08
"""Records that are less like it than this share a common word or two; they are left out."""
_COMMON_AT_LEAST, _COMMON_SHARE, _COMMON_AT_MOST = 4, 0.2, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarRecord:
    """A record that is like another.

    Attributes:
        likeness: 0 to 1, where 1 is as like as the record is to itself, or more.
        snippets: Lines that share the most, with the shared words marked; as a search shows them.
    """

    card: RecordCard
    likeness: float
    snippets: tuple[Snippet, ...]


def similar_records(archive: Archive, record_id: str, limit: int = 20) -> tuple[SimilarRecord, ...]:
    """Records outside the bin that are most like one, the most like first.

    The record is compared by what a list may show of it, so protected names and hidden passages
    decide nothing and are shown nowhere. Its texts may be in several languages;
    records are alike where they share words of one.

    Args:
        record_id: UUID, code, or an unambiguous beginning of either.

    Raises:
        InputError: No record, or more than one, is meant.
        CancelledError: `interrupt_search` was called.
    """
    opened = read_record(archive, record_id)
    telling = telling_terms(_telling_texts(opened.record))
    with archive.store.searching() as reader:
        of = count_records(reader)
        common = round(min(max(_COMMON_AT_LEAST, of * _COMMON_SHARE), _COMMON_AT_MOST)) + 1
        known = count_terms(reader, (each.term for each in telling), most=common)
        node = likeness_node(telling, known, of=of, common=common)
        if not node.parts:
            return ()
        # One more for the record itself, which is the measure.
        query = PostingsQuery(node=node, limit=limit + 1, facets=False)
        answer = search_postings(reader, query)
        best = max((hit.score for hit in answer.hits), default=0.0)
        wanted = {
            hit.number: hit.score / best
            for hit in answer.hits
            if hit.number != opened.card.number and best > 0 and hit.score >= best * _LEAST
        }
        numbers = tuple(wanted)[:limit]
        by_number = {card.number: card for card in cards(reader, numbers)}
        marks = marks_of(node)
        return tuple(
            SimilarRecord(
                card=by_number[number],
                likeness=min(1.0, wanted[number]),
                snippets=_snippets(reader, number, marks),
            )
            for number in numbers
            if number in by_number
        )


def _telling_texts(record: Record) -> Iterator[ShownText]:
    yield from shown_texts(record)
    for person in record.persons:
        yield ShownText(field=PostingsField.PERSON, text=person.pseudonym, language=record.language)


def _snippets(reader: Reader, number: int, marks: MarkSet) -> tuple[Snippet, ...]:
    stored = record_by_number(reader, number)
    if stored is None:
        return ()
    texts = tuple(shown_texts(from_canonical(stored.canonical)))
    return make_snippets(texts[1:], marks, most=1) or opening_snippet(texts[1:])
