"""What the worker tells of files with many entries: tables of sources, other programs' exports.

An entry is a row of a table, a bulletin, or a reference: named values in their order.
"""

from dataclasses import dataclass
from enum import StrEnum

MOST_ENTRIES = 50_000
MOST_COLUMNS = 1_000
MOST_SIGNS = 12_000_000
"""Of all values together: what is larger would not fit into one answer."""


class EntryTrouble(StrEnum):
    """Why an entry does not keep to its own format."""

    MISSING_FIELD = "missing-field"
    REPEATED_FIELD = "repeated-field"
    UNKNOWN_TYPE = "unknown-type"
    REPEATED_CHOICE = "repeated-choice"
    UNDECLARED_VALUE = "undeclared-value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One thing that is wrong with an entry.

    Attributes:
        about: The field it is about, as the file names it.
    """

    trouble: EntryTrouble
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryField:
    """A value of an entry.

    Attributes:
        name: What the format calls it: a tag, a column's head.
        label: What people read there; empty where the file gives no other.
        shape: Its type as the format calls it; empty for plain text.
        value: As it stands in the file.
        rows: Of a grid, its column heads first.
        shapes: Of a grid, the types of its columns.
        private: The file itself says that it is not to be shown.
    """

    name: str
    label: str = ""
    shape: str = ""
    value: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    shapes: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """One entry of a file.

    Attributes:
        number: Its place from 1, as a person counts; in a table the row, the heads being row 1.
        fields: Of a bulletin or reference.
        cells: Of a row, as many as the table has columns, or fewer where the last are empty.
        complaints: Why it is none that its own program would take.
    """

    number: int
    fields: tuple[EntryField, ...] = ()
    cells: tuple[str, ...] = ()
    complaints: tuple[Complaint, ...] = ()
