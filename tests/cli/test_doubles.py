"""`doubles`, `suggestions` and what `import` says of near-doubles have their documented forms."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PAGES, Run
from tests.cli.documented_forms import sections, strangers


@pytest.fixture
def repost(place: Path) -> Path:
    """The article of the archive with some words changed."""
    text = PAGES["ferry.txt"].replace("nobody would say when", "nobody could tell when")
    (place / "repost.txt").write_text(text + "\nThe harbour master counted 1,076 sacks.\n")
    return place / "repost.txt"


def form(name: str, at: int, told: str) -> object:
    """What was told, which has the documented form."""
    section = next(each for each in sections() if name in each.names)
    document = json.loads(told)
    assert list(strangers(document, section.forms[at])) == []
    return document


def test_import_names_near_doubles(satchel: Run, repost: Path) -> None:
    """They are added all the same; what is to be done is a person's decision."""
    told = satchel("import", repost, "--kind", "article", "--json")
    document = form("import", 0, told.out)
    assert isinstance(document, dict)
    (pair,) = document["doubles"]
    assert (pair["first"]["code"], pair["second"]["code"]) == ("A-001", "A-002")
    assert 70 <= pair["percent"] < 100


def test_pairs_differences_and_decisions_have_their_forms(satchel: Run, repost: Path) -> None:
    """List, compare, link, unlink, keep, merge and undo; the window calls the same functions."""
    satchel("import", repost, "--kind", "article")
    assert form("doubles", 0, satchel("doubles", "--json").out)
    compared = form("doubles", 1, satchel("doubles", "A-001", "A-002", "--json").out)
    assert isinstance(compared, dict)
    assert {row["likeness"] for row in compared["rows"]} >= {"changed"}
    plain = satchel("doubles", "A-001", "A-002").out
    assert "[-" in plain and "{+" in plain
    for act, ids, left in (
        ("link", ("A-002", "A-001"), 0),
        ("unlink", ("A-002",), 1),
        ("keep", ("A-001", "A-002"), 0),
        ("ask-again", ("A-001", "A-002"), 1),
        ("merge", ("A-001", "A-002"), 0),
        ("undo-merge", ("A-001",), 1),
    ):
        assert form("doubles", 2, satchel("doubles", *ids, "--do", act, "--json").out)
        assert json.loads(satchel("doubles", "--json").out)["count"] == left


def test_acts_need_the_right_number_of_records(satchel: Run) -> None:
    """The words are wrong then, and nothing is changed."""
    assert satchel("doubles", "A-001", "--do", "merge").code == 2
    assert satchel("doubles", "A-001", "T-001", "--do", "unlink").code == 2
    assert satchel("doubles", "T-001", "A-001", "--do", "link").code == 4


def test_a_merge_says_what_stays_and_what_may_not_be(satchel: Run, repost: Path) -> None:
    """What only the bin holds is named; a testimony without consent is not merged into a report."""
    refused = satchel("doubles", "A-001", "T-001", "--do", "merge")
    assert refused.code == 5
    assert "Keep T-001, and merge A-001 into it." in refused.err
    satchel("import", repost, "--kind", "article")
    assert satchel("set", "A-002", "text.summary=The ferry stopped.").code == 0
    merged = satchel("doubles", "A-001", "A-002", "--do", "merge")
    assert merged.code == 0, merged.err
    assert "Only in A-002, in the bin:" in merged.err


def test_suggestions_have_their_form(satchel: Run, repost: Path) -> None:
    """Dismissed ones are counted, and listed when asked for."""
    other = repost.with_name("other.txt")
    other.write_text("Another page\n\nA report of 1,076 sacks that were counted on the quay.\n")
    satchel("import", repost, other, "--kind", "article")
    found = form("suggestions", 0, satchel("suggestions", "--json").out)
    assert isinstance(found, dict)
    point = next(each for each in found["suggestions"] if each["label"] == "1,076")
    assert "1,076" in satchel("suggestions").out
    after = json.loads(satchel("suggestions", "--dismiss", point["key"], "--json").out)
    assert after["dismissed"] == 1 and after["count"] == found["count"] - 1
    assert "1,076" in satchel("suggestions", "--dismissed").out
    assert satchel("suggestions", "--again", point["key"], "--dismiss", "0" * 16).code == 4
