"""The rows of attached files: the only place that knows what an object holds and opens it."""

from dataclasses import dataclass, field

from app.store.transactions import Reader, Row, Value, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectRow:
    """One content that is kept once, however many records have it.

    Attributes:
        sha256: Of the plain bytes, 64 hex digits.
        size: Of the plain bytes.
        file: 128 random bits, the name of its file.
        secret: The age identity (X25519) that opens the file.
    """

    sha256: str
    size: int
    file: str
    secret: str = field(repr=False)


_INSERT = """
    INSERT INTO objects (sha256, size, file, secret, added_at)
    VALUES (:sha256, :size, :file, :secret, :added_at)
    ON CONFLICT (sha256) DO NOTHING
"""

_FIND = "SELECT sha256, size, file, secret FROM objects WHERE sha256 = :sha256"

_ALL = "SELECT sha256, size, file, secret FROM objects ORDER BY number"

_FILES = "SELECT file FROM objects"

_GIVE_FILE = "UPDATE objects SET file = :file, secret = :secret WHERE sha256 = :sha256"

_OF_RECORD = "SELECT DISTINCT object FROM attachments WHERE record = :record"

_FORGET = """
    DELETE FROM objects
    WHERE number = :number AND NOT EXISTS (SELECT 1 FROM attachments WHERE object = :number)
    RETURNING file
"""


def insert_object(writer: Writer, row: ObjectRow, added_at: str) -> bool:
    """Keep the row of an object whose file is on the disk.

    Returns:
        False where the same content has a row already; that one counts.
    """
    values: dict[str, Value] = {
        "sha256": row.sha256,
        "size": row.size,
        "file": row.file,
        "secret": row.secret,
        "added_at": added_at,
    }
    return writer.change(_INSERT, values) == 1


def find_object(reader: Reader, sha256: str) -> ObjectRow | None:
    """The row of a content, or None."""
    row = reader.row(_FIND, {"sha256": sha256})
    return None if row is None else _object(row)


def all_objects(reader: Reader) -> tuple[ObjectRow, ...]:
    """Every row, oldest first."""
    return tuple(_object(row) for row in reader.rows(_ALL))


def object_files(reader: Reader) -> set[str]:
    """The names of all files that have a row."""
    return {file for (file,) in reader.rows(_FILES)}


def give_object_file(writer: Writer, row: ObjectRow) -> None:
    """Let a known content be read from another file, with another key."""
    writer.execute(_GIVE_FILE, {"sha256": row.sha256, "file": row.file, "secret": row.secret})


def objects_of_record(reader: Reader, record: int) -> tuple[int, ...]:
    """Numbers of the objects that any revision of a record has attached."""
    return tuple(number for (number,) in reader.rows(_OF_RECORD, {"record": record}))


def forget_unused_objects(writer: Writer, numbers: tuple[int, ...]) -> tuple[str, ...]:
    """Destroy the keys of those objects that no record has attached any more.

    Returns:
        The names of their files, which nobody can read from now on.
    """
    found = (writer.value(_FORGET, {"number": number}) for number in numbers)
    return tuple(file for file in found if file is not None)


def _object(row: Row) -> ObjectRow:
    sha256, size, file, secret = row
    return ObjectRow(sha256=sha256, size=size, file=file, secret=secret)
