"""Which entry of a table or export a record was made of, so that it is not added twice."""

from app.store.transactions import Reader, Writer

_PUT = "INSERT INTO record_entries (record, entry) VALUES (:record, :entry)"

_FIND = "SELECT record FROM record_entries WHERE entry = :entry ORDER BY record LIMIT 1"


def put_entry(writer: Writer, record: int, entry: str) -> None:
    """Note what a new record was made of.

    Args:
        record: Its number.
        entry: SHA-256 over what the entry says, 64 hex digits.
    """
    writer.execute(_PUT, {"record": record, "entry": bytes.fromhex(entry)})


def record_of_entry(reader: Reader, entry: str) -> int | None:
    """The number of the record that was made of an entry, one in the bin too."""
    number: int | None = reader.value(_FIND, {"entry": bytes.fromhex(entry)})
    return number
