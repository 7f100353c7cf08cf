"""Which record has which shared value, and how many of some records have each.

Values that differ in case or width only are one when a person narrows by them, and a language is
asked for with its regions. They are counted in the same way: a count is what narrowing finds.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.records.postings import FacetCount, FacetName
from app.store.transactions import Reader, Row

_TERM_VALUES = """
    SELECT number, value, folded FROM terms
    WHERE (field, folded) IN (
        SELECT field, folded FROM terms WHERE number IN (SELECT value FROM json_each(:numbers))
    )
"""
_COLLECTION_NAMES = """
    SELECT number, name, folded FROM collections
    WHERE number IN (SELECT value FROM json_each(:numbers))
"""

# Shared values beyond the first hundred of a kind are not shown; of many that are equally
# frequent, so many are looked at for the first in the alphabet.
_SHOWN = 100
_LOOKED_AT = 1_000
# Bytes that are taken at most to count a record with two spellings of a value once.
_FLAGS = 16_000_000


@dataclass(slots=True)
class ValueLinks:
    """One kind of shared value: which record has which."""

    records: NDArray[np.int32]
    values: NDArray[np.int32]

    def replace(self, changed: NDArray[np.bool_] | None, links: NDArray[np.int32]) -> None:
        """Take the links of changed records out, and put these in.

        Args:
            changed: By number of the record; None where no record was known before.
            links: Pairs of record and value.
        """
        if changed is not None:
            kept = ~changed[self.records]
            self.records, self.values = self.records[kept], self.values[kept]
        if len(links):
            self.records = np.concatenate((self.records, links[:, 0]))
            self.values = np.concatenate((self.values, links[:, 1]))

    def counts(self, reader: Reader, name: FacetName, hits: NDArray[np.bool_]) -> list[FacetCount]:
        """The values that most hits have, the most frequent hundred of them.

        Args:
            reader: For their names.
            hits: By number of the record.
        """
        of_hits = hits[self.records]
        found = np.bincount(self.values[of_hits])
        rows = _names(reader, name, _looked_at(name, found))
        groups = _groups(name, [row for row in rows if row[0] < len(found) and found[row[0]]])
        several = {folded: numbers for folded, numbers in groups.items() if len(numbers) > 1}
        together = self._together(of_hits, several.values())
        counts = {folded: int(found[numbers[0]]) for folded, numbers in groups.items()}
        counts |= dict(zip(several, together, strict=True))
        shown = sorted(counts, key=lambda folded: (-counts[folded], folded))[:_SHOWN]
        spelled = self._spellings(rows, set(shown))
        return [FacetCount(value=spelled[folded], count=counts[folded]) for folded in shown]

    def _together(self, of_hits: NDArray[np.bool_], groups: Iterable[list[int]]) -> list[int]:
        """How many hits have any value of each group: one that has two of them counts once."""
        pairs = [(value, place) for place, values in enumerate(groups) for value in values]
        if not pairs:
            return []
        count = pairs[-1][1] + 1
        records, values = self.records[of_hits], self.values[of_hits]
        # A value is in as many groups as its language has parts; each turn takes one of them.
        turns: list[dict[int, int]] = []
        seen: Counter[int] = Counter()
        for value, place in pairs:
            if seen[value] == len(turns):
                turns.append({})
            turns[seen[value]][value] = place
            seen[value] += 1
        members: list[tuple[NDArray[np.int32], NDArray[np.int64]]] = []
        for turn in turns:
            group_of = np.full(int(values.max()) + 1, -1, np.int64)
            group_of[list(turn)] = list(turn.values())
            group = group_of[values]
            inside = group >= 0
            members.append((records[inside], group[inside]))
        return _each_once(members, count, int(records.max()) + 1)

    def _spellings(self, rows: list[Row], shown: set[str]) -> dict[str, str]:
        """How each is written most often in the whole archive: narrowing does not change it."""
        written: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, value, folded in rows:
            if folded in shown:
                written[folded].append((number, value))
        if all(len(each) == 1 for each in written.values()):
            return {folded: each[0][1] for folded, each in written.items()}
        last = max(number for each in written.values() for number, _ in each)
        used = np.bincount(self.values, minlength=last + 1)
        return {
            folded: min(each, key=lambda one: (-int(used[one[0]]), one[1]))[1]
            for folded, each in written.items()
        }


def _each_once(
    members: list[tuple[NDArray[np.int32], NDArray[np.int64]]], count: int, size: int
) -> list[int]:
    """How many different records are in each group.

    One flag for each group and record, some groups at a time: sorting the pairs would take ten
    times as long.

    Args:
        members: Records and the group that each is in; a pair may stand there repeatedly.
        count: Of the groups.
        size: More than the highest number of a record.
    """
    at_once = max(1, _FLAGS // size)
    found: list[int] = []
    for start in range(0, count, at_once):
        flags = np.zeros((min(at_once, count - start), size), np.bool_)
        for records, group in members:
            here = (group >= start) & (group < start + at_once)
            flags[group[here] - start, records[here]] = True
        found += [int(number) for number in np.count_nonzero(flags, axis=1)]
    return found


def _looked_at(name: FacetName, found: NDArray[np.int64]) -> list[int]:
    used = np.flatnonzero(found)
    # A language is not counted without all of its regions; there are never many.
    if len(used) > _LOOKED_AT and name is not FacetName.LANGUAGE:
        used = used[np.argsort(-found[used], kind="stable")[:_LOOKED_AT]]
    return [int(value) for value in used]


def _names(reader: Reader, name: FacetName, values: list[int]) -> list[Row]:
    """Number, spelling and folded form of some values and of all that fold to the same."""
    if not values:
        return []
    sql = _COLLECTION_NAMES if name is FacetName.COLLECTION else _TERM_VALUES
    return reader.rows(sql, {"numbers": json.dumps(values)})


def _groups(name: FacetName, rows: list[Row]) -> dict[str, list[int]]:
    """The numbers of the values that narrowing by each folded form finds."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, _, folded in rows:
        groups[folded].append(number)
    if name is FacetName.LANGUAGE:
        # `ko` is asked for with `ko-KP`, and `zh-Hant` with `zh-Hant-TW`.
        for number, _, folded in rows:
            parts = folded.split("-")
            for length in range(1, len(parts)):
                wider = "-".join(parts[:length])
                if wider in groups:
                    groups[wider].append(number)
    return groups
