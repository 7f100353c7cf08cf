"""The database's shape, built by numbered files: `migrations/0001_records.sql`, `0002_…`.

Each file runs in one transaction and sets `user_version` to its number. `schema.sql` beside them is
what they add up to; a test keeps the two together, and `python -m app.store.migrate` writes it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.store.connection import APPLICATION_ID

FOLDER = Path(__file__).resolve().parent / "migrations"
SCHEMA = Path(__file__).resolve().parent / "schema.sql"
_NAME = re.compile(r"(\d{4})_\w+\.sql")

_SCHEMA_PARTS = """
    SELECT sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
    ORDER BY tbl_name, type != 'table', type, name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step from an older shape to the next."""

    number: int
    sql: str


def migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """All steps in order, numbered from 1 without a gap."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        name = _NAME.fullmatch(path.name)
        if name is None:
            raise ValueError(f"{path.name} is not named like 0001_what.sql")
        found.append(Migration(number=int(name[1]), sql=path.read_text(encoding="utf-8")))
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        raise ValueError("migrations are numbered from 1 without a gap")
    return tuple(found)


def migrate(connection: sqlcipher.Connection, *, done: int) -> int:
    """Run what is newer than `done`, each step whole or not at all.

    Returns:
        The number of the last step.
    """
    steps = migrations()
    for step in steps[done:]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements(step.sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {step.number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return len(steps)


def statements(sql: str) -> tuple[str, ...]:
    """Split a script; the library's own `executescript` would commit before each of them."""
    found: list[str] = []
    waiting = ""
    for line in sql.splitlines(keepends=True):
        waiting += line
        if sqlcipher.complete_statement(waiting):
            found.append(waiting.strip())
            waiting = ""
    if re.sub(r"--.*", "", waiting).strip():
        raise ValueError("the last statement of a migration has no semicolon")
    return tuple(found)


def schema_text(connection: sqlcipher.Connection) -> str:
    """The shape of an open database as one script."""
    parts = [sql for (sql,) in connection.execute(_SCHEMA_PARTS).fetchall()]
    heading = "-- What the migrations add up to; written by `python -m app.store.migrate`.\n"
    return heading + "".join(f"\n{part};\n" for part in parts)


def newest_schema() -> str:
    """The shape of a database made anew in memory."""
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, done=0)
        return schema_text(connection)
    finally:
        connection.close()


if __name__ == "__main__":
    SCHEMA.write_text(newest_schema(), encoding="utf-8")
