"""The audit log: what was changed, removed, moved or put in is found, and named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from nacl.signing import SigningKey

from app.records.audit import NO_HASH, Act, entry_hash
from app.store.audit_check import check_log
from app.store.audit_lookup import (
    count_entries,
    count_entries_about,
    erase_reasons,
    logged_entries,
    newest_change,
)
from app.store.audit_table import (
    LogHead,
    NewEntry,
    append_entries,
    asides_between,
    entries_after,
    last_entry,
    put_log,
    remembered_head,
)
from app.store.store import Store
from app.store.transactions import Writer

COLUMNS = (
    "number", "chain", "at", "clock", "who", "act", "subject", "detail", "aside", "previous",
    "hash", "signature",
)  # fmt: skip
LENGTH = 8


def write(store: Store, *subjects: str, at: str = "2024-05-06T07:08:09.000Z") -> LogHead:
    """Write one entry for each subject, in one transaction."""
    entries = [NewEntry(act=Act.CHANGED, who="KL", subject=each, reason="why") for each in subjects]
    with store.writing() as writer:
        return append_entries(writer, entries, at)


@pytest.fixture
def log(store: Store) -> Store:
    """Eight entries, each in a second of its own."""
    for number in range(1, LENGTH + 1):
        write(store, f"record {number}", at=f"2024-05-06T07:08:{number:02}.000Z")
    return store


def tamper(store: Store, *statements: str, values: Sequence[Any] = ()) -> None:
    """Do to the tables what no function of the program does."""
    with store.writing() as writer:
        for trigger in ("audit_is_not_changed", "audit_is_not_shortened"):
            writer.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            writer.execute(statement, values)


def named(store: Store) -> list[str]:
    """The numbers that the check names, in order."""
    return [each.id for each in check_log(store)]


def remove(*numbers: int) -> tuple[str, ...]:
    """Statements that remove entries with what stands beside them."""
    listed = ",".join(map(str, numbers))
    return (
        f"DELETE FROM audit_reasons WHERE entry IN ({listed})",
        f"DELETE FROM audit WHERE number IN ({listed})",
    )


def move(number: int, to: int) -> tuple[str, ...]:
    """Statements that give an entry another number, and what stands beside it too."""
    return (
        f"CREATE TEMP TABLE aside AS SELECT * FROM audit_reasons WHERE entry = {number}",
        f"DELETE FROM audit_reasons WHERE entry = {number}",
        f"UPDATE audit SET number = {to} WHERE number = {number}",
        f"UPDATE temp.aside SET entry = {to}",
        "INSERT INTO audit_reasons SELECT * FROM temp.aside",
        "DROP TABLE temp.aside",
    )


def test_a_log_that_nobody_touched_is_whole(log: Store) -> None:
    """Also one that is empty, and one read by pages."""
    assert check_log(log) == ()
    write(log, *(f"more {number}" for number in range(450)))
    assert check_log(log) == ()


def test_an_empty_log_is_whole(store: Store) -> None:
    """An archive that was made before there was a log has none."""
    assert check_log(store) == ()


def test_each_entry_follows_from_the_one_before(log: Store) -> None:
    """The hash is over the previous one's and the fields; the first follows nothing."""
    with log.browsing() as reader:
        entries = entries_after(reader, 0, LENGTH + 1)
        head = remembered_head(reader)
    assert [entry.number for entry in entries] == list(range(1, LENGTH + 1))
    assert [entry.previous for entry in entries] == [
        NO_HASH, *(entry.hash for entry in entries[:-1]),
    ]  # fmt: skip
    assert all(entry_hash(entry) == entry.hash for entry in entries)
    assert len({entry.chain for entry in entries}) == 1
    assert head == LogHead(chain=entries[0].chain, number=LENGTH, hash=entries[-1].hash)


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'XY'", "DELETE FROM audit"])
def test_the_table_takes_additions_only(log: Store, statement: str) -> None:
    """A function of the program that changed or removed entries would be stopped by the table."""
    with (
        pytest.raises(sqlcipher.DatabaseError, match="only ever added to"),
        log.writing() as writer,
    ):
        writer.execute(statement)
    assert check_log(log) == ()


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_field_of_any_entry_names_that_entry(log: Store, column: str) -> None:
    """Every field of every entry: exactly the entry that was changed, first and last too."""
    with log.browsing() as reader:
        rows = {row[0]: row for row in reader.rows(f"SELECT {', '.join(COLUMNS)} FROM audit")}
    place = COLUMNS.index(column)
    for number, row in rows.items():
        old = row[place]
        if column == "number":
            continue
        new = bytes([old[0] ^ 1]) + old[1:] if isinstance(old, bytes) else f"{old}x"
        set_it = f"UPDATE audit SET {column} = ? WHERE number = {number}"
        tamper(log, set_it, values=(new,))
        assert named(log) == [str(number)], (column, number)
        tamper(log, set_it, values=(old,))
    assert check_log(log) == ()


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("number", "hash")])
def test_a_field_that_is_emptied_is_found_too(log: Store, column: str) -> None:
    """Empty is a change like any other, wherever something stood."""
    with log.browsing() as reader:
        old = reader.value(f"SELECT {column} FROM audit WHERE number = 4")
    tamper(log, f"UPDATE audit SET {column} = ? WHERE number = 4", values=(old[:0],))
    assert set(named(log)) == ({"4"} if old else set())


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((1,), ["1"]),
        ((4,), ["4"]),
        ((LENGTH,), [str(LENGTH)]),
        ((1, 2, 3), ["1-3"]),
        ((3, 4, 6), ["3-4", "6"]),
        ((7, 8), ["7-8"]),
        (tuple(range(1, LENGTH + 1)), [f"1-{LENGTH}"]),
    ],
)
def test_removed_entries_are_named(log: Store, numbers: tuple[int, ...], found: list[str]) -> None:
    """The first, the middle, the last, several, all."""
    tamper(log, *remove(*numbers))
    assert named(log) == found


def test_a_removed_end_stays_named_when_the_log_goes_on(log: Store) -> None:
    """What is written next does not take the place of what was removed."""
    tamper(log, *remove(7, 8))
    write(log, "later")
    assert named(log) == ["7-8"]
    tamper(log, *remove(*range(1, 10)))
    write(log, "later still")
    assert named(log) == ["1-9"]


def test_an_end_that_is_not_remembered_is_named_for_ever(log: Store) -> None:
    """Forgetting where the log ends would hide a removed end."""
    tamper(log, *remove(8), "DELETE FROM state WHERE key = 'audit.head'")
    assert named(log) == ["7"]
    write(log, "later")
    assert named(log) == ["8"]
    assert "does not follow" in check_log(log)[0].reason


@pytest.mark.parametrize(
    "kept", ['{"chain":"x"}', "[]", "no", '{"chain":"","hash":"zz","number":1}']
)
def test_a_remembered_end_that_is_none_is_named(log: Store, kept: str) -> None:
    """Whatever stands in its place."""
    tamper(log, "UPDATE state SET value = ? WHERE key = 'audit.head'", values=(kept,))
    assert named(log) == ["8"]


@pytest.mark.parametrize(("first", "second"), [(3, 5), (3, 4), (1, 8), (7, 8), (1, 2)])
def test_exchanged_entries_are_named_with_their_own_numbers(
    log: Store, first: int, second: int
) -> None:
    """Both, and no other; the reason says which each of them is."""
    tamper(log, *move(first, 99), *move(second, first), *move(99, second))
    found = {each.id: each.reason for each in check_log(log)}
    assert found.keys() == {str(first), str(second)}
    assert f"entry {second}" in found[str(first)]
    assert f"entry {first}" in found[str(second)]


def forge(writer: Writer, number: int, key: SigningKey) -> None:
    """Put in an entry that follows rightly, but for its signature."""
    before = entries_after(writer, number - 2, 1)[0]
    entry = replace(before, number=number, subject="forged", aside=b"", previous=before.hash)
    hash = entry_hash(entry)
    row = tuple(getattr(replace(entry, hash=hash), name) for name in COLUMNS[:-1])
    sql = f"INSERT INTO audit ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
    writer.execute(sql, (*row, key.sign(hash).signature))


def test_an_entry_put_in_at_the_end_is_named(log: Store) -> None:
    """It follows rightly, but the archive never signed it, and the log ended before it."""
    with log.writing() as writer:
        forge(writer, LENGTH + 1, SigningKey.generate())
    reasons = [each.reason for each in check_log(log)]
    assert [each.id for each in check_log(log)] == ["9", "9"]
    assert "signature" in reasons[0]
    assert "put in" in reasons[1]


def test_an_entry_put_in_between_is_told_from_those_it_pushed_on(log: Store) -> None:
    """The stranger is named as one, the others with the numbers that were theirs."""
    for number in range(LENGTH, 3, -1):
        tamper(log, *move(number, number + 1))
    with log.writing() as writer:
        forge(writer, 4, SigningKey.generate())
    found = [(each.id, each.reason) for each in check_log(log)]
    assert [id for id, _reason in found] == ["4", "5", "6", "7", "8", "9", "9"]
    assert "signature" in found[0][1]
    for id, reason in found[1:-1]:
        assert f"entry {int(id) - 1}," in reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """Something done to a log, and what it touches."""

    do: Callable[[Store], None]
    touched: str


HARMS = (
    Harm(do=lambda log: tamper(log, "UPDATE audit SET who = 'XY' WHERE number = 3"), touched="3"),
    Harm(do=lambda log: tamper(log, *remove(6)), touched="6"),
    Harm(do=lambda log: tamper(log, "UPDATE audit_reasons SET reason = 'x' WHERE entry = 5"),
         touched="5"),
    Harm(do=lambda log: tamper(log, *remove(8)), touched="8"),
    Harm(do=lambda log: tamper(log, "UPDATE audit SET hash = zeroblob(32) WHERE number = 7"),
         touched="7"),
)  # fmt: skip


@pytest.mark.parametrize("first", HARMS, ids=lambda harm: harm.touched)
@pytest.mark.parametrize("second", HARMS, ids=lambda harm: harm.touched)
def test_two_harms_at_once_are_both_named(log: Store, first: Harm, second: Harm) -> None:
    """None hides another."""
    first.do(log)
    second.do(log)
    assert set(named(log)) == {first.touched, second.touched}


def test_an_entry_signed_anew_by_another_archive_is_named(log: Store) -> None:
    """Fields and hash agree; the signature is good, but not this archive's."""
    with log.writing() as writer:
        entry = replace(entries_after(writer, 4, 1)[0], who="XY")
        hash = entry_hash(entry)
    stranger = SigningKey.generate().sign(hash).signature
    sql = "UPDATE audit SET who = 'XY', hash = ?, signature = ? WHERE number = 5"
    tamper(log, sql, values=(hash, stranger))
    assert named(log) == ["5"]


def test_a_log_from_an_older_copy_is_not_taken_for_this_one(log: Store) -> None:
    """The key is the same, but an entry that was exchanged for an older copy's does not fit."""
    with log.browsing() as reader:
        before = entries_after(reader, 0, LENGTH)
        asides = asides_between(reader, 0, LENGTH)
    tamper(log, *remove(5, 6, 7, 8), "DELETE FROM state")
    with log.writing() as writer:
        put_log(writer, (), {}, LogHead(chain=before[0].chain, number=4, hash=before[3].hash))
    write(log, "another 5", "another 6", "another 7")
    tamper(log, *remove(6))
    with log.writing() as writer:
        put_log(writer, (before[5],), asides, None)
    found = check_log(log)
    assert [each.id for each in found] == ["6", "7"]
    assert all("does not follow" in each.reason for each in found)


def test_a_clock_that_was_set_back_is_noted_and_not_hidden(log: Store) -> None:
    """Times never go back; what the clock said stands beside."""
    write(log, "in the past", at="2019-01-01T00:00:00.000Z")
    write(log, "now", at="2024-05-06T08:00:00.000Z")
    with log.browsing() as reader:
        past, now = entries_after(reader, LENGTH, 5)
    assert (past.at, past.clock) == ("2024-05-06T07:08:08.000Z", "2019-01-01T00:00:00.000Z")
    assert (now.at, now.clock) == ("2024-05-06T08:00:00.000Z", "")
    assert check_log(log) == ()


def test_erasing_what_stands_beside_leaves_the_chain_whole(log: Store) -> None:
    """The reason is gone, the entry is there, and nothing is damaged."""
    with log.writing() as writer:
        assert erase_reasons(writer, "record 3") == 1
    with log.browsing() as reader:
        lines = logged_entries(reader, limit=LENGTH)
    assert [line.entry.number for line in lines if not line.reason] == [3]
    assert check_log(log) == ()


def test_a_changed_reason_is_named_with_its_entry(log: Store) -> None:
    """Changed, or put beside an entry that has none."""
    with log.writing() as writer:
        append_entries(writer, [NewEntry(act=Act.UNLOCKED, who="KL")], "2025-01-01T00:00:00.000Z")
    tamper(
        log,
        "UPDATE audit_reasons SET reason = 'another' WHERE entry = 2",
        "UPDATE audit_reasons SET revision = 'another' WHERE entry = 5",
        "INSERT INTO audit_reasons VALUES (9, zeroblob(16), 'made up', '')",
    )
    assert named(log) == ["2", "5", "9"]


def test_the_same_reason_twice_has_two_hashes(store: Store) -> None:
    """Who guesses a reason cannot find it in the log after it was erased."""
    write(store, "one", "two")
    with store.browsing() as reader:
        first, second = entries_after(reader, 0, 2)
    assert first.aside != second.aside


def test_a_new_chain_has_another_name_and_follows_all_the_same(log: Store) -> None:
    """What was before it stays bound to it."""
    with log.writing() as writer:
        append_entries(
            writer, [NewEntry(act=Act.RESTORED, who="KL")], "2025-01-01T00:00:00.000Z",
            new_chain=True,
        )  # fmt: skip
    write(log, "after", at="2025-01-02T00:00:00.000Z")
    with log.browsing() as reader:
        entries = entries_after(reader, 0, 20)
    assert [entry.chain == entries[0].chain for entry in entries] == [True] * LENGTH + [False] * 2
    assert entries[-1].chain == entries[-2].chain
    assert check_log(log) == ()


def test_a_log_can_be_carried_over_as_it_is(log: Store) -> None:
    """For a salvaged archive with the same key: what is lost stays noticed."""
    with log.browsing() as reader:
        entries, head = entries_after(reader, 0, LENGTH), remembered_head(reader)
        asides = asides_between(reader, 0, LENGTH)
    tamper(log, *remove(*range(1, LENGTH + 1)), "DELETE FROM state")
    with log.writing() as writer:
        put_log(writer, entries[:5], asides, head)
    assert named(log) == ["6-8"]
    write(log, "later")
    assert named(log) == ["6-8"]


def test_lines_are_newest_first_and_may_be_about_one_subject(log: Store) -> None:
    """By pages, and counted."""
    write(log, "record 3")
    with log.browsing() as reader:
        page = logged_entries(reader, limit=3, offset=1)
        about = logged_entries(reader, limit=9, subject="record 3")
        assert count_entries(reader) == 9
        assert count_entries_about(reader, "record 3") == 2
        assert count_entries(reader, after=7) == 2
        newest = newest_change(reader, ["record 1", "record 3", "record 8"])
        assert newest_change(reader, ["nobody"]) is None
    assert [line.entry.number for line in page] == [8, 7, 6]
    assert [line.entry.number for line in about] == [9, 3]
    assert newest is not None
    assert newest.number == 9


def test_what_is_taken_back_leaves_no_entry(log: Store) -> None:
    """The entry is in the transaction of the deed."""
    with pytest.raises(ZeroDivisionError), log.writing() as writer:
        append_entries(writer, [NewEntry(act=Act.CHANGED, who="KL")], "2025-01-01T00:00:00.000Z")
        _ = 1 / 0
    with log.browsing() as reader:
        last = last_entry(reader)
    assert last is not None
    assert last.number == LENGTH
    assert check_log(log) == ()


def test_a_spoiled_page_of_the_log_is_said(log: Store) -> None:
    """A log that cannot be read is damaged, not empty."""
    write(log, *(f"more {number}" for number in range(400)))
    log.checkpoint()
    with log.writing() as writer:
        root = writer.value("SELECT rootpage FROM sqlite_schema WHERE name = 'audit'")
    path = log.folder / "archive.db"
    data = bytearray(path.read_bytes())
    data[(root - 1) * 16_384 + 5_000] ^= 1
    path.write_bytes(data)
    assert named(log) == [""]
