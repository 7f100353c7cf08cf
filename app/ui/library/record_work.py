"""What the library does to records and collections, on the writing lane."""

from dataclasses import replace

from app.archive.adding import Addition, add_records
from app.archive.changing import bin_records, unbin_records
from app.archive.collections import (
    Collection,
    create_collection,
    list_collections,
    put_into,
    remove_collection,
    rename_collection,
    take_out,
)
from app.archive.opening import Archive
from app.archive.reading import list_records
from app.archive.searching import search
from app.errors import InputError
from app.progress import Progress
from app.records.article import Article
from app.records.record import Record, new_record_id
from app.records.stored import RecordCard
from app.records.testimony import Testimony
from app.records.text import RecordText, Segment
from app.records.vocabularies import Kind
from app.translation import _
from app.ui.library.question import Question

Ids = tuple[str, ...]


def to_bin(archive: Archive, ids: Ids, _progress: Progress) -> tuple[RecordCard, ...]:
    """Move records to the bin."""
    return bin_records(archive, ids)


def from_bin(archive: Archive, ids: Ids, _progress: Progress) -> tuple[RecordCard, ...]:
    """Take records out of the bin."""
    return unbin_records(archive, ids)


def into_collection(archive: Archive, name: str, ids: Ids, _progress: Progress) -> str:
    """Put records into a collection; it is made if there is none of this name."""
    put_into(archive, create_collection(archive, name), ids)
    return name


def out_of_collection(archive: Archive, name: str, ids: Ids, _progress: Progress) -> str:
    """Take records out of a collection; nothing happens where there is none of this name."""
    number = _number(archive, name)
    if number:
        take_out(archive, number, ids)
    return name


def make_collection(archive: Archive, name: str, _progress: Progress) -> str:
    """Make a collection."""
    create_collection(archive, name)
    return name


def name_collection(archive: Archive, before: str, after: str, _progress: Progress) -> str:
    """Give a collection another name."""
    number = _number(archive, before)
    if not number:
        raise InputError(_("The collection is not in this archive any more."))
    rename_collection(archive, number, after)
    return after


def drop_collection(archive: Archive, name: str, _progress: Progress) -> str:
    """Remove a collection; its records stay."""
    number = _number(archive, name)
    if number:
        remove_collection(archive, number)
    return name


def ids_of_rows(
    archive: Archive, question: Question, rows: tuple[int, ...], _progress: Progress
) -> Ids:
    """The ids of these rows of a question's answer. Runs on the searching lane."""
    request = replace(question.request(max(rows) + 1), snippets=False, facets=False)
    hits = search(archive, request).hits
    return tuple(hits[row].card.id for row in rows if row < len(hits))


def new_record(archive: Archive, kind: Kind, progress: Progress) -> RecordCard:
    """Add an empty testimony or article, to be written by hand."""
    testimony = kind is Kind.TESTIMONY
    record = Record(
        id=new_record_id(),
        kind=kind,
        title=_("New testimony") if testimony else _("New article"),
        proposed_title=True,
        text=RecordText(segments=(Segment(id=1, text=""),)),
        testimony=Testimony() if testimony else None,
        article=None if testimony else Article(),
    )
    return add_records(archive, (Addition(records=(record,)),), progress).added[0]


def counts(archive: Archive, _progress: Progress) -> tuple[int, int, tuple[Collection, ...]]:
    """Records in the archive, records in the bin, and the collections."""
    everything = list_records(archive, limit=1).count
    binned = list_records(archive, limit=1, binned=True).count
    return everything, binned, list_collections(archive)


def _number(archive: Archive, name: str) -> int:
    found = (each.number for each in list_collections(archive) if each.name == name)
    return next(found, 0)
