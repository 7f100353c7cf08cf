"""Entries of tables and exports in an archive: each is added once, whatever file it stands in."""

from pathlib import Path

import pytest

from app.archive.adding import Addition, Original, add_records
from app.archive.backing_up import backup_archive
from app.archive.changing import bin_records, change_record
from app.archive.destroying import destroy_records
from app.archive.opening import Archive, open_archive
from app.archive.reading import read_record
from app.archive.restoring import restore_archive
from app.archive.salvaging import salvage_archive
from app.archive.verifying import verify_archive
from app.intake.importing import Acceptance, import_paths
from app.intake.report import ImportReport, Outcome
from app.progress import Silent
from app.records.changes import with_field
from app.store.credentials import Credentials
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import an_article


def add(archive: Archive, path: Path, text: str) -> ImportReport:
    """Import a table of this text."""
    path.write_text(text, encoding="utf-8")
    return import_paths(archive, [path], Acceptance(), Silent())


def titles(report: ImportReport) -> list[str]:
    """What was added."""
    return [card.title for card in report.added]


def test_the_same_table_adds_nothing_even_after_its_records_changed(
    archive: Archive, tmp_path: Path
) -> None:
    """An entry is known by what it said, not by what became of it."""
    table = "title,text\na,The ferry stops.\nb,\n"
    first = add(archive, tmp_path / "a.csv", table)
    assert titles(first) == ["a", "b"]
    record = read_record(archive, first.added[0].id).record
    change_record(archive, record.id, with_field(record, "text.segments.0.text", "Rewritten."))
    bin_records(archive, (first.added[1].id,))
    again = add(archive, tmp_path / "a.csv", table)
    assert titles(again) == []
    assert {card.id for card in again.same} == {card.id for card in first.added}
    assert [line.outcome for line in again.lines] == [Outcome.SAME]


def test_a_longer_table_adds_its_new_rows(archive: Archive, tmp_path: Path) -> None:
    """Other bytes, another order of columns, another delimiter: the rows say the same."""
    add(archive, tmp_path / "a.csv", "title,date\na,2019\nb,2020\n")
    report = add(archive, tmp_path / "b.csv", "date;title\n2020;b\n2021;c\n2019;a\n2020;a\n")
    assert titles(report) == ["c", "a"]
    assert len(report.same) == 2


def test_rows_that_say_the_same_are_all_kept_and_none_twice(
    archive: Archive, tmp_path: Path
) -> None:
    """Two households of one name are two rows."""
    assert titles(add(archive, tmp_path / "a.csv", "title\na\na\n")) == ["a", "a"]
    assert titles(add(archive, tmp_path / "b.csv", "title\na\na\na\n")) == ["a"]


def test_a_destroyed_entry_can_be_added_again(archive: Archive, tmp_path: Path) -> None:
    """Nothing that tells what it said stays behind."""
    first = add(archive, tmp_path / "a.csv", "title\na\nb\n")
    destroy_records(archive, (first.added[0].id,), Silent())
    assert titles(add(archive, tmp_path / "a.csv", "title\na\nb\n")) == ["a"]
    with archive.store.browsing() as reader:
        assert reader.value("SELECT count(*) FROM record_entries") == 2


def test_a_long_table_is_added_in_batches_with_one_original(
    archive: Archive, tmp_path: Path
) -> None:
    """No transaction holds all of it, and its bytes are kept once."""
    table = "title\n" + "".join(f"row {number}\n" for number in range(100))
    batches: list[int] = []
    (tmp_path / "a.csv").write_text(table)
    report = import_paths(
        archive, [tmp_path / "a.csv"], Acceptance(collection="Sources"), Silent(),
        on_disk=lambda cards: batches.append(len(cards)),
    )  # fmt: skip
    assert (len(report.added), sum(batches)) == (100, 100)
    assert len(batches) >= 3
    originals = {read_record(archive, card.id).record.attachments[0].sha256
                 for card in report.added}  # fmt: skip
    assert len(originals) == 1
    verdict = verify_archive(archive, Silent())
    assert (verdict.records, verdict.attachments, verdict.damaged) == (100, 1, ())


def test_two_tables_with_the_same_rows_in_one_import_add_them_once(
    archive: Archive, tmp_path: Path
) -> None:
    """Also while neither is on the disk yet."""
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"title,note\na,x\n{name},y\n")
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    report = import_paths(archive, paths, Acceptance(), Silent())
    assert titles(report) == ["a", "a.csv", "b.csv"]


def test_a_refused_row_is_a_line_of_the_report(archive: Archive, tmp_path: Path) -> None:
    """The others are added, and the line says which row and why."""
    report = add(archive, tmp_path / "a.csv", "title,note\na,\n,b\n")
    assert titles(report) == ["a"]
    assert [(line.name, line.reason) for line in report.failed] == [
        ("a.csv", "Row 3: it has neither a title nor a text.")
    ]
    none = add(archive, tmp_path / "b.csv", "title,note\n,b\n")
    assert [line.outcome for line in none.lines] == [Outcome.FAILED]


def test_a_table_without_any_good_row_can_be_kept_as_a_file(
    archive: Archive, tmp_path: Path
) -> None:
    """Like every file of which nothing could be read, where the person wants it."""
    (tmp_path / "a.csv").write_text("title,note\n,b\n")
    choices = Acceptance(keep_unread=True)
    report = import_paths(archive, [tmp_path / "a.csv"], choices, Silent())
    assert [(line.outcome, line.reason) for line in report.lines] == [
        (Outcome.KEPT, "Row 2: it has neither a title nor a text.")
    ]
    (card,) = report.added
    assert [file.name for file in read_record(archive, card.id).record.attachments] == ["a.csv"]


def test_records_and_entries_are_counted(archive: Archive) -> None:
    """A mix-up would give a record the name of another's entry."""
    with pytest.raises(ValueError, match="one entry"):
        Addition(records=(an_article(),), entries=("0" * 64, "1" * 64))
    original = Original(data=b"x", name="x.csv", media_type="text/csv")
    record = an_article()
    addition = Addition(records=(record,), original=original, entries=("0" * 64,))
    assert len(add_records(archive, [addition, addition], Silent()).added) == 1


def test_entries_are_known_in_a_salvaged_archive_and_in_a_restored_one(
    archive: Archive, tmp_path: Path
) -> None:
    """What was added once is not added again, whichever copy goes on."""
    table = "title\na\nb\n"
    add(archive, tmp_path / "a.csv", table)
    backup_archive(archive, tmp_path / "Backup", Silent())
    archive.close()
    keys = Credentials(passphrase=PASSPHRASE)
    salvage_archive(tmp_path / "Notebook.satchel", tmp_path / "New.satchel", keys, Silent())
    restore_archive(tmp_path / "Backup", tmp_path / "Old.satchel", keys, Silent()).close()
    for name in ("New.satchel", "Old.satchel"):
        with open_archive(tmp_path / name, keys) as copy:
            report = add(copy, tmp_path / "a.csv", table + "c\n")
            assert (titles(report), len(report.same)) == (["c"], 2)
