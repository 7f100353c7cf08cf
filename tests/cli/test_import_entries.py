"""`import` of tables and predecessors' exports, as scripts drive it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.confined.made_entries import bulletin, export, spec, value

TABLE = (
    "title;text;publisher;date;shelf\n"
    'Ferries stop;"The ferry does not cross.\nTraders wait.";Courier;2021-06-02;B-12\n'
    ";;Courier;2021;B-13\n"
    "=SUM(A1:A9);;Courier;2020;B-14\n"
)


def test_a_dry_run_shows_each_row_with_all_it_says(bare: Run, tmp_path: Path) -> None:
    """No archive is needed, and a refused row is told with its reason."""
    (tmp_path / "x.csv").write_text(TABLE)
    ended = bare("import", tmp_path / "x.csv", "--dry-run", "--json")
    document = json.loads(ended.out)
    assert ended.code == 4
    first, second = document["drafts"]
    assert (first["file"], first["kind"], first["title"]) == ("x.csv", "article", "Ferries stop")
    assert first["paragraphs"] == ["The ferry does not cross.", "Traders wait."]
    assert (first["publisher"], first["published"]) == ("Courier", "2021-06-02")
    assert first["extra"] == [{"label": "shelf", "value": "B-12"}]
    assert second["title"] == "=SUM(A1:A9)"
    assert document["failed"] == [
        {"file": "x.csv", "reason": "Row 3: it has neither a title nor a text."}
    ]


def test_rows_are_added_once_and_shown_with_their_fields(satchel: Run, place: Path) -> None:
    """The rest of a table is added, exit code 4; the same table again adds nothing."""
    (place / "x.csv").write_text(TABLE)
    ended = satchel("import", "x.csv", "--json")
    added = json.loads(ended.out)["added"]
    assert (ended.code, len(added)) == (4, 2)
    again = json.loads(satchel("import", "x.csv", "--json").out)
    assert (again["added"], sorted(again["same"])) == ([], sorted(added))
    record = json.loads(satchel("show", added[0], "--json").out)["record"]
    assert record["extra"] == [{"label": "shelf", "value": "B-12"}]
    assert "shelf: B-12" in satchel("show", added[0]).out
    found = json.loads(satchel("search", "B-12", "--json").out)
    assert [hit["id"] for hit in found["hits"]] == [added[0]]


def test_a_bulletin_is_added_as_a_testimony_without_consent(satchel: Run, place: Path) -> None:
    """What is private in it is set, shown and found like every field, and leaves nowhere."""
    data = export(
        bulletin(
            value("title", "Talk at the ferry"),
            value("publicinfo", "We crossed."),
            value("privateinfo", "Ask for Olmen.\nNot by telephone."),
            specs=(spec("publicinfo", "MULTILINE"),),
            private=(spec("privateinfo", "MULTILINE"),),
        )
    )
    (place / "export.xml").write_bytes(data)
    (added,) = json.loads(satchel("import", "export.xml", "--json").out)["added"]
    shown = satchel("show", added).out
    assert "Not recorded" in shown
    assert "Private information: Ask for Olmen.\n        Not by telephone.\n" in shown
    changed = satchel("set", added, "extra.0.value=Ask for Timm.", "--json")
    assert json.loads(changed.out)["record"]["extra"] == [
        {"label": "Private information", "value": "Ask for Timm."}
    ]
    out = place / "out.pdf"
    refused = satchel("dossier", out, added, "--purpose", "media")
    assert refused.code == 5
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("a.csv", b"one,two\n1,2\n"),
        ("a.csv", b"title,text\n"),
        ("a.csv", b'title,text\n"a,b\n'),
        ("a.csv", b"\x00\x01\x02\xff" * 400),
        ("a.ris", b"TY  - JOUR\nER  - \n"),
        ("a.xml", b"<MartusBulletins></MartusBulletins>"),
        ("a.xml", b"<MartusBulletins><MartusBulletin>"),
    ],
)
def test_what_holds_no_entry_is_one_line(bare: Run, tmp_path: Path, name: str, data: bytes) -> None:
    """One reason, exit code 4, and no draft."""
    (tmp_path / name).write_bytes(data)
    ended = bare("import", tmp_path / name, "--dry-run", "--json")
    document = json.loads(ended.out)
    assert (ended.code, document["drafts"]) == (4, [])
    (failed,) = document["failed"]
    assert failed["file"] == name and failed["reason"]


def test_a_letter_is_found_by_what_stands_over_it(satchel: Run, place: Path) -> None:
    """Subject and people are in its record, and nowhere in its title."""
    head = (
        b"Message-ID: <1@example.org>\nFrom: Ada <ada@example.org>\nSubject: =?utf-8?q?Qu=C3=A4?=\n"
    )
    (place / "a.eml").write_bytes(head + b"Date: Fri, 5 Jan 2024 10:30:00 +0900\n\nWe left.\n")
    (added,) = json.loads(satchel("import", "a.eml", "--json").out)["added"]
    for words in ("Quä", "ada@example.org"):
        found = json.loads(satchel("search", words, "--json").out)
        assert [hit["id"] for hit in found["hits"]] == [added]
    record = json.loads(satchel("show", added, "--json").out)["record"]
    assert record["title"] == "We left."
    assert {"label": "Subject", "value": "Quä"} in record["extra"]
