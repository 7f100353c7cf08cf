"""A head that somebody kept tells whether the log was changed since."""

import secrets
from dataclasses import replace

import pytest

from app.archive.adding import Addition, add_records
from app.archive.audit_heads import compare_head, head_for_dossier
from app.archive.audit_words import HEAD_WORDS, head_bits, head_words, read_head
from app.archive.auditing import Act, audit_damage, audit_head, note
from app.archive.changing import bin_records, change_record
from app.archive.opening import Archive
from app.errors import InputError
from app.progress import Silent
from app.store.audit_table import NewEntry, append_entries, entries_after
from tests.records.builders import a_testimony, an_article


def unlock_table(archive: Archive, *statements: str) -> None:
    """Do to the tables what only a holder of the key can."""
    with archive.store.writing() as writer:
        for trigger in ("audit_is_not_changed", "audit_is_not_shortened"):
            writer.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            writer.execute(statement)


def write(archive: Archive, *subjects: str) -> None:
    """An entry for each."""
    for subject in subjects:
        with archive.store.writing() as writer:
            note(archive, writer, Act.CHANGED, subject=subject)


def test_words_and_hash_say_the_same() -> None:
    """132 of its bits, whatever the hash."""
    for hash in (bytes(32), b"\xff" * 32, *(secrets.token_bytes(32) for _ in range(200))):
        words = head_words(hash)
        assert len(words) == HEAD_WORDS
        assert read_head(" ".join(words)) == head_bits(hash) == read_head(hash.hex())


def test_a_bit_more_or_less_gives_other_words() -> None:
    """Each of the 132 bits counts."""
    hash = secrets.token_bytes(32)
    for bit in range(132):
        other = bytearray(hash)
        other[bit // 8] ^= 0x80 >> bit % 8
        assert head_words(bytes(other)) != head_words(hash)


def test_words_are_read_as_people_write_them() -> None:
    """Capitals, numbers, commas, line ends; spaces and colons within a hash."""
    hash = secrets.token_bytes(32)
    words = head_words(hash)
    numbered = "\n".join(f"{number}. {word.upper()}," for number, word in enumerate(words, 1))
    assert read_head(numbered) == head_bits(hash)
    digits = hash.hex().upper()
    assert read_head(" ".join(digits[at : at + 4] for at in range(0, 64, 4))) == head_bits(hash)


@pytest.mark.parametrize("kept", ["", "able", "able " * 11, "able " * 13, "zzz " * 12, "ab" * 31])
def test_what_is_no_head_is_refused(archive: Archive, kept: str) -> None:
    """Instead of being told that the log was changed."""
    with pytest.raises(InputError):
        compare_head(archive, kept)


def test_a_head_that_was_kept_is_found(archive: Archive) -> None:
    """Newest or older, by its words or its hash."""
    write(archive, "one", "two")
    head = audit_head(archive)
    assert head.words == head_words(bytes.fromhex(head.hash))
    write(archive, "three", "four")
    for kept in (" ".join(head.words), head.hash):
        found = compare_head(archive, kept)
        assert (found.contained, found.number, found.newer) == (True, 3, 2)
    assert compare_head(archive, audit_head(archive).hash).newer == 0
    assert not compare_head(archive, "00" * 32).contained


def test_a_log_that_a_key_holder_wrote_anew_is_found_out(archive: Archive) -> None:
    """It is whole by itself; only who kept an older head can tell."""
    write(archive, "one", "two", "three")
    head = audit_head(archive)
    assert compare_head(archive, head.hash).contained
    clear = ("DELETE FROM audit", "DELETE FROM state WHERE key = 'audit.head'")
    unlock_table(archive, *clear)
    with archive.store.writing() as writer:
        entries = [
            NewEntry(act=Act.CHANGED, who="KL", subject=each) for each in ("one", "two", "other")
        ]
        append_entries(writer, entries, "2024-05-06T07:08:09.000Z")
    assert audit_damage(archive) == ()
    assert not compare_head(archive, head.hash).contained


def test_a_head_that_stands_in_a_damaged_log_is_not_contained(archive: Archive) -> None:
    """The entry alone proves nothing; damage after it does not touch it."""
    write(archive, "one", "two", "three")
    head = audit_head(archive)
    write(archive, "four", "five")
    unlock_table(archive, "UPDATE audit SET who = 'XY' WHERE number = 6")
    found = compare_head(archive, head.hash)
    assert (found.number, found.contained, len(found.damage)) == (4, True, 1)
    unlock_table(archive, "UPDATE audit SET who = 'XY' WHERE number = 2")
    assert not compare_head(archive, head.hash).contained


def test_a_dossiers_value_moves_with_its_records_only(archive: Archive) -> None:
    """Another record, an opening or an export leave it; a change to one of its records does not."""
    record, other = a_testimony("First."), an_article("Second.")
    add_records(archive, [Addition(records=(record, other))], Silent())
    ids = (record.id,)
    first = head_for_dossier(archive, ids, "D-1")
    assert first is not None
    bin_records(archive, (other.id,))
    write(archive, "something else")
    assert head_for_dossier(archive, ids, "D-1") == first
    change_record(archive, record.id, replace(record, title="Another", proposed_title=False))
    second = head_for_dossier(archive, ids, "D-1")
    assert second is not None
    assert second.value != first.value
    assert head_for_dossier(archive, ("nobody",), "D-1") is None


def test_two_dossiers_cannot_be_joined_by_their_values(archive: Archive) -> None:
    """The same records in both, and neither the log's hash nor the other's value."""
    record = a_testimony("First.")
    add_records(archive, [Addition(records=(record,))], Silent())
    values = [head_for_dossier(archive, (record.id,), code) for code in ("D-1", "D-2")]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0].number == values[1].number
    with archive.store.browsing() as reader:
        hashes = {entry.hash.hex() for entry in entries_after(reader, 0, 100)}
    assert len({values[0].value, values[1].value} | hashes) == len(hashes) + 2
