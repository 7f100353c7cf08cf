"""The database's shape."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.store.migrate import SCHEMA, migrate, migrations, newest_schema, schema_text, statements
from app.store.store import Store


def test_the_migrations_add_up_to_the_schema() -> None:
    """After a new migration run `python -m app.store.migrate`, and look at what it changed."""
    assert newest_schema() == SCHEMA.read_text(encoding="utf-8")


def test_a_new_archive_has_that_schema(store: Store) -> None:
    """What is on disk is what is checked in, and its number is the last migration's."""
    with store.writing() as writer:
        assert schema_text(writer.connection) == SCHEMA.read_text(encoding="utf-8")
        assert writer.value("PRAGMA user_version") == migrations()[-1].number
        assert writer.value("PRAGMA application_id") == int.from_bytes(b"Satc")


def test_every_table_is_strict(store: Store) -> None:
    """A column holds the type that it says; virtual tables and their shadows apart."""
    with store.browsing() as reader:
        loose = reader.rows(
            "SELECT name FROM pragma_table_list"
            " WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
    assert loose == []


def test_a_step_that_fails_leaves_the_older_shape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a migration is none: neither its tables nor its number."""
    (tmp_path / "0001_a.sql").write_text("CREATE TABLE a (x TEXT) STRICT;")
    (tmp_path / "0002_b.sql").write_text("CREATE TABLE b (x TEXT) STRICT;\nCREATE nonsense;")
    steps = migrations(tmp_path)
    monkeypatch.setattr("app.store.migrate.migrations", lambda: steps)
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    with pytest.raises(sqlcipher.OperationalError):
        migrate(connection, done=0)
    tables = connection.execute("SELECT name FROM sqlite_schema").fetchall()
    assert tables == [("a",)]
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_migrations_are_numbered_without_a_gap(tmp_path: Path) -> None:
    """A file that would be skipped is noticed at once."""
    (tmp_path / "0001_a.sql").write_text("SELECT 1;")
    (tmp_path / "0003_c.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="gap"):
        migrations(tmp_path)
    (tmp_path / "two.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="named"):
        migrations(tmp_path)


def test_a_script_is_split_at_its_statements_only() -> None:
    """Semicolons in texts, comments and triggers do not count; a lost tail is noticed."""
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n DELETE FROM a;\n SELECT ';';\nEND;"
    script = f"-- one; two\nSELECT ';\n';\n{trigger}\n-- the end\n"
    assert statements(script) == ("-- one; two\nSELECT ';\n';", trigger)
    with pytest.raises(ValueError, match="semicolon"):
        statements("SELECT 1;\nSELECT 2")
