"""Importing folders, ZIPs and mail boxes in a terminal: what is said, what the report holds."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import PAGES, Run
from tests.confined import made_files
from tests.confined.made_containers import letter, mail_box, zip_of
from tests.journeys.terminal import ROOT


def a_page(number: int) -> str:
    """An article of its own."""
    return (
        PAGES["ferry.txt"]
        .replace("the winter", f"winter {number}")
        .replace("Lower Sarn", f"river number {number}")
    )


@pytest.fixture
def stick(place: Path) -> Path:
    """A folder with two pages, a ZIP of two more, a box of two letters, and two that are none."""
    folder = place / "stick"
    (folder / "deep").mkdir(parents=True)
    (folder / "1.txt").write_text(a_page(1), encoding="utf-8")
    (folder / "deep" / "2.txt").write_text(a_page(2), encoding="utf-8")
    packed = {f"in/{n}.txt": a_page(n).encode() for n in (3, 4)}
    (folder / "more.zip").write_bytes(zip_of(packed))
    box = mail_box(letter(1, "The guards left at night."), letter(2, "Nobody came back since."))
    (folder / "post").write_bytes(box)
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut short")
    (folder / "empty.txt").touch()
    (folder / "same.txt").write_text(PAGES["ferry.txt"], encoding="utf-8")
    return folder


def table(text: str) -> dict[str, list[str]]:
    """A saved report by file."""
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["file", "outcome", "records", "reason"]
    return {row[0]: row[1:] for row in rows[1:]}


def test_a_folder_is_imported_file_by_file(satchel: Run, stick: Path, place: Path) -> None:
    """Each with its outcome in the report; one line of complaint; the originals are named once."""
    ended = satchel("import", "stick", "--report", "report.csv")
    assert ended.code == 4
    assert len(ended.complaints) == 1
    assert ended.complaints[0].startswith("2 of 9 files could not be read")
    assert ended.out.count("plain originals still lie in") == 1
    assert str(place / "stick") in ended.out
    report = table((place / "report.csv").read_text(encoding="utf-8"))
    outcomes = {name: cells[0] for name, cells in report.items()}
    assert outcomes == {
        "stick/1.txt": "added",
        "stick/broken.docx": "failed",
        "stick/deep/2.txt": "added",
        "stick/empty.txt": "failed",
        "stick/more.zip/in/3.txt": "added",
        "stick/more.zip/in/4.txt": "added",
        "stick/post/00001.eml": "added",
        "stick/post/00002.eml": "added",
        "stick/same.txt": "same",
    }
    assert report["stick/empty.txt"][2] == (
        "The file is empty. Check whether it was copied completely, and add it again."
    )
    code = report["stick/more.zip/in/3.txt"][1]
    shown = satchel("show", code, "--json").document
    (original,) = shown["record"]["attachments"]
    assert original["name"] == "in/3.txt"
    satchel("extract", code, original["sha256"], "out.txt")
    assert (place / "out.txt").read_text(encoding="utf-8") == a_page(3)


def test_letters_of_a_box_are_testimonies(satchel: Run, stick: Path) -> None:
    """As every letter is, until a person says otherwise."""
    report = satchel("import", "stick/post", "--json").document
    assert [each["kind"] for each in report["drafts"]] == ["testimony", "testimony"]
    assert report["failed"] == []


def test_importing_again_changes_nothing(satchel: Run, stick: Path) -> None:
    """All of it is there already; what could not be read is said again."""
    first = satchel("import", "stick", "--json").document
    again = satchel("import", "stick", "--json").document
    assert again["added"] == []
    assert set(first["added"]) <= set(again["same"])
    assert again["failed"] == first["failed"]


def test_reasons_stand_in_the_json(satchel: Run, stick: Path) -> None:
    """And on standard error is one line all the same."""
    ended = satchel("import", "stick", "--json")
    assert [each["file"] for each in ended.document["failed"]] == [
        "stick/broken.docx", "stick/empty.txt"
    ]  # fmt: skip
    assert len(ended.complaints) == 1
    assert len(ended.out.splitlines()) == 1


def test_what_cannot_be_read_can_be_kept(satchel: Run, stick: Path, place: Path) -> None:
    """A record that holds just the file, with its reason in the report."""
    ended = satchel("import", "stick/broken.docx", "--keep-unread", "--report", "r.txt")
    assert (ended.code, ended.err) == (0, "")
    assert "1 of the files has no text" in ended.out
    code = ended.out.split()[0]
    record = satchel("show", code, "--json").document["record"]
    assert record["kind"] == "testimony"
    assert record["title"] == "broken.docx"
    assert "text" not in record
    satchel("extract", code, record["attachments"][0]["sha256"], "out.docx")
    assert (place / "out.docx").read_bytes() == b"PK\x03\x04 cut short"
    report = (place / "r.txt").read_text(encoding="utf-8")
    assert "Kept as a file, without text: 1" in report
    assert "The file is damaged" in report


def test_a_report_is_written_over_nothing(satchel: Run, stick: Path, place: Path) -> None:
    """It is found out before anything is added."""
    (place / "report.csv").write_text("mine")
    ended = satchel("import", "stick", "--report", "report.csv")
    assert ended.code == 4
    assert (place / "report.csv").read_text() == "mine"
    assert satchel("list", "--json").document["count"] == 2
    assert satchel("import", "stick", "--report", "no/such/report.csv").code == 4
    assert satchel("list", "--json").document["count"] == 2


def test_a_name_is_no_formula(satchel: Run, place: Path) -> None:
    """A spreadsheet that opens the report runs nothing."""
    (place / "x.zip").write_bytes(zip_of({"=cmd|calc.txt": b"", 'a,"b\n.txt': b""}))
    (place / "=1+1.txt").touch()
    satchel("import", "x.zip", "=1+1.txt", "--report", "r.csv")
    names = list(table((place / "r.csv").read_text(encoding="utf-8")))
    assert names == ["x.zip/=cmd|calc.txt", 'x.zip/a,"b\\n.txt', "'=1+1.txt"]


def test_a_dry_run_of_a_folder_reads_what_is_in_it(bare: Run, stick: Path) -> None:
    """Without an archive, and without a word about originals, since none went anywhere."""
    ended = bare("import", "--dry-run", "stick")
    assert ended.code == 4
    assert "stick/more.zip/in/4.txt: article" in ended.out
    assert "originals" not in ended.out


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_keeps_what_is_done_and_reports(place: Path) -> None:
    """Exit code 7, a whole JSON document, and a report that names what was not reached."""
    many = place / "many"
    many.mkdir()
    for number in range(400):
        page = "".join(made_files.paragraph(line) for line in a_page(number).splitlines())
        (many / f"{number:03}.docx").write_bytes(made_files.word(page))
    words = [sys.executable, "-m", "app", "--archive", "a.satchel", "--passphrase-file"]
    words += ["passphrase", "import", "--kind", "article", "--json", "--report", "r.csv", "many"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        words, bufsize=0, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=variables
    ) as process:
        assert process.stdout is not None
        begin = process.stdout.read(2_000)
        asked = time.monotonic()
        process.send_signal(signal.SIGINT)
        rest, complaint = process.communicate()
        took = time.monotonic() - asked
    assert process.returncode == 7
    assert complaint.decode().splitlines() == ["Cancelled. What was finished before is kept."]
    document = json.loads(begin + rest)
    report = table((place / "r.csv").read_text(encoding="utf-8"))
    outcomes = [cells[0] for cells in report.values()]
    assert len(outcomes) == 400
    assert outcomes.count("added") == len(document["added"])
    assert outcomes.count("not-reached") > 0
    assert outcomes.count("added") + outcomes.count("not-reached") == 400
    assert took < 60
