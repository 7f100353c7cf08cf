"""Bit rot: one flipped bit anywhere is found, and what it harms is named, no more and no less.

The ordinary run turns a bit in every page of a small archive, and in a sample of the rest; the
nightly one does so in a larger archive and at every byte of the key files.
"""

import random
from pathlib import Path

import pytest

from app.archive.opening import open_archive
from app.archive.verifying import Damaged, StoreVerdict, verify_archive, verify_folder
from app.progress import Silent
from app.store.connection import PAGE_BYTES
from app.store.raw_trees import RawTrees
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
    with (
        open_archive(folder, CREDENTIALS) as archive,
        archive.store.at_rest(),
        archive.store.raw_pages() as pages,
    ):
        places = RawTrees(pages, Silent()).places
    return {page for page, place in places.items() if place.leads or page == 1}


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
