"""What the rows of each table, and the entries of each index, look like.

Worked out from the migrations themselves, by running them in memory: so a table that a migration
adds is known here without another word. It tells what a leaf is part of where nothing leads to it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import sqlcipher3.dbapi2 as sqlcipher

from app.store.connection import PAGE_BYTES
from app.store.folding import fold
from app.store.migrate import migrate
from app.store.terms_table import TermField
from app.store.transactions import Row, Value

_TREES = """
    SELECT s.name, s.tbl_name, s.rootpage, s.type = 'index',
           coalesce((SELECT l.wr FROM pragma_table_list l WHERE l.name = s.name), 0)
    FROM sqlite_schema s WHERE s.rootpage > 0 ORDER BY s.rowid
"""

_COLUMNS = """
    SELECT name, upper(type), "notnull" OR pk > 0, pk FROM pragma_table_xinfo(:table) ORDER BY cid
"""

_ENTRY = "SELECT coalesce(name, '') FROM pragma_index_xinfo(:index) ORDER BY seqno"

_KINDS: Mapping[str, tuple[type, ...]] = {"INTEGER": (int,), "TEXT": (str,), "BLOB": (bytes,)}
"""Of STRICT tables. What has another type, or none, may hold anything."""

_ROWID = "rowid"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+Z")
_STATE_KEY = re.compile(r"[a-z]+\.[\w.:/-]+")
_CODE_PREFIX = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as it is stored.

    Attributes:
        kinds: What its values are; empty where it may hold anything.
        is_rowid: It is another name for the row's number, and stored as nothing.
    """

    name: str
    kinds: tuple[type, ...]
    filled: bool
    is_rowid: bool = False

    def fits(self, value: Value) -> bool:
        """Whether the column may hold a value."""
        if value is None:
            return self.is_rowid or not self.filled
        return not self.is_rowid and (not self.kinds or isinstance(value, self.kinds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A table's rows or an index's entries.

    Attributes:
        name: Of the table or index.
        table: Of the table; the same for a table.
        root: Its topmost page. It never changes but in a compaction.
        is_index: It repeats what stands in its table.
        by_rowid: Its pages are those of a table with row numbers.
        columns: In the order in which they are stored.
    """

    name: str
    table: str
    root: int
    is_index: bool
    by_rowid: bool
    columns: tuple[Column, ...]

    def fits(self, values: Row) -> bool:
        """Whether a row has the columns of this tree."""
        if len(values) != len(self.columns):
            return False
        return all(column.fits(value) for column, value in zip(self.columns, values, strict=True))

    def is_like(self, values: Row) -> bool:
        """Whether a row of unknown origin may be one of this tree: columns, then content."""
        check = None if self.is_index else _CONTENT.get(self.name)
        return self.fits(values) and (check is None or check(values))


@cache
def usual_trees(*, compacted: bool = False) -> tuple[Tree, ...]:
    """All trees of a new database, with the roots they have there.

    Args:
        compacted: With the roots that they have after compaction, or in a copy made by SQLite.
    """
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        migrate(connection, done=0)
        if compacted:
            connection.execute("VACUUM")
        rows = connection.execute(_TREES).fetchall()
        tables = {
            table: _columns(connection, table, without_rowid=bool(without_rowid))
            for _name, table, _root, is_index, without_rowid in rows
            if not is_index
        }
        return tuple(
            Tree(
                name=name,
                table=table,
                root=root,
                is_index=bool(is_index),
                by_rowid=not is_index and not without_rowid,
                columns=_entry(connection, name, tables[table]) if is_index else tables[table],
            )
            for name, table, root, is_index, without_rowid in rows
        )
    finally:
        connection.close()


def _columns(
    connection: sqlcipher.Connection, table: str, *, without_rowid: bool
) -> tuple[Column, ...]:
    rows = connection.execute(_COLUMNS, {"table": table}).fetchall()
    keys = sum(1 for row in rows if row[3])
    if without_rowid:
        rows.sort(key=lambda row: (row[3] == 0, row[3]))
    return tuple(
        Column(
            name=name,
            kinds=_KINDS.get(kind, ()),
            filled=bool(filled),
            is_rowid=bool(key) and keys == 1 and kind == "INTEGER" and not without_rowid,
        )
        for name, kind, filled, key in rows
    )


def _entry(
    connection: sqlcipher.Connection, index: str, table: tuple[Column, ...]
) -> tuple[Column, ...]:
    """What an index's entry holds: the columns it is by, then what names the row."""
    known = {column.name: column for column in table if not column.is_rowid}
    number = Column(name=_ROWID, kinds=(int,), filled=True)
    names = [name for (name,) in connection.execute(_ENTRY, {"index": index}).fetchall()]
    return tuple(known.get(name, number) for name in names)


def is_time(value: Value) -> bool:
    """Whether a value is a day and time as Satchel writes them."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def _is_folded(name: Value, folded: Value) -> bool:
    return fold(str(name)) == folded


_FIELDS = {str(field) for field in TermField}

_CONTENT: Mapping[str, Callable[[Row], bool]] = {
    "archive": lambda row: len(row[3]) == 32,
    "codes": lambda row: _CODE_PREFIX.fullmatch(row[0]) is not None,
    "collections": lambda row: _is_folded(row[1], row[2]) and is_time(row[3]),
    "objects": lambda row: len(row[1]) == 64 and len(row[3]) == 32,
    "revisions": lambda row: len(row[1]) == 64 and is_time(row[4]),
    "slot_people": lambda row: is_time(row[3]) and not _is_folded(row[1], row[2]),
    "state": lambda row: _STATE_KEY.fullmatch(row[0]) is not None,
    "terms": lambda row: row[1] in _FIELDS and _is_folded(row[2], row[3]),
}
"""What rows of tables are alike in their columns is told apart by."""
