"""Near-doubles: records whose texts are nearly the same, found without comparing every pair.

Signatures lead to a few candidates; their texts are then read and compared word by word.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from app.archive.archive import Archive
from app.archive.doubles_memory import DoublesMemory
from app.archive.signatures import body_in, body_of, bring_signatures_up_to_date
from app.progress import Progress, Silent
from app.records.record import Record
from app.records.stored import RecordCard
from app.search.bands import Alike
from app.search.resemblance import Resemblance, Words, resemblance, words_of
from app.search.signatures import Slots, slots_of
from app.store.decisions_table import kept_pairs
from app.store.record_lookup import record_by_id, record_by_number
from app.store.transactions import Reader
from app.translation import _

__all__ = ["DoublePair", "NearDouble", "Settled", "all_doubles", "near_doubles", "near_doubles_of"]

_AT_LEAST = 0.045
"""Of the estimate. Where two words in five were changed the index is 0.12, and lower by chance."""
_MOST_CANDIDATES = 40
_REMEMBERED = 1_000
_TOGETHER = 512


class Settled(StrEnum):
    """What was decided about a pair."""

    OPEN = "open"
    LINKED = "linked"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDouble:
    """A record that a text is nearly the same as.

    Attributes:
        similarity: Share of words that both have in the same order, 0 to 1.
        contained: Share of the shorter one's runs of three words that stand in the other, 0 to 1.
    """

    card: RecordCard
    similarity: float
    contained: float
    settled: Settled = Settled.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class DoublePair:
    """Two records that are nearly the same; the earlier one first."""

    first: RecordCard
    second: RecordCard
    similarity: float
    contained: float
    settled: Settled


def near_doubles(
    archive: Archive, text: str | Record, *, settled: bool = False
) -> tuple[NearDouble, ...]:
    """Records outside the bin that are nearly the same as a text, or as a record.

    Args:
        text: A record that is in the archive is not its own double.
        settled: With those that are linked, or kept beside each other on purpose.

    Returns:
        The most similar first.
    """
    body = text if isinstance(text, str) else body_of(text)
    (found,) = near_doubles_of(archive, (body,))
    if isinstance(text, str):
        return found
    return tuple(each for each in _judged(archive, text, found) if settled or _is_open(each))


def near_doubles_of(
    archive: Archive, texts: Sequence[str], progress: Progress | None = None
) -> tuple[tuple[NearDouble, ...], ...]:
    """The near-doubles of many texts; asked for together they take less time.

    Raises:
        CancelledError: The person cancelled.
    """
    report = progress or Silent()
    bring_signatures_up_to_date(archive, report)
    bodies = _Bodies()
    result: list[tuple[NearDouble, ...]] = []
    for start in range(0, len(texts), _TOGETHER):
        report.step(_("Looking for near-doubles"), start, len(texts))
        asked = [words_of(text) for text in texts[start : start + _TOGETHER]]
        candidates = _candidates(archive, asked)
        with archive.store.browsing() as reader:
            for words, some in zip(asked, candidates, strict=True):
                result.append(_compared(reader, bodies, words, some))
    return tuple(result)


def all_doubles(
    archive: Archive,
    progress: Progress,
    *,
    of: Collection[int] | None = None,
    settled: bool = False,
) -> tuple[DoublePair, ...]:
    """Every pair of records outside the bin that are nearly the same, the most similar first.

    Args:
        of: Only pairs with one of these records, by number.
        settled: With pairs that are linked, or kept beside each other on purpose.

    Raises:
        CancelledError: The person cancelled.
    """
    bring_signatures_up_to_date(archive, progress)
    memory = _memory(archive)
    numbers, slots = _chosen(*memory.all_signatures(archive.store), of)
    asked = frozenset(numbers)
    bodies, pairs = _Bodies(), []
    with archive.store.browsing() as reader:
        kept = kept_pairs(reader)
    for start in range(0, len(numbers), _TOGETHER):
        progress.step(_("Looking for near-doubles"), start, len(numbers))
        candidates = memory.alike(archive.store, slots[start : start + _TOGETHER], _AT_LEAST)
        with archive.store.browsing() as reader:
            for number, some in zip(numbers[start : start + _TOGETHER], candidates, strict=True):
                # A pair of which both are asked for is met twice, and taken once.
                once = [one for one in some if one.number > number or one.number not in asked]
                others = [one for one in once if one.number != number][:_MOST_CANDIDATES]
                pairs += list(_pairs(reader, bodies, kept, number, others))
    progress.step(_("Looking for near-doubles"), len(numbers), len(numbers))
    wanted = [each for each in pairs if settled or each.settled is Settled.OPEN]
    return tuple(sorted(wanted, key=lambda pair: (-pair.similarity, pair.first.number)))


@dataclass(frozen=True, slots=True)
class _Body:
    """What is compared of a stored record."""

    card: RecordCard
    words: Words
    origin: str | None


class _Bodies:
    """Texts that were read, the last thousand of them."""

    def __init__(self) -> None:
        self._known: dict[int, _Body | None] = {}

    def read(self, reader: Reader, number: int) -> _Body | None:
        """The text of a record; None for one that is gone or in the bin."""
        if number not in self._known:
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[number] = _read(reader, number)
        return self._known[number]


def _read(reader: Reader, number: int) -> _Body | None:
    stored = record_by_number(reader, number)
    if stored is None or stored.card.binned:
        return None
    tree = json.loads(stored.canonical)
    origin = tree.get("article", {}).get("origin", {}).get("republication_of")
    return _Body(stored.card, words_of(body_in(tree)), origin)


def _memory(archive: Archive) -> DoublesMemory:
    if archive.doubles is None:
        archive.doubles = DoublesMemory()
    return archive.doubles


def _candidates(archive: Archive, asked: list[Words]) -> list[list[Alike]]:
    signed = [slots_of(each.shingles) for each in asked]
    having = [slots for slots in signed if slots is not None]
    if not having:
        return [[] for _each in asked]
    found = iter(_memory(archive).alike(archive.store, np.stack(having), _AT_LEAST))
    return [[] if slots is None else next(found)[:_MOST_CANDIDATES] for slots in signed]


def _compared(
    reader: Reader, bodies: _Bodies, words: Words, candidates: list[Alike]
) -> tuple[NearDouble, ...]:
    found = []
    for each in candidates:
        body = bodies.read(reader, each.number)
        if body is None:
            continue
        alike = resemblance(words, body.words)
        if alike.near_double:
            found.append(_near_double(body.card, alike))
    return tuple(sorted(found, key=lambda one: (-one.similarity, one.card.number)))


def _near_double(card: RecordCard, alike: Resemblance) -> NearDouble:
    return NearDouble(card=card, similarity=alike.similarity, contained=alike.contained)


def _chosen(
    numbers: list[int], slots: Slots, of: Collection[int] | None
) -> tuple[list[int], Slots]:
    """The signatures of some records; all where none are named."""
    if of is None:
        return numbers, slots
    rows = [row for row, number in enumerate(numbers) if number in of]
    return [numbers[row] for row in rows], slots[rows]


def _pairs(
    reader: Reader,
    bodies: _Bodies,
    kept: frozenset[tuple[int, int]],
    number: int,
    others: list[Alike],
) -> Iterator[DoublePair]:
    own = bodies.read(reader, number) if others else None
    for each in others:
        other = bodies.read(reader, each.number)
        if own is None or other is None:
            continue
        alike = resemblance(own.words, other.words)
        if alike.near_double:
            first, second = sorted((own.card, other.card), key=lambda card: card.number)
            yield DoublePair(
                first=first,
                second=second,
                similarity=alike.similarity,
                contained=alike.contained,
                settled=_settled(own, other, kept),
            )


def _settled(one: _Body, other: _Body, kept: frozenset[tuple[int, int]]) -> Settled:
    linked = one.origin == other.card.id or other.origin == one.card.id
    if linked or (one.origin is not None and one.origin == other.origin):
        return Settled.LINKED
    pair = (min(one.card.number, other.card.number), max(one.card.number, other.card.number))
    return Settled.KEPT if pair in kept else Settled.OPEN


def _judged(
    archive: Archive, record: Record, found: tuple[NearDouble, ...]
) -> Iterator[NearDouble]:
    """The doubles of a record, without itself, and what was decided about each."""
    with archive.store.browsing() as reader:
        own = record_by_id(reader, record.id)
        kept = kept_pairs(reader)
        bodies = _Bodies()
        body = bodies.read(reader, own.card.number) if own is not None else None
        for each in found:
            if each.card.id == record.id:
                continue
            other = bodies.read(reader, each.card.number)
            if body is None or other is None:
                yield each
            else:
                yield replace(each, settled=_settled(body, other, kept))


def _is_open(double: NearDouble) -> bool:
    return double.settled is Settled.OPEN
