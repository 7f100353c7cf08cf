"""Which records were changed since somebody looked, so that only those need reading anew.

Triggers that exist on the writing connection alone name every record whose row, shared values or
collections change, whoever changes them and why: no use case can forget to tell.
"""

from collections.abc import Callable

import sqlcipher3.dbapi2 as sqlcipher

_TOLD = "record_was_changed"

_TRIGGERS = tuple(
    f"CREATE TEMP TRIGGER watch_{table}_{act.lower()} AFTER {act} ON main.{table} "
    f"BEGIN SELECT {_TOLD}({row}.{column}); END"
    for table, column in (
        ("records", "number"),
        ("record_terms", "record"),
        ("collection_records", "record"),
    )
    for act, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old"))
)

# So many changed at once: reading everything anew is as quick as reading these one by one.
MOST_KEPT = 20_000


class RecordChanges:
    """Numbers of records that were written to since they were last taken.

    Safe to use from several threads.
    """

    def __init__(self, connection: sqlcipher.Connection, is_writing: Callable[[], bool]) -> None:
        """Watch a connection.

        Args:
            connection: The one that writes.
            is_writing: Whether a transaction is under way on it.
        """
        self._numbers: set[int] = set()
        self._is_writing = is_writing
        connection.create_function(_TOLD, 1, self._tell)
        for trigger in _TRIGGERS:
            connection.execute(trigger)

    def take(self) -> frozenset[int]:
        """The records that changed; call it before reading them.

        What a transaction that is still under way touched is given again the next time, since its
        changes cannot be read yet.
        """
        taken = frozenset(self._numbers.copy())
        if taken and not self._is_writing():
            self._numbers.difference_update(taken)
        return taken

    def _tell(self, number: int) -> None:
        self._numbers.add(number)
