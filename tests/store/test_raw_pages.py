"""Reading a database page by page gives what SQLite gives, wherever the newest pages stand."""

import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.progress import Silent
from app.store.connection import PAGE_BYTES, connect
from app.store.layout import DATABASE
from app.store.migrate import FOLDER as MIGRATIONS
from app.store.raw_pages import RawPages
from app.store.raw_trees import RawTrees
from app.store.records_table import delete_record
from app.store.store import Store
from app.store.transactions import Row
from app.store.tree_shapes import usual_trees
from tests.store.builders import add

_FRAME_BYTES = PAGE_BYTES + 24


def fill(store: Store, count: int, *, words: int = 400) -> None:
    """Add records, some of them longer than a page."""
    with store.writing() as writer:
        for number in range(count):
            add(writer, f"{number} " + " ".join(str(number * each) for each in range(words)))


def raw_rows(store: Store, database: Path) -> dict[str, list[Row]]:
    """All rows of all tables, read page by page."""
    with RawPages(database, store.keys) as pages:
        trees = RawTrees(pages, Silent())
        assert trees.damaged == ()
        return {
            tree.name: sorted(
                (
                    tuple(
                        row.number if column.is_rowid else value
                        for column, value in zip(tree.columns, row.values, strict=True)
                    )
                    for row in trees.rows(tree.name)
                ),
                key=repr,
            )
            for tree in usual_trees()
            if not tree.is_index
        }


def sql_rows(connection: sqlcipher.Connection) -> dict[str, list[Row]]:
    """The same by SQLite."""
    return {
        tree.name: sorted(
            connection.execute(
                f"SELECT {', '.join(column.name for column in tree.columns)} FROM {tree.name}"
            ).fetchall(),
            key=repr,
        )
        for tree in usual_trees()
        if not tree.is_index
    }


def copied(store: Store, place: Path) -> Path:
    """The database as a power cut leaves it: with what stands beside it."""
    place.mkdir()
    for path in store.folder.glob(DATABASE + "*"):
        shutil.copy(path, place / path.name)
    return place / DATABASE


def test_pages_give_what_sqlite_gives(store: Store) -> None:
    """Every row of every table, those that go over several pages too, and none more."""
    fill(store, 60, words=9_000)
    with store.writing() as writer:
        for number in (3, 17, 18, 40):
            delete_record(writer, number)
    store.checkpoint()
    with store.checking() as reader:
        wanted = sql_rows(reader.connection)
    assert raw_rows(store, store.folder / DATABASE) == wanted
    assert len(wanted["revisions"]) == 56


def test_committed_pages_are_read_from_the_log(store: Store, tmp_path: Path) -> None:
    """After a power cut the newest changes stand there alone."""
    fill(store, 5)
    store.checkpoint()
    fill(store, 20)
    database = copied(store, tmp_path / "cut")
    assert database.with_name(DATABASE + "-wal").stat().st_size > 0
    found = raw_rows(store, database)
    assert len(found["revisions"]) == 25
    with store.checking() as reader:
        assert found == sql_rows(reader.connection)


def test_a_torn_end_of_the_log_is_what_a_power_cut_leaves(store: Store, tmp_path: Path) -> None:
    """It is no damage: what was not on the disk yet was not reported as kept."""
    fill(store, 5)
    database = copied(store, tmp_path / "cut")
    log = database.with_name(DATABASE + "-wal")
    log.write_bytes(log.read_bytes()[: -_FRAME_BYTES // 2])
    with RawPages(database, store.keys) as pages:
        assert not pages.beside.damaged


def test_a_flipped_bit_within_the_log_is_damage(store: Store, tmp_path: Path) -> None:
    """SQLite would pass over all that follows, without a word."""
    for _each in range(4):
        fill(store, 3)
    database = copied(store, tmp_path / "cut")
    log = database.with_name(DATABASE + "-wal")
    content = bytearray(log.read_bytes())
    content[32 + _FRAME_BYTES + 2_000] ^= 4
    log.write_bytes(content)
    with RawPages(database, store.keys) as pages:
        assert pages.beside.damaged
        trees = RawTrees(pages, Silent())
        assert len(list(trees.rows("revisions"))) >= 9


def test_a_change_that_never_ended_is_left_out(store: Store, tmp_path: Path) -> None:
    """On removable media the journal holds the pages as they were before it."""
    fill(store, 8)
    store.close()
    connection = connect(store.folder / DATABASE, store.keys, cache_kib=64)
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    wanted = sql_rows(connection)
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE revisions SET reason = hex(zeroblob(9000)), made_by = 'nobody'")
    connection.execute("UPDATE records SET title = hex(zeroblob(4000))")
    place = tmp_path / "cut"
    place.mkdir()
    for path in store.folder.glob(DATABASE + "*"):
        shutil.copy(path, place / path.name)
    connection.execute("ROLLBACK")
    connection.close()
    journal = place / (DATABASE + "-journal")
    assert journal.stat().st_size > PAGE_BYTES
    assert (place / DATABASE).read_bytes() != (store.folder / DATABASE).read_bytes()
    assert raw_rows(store, place / DATABASE) == wanted


@pytest.mark.parametrize("page", [1, 2, 12])
def test_one_flipped_bit_of_a_page_is_turned_back(store: Store, tmp_path: Path, page: int) -> None:
    """Only the right one of all bits makes the page authentic; two wrong ones stay damage."""
    fill(store, 5)
    store.checkpoint()
    database = copied(store, tmp_path / "rotten")
    content = bytearray(database.read_bytes())
    content[(page - 1) * PAGE_BYTES + 900] ^= 16
    database.write_bytes(content)
    with RawPages(store.folder / DATABASE, store.keys) as good:
        wanted = good.plain(page)
    with RawPages(database, store.keys) as pages:
        assert pages.plain(page) is None
        assert pages.mend(page, lambda: None)
        assert pages.plain(page) == wanted


def test_migrations_add_no_columns_without_salvage_knowing() -> None:
    """Rows from before such a change are shorter; salvage has to learn that before one comes."""
    for path in MIGRATIONS.glob("*.sql"):
        assert "ALTER TABLE" not in path.read_text(encoding="utf-8").upper()
