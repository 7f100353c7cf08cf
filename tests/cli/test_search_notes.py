"""What the terminal says beside an answer: cut off, read plainly, what would find more."""

import pytest

from app.archive.searching import SearchResult
from app.cli.search_records import result_form, say_result
from tests.cli.conftest import Run


def an_answer(*, cut_off: bool) -> SearchResult:
    """An answer without hits."""
    return SearchResult(
        query="ferry",
        read_as="ferry",
        plain=False,
        count=0,
        milliseconds=2_000,
        suggestion=None,
        cut_off=cut_off,
        hits=(),
        facets=(),
    )


@pytest.mark.parametrize("cut_off", [True, False])
def test_an_answer_that_was_cut_off_says_so(
    capsys: pytest.CaptureFixture[str], cut_off: bool
) -> None:
    """On standard error for a person, as a key for a program."""
    answer = an_answer(cut_off=cut_off)
    say_result(answer)
    said = capsys.readouterr().err
    assert said == ("Stopped after 2 seconds; there may be more.\n" if cut_off else "")
    form = result_form(answer)
    assert isinstance(form, dict)
    assert form["cut_off"] is cut_off


def test_a_question_read_as_plain_words_says_so(satchel: Run) -> None:
    """In both forms; one that was read as it stands does not."""
    plain = satchel("search", '"coins hem', "--json").document
    assert (plain["plain"], plain["cut_off"]) == (True, False)
    assert satchel("search", "coins hem", "--json").document["plain"] is False
    assert "Read as plain words: coins hem" in satchel("search", '"coins hem').err


def test_any_of_the_words_is_offered_where_none_has_all(satchel: Run) -> None:
    """Only then, only where it finds something, and never in a document."""
    offered = satchel("search", "coins zeppelin")
    assert offered.out == "0 found.\n"
    assert "Any of the words: 1 found. “--any” asks for that." in offered.err
    for words in (
        ("coins zeppelin", "--any"),
        ("coins hem",),
        ("zeppelin",),
        ("zeppelin dirigible",),
        ("coins zeppelin", "--json"),
    ):
        assert "--any" not in satchel("search", *words).err


def test_a_query_that_begins_with_a_dash_is_told_its_way(satchel: Run) -> None:
    """The message names `--`; behind it the query is asked as it stands."""
    ended = satchel("search", "-coins")
    assert ended.code == 2
    assert "Unrecognized arguments: -coins." in ended.err
    assert "satchel search -- -coins" in ended.err
    asked = satchel("search", "--json", "--", "-coins").document
    assert [hit["code"] for hit in asked["hits"]] == ["A-001"]
    late = satchel("search", "--", "-coins", "--limit", "3")
    assert late.code == 2
    assert "Options go before “--”." in late.err
    unknown = satchel("search", "coins", "--bogus")
    assert unknown.code == 2
    assert "satchel search --help" in unknown.err
