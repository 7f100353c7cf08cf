"""What a record states in figures, dates and names, kept as JSON so that records can be compared.

Names are taken only from what was public already: nothing here leads to a protected person.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.archive.archive import Archive
from app.archive.origins import origin_of
from app.progress import Progress
from app.records.canonical import from_canonical
from app.records.record import Record
from app.records.text import Segment
from app.records.vocabularies import Basis, SegmentRole
from app.search.figures import Stated, dates_in, figures_in, years_in
from app.search.stated_names import names_in
from app.search.table_sums import TableSum, table_cells, table_sums
from app.store.record_lookup import record_by_number
from app.store.signatures_table import (
    all_facts,
    count_without_facts,
    places_without_facts,
    put_facts,
)
from app.translation import _

_BATCH = 64
_MOST_OF_A_RECORD = 400
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n")
_DIGIT = re.compile(r"\d")
_NO_SENTENCES = {SegmentRole.HEADING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure, date or name with the sentence or row of a table that it stands in.

    Attributes:
        start: Of the statement in the sentence, in code points.
        years: That the sentence names.
        hidden: The paragraph is marked as distressing.
    """

    stated: Stated
    sentence: str
    start: int
    years: frozenset[str]
    segment: int
    in_table: bool
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """What a record states, without the sentences.

    Attributes:
        language: Of the original, without its region; empty where unknown.
        origin: Id of the record that it is a republication of.
        keys: Kind and key of each statement.
        figures: Value, noun and years of each figure of three digits or more.
        wrong_sums: Total, and what its rows add up to.
    """

    record: int
    id: str
    language: str
    origin: str | None
    keys: frozenset[tuple[str, str]]
    figures: tuple[tuple[int, str, frozenset[str]], ...]
    wrong_sums: tuple[tuple[int, int], ...]


def statements_of(record: Record) -> Iterator[Statement]:
    """Every figure, date and name of a record's text, in its order."""
    named = _is_public(record)
    for segment in record.text.segments:
        table = segment.role is SegmentRole.TABLE
        for sentence in _sentences(segment):
            found: list[Stated] = []
            if _DIGIT.search(sentence):
                found = list(dates_in(sentence))
                found = [*figures_in(sentence, found), *found]
            if named and not table and segment.role not in _NO_SENTENCES:
                found += names_in(sentence)
            years = years_in(sentence)
            for stated in found:
                yield Statement(
                    stated=stated,
                    sentence=sentence.replace("\t", "  "),
                    start=stated.start + sentence.count("\t", 0, stated.start),
                    years=years,
                    segment=segment.id,
                    in_table=table,
                    hidden=segment.distressing,
                )


def wrong_sums(record: Record) -> Iterator[tuple[Segment, TableSum]]:
    """Totals of tables that are not the sum of their rows."""
    for segment in record.text.segments:
        if segment.role is SegmentRole.TABLE:
            yield from ((segment, each) for each in table_sums(segment.text) if not each.agrees)


def bring_facts_up_to_date(archive: Archive, progress: Progress) -> None:
    """Work out what records state that were added or changed since somebody asked.

    Each batch is a transaction of its own: after a kill it goes on where it stopped.

    Raises:
        CancelledError: The person cancelled; asking again goes on.
    """
    with archive.store.browsing() as reader:
        missing = count_without_facts(reader)
    done = 0
    while True:
        with archive.store.browsing() as reader:
            places = places_without_facts(reader, _BATCH)
            stored = [(place, record_by_number(reader, number)) for place, number in places]
        if not places:
            return
        facts = [
            (place, "" if each is None else _as_json(from_canonical(each.canonical)))
            for place, each in stored
        ]
        with archive.store.writing() as writer:
            put_facts(writer, facts)
        done += len(places)
        progress.step(_("Reading figures, dates and names"), done, max(missing, done))


def known_facts(archive: Archive) -> tuple[RecordFacts, ...]:
    """What every record outside the bin states."""
    with archive.store.browsing() as reader:
        kept = all_facts(reader)
    return tuple(_from_json(each.record, json.loads(each.facts)) for each in kept)


def _as_json(record: Record) -> str:
    keys: dict[tuple[str, str], None] = {}
    figures: dict[tuple[int, str, tuple[str, ...]], None] = {}
    for each in statements_of(record):
        keys[str(each.stated.kind), each.stated.key] = None
        # Amounts of money and percentages are compared by no one figure alone.
        if each.stated.value and each.stated.key == str(each.stated.value):
            figures[each.stated.value, each.stated.noun, tuple(sorted(each.years))] = None
    sums = [(each.total, sum(each.parts)) for _segment, each in wrong_sums(record)]
    return json.dumps(
        {
            "id": record.id,
            "language": record.language.partition("-")[0],
            "origin": origin_of(record),
            "keys": list(keys)[:_MOST_OF_A_RECORD],
            "figures": list(figures)[:_MOST_OF_A_RECORD],
            "sums": sums[:_MOST_OF_A_RECORD],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _from_json(number: int, tree: Any) -> RecordFacts:
    return RecordFacts(
        record=number,
        id=tree["id"],
        language="" if tree["language"] == "und" else tree["language"],
        origin=tree["origin"],
        keys=frozenset((kind, key) for kind, key in tree["keys"]),
        figures=tuple((value, noun, frozenset(years)) for value, noun, years in tree["figures"]),
        wrong_sums=tuple((total, added) for total, added in tree["sums"]),
    )


def _sentences(segment: Segment) -> list[str]:
    if segment.role is SegmentRole.TABLE:
        return ["\t".join(row) for row in table_cells(segment.text)]
    return [each for each in _SENTENCE.split(segment.text) if each]


def _is_public(record: Record) -> bool:
    return record.testimony is None or record.testimony.basis is Basis.PUBLIC
