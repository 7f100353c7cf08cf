"""Hits that are owed to an attached file alone."""

from app.archive.searching import Hit
from app.records.postings import PostingsField
from app.records.record import Attachment


def found_file(hit: Hit | None) -> Attachment | None:
    """The file in which all words were found, where the record itself holds none of them."""
    marked = [each for each in hit.snippets if each.marks] if hit is not None else []
    if not marked or any(each.field is not PostingsField.ATTACHMENT for each in marked):
        return None
    return marked[0].file
