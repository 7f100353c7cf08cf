"""`saved` and `similar` in the terminal: their forms, and what they say to a person."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_documents import assert_has_form, form_of


def test_saved_searches_have_their_forms(satchel: Run) -> None:
    """Added, listed, renamed, removed: each prints the search as it is documented."""
    added = satchel("saved", "add", "Boats", "ferry OR mill", "--sort", "title", "--json")
    assert added.code == 0, added.err
    listed = satchel("saved", "list", "--json").document
    assert_has_form(listed, form_of("saved"))
    assert listed["searches"] == [added.document]
    assert added.document["query"] == "ferry OR mill"
    assert (added.document["any"], added.document["sort"]) == (False, "title")
    renamed = satchel("saved", "rename", "boats", "Crossings", "--json").document
    assert renamed == {**added.document, "name": "Crossings"}
    assert satchel("saved", "remove", "Crossings", "--json").document == renamed
    assert satchel("saved", "list", "--json").document == {"searches": []}


def test_a_saved_search_answers_as_its_question_does(satchel: Run) -> None:
    """The same hits in the same order, page by page."""
    satchel("saved", "add", "Boats", "ferry counted", "--any", "--sort", "title")
    ran = satchel("saved", "run", "Boats", "--json").document
    asked = satchel("search", "ferry counted", "--any", "--sort", "title", "--json").document
    assert_has_form(ran, form_of("search"))
    for answer in (ran, asked):
        del answer["milliseconds"]
    assert ran == asked
    assert ran["count"] == 2
    page = satchel("saved", "run", "Boats", "--limit", "1", "--offset", "1", "--json").document
    assert page["hits"] == ran["hits"][1:]


def test_saved_searches_speak_plainly(satchel: Run) -> None:
    """Names and questions in the list; what is not there is told in one line."""
    assert satchel("saved", "list").out == "No search is saved.\n"
    assert satchel("saved", "add", "Boats", "ferry").out == "Saved “Boats”.\n"
    assert satchel("saved", "list").out == "Boats: ferry\n"
    twice = satchel("saved", "add", "boats", "mill")
    assert (twice.code, twice.out) == (2, "")
    assert "Another saved search has this name." in twice.err
    missing = satchel("saved", "run", "Mills")
    assert missing.code == 4
    assert "No saved search is called that." in missing.err
    assert "No record was changed" in satchel("saved", "remove", "boats").out


def test_similar_has_its_form(satchel: Run, place: Path) -> None:
    """The other record that tells of a ferry; words that stand everywhere make nothing alike."""
    for name in ("mill", "kiln", "barn", "loft"):
        text = f"I did say that the {name} and all of this had come before it."
        (place / f"{name}.txt").write_text(f"The {name} was old\n\n{text}\n")
    assert satchel("import", *place.glob("????.txt")).code == 0
    ended = satchel("similar", "T-001", "--limit", "3", "--json")
    assert ended.code == 0, ended.err
    assert_has_form(ended.document, form_of("similar"))
    assert ended.document["code"] == "T-001"
    (like,) = ended.document["similar"]
    assert like["code"] == "A-001"
    assert 0 < like["likeness"] <= 1
    said = satchel("similar", "T-001").out
    assert said.startswith("A-001")
    assert "[ferry]" in said


def test_similar_to_nothing_is_refused(satchel: Run) -> None:
    """A record that is not there is named so; the exit code is that of bad input."""
    ended = satchel("similar", "T-777")
    assert ended.code == 4
    assert "No record is called that." in ended.err
