"""Collections: named groups of records that belong to this archive alone."""

from app.errors import UsageError
from app.records.stored import Collection
from app.store.folding import fold
from app.store.transactions import Reader, Row, Writer
from app.translation import _

_INSERT = """
    INSERT INTO collections (name, folded, made_at) VALUES (:name, :folded, :made_at)
"""

_FIND = "SELECT number FROM collections WHERE folded = :folded"

_RENAME = "UPDATE collections SET name = :name, folded = :folded WHERE number = :number"

_REMOVE = "DELETE FROM collections WHERE number = :number"

_PUT = """
    INSERT INTO collection_records (collection, record) VALUES (:collection, :record)
    ON CONFLICT DO NOTHING
"""

_TAKE_OUT = """
    DELETE FROM collection_records WHERE collection = :collection AND record = :record
"""

_LIST = """
    SELECT c.number, c.name, count(r.number) FROM collections c
    LEFT JOIN collection_records m ON m.collection = c.number
    LEFT JOIN records r ON r.number = m.record AND r.binned_at IS NULL
    WHERE :record IS NULL
       OR c.number IN (SELECT collection FROM collection_records WHERE record = :record)
    GROUP BY c.number ORDER BY c.folded
"""

_MEMBERS = """
    SELECT m.record FROM collection_records m JOIN records r ON r.number = m.record
    WHERE m.collection = :collection AND r.binned_at IS NULL ORDER BY m.record
"""


def create_collection(writer: Writer, name: str, made_at: str) -> int:
    """Make a collection; one of the same name, whatever its case, is taken instead.

    Raises:
        UsageError: The name is empty.
    """
    folded = _folded(name)
    found = writer.value(_FIND, {"folded": folded})
    if found is not None:
        return int(found)
    return writer.execute(_INSERT, {"name": name.strip(), "folded": folded, "made_at": made_at})


def find_collection(reader: Reader, name: str) -> int | None:
    """The number of the collection of that name, whatever its case."""
    found: int | None = reader.value(_FIND, {"folded": fold(name)})
    return found


def rename_collection(writer: Writer, number: int, name: str) -> None:
    """Give a collection another name.

    Raises:
        UsageError: The name is empty, or another collection has it.
    """
    folded = _folded(name)
    if writer.value(_FIND, {"folded": folded}) not in (None, number):
        raise UsageError(_("Another collection has this name."), _("Choose another name for it."))
    writer.execute(_RENAME, {"number": number, "name": name.strip(), "folded": folded})


def remove_collection(writer: Writer, number: int) -> None:
    """Remove a collection; its records stay."""
    writer.execute(_REMOVE, {"number": number})


def put_in_collection(writer: Writer, collection: int, records: tuple[int, ...]) -> None:
    """Put records into a collection; those that are in it stay."""
    writer.many(_PUT, [{"collection": collection, "record": each} for each in records])


def take_out_of_collection(writer: Writer, collection: int, records: tuple[int, ...]) -> None:
    """Take records out of a collection."""
    writer.many(_TAKE_OUT, [{"collection": collection, "record": each} for each in records])


def list_collections(reader: Reader) -> tuple[Collection, ...]:
    """All collections by name, with how many records they hold outside the bin."""
    return tuple(_collection(row) for row in reader.rows(_LIST, {"record": None}))


def collections_of(reader: Reader, record: int) -> tuple[Collection, ...]:
    """The collections that a record is in, by name."""
    return tuple(_collection(row) for row in reader.rows(_LIST, {"record": record}))


def records_in(reader: Reader, collection: int) -> tuple[int, ...]:
    """Numbers of a collection's records outside the bin."""
    return tuple(number for (number,) in reader.rows(_MEMBERS, {"collection": collection}))


def _folded(name: str) -> str:
    folded = fold(name)
    if not folded:
        raise UsageError(_("A collection needs a name."), _("Type a name for it."))
    return folded


def _collection(row: Row) -> Collection:
    number, name, count = row
    return Collection(number=number, name=name, count=count)
