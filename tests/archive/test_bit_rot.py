"""Bit rot: one flipped bit anywhere is found, and what it harms is named, no more and no less.

The ordinary run turns a bit in every page of a small archive, and in a sample of the rest; the
nightly one does so in a larger archive and at every byte of the key files.
"""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.auditing import audit_head
from app.archive.changing import bin_records, change_record
from app.archive.drafts import save_draft
from app.archive.opening import open_archive
from app.archive.reading import list_records, read_record
from app.archive.remembered import remember
from app.archive.verifying import Damaged, StoreVerdict, verify_archive, verify_folder
from app.progress import Silent
from app.store.connection import PAGE_BYTES
from app.store.raw_trees import Place, RawTrees
from app.store.slot_people_table import put_slot_person
from app.store.verify_closed import verify_closed
from tests.archive.rotting import (
    CREDENTIALS,
    Everything,
    build,
    everything_in,
    flip,
    harm,
    object_places,
    pages_of,
    restored,
    rotten_byte,
    rotten_page,
)
from tests.records.builders import a_testimony

SLOT_FILES = ("keyslots.a", "keyslots.b")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed archive of forty records; whoever damages it mends it again."""
    return build(tmp_path_factory.mktemp("rot") / "Notebook.satchel", 40)


@pytest.fixture(scope="module")
def before(folder: Path) -> Everything:
    """What is in it."""
    return everything_in(folder)


def check(folder: Path) -> StoreVerdict:
    """Check a closed archive."""
    return verify_folder(folder, CREDENTIALS, Silent())


def inner_pages(folder: Path) -> set[int]:
    """Pages that lead to others: SQLite cannot reach those, but they are whole."""
    return {1, *(page for page, place in places_in(folder).items() if place.leads)}


def named(verdict: StoreVerdict, what: Damaged) -> set[str]:
    """Ids of what is damaged in one way."""
    return {each.id for each in verdict.damaged if each.what is what}


def check_every_page(folder: Path, before: Everything, noise: random.Random) -> int:
    """Turn a bit in each page, and compare what is named with what SQLite cannot read.

    Returns:
        How many pages there were.
    """
    inner = inner_pages(folder)
    pages = pages_of(folder)
    for page in range(1, pages + 1):
        with rotten_page(folder, page, noise):
            verdict = check(folder)
            truth = harm(folder, before)
        assert named(verdict, Damaged.PAGE) == {str(page)}, page
        if truth is None or page in inner:
            # Nothing but the way to it is harmed: all records can be read page by page.
            assert verdict.records == len(before.heads), page
            assert not named(verdict, Damaged.REVISION), page
            continue
        assert named(verdict, Damaged.REVISION) == truth.texts, page
        assert named(verdict, Damaged.RECORD) == truth.rows, page
        assert named(verdict, Damaged.ATTACHMENT) == truth.files, page
        codes = {before.heads[id].code for id in truth.texts | truth.rows}
        assert {each.name for each in verdict.damaged if each.name in codes} == codes, page
    return pages


def test_a_flipped_bit_in_any_page_is_found_and_names_what_it_harms(
    folder: Path, before: Everything
) -> None:
    """Every page of the database; by page, and by id and code of each record that it harms."""
    assert check(folder).ok
    assert check_every_page(folder, before, random.Random(11)) > 55


def test_a_flipped_bit_is_found_in_an_archive_that_is_open(
    folder: Path, before: Everything
) -> None:
    """The window checks what it has open: the page rots after it was read for opening."""
    noise = random.Random(12)
    for page in range(1, pages_of(folder) + 1, 5):
        with restored(folder) as path, open_archive(folder, CREDENTIALS) as archive:
            archive.store.checkpoint()
            flip(path, (page - 1) * PAGE_BYTES + noise.randrange(16, PAGE_BYTES), 2)
            verdict = verify_archive(archive, Silent())
            assert named(verdict, Damaged.PAGE) == {str(page)}
            assert verdict.records >= len(before.heads) - 20


@pytest.mark.nightly
@pytest.mark.timeout(3 * 3600)
def test_every_page_byte_and_piece_of_a_larger_archive(tmp_path: Path) -> None:
    """Three hundred records: every page, every byte of the key files, all 4 KB of every file."""
    folder = build(tmp_path / "Notebook.satchel", 300, seed=21)
    before = everything_in(folder)
    noise = random.Random(22)
    pages = check_every_page(folder, before, noise)
    byte_count = 0
    for name in SLOT_FILES:
        for place in range((folder / name).stat().st_size):
            with rotten_byte(folder / name, place, noise.randrange(8)):
                found = verify_closed(folder, CREDENTIALS, Silent()).verdict.damaged
            assert [(each.what, each.id) for each in found] == [(Damaged.KEY_FILE, name)]
            byte_count += 1
    places = list(object_places(folder, noise))
    for path, place in places:
        with rotten_byte(path, place, place % 8):
            assert named(check(folder), Damaged.ATTACHMENT) == {before.contents[path.name]}
    print(f"{pages} pages, {byte_count} bytes of key files, {len(places)} pieces: all found")


@pytest.mark.parametrize("name", SLOT_FILES)
def test_a_flipped_bit_in_a_key_file_is_found(folder: Path, name: str) -> None:
    """Also though the other file opens the archive and mends this one."""
    noise = random.Random(13)
    path = folder / name
    for place in range(0, path.stat().st_size, 97):
        with rotten_byte(path, place, noise.randrange(8)):
            verdict = check(folder)
        assert [(each.what, each.id) for each in verdict.damaged] == [(Damaged.KEY_FILE, name)]


def test_a_flipped_bit_in_any_part_of_an_attachment_is_found(
    folder: Path, before: Everything
) -> None:
    """Every 4 KB of every attached file; it is named by its SHA-256 and by its own name."""
    places = list(object_places(folder, random.Random(14)))
    assert len(places) > 20
    for path, place in places:
        with rotten_byte(path, place, place % 8):
            verdict = check(folder)
        assert named(verdict, Damaged.ATTACHMENT) == {before.contents[path.name]}
        assert [each.name.startswith("note ") for each in verdict.damaged] == [True]


@pytest.mark.parametrize("place", range(16))
def test_an_altered_salt_is_found(folder: Path, place: int) -> None:
    """The first 16 bytes are in no page's authentication, and are compared with the key's."""
    with restored(folder) as path:
        flip(path, place, 3)
        verdict = check(folder)
    assert named(verdict, Damaged.PAGE) == {"1"}


@pytest.mark.parametrize("keep", [0.0, 0.02, 0.5, 0.97, 0.9999])
def test_a_database_that_is_cut_short_is_found(
    folder: Path, before: Everything, keep: float
) -> None:
    """At page ends and within a page; the records that are gone are named as far as known."""
    with restored(folder) as path:
        size = int(path.stat().st_size * keep)
        with path.open("r+b") as file:
            file.truncate(size)
        verdict = check(folder)
    assert "archive.db" in named(verdict, Damaged.DATABASE)
    assert verdict.records <= len(before.heads)


def test_swapped_pages_are_found(folder: Path) -> None:
    """A page is authentic at its own place only."""
    with restored(folder) as path:
        good = path.read_bytes()
        for page in range(2, pages_of(folder), 9):
            first, second = (page - 1) * PAGE_BYTES, page * PAGE_BYTES
            swapped = bytearray(good)
            swapped[first:second] = good[second : second + PAGE_BYTES]
            swapped[second : second + PAGE_BYTES] = good[first:second]
            path.write_bytes(swapped)
            assert named(check(folder), Damaged.PAGE) == {str(page), str(page + 1)}


def test_pages_of_nothing_but_zeros_are_found(folder: Path) -> None:
    """SQLCipher itself takes such a page for one that was never written."""
    with restored(folder) as path:
        good = path.read_bytes()
        for page in range(3, pages_of(folder) + 1, 9):
            start = (page - 1) * PAGE_BYTES
            path.write_bytes(good[:start] + bytes(PAGE_BYTES) + good[start + PAGE_BYTES :])
            assert named(check(folder), Damaged.PAGE) == {str(page)}


def test_a_database_of_another_archive_is_found(folder: Path) -> None:
    """Not one of its pages is authentic here, which is said once and not for each."""
    with restored(folder) as path:
        path.write_bytes(random.Random(3).randbytes(40 * PAGE_BYTES))
        verdict = check(folder)
    assert [each.what for each in verdict.damaged] == [Damaged.DATABASE]


UNNOTICED = {"audit_reasons", "drafts", "slot_people"}
"""Tables whose rows stand in no index and follow from nothing: an old page is believed."""


def test_an_older_page_put_back_is_found_where_anything_contradicts_it(tmp_path: Path) -> None:
    """Such a page is authentic. Indexes, hashes, the log and the search index tell against it.

    Pages of the search index that nothing reads any more may be old; then finding is not changed.
    """
    folder = build(tmp_path / "Notebook.satchel", 12)
    places_in(folder)
    database = folder / "archive.db"
    old = database.read_bytes()
    work_on(folder)
    places = places_in(folder)
    unnoticed = set()
    with restored(folder):
        new = database.read_bytes()
        for page in range(1, len(old) // PAGE_BYTES + 1):
            start, end = (page - 1) * PAGE_BYTES, page * PAGE_BYTES
            if old[start:end] == new[start:end]:
                continue
            for ending in ("-wal", "-shm"):
                database.with_name(database.name + ending).unlink(missing_ok=True)
            database.write_bytes(new[:start] + old[start:end] + new[end:])
            if check(folder).ok:
                unnoticed.add(places[page].tree)
    assert {tree for tree in unnoticed if not tree.startswith("postings")} <= UNNOTICED


def test_an_older_database_put_back_as_a_whole_is_believed(tmp_path: Path) -> None:
    """Nothing within can tell: only a head of the log that somebody kept elsewhere does."""
    folder = build(tmp_path / "Notebook.satchel", 4)
    old = (folder / "archive.db").read_bytes()
    work_on(folder)
    with open_archive(folder, CREDENTIALS) as archive:
        kept = audit_head(archive)
    (folder / "archive.db").write_bytes(old)
    assert check(folder).ok
    with open_archive(folder, CREDENTIALS) as archive:
        assert audit_head(archive).number < kept.number


def places_in(folder: Path) -> dict[int, Place]:
    """What each page is for."""
    with (
        open_archive(folder, CREDENTIALS) as archive,
        archive.store.at_rest(),
        archive.store.raw_pages() as pages,
    ):
        return RawTrees(pages, Silent()).places


def work_on(folder: Path) -> None:
    """Change something in every table."""
    with open_archive(folder, CREDENTIALS) as archive:
        cards = list_records(archive, limit=100).cards
        for number, card in enumerate(cards):
            record = read_record(archive, card.id).record
            files = () if number % 2 else record.attachments
            change_record(
                archive, card.id, replace(record, title=f"Newer {number}", attachments=files)
            )
        bin_records(archive, (cards[1].id,))
        save_draft(archive, cards[2].id, 1, "typed just now")
        remember(archive, "window.place", "elsewhere")
        new = Original(data=b"new", name="new.txt", media_type="text/plain")
        added = Addition(
            records=(a_testimony("Ice on the river."),), original=new, collection="New"
        )
        add_records(archive, [added], Silent())
        with archive.store.writing() as writer:
            put_slot_person(writer, 1, "Another", "AN", "2024-05-06T07:08:09.123Z")
