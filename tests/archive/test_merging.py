"""Two records that are one: merged in one step, and taken apart again."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.archive.adding import Addition, Original, add_records
from app.archive.attachments import extract_attachment
from app.archive.merging import merge_records, undo_merge
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.errors import InputError
from app.progress import Silent
from app.store.collections_table import collections_of
from tests.records.builders import an_article

_REFUSE = """
    CREATE TRIGGER refuse BEFORE INSERT ON merged_records
    BEGIN SELECT raise(ABORT, 'refused'); END
"""


@pytest.fixture
def two(archive: Archive) -> Archive:
    """A-001 and A-002, each with its file, tag and collection."""
    for name, tag in (("first", "ferry"), ("second", "winter")):
        addition = Addition(
            records=(an_article("The ferry has stopped.", tags=(tag, "both")),),
            original=Original(data=name.encode(), name=f"{name}.txt", media_type="text/plain"),
            collection=name,
        )
        add_records(archive, (addition,), Silent())
    return archive


def collections(archive: Archive, code: str) -> list[str]:
    """Names of the collections that a record is in."""
    number = read_record(archive, code).card.number
    with archive.store.browsing() as reader:
        return [each.name for each in collections_of(reader, number)]


def test_the_kept_one_gets_what_the_other_one_had(two: Archive, tmp_path: Path) -> None:
    """Files, tags, collections; the other one is in the bin, and nothing was copied twice."""
    kept = merge_records(two, "A-001", "A-002")
    assert kept.record.tags == ("ferry", "both", "winter")
    assert [file.name for file in kept.record.attachments] == ["first.txt", "second.txt"]
    assert collections(two, "A-001") == ["first", "second"]
    assert read_record(two, "A-002").card.binned
    extract_attachment(two, "A-001", kept.record.attachments[1].sha256, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"second"
    found = search(two, SearchRequest(text="source:second"))
    assert [hit.card.code for hit in found.hits] == ["A-001"]
    assert verify_archive(two, Silent()).ok


def test_undoing_a_merge_leaves_both_as_they_were(two: Archive) -> None:
    """What was done to the kept one besides stays; the hash tells that nothing else changed."""
    before = [read_record(two, code).hash for code in ("A-001", "A-002")]
    merge_records(two, "A-001", "A-002")
    undo_merge(two, "A-002")
    assert [read_record(two, code).hash for code in ("A-001", "A-002")] == before
    assert not read_record(two, "A-002").card.binned
    assert collections(two, "A-001") == ["first"]
    with pytest.raises(InputError, match="not merged"):
        undo_merge(two, "A-001")
    assert verify_archive(two, Silent()).ok


def test_a_merge_that_cannot_be_changes_nothing(two: Archive) -> None:
    """One record with itself, and one that is in the bin."""
    with pytest.raises(InputError, match="itself"):
        merge_records(two, "A-001", "A-001")
    merge_records(two, "A-001", "A-002")
    before = read_record(two, "A-001").hash
    with pytest.raises(InputError, match="in the bin"):
        merge_records(two, "A-001", "A-002")
    assert read_record(two, "A-001").hash == before


def test_a_merge_that_is_interrupted_never_happened(two: Archive) -> None:
    """All of it is one transaction: what ends it before the end takes everything back."""
    before = [read_record(two, code).hash for code in ("A-001", "A-002")]
    with two.store.writing() as writer:
        writer.execute(_REFUSE)
    with pytest.raises(sqlcipher.IntegrityError, match="refused"):
        merge_records(two, "A-001", "A-002")
    assert [read_record(two, code).hash for code in ("A-001", "A-002")] == before
    assert not read_record(two, "A-002").card.binned
    assert collections(two, "A-001") == ["first"]
