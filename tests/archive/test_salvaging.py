"""Salvage: all that is whole comes out as it was, and what does not is named."""

import random
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.auditing import Act, audit_lines
from app.archive.changing import change_record
from app.archive.keys import rekey
from app.archive.opening import open_archive
from app.archive.reading import list_records, read_record
from app.archive.salvaging import Damaged, SalvageReport, salvage_archive
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_folder
from app.errors import AccessError, CancelledError, DamageError, InputError
from app.progress import CancelFlag, Silent
from app.store.attachments_table import records_with
from app.store.connection import PAGE_BYTES, connect
from app.store.credentials import Credentials
from app.store.master_exchange import begin_exchange
from app.store.objects import read_object
from app.store.raw_trees import RawTrees, Use
from tests.archive.rotting import (
    CREDENTIALS,
    Everything,
    build,
    everything_in,
    flip,
    harm,
    lost_page,
    overwrite,
    pages_of,
    restored,
    rotten_byte,
    rotten_page,
)
from tests.records.builders import a_testimony

_SAME = (
    "archive",
    "attachments",
    "codes",
    "collection_records",
    "collections",
    "drafts",
    "objects",
    "records",
    "revisions",
    "slot_people",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed archive of forty records; whoever damages it mends it again."""
    return build(tmp_path_factory.mktemp("salvage") / "Notebook.satchel", 40, seed=6)


@pytest.fixture(scope="module")
def before(folder: Path) -> Everything:
    """What is in it."""
    return everything_in(folder)


def salvaged(folder: Path, out: Path) -> SalvageReport:
    """Salvage a closed archive."""
    return salvage_archive(folder, out, CREDENTIALS, Silent())


def lost(report: SalvageReport, what: Damaged) -> set[str]:
    """Ids of what is lost in one way."""
    return {each.id for each in report.lost if each.what is what}


def test_a_whole_archive_comes_out_whole(folder: Path, before: Everything, tmp_path: Path) -> None:
    """Every row that is not made anew is the same; the log goes on with one entry more."""
    source = (folder / "archive.db").read_bytes()
    report = salvaged(folder, tmp_path / "New.satchel")
    assert (report.records, report.attachments, report.lost) == (40, 10, ())
    assert verify_folder(tmp_path / "New.satchel", CREDENTIALS, Silent()).ok
    after = everything_in(tmp_path / "New.satchel")
    assert after.heads == before.heads
    for table in _SAME:
        assert after.tables[table] == before.tables[table], table
    assert set(before.tables["audit"]) < set(after.tables["audit"])
    assert (folder / "archive.db").read_bytes() == source


def test_the_log_tells_of_the_salvage(folder: Path, before: Everything, tmp_path: Path) -> None:
    """The new archive is another one from now on: its chain is new."""
    salvaged(folder, tmp_path / "New.satchel")
    with open_archive(tmp_path / "New.satchel", CREDENTIALS) as archive:
        assert Act.SALVAGED in [line.act for line in audit_lines(archive, limit=2)]
    chains = {row[1] for row in everything_in(tmp_path / "New.satchel").tables["audit"]}
    assert len(chains - {row[1] for row in before.tables["audit"]}) == 1


def inner_pages(folder: Path) -> set[int]:
    """The first page, and others that lead on: without them SQLite finds nothing below."""
    with (
        open_archive(folder, CREDENTIALS) as archive,
        archive.store.at_rest(),
        archive.store.raw_pages() as pages,
    ):
        places = RawTrees(pages, Silent()).places
    return {1, *(page for page, place in places.items() if place.leads)}


def check_salvage(folder: Path, before: Everything, page: int, out: Path, *, inner: bool) -> None:
    """Lose a page; all that is not on it comes out."""
    truth = None
    if not inner:
        with lost_page(folder, page):
            truth = harm(folder, before)
    with lost_page(folder, page):
        report = salvaged(folder, out)
    assert verify_folder(out, CREDENTIALS, Silent()).ok, page
    after = everything_in(out)
    # Where nothing opens any more, no text is on the page: those are not needed for opening.
    gone = frozenset() if truth is None else truth.revisions
    assert {number for number in before.owners if number not in after.owners} == gone, page
    whole = {id for number, id in before.owners.items() if number not in gone}
    assert set(after.heads) == whole, page
    harmed = {before.owners[number] for number in gone}
    for id in whole - harmed:
        assert after.heads[id] == before.heads[id], page
    assert lost(report, Damaged.RECORD) | lost(report, Damaged.REVISION) == harmed, page
    missing = set(before.contents.values()) - set(after.contents.values())
    assert missing == (frozenset() if truth is None else truth.files), page
    assert lost(report, Damaged.ATTACHMENT) == missing, page
    numbers = {row[0] for row in after.tables["records"]}
    assert after.tables["collection_records"] == [
        row for row in before.tables["collection_records"] if row[1] in numbers
    ], page
    binned = {id for id, head in after.heads.items() if head.binned}
    assert binned == {id for id in whole if before.heads[id].binned}, page


def check_mended(folder: Path, before: Everything, page: int, out: Path) -> None:
    """Turn one bit in a page; it is found and turned back, and nothing at all is lost."""
    with rotten_page(folder, page, random.Random(page)):
        report = salvaged(folder, out)
    assert (report.lost, report.mended) == ((), 1), page
    after = everything_in(out)
    for table in _SAME:
        assert after.tables[table] == before.tables[table], (page, table)
    assert set(before.tables["audit"]) < set(after.tables["audit"]), page


def test_whatever_page_is_lost_all_else_comes_out(
    folder: Path, before: Everything, tmp_path: Path
) -> None:
    """The first page, all that lead to others, and every fifth: named is what was on it."""
    inner = inner_pages(folder)
    pages = {*inner, *range(2, pages_of(folder) + 1, 5)}
    assert len(pages) > 12
    for page in sorted(pages):
        check_salvage(folder, before, page, tmp_path / f"{page}.satchel", inner=page in inner)


@pytest.mark.nightly
@pytest.mark.timeout(3 * 3600)
def test_whatever_page_of_a_larger_archive_is_damaged(tmp_path: Path) -> None:
    """Every page, lost once and with one flipped bit once."""
    folder = build(tmp_path / "Notebook.satchel", 120, seed=23)
    before = everything_in(folder)
    inner = inner_pages(folder)
    pages = pages_of(folder)
    for page in range(1, pages + 1):
        out = tmp_path / "New.satchel"
        check_salvage(folder, before, page, out, inner=page in inner)
        shutil.rmtree(out)
        check_mended(folder, before, page, out)
        shutil.rmtree(out)
    print(f"{pages} pages: all else came out; one flipped bit cost nothing")


@pytest.mark.parametrize("where", [0.0, 0.2, 0.7, 0.99])
def test_one_flipped_bit_costs_nothing(
    folder: Path, before: Everything, tmp_path: Path, where: float
) -> None:
    """The bit is found by trying them all: only the right one makes the page authentic."""
    page = 1 + int(where * pages_of(folder))
    check_mended(folder, before, page, tmp_path / "New.satchel")


@pytest.mark.parametrize("table", ["revisions", "objects", "records", "audit"])
def test_a_lost_sector_costs_only_what_stood_in_it(
    folder: Path, before: Everything, tmp_path: Path, table: str
) -> None:
    """What is left of the page is used where something proves it: a hash, or the file itself."""
    page = first_leaf(folder, table)
    with restored(folder) as path:
        overwrite(path, page * PAGE_BYTES - 1024, random.Random(9).randbytes(512))
        report = salvaged(folder, tmp_path / "New.satchel")
    assert report.records >= 39
    assert report.attachments >= 6  # two rows and a half stand in 512 bytes
    after = everything_in(tmp_path / "New.satchel")
    entries = len(before.tables["audit"])
    assert len(set(after.tables["audit"]) & set(before.tables["audit"])) >= entries - 3
    for id, head in after.heads.items():
        if id not in lost(report, Damaged.RECORD):
            assert head.revision == before.heads[id].revision
            assert head.body == before.heads[id].body
    assert verify_folder(tmp_path / "New.satchel", CREDENTIALS, Silent()).ok


def first_leaf(folder: Path, table: str) -> int:
    """The number of a page with rows of a table."""
    with (
        open_archive(folder, CREDENTIALS) as archive,
        archive.store.at_rest(),
        archive.store.raw_pages() as pages,
    ):
        places = RawTrees(pages, Silent()).places
    return next(
        page
        for page, place in places.items()
        if place.tree == table and place.use is Use.TREE and not place.leads
    )


def test_a_damaged_attachment_is_named_and_the_record_can_be_worked_on(
    tmp_path: Path,
) -> None:
    """Its record still names it; added again it is whole, and until then nothing is in the way."""
    folder = build(tmp_path / "Old.satchel", 6)
    before = everything_in(folder)
    file, sha256 = min(before.contents.items())
    with open_archive(folder, CREDENTIALS) as archive:
        content = read_object(archive.store, sha256)
    path = folder / "objects" / file[:2] / file
    flip(path, path.stat().st_size // 2, 1)
    report = salvaged(folder, tmp_path / "New.satchel")
    assert lost(report, Damaged.ATTACHMENT) == {sha256}
    assert {each.name for each in report.lost} < {"note 1.txt", "note 5.txt"}
    again = salvaged(tmp_path / "New.satchel", tmp_path / "Newer.satchel")
    assert (again.records, again.lost) == (6, ())
    assert verify_folder(tmp_path / "Newer.satchel", CREDENTIALS, Silent()).ok
    with open_archive(tmp_path / "New.satchel", CREDENTIALS) as archive:
        cards = list_records(archive).cards
        opened = [read_record(archive, card.id) for card in cards]
        harmed = next(
            each for each in opened if sha256 in {file.sha256 for file in each.record.attachments}
        )
        changed = change_record(
            archive, harmed.card.id, replace(harmed.record, title="Under a new title")
        )
        assert changed.record.attachments == harmed.record.attachments
        other = Original(data=content, name="again.txt", media_type="text/plain")
        add_records(archive, [Addition(records=(a_testimony("Ice."),), original=other)], Silent())
        with archive.store.browsing() as reader:
            assert len(records_with(reader, sha256)) == 2
    assert verify_folder(tmp_path / "New.satchel", CREDENTIALS, Silent()).ok


def test_a_lost_key_file_does_not_matter_but_two_do(folder: Path, tmp_path: Path) -> None:
    """Without both nothing can be decrypted, and that is said."""
    with rotten_byte(folder / "keyslots.a", 50, 2):
        assert salvaged(folder, tmp_path / "New.satchel").lost == ()
        with rotten_byte(folder / "keyslots.b", 50, 2):
            verdict = verify_folder(folder, CREDENTIALS, Silent())
            assert {each.id for each in verdict.damaged} == {"keyslots.a", "keyslots.b"}
            with pytest.raises(DamageError, match="keyslots"):
                salvaged(folder, tmp_path / "Other.satchel")
    assert verify_folder(tmp_path / "New.satchel", CREDENTIALS, Silent()).ok


def test_nothing_is_overwritten_and_nothing_left_behind(folder: Path, tmp_path: Path) -> None:
    """A folder that is there is refused; a wrong passphrase or a cancel leaves nothing."""
    place = tmp_path / "There"
    place.mkdir()
    (place / "note.txt").write_text("mine")
    with pytest.raises(InputError):
        salvaged(folder, place)
    with pytest.raises(AccessError):
        salvage_archive(folder, tmp_path / "New", Credentials(passphrase="other"), Silent())
    flag = CancelFlag()
    flag.cancel()
    with pytest.raises(CancelledError):
        salvage_archive(folder, tmp_path / "New", CREDENTIALS, flag)
    assert [each.name for each in tmp_path.iterdir()] == ["There"]
    assert (place / "note.txt").read_text() == "mine"


def test_an_archive_without_a_readable_page_is_refused(folder: Path, tmp_path: Path) -> None:
    """Nothing is made of nothing."""
    with restored(folder) as path:
        path.write_bytes(random.Random(4).randbytes(PAGE_BYTES))
        with pytest.raises(DamageError):
            salvaged(folder, tmp_path / "New.satchel")
    assert list(tmp_path.iterdir()) == []


def test_a_salvaged_archive_finds_and_takes_in(
    folder: Path, before: Everything, tmp_path: Path
) -> None:
    """It is a working archive: its index is there, and codes go on where they were."""
    with lost_page(folder, first_leaf(folder, "codes")):
        salvaged(folder, tmp_path / "New.satchel")
    with open_archive(tmp_path / "New.satchel", CREDENTIALS) as archive:
        assert search(archive, SearchRequest(text="ferryman")).count > 10
        new = add_records(archive, [Addition(records=(a_testimony(),))], Silent()).added[0]
    assert new.code not in {head.code for head in before.heads.values()}
    assert new.code == "T-021"


def test_a_compacted_archive_is_salvaged_without_its_first_page(tmp_path: Path) -> None:
    """Its tables begin elsewhere then, and the list of where they begin is lost."""
    folder = build(tmp_path / "Old.satchel", 12)
    before = everything_in(folder)
    with open_archive(folder, CREDENTIALS) as archive:
        keys = archive.store.keys
    with closing(connect(folder / "archive.db", keys, cache_kib=1024)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("VACUUM")
    with lost_page(folder, 1):
        assert salvaged(folder, tmp_path / "New.satchel").lost == ()
    after = everything_in(tmp_path / "New.satchel")
    for table in _SAME:
        assert after.tables[table] == before.tables[table], table


@pytest.mark.parametrize("finished", [True, False])
def test_the_key_may_have_been_exchanged_or_be_about_to(tmp_path: Path, finished: bool) -> None:
    """Also where the first page is lost, and nothing says which of two keys is the database's."""
    folder = build(tmp_path / "Old.satchel", 6)
    before = everything_in(folder)
    with open_archive(folder, CREDENTIALS) as archive:
        if finished:
            rekey(archive, Silent())
        else:
            with archive.store.key_lane:
                begin_exchange(archive.store)
    with lost_page(folder, 1):
        report = salvaged(folder, tmp_path / "New.satchel")
    assert (report.records, report.lost) == (6, ())
    assert everything_in(tmp_path / "New.satchel").heads == before.heads
    assert verify_folder(tmp_path / "New.satchel", CREDENTIALS, Silent()).ok
