"""What the tables' functions are given: a `Reader`, or a `Writer` inside its transaction.

Rows are fetched whole, so no read stays open: nothing waits for a list that somebody scrolls.
Within this room rows are plain tuples; every function that other rooms call returns dataclasses.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.store.object_folder import ObjectFolder

Value = None | int | float | str | bytes
Row = tuple[Any, ...]
"""One row as SQLite gives it. Its columns' types are those of the STRICT table."""

_NOTHING: Mapping[str, Value] = {}


class Reader:
    """Runs statements that change nothing."""

    def __init__(self, connection: sqlcipher.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> sqlcipher.Connection:
        """For what statements cannot do: interrupting, progress handlers, blobs."""
        return self._connection

    def rows(self, sql: str, values: Mapping[str, Value] | Sequence[Value] = _NOTHING) -> list[Row]:
        """All rows of a statement."""
        found: list[Row] = self._connection.execute(sql, values).fetchall()
        return found

    def row(self, sql: str, values: Mapping[str, Value] | Sequence[Value] = _NOTHING) -> Row | None:
        """The only row of a statement, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Mapping[str, Value] | Sequence[Value] = _NOTHING) -> Any:
        """The first column of the only row, or None."""
        found = self.row(sql, values)
        return None if found is None else found[0]


class Writer(Reader):
    """A reader that may also change things, all of them or none.

    It reads what it has written itself. It must not outlive its `with` block.

    Attributes:
        objects: The attached files, whose rows a transaction adds and removes.
        needed_files: Objects that have to be on the disk before this transaction is.
    """

    def __init__(self, connection: sqlcipher.Connection, objects: ObjectFolder) -> None:
        super().__init__(connection)
        self.objects = objects
        self.needed_files: list[str] = []
        self._afterwards: list[Callable[[], None]] = []

    def execute(self, sql: str, values: Mapping[str, Value] | Sequence[Value] = _NOTHING) -> int:
        """Run one statement and tell the row number of what it inserted last."""
        return int(self._connection.execute(sql, values).lastrowid or 0)

    def change(self, sql: str, values: Mapping[str, Value] | Sequence[Value] = _NOTHING) -> int:
        """Run one statement and tell how many rows it changed."""
        return int(self._connection.execute(sql, values).rowcount)

    def many(
        self, sql: str, rows: Iterable[Mapping[str, Value]] | Iterable[Sequence[Value]]
    ) -> None:
        """Run one statement for each of many rows."""
        self._connection.executemany(sql, rows)

    def when_committed(self, act: Callable[[], None]) -> None:
        """Do something that cannot be taken back, once the transaction is on the disk."""
        self._afterwards.append(act)

    def committed(self) -> None:
        """The transaction is on the disk: do what waited for it."""
        for act in self._afterwards:
            act()
        self._afterwards.clear()
