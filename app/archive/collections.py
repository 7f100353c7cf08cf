"""Collections: named groups of this archive's records."""

from app.archive.auditing import Act, Note, note, note_all
from app.archive.changing import stored_record
from app.archive.clock import utc_now
from app.archive.opening import Archive
from app.errors import InputError
from app.records.stored import Collection
from app.store import collections_table
from app.store.transactions import Writer
from app.translation import _

__all__ = [
    "Collection",
    "create_collection",
    "list_collections",
    "put_into",
    "remove_collection",
    "rename_collection",
    "take_out",
]


def list_collections(archive: Archive) -> tuple[Collection, ...]:
    """All collections with their counts, by name."""
    with archive.store.browsing() as reader:
        return collections_table.list_collections(reader)


def create_collection(archive: Archive, name: str) -> int:
    """Make a collection, or find the one that has this name already.

    Returns:
        Its number.

    Raises:
        InputError: The name is empty.
    """
    if not name.strip():
        raise InputError(_("A collection needs a name."))
    with archive.store.writing() as writer:
        found = collections_table.find_collection(writer, name)
        if found:
            return found
        number = collections_table.create_collection(writer, name.strip(), utc_now())
        note(archive, writer, Act.COLLECTION_MADE, subject=str(number))
        return number


def rename_collection(archive: Archive, number: int, name: str) -> None:
    """Give a collection another name.

    Raises:
        InputError: The name is empty or another collection's.
    """
    with archive.store.writing() as writer:
        collections_table.rename_collection(writer, number, name)
        note(archive, writer, Act.COLLECTION_RENAMED, subject=str(number))


def remove_collection(archive: Archive, number: int) -> None:
    """Remove a collection; its records stay in the archive."""
    with archive.store.writing() as writer:
        collections_table.remove_collection(writer, number)
        note(archive, writer, Act.COLLECTION_REMOVED, subject=str(number))


def put_into(archive: Archive, collection: int, ids: tuple[str, ...]) -> None:
    """Put records into a collection; those that are in it stay.

    Raises:
        InputError: One of them is not there; then none is put.
    """
    with archive.store.writing() as writer:
        numbers = tuple(stored_record(writer, each).card.number for each in ids)
        collections_table.put_in_collection(writer, collection, numbers)
        _note_records(archive, writer, Act.COLLECTED, collection, ids)


def take_out(archive: Archive, collection: int, ids: tuple[str, ...]) -> None:
    """Take records out of a collection; they stay in the archive.

    Raises:
        InputError: One of them is not there; then none is taken out.
    """
    with archive.store.writing() as writer:
        numbers = tuple(stored_record(writer, each).card.number for each in ids)
        collections_table.take_out_of_collection(writer, collection, numbers)
        _note_records(archive, writer, Act.UNCOLLECTED, collection, ids)


def _note_records(
    archive: Archive, writer: Writer, act: Act, collection: int, ids: tuple[str, ...]
) -> None:
    note_all(
        archive,
        writer,
        tuple(Note(act=act, subject=id, detail=f"collection={collection}") for id in ids),
    )
