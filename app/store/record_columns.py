"""The properties that hits are counted by, of every record, in memory.

Counting by SQL reads a row and several links for each hit; here it is a few array operations: at
100,000 records 1 ms in place of 40 to 200. All takes about 20 bytes for each record and 8 for each
shared value of it. What changed is read anew before each use.
"""

import json
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.records.postings import Facet, FacetCount, FacetName
from app.store.record_changes import MOST_KEPT, RecordChanges
from app.store.terms_table import TermField
from app.store.transactions import Reader, Row
from app.store.value_links import ValueLinks

Numbers = NDArray[np.int64]
_Kind = TypeVar("_Kind", bound=np.generic)

_COLUMNS = """
    SELECT number, binned_at IS NULL, kind, status, risk, consent_state,
           coalesce(substr(date_first, 1, 4), '')
    FROM records
"""
_OF_ALL = " WHERE number > :after ORDER BY number LIMIT :limit"
_OF_SOME = " WHERE number IN (SELECT value FROM json_each(:numbers))"

_TERMS = """
    SELECT record_terms.record, record_terms.term, terms.field
    FROM record_terms JOIN terms ON terms.number = record_terms.term
"""
_COLLECTIONS = "SELECT record, collection, 'collection' FROM collection_records"
_LINKED_ALL = " WHERE record > :after AND record <= :last"
_LINKED_SOME = " WHERE record IN (SELECT value FROM json_each(:numbers))"

_LAST_NUMBER = "SELECT coalesce(max(number), 0) FROM records"

_AT_ONCE = 4_000

_OWN = (FacetName.KIND, FacetName.STATUS, FacetName.RISK, FacetName.CONSENT, FacetName.YEAR)
_SHARED = {
    TermField.LANGUAGE.value: FacetName.LANGUAGE,
    TermField.PLACE.value: FacetName.PLACE,
    TermField.PERSON.value: FacetName.PERSON,
    TermField.TAG.value: FacetName.TAG,
    "collection": FacetName.COLLECTION,
}


class _Property:
    """One property that each record has one value of, as a small number for each value."""

    def __init__(self) -> None:
        self.values: list[str] = [""]
        self.codes = np.zeros(0, np.int32)
        self._known = {"": 0}

    def put(self, numbers: Numbers, values: list[str]) -> None:
        known = self._known
        for value in set(values) - known.keys():
            known[value] = len(self.values)
            self.values.append(value)
        self.codes[numbers] = [known[value] for value in values]

    def grow(self, size: int) -> None:
        self.codes = _grown(self.codes, size)

    def counts(self, numbers: Numbers) -> list[FacetCount]:
        found = np.bincount(self.codes[numbers], minlength=len(self.values))
        return [
            FacetCount(value=self.values[code], count=int(found[code]))
            for code in np.flatnonzero(found)
            if self.values[code]
        ]


class RecordColumns:
    """The properties of all records. Used by one thread at a time: the one that searches."""

    def __init__(self, changes: RecordChanges | None = None) -> None:
        """Remember what tells of changes.

        Args:
            changes: None for columns that are read once and used at once.
        """
        self._changes = changes
        self._loaded = False
        self._read_to = 0
        self._waiting: frozenset[int] = frozenset()
        self._open = np.zeros(0, np.bool_)
        self._own: dict[FacetName, _Property] = {}
        self._links: dict[FacetName, ValueLinks] = {}
        self._forget()

    def refresh(self, reader: Reader) -> None:
        """Read what changed since the last time, or everything at first.

        Raises:
            CancelledError: The connection was interrupted; the next call goes on with it.
        """
        changed = self._changes.take() if self._changes is not None else frozenset()
        self._waiting |= changed
        if len(self._waiting) > MOST_KEPT:
            self._forget()
        if not self._loaded:
            self._read_all(reader)
            self._loaded = True
        if self._waiting:
            self._read_some(reader, self._waiting)
        self._waiting = frozenset()

    def all_open(self) -> Numbers:
        """The records outside the bin."""
        return np.flatnonzero(self._open)

    def only_open(self, numbers: Numbers) -> Numbers:
        """Those of some records that are there and outside the bin."""
        known = numbers[numbers < len(self._open)]
        return known[self._open[known]]

    def count(self, reader: Reader, numbers: Numbers) -> tuple[Facet, ...]:
        """Count some records by all their properties.

        Args:
            reader: For the names of shared values.
            numbers: Of the records, each once.
        """
        numbers = numbers[numbers < len(self._open)]
        counts = {name: each.counts(numbers) for name, each in self._own.items()}
        hits = np.zeros(len(self._open), np.bool_)
        hits[numbers] = True
        for name, links in self._links.items():
            counts[name] = links.counts(reader, name, hits)
        return tuple(_facet(name, counts[name]) for name in FacetName if counts[name])

    def _forget(self) -> None:
        self._loaded = False
        self._read_to = 0
        self._waiting = frozenset()
        self._open = np.zeros(0, np.bool_)
        self._own = {name: _Property() for name in _OWN}
        none = np.zeros(0, np.int32)
        self._links = {name: ValueLinks(none, none) for name in _SHARED.values()}

    def _grow(self, last: int) -> None:
        if last >= len(self._open):
            self._open = _grown(self._open, last + 1)
            for each in self._own.values():
                each.grow(len(self._open))

    def _read_all(self, reader: Reader) -> None:
        """Read on from where an interruption left off."""
        self._grow(int(reader.value(_LAST_NUMBER)))
        while rows := reader.rows(_COLUMNS + _OF_ALL, {"after": self._read_to, "limit": _AT_ONCE}):
            span = {"after": self._read_to, "last": rows[-1][0]}
            linked = reader.rows(_TERMS + _LINKED_ALL, span)
            linked += reader.rows(_COLLECTIONS + _LINKED_ALL, span)
            self._put(rows, linked, None)
            self._read_to = rows[-1][0]

    def _read_some(self, reader: Reader, numbers: frozenset[int]) -> None:
        self._grow(max(numbers))
        wanted = {"numbers": json.dumps(sorted(numbers))}
        rows = reader.rows(_COLUMNS + _OF_SOME, wanted)
        linked = reader.rows(_TERMS + _LINKED_SOME, wanted)
        linked += reader.rows(_COLLECTIONS + _LINKED_SOME, wanted)
        changed = np.zeros(len(self._open), np.bool_)
        changed[list(numbers)] = True
        self._open[changed] = False
        self._put(rows, linked, changed)

    def _put(self, rows: list[Row], linked: list[Row], changed: NDArray[np.bool_] | None) -> None:
        if rows:
            own = list(zip(*rows, strict=True))
            numbers = np.array(own[0], np.int64)
            self._grow(int(numbers.max()))
            self._open[numbers] = np.array(own[1], np.bool_)
            for (_, each), values in zip(self._own.items(), own[2:], strict=True):
                each.put(numbers, list(values))
        size = len(self._open)
        for field, name in _SHARED.items():
            links = [each[:2] for each in linked if each[2] == field and each[0] < size]
            self._links[name].replace(changed, np.array(links, np.int32).reshape(-1, 2))


def _facet(name: FacetName, counts: list[FacetCount]) -> Facet:
    if name is FacetName.YEAR:
        counts.sort(key=lambda each: each.value)
    else:
        counts.sort(key=lambda each: (-each.count, each.value))
    return Facet(name=name, counts=tuple(counts))


def _grown(array: NDArray[_Kind], size: int) -> NDArray[_Kind]:
    grown = np.zeros(max(size, len(array) * 3 // 2), array.dtype)
    grown[: len(array)] = array
    return grown
