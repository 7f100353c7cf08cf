"""Figures that are nearly the same and may be told of the same: 406 and 416 "in 2024"."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.archive.facts import RecordFacts

_TELLING = 100
_NEAR = 1.05
"""At most one twentieth more: beyond that, two figures are more often about two things."""
_SHARED_KEYS = 2
_ROUND = 100
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NearFigures:
    """Two figures that do not agree.

    Attributes:
        usual: The one that more records have.
        shared: The year or the noun that both are told with.
        records: Those that have one of them.
    """

    usual: int
    other: int
    shared: str
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    value: int
    noun: str
    facts: RecordFacts


def near_figures(facts: Sequence[RecordFacts]) -> list[NearFigures]:
    """Find them within a record, and between records that share something else besides."""
    by_context: dict[str, list[_Told]] = defaultdict(list)
    for each in facts:
        for value, noun, years in each.figures:
            if value < _TELLING:
                continue
            for context in (*years, noun):
                if context:
                    by_context[context].append(_Told(value, noun, each))
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for context in sorted(by_context):
        for one, other in _near_pairs(by_context[context]):
            pair = (one.value, other.value)
            if len(found) < _MOST and context not in found[pair]:
                found[pair].append(context)
    told = {pair: _told(by_context, contexts) for pair, contexts in found.items()}
    return [_as_found(*pair, found[pair][0], told[pair]) for pair in found if found[pair]]


def _told(by_context: dict[str, list[_Told]], contexts: Sequence[str]) -> list[_Told]:
    return [each for context in contexts for each in by_context[context]]


def _near_pairs(told: list[_Told]) -> Iterator[tuple[_Told, _Told]]:
    told.sort(key=lambda each: each.value)
    values = [each.value for each in told]
    for at, one in enumerate(told):
        end = bisect_right(values, one.value * _NEAR)
        for other in told[at + 1 : end]:
            if other.value != one.value and _belong(one, other):
                yield one, other


def _belong(one: _Told, other: _Told) -> bool:
    """In one record, or in two of one language that also share dates, names or other figures."""
    if one.value % _ROUND == 0 or other.value % _ROUND == 0:
        return False
    if one.noun and other.noun and one.noun != other.noun:
        return False
    if one.facts.record == other.facts.record:
        return True
    if one.facts.language != other.facts.language:
        return False
    return len(one.facts.keys & other.facts.keys) >= _SHARED_KEYS


def _as_found(low: int, high: int, context: str, told: Sequence[_Told]) -> NearFigures:
    having = {
        value: {each.facts.record for each in told if each.value == value} for value in (low, high)
    }
    usual, other = (low, high) if len(having[low]) >= len(having[high]) else (high, low)
    return NearFigures(
        usual=usual,
        other=other,
        shared=context,
        records=tuple(sorted(having[low] | having[high])),
    )
