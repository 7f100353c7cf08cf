"""Records in two languages that may be one report: they share figures, dates or names few have."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from app.archive.facts import RecordFacts

_FEWEST_KEYS = 3
_FEW_RECORDS = 6
"""What more records than this state binds no two of them together."""
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SameReport:
    """Two records that may tell the same in two languages.

    Attributes:
        records: Their numbers, the earlier one first.
        languages: Of their originals, in the same order.
        keys: What they share and few others state.
    """

    records: tuple[int, int]
    languages: tuple[str, str]
    keys: tuple[str, ...]


def same_reports(facts: Sequence[RecordFacts]) -> list[SameReport]:
    """Find them; what is linked as a republication already is left out. Most shared keys first."""
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, each in enumerate(facts):
        for key in each.keys:
            by_key[key].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in by_key.values():
        if len(places) <= _FEW_RECORDS:
            shared.update(combinations(places, 2))
    found = []
    for (one, other), count in shared.items():
        if count >= _FEWEST_KEYS and _may_be_one(facts[one], facts[other]):
            found.append(_same(facts[one], facts[other], by_key))
    found.sort(key=lambda each: (-len(each.keys), each.records))
    return found[:_MOST]


def _may_be_one(one: RecordFacts, other: RecordFacts) -> bool:
    linked = one.origin == other.id or other.origin == one.id
    return bool(one.language and other.language) and one.language != other.language and not linked


def _same(
    one: RecordFacts, other: RecordFacts, by_key: dict[tuple[str, str], list[int]]
) -> SameReport:
    keys = sorted(key for key in one.keys & other.keys if len(by_key[key]) <= _FEW_RECORDS)
    return SameReport(
        records=(one.record, other.record),
        languages=(one.language, other.language),
        keys=tuple(key for _kind, key in keys),
    )
