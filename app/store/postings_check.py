"""Comparing the index with the records: what terms it has of each, as one number.

A contentless index knows nothing of its records but the terms, so a page of it that was put back
from an older copy is sound in itself. Only the terms tell.
"""

from collections.abc import Iterable

from app.progress import Progress
from app.records.postings import AnalysedText
from app.store.store import Store
from app.translation import _

_OPEN = "CREATE VIRTUAL TABLE temp.postings_instances USING fts5vocab (main, postings, instance)"

_INSTANCES = "SELECT doc, term, col, offset FROM temp.postings_instances"

_MASK = (1 << 64) - 1
_BATCH = 20_000


def index_sums(store: Store, report: Progress) -> dict[int, int]:
    """A sum over all terms of each record that the index has, by the record's number.

    It is the same in one run of the program only.

    Raises:
        DamageError: The index cannot be read; it has to be built anew.
        CancelledError: The person cancelled.
    """
    sums: dict[int, int] = {}
    report.step(_("Checking the search index"), 0, None)
    with store.checking() as reader:
        connection = reader.connection
        connection.execute("PRAGMA query_only = OFF")
        connection.execute(_OPEN)
        connection.execute("PRAGMA query_only = ON")
        found = connection.execute(_INSTANCES)
        done = 0
        while rows := found.fetchmany(_BATCH):
            done += len(rows)
            report.step(_("Checking the search index"), done, None)
            for number, *instance in rows:
                sums[number] = (sums.get(number, 0) + hash(tuple(instance))) & _MASK
    return sums


def sum_of(analysed: AnalysedText) -> int:
    """The same sum over the terms that a record has; 0 for none."""
    return _sum(
        (term, str(field), offset)
        for field, terms in analysed.fields
        for offset, term in enumerate(terms.split(" "))
        if term
    )


def _sum(instances: Iterable[tuple[str, str, int]]) -> int:
    return sum(map(hash, instances)) & _MASK
