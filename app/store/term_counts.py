"""How many records hold a term, counted no further than it matters."""

from collections.abc import Iterable

from app.store.transactions import Reader

# FTS5 goes along one term's list and stops at the limit; a beginning would be gathered whole first.
_COUNT = """
    SELECT count(*) FROM (
      SELECT rowid FROM postings WHERE postings MATCH :term LIMIT :most
    )
"""


def count_terms(reader: Reader, terms: Iterable[str], *, most: int) -> dict[str, int]:
    """Count the records that hold each of these whole terms, in the bin or not.

    Args:
        most: Counting stops here; the cost of a term that stands everywhere is bounded by it.
    """
    return {term: reader.value(_COUNT, {"term": f'"{term}"', "most": most}) for term in terms}
