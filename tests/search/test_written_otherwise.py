"""What people write otherwise than the manual: case, addresses, numbers, distances.

The records expected are written by hand.
"""

import pytest

from tests.search.small_index import Doc, SmallIndex, an_index


@pytest.fixture(scope="module")
def index() -> SmallIndex:
    """Five records."""
    return an_index(
        ferry=Doc(
            title="Ferry log",
            text=("The ferry guard slept. A guard, a tired ferry.",),
            kind="testimony",
            date="2019-03",
        ),
        count=Doc(title="Counted", text=("There were 1,076 in 1 077 boats.",), date="2018"),
        page=Doc(
            title="Page",
            text=("Taken from https://example.org/path_name?x=1&y=2 in May.",),
            source=("https://news.example.com/?p=42",),
            date="2020",
        ),
        state=Doc(title="Report", text=("A state-sponsored and a state run camp.", "It was red.")),
        guards=Doc(title="Guards", text=("Ferry with three old guards.",), date="2021"),
    )


EVERYTHING = {"ferry", "count", "page", "state", "guards"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Distances: so many words between, in any order, in any form; without one, as quoted.
        ('"ferry guard"', {"ferry"}),
        ('"guard ferry"', set()),
        ('"tired guard"~0', set()),
        ('"tired guard"~1', {"ferry"}),
        ('"guards tired"~1', {"ferry"}),
        ('"slept ferry"~0', set()),
        ('"slept ferry"~1', {"ferry"}),
        ('"guard ferry"~2', {"ferry"}),
        ('"guard ferry"~3', {"ferry", "guards"}),
        ('"guard ferry"~99999999999999999999', {"ferry", "guards"}),
        # Names of fields and TO in any case; two points for an open end.
        ("KIND:testimony", {"ferry"}),
        ("Kind:Testimony ferry", {"ferry"}),
        ("Title:(ferry OR page)", {"ferry", "page"}),
        ("TITLE:fer*", {"ferry"}),
        ("date:[2019 to 2020]", {"ferry", "page"}),
        ("Date:[2019 To 2020]", {"ferry", "page"}),
        ("PUBLISHED:2020", {"page"}),
        ("date:[.. TO 2018]", {"count"}),
        ("date:[2020 to ..]", {"page", "guards"}),
        ("date:[* TO 2018]", {"count"}),
        ("date:[.. TO ..]", EVERYTHING - {"state"}),
        ("NOT Kind:testimony Date:[.. to 2019]", {"count"}),
        # An address that was pasted, in text and in the source.
        ("https://example.org/path_name?x=1&y=2", {"page"}),
        ("https://example.org/path_name?x=3&y=2", set()),
        ("example.org/path_name?x=1", {"page"}),
        ("https://news.example.com/?p=42", {"page"}),
        ("source:https://news.example.com/?p=42", {"page"}),
        ("title:https://news.example.com/?p=42", set()),
        ("https://*.example.com/?p=42", {"page"}),
        ("camp?red", set()),
        # Patterns of several words.
        ("state-sp*red", {"state"}),
        ("sta?e-sp*red", {"state"}),
        ("state-sp*blue", set()),
        ("title:state-sp*red", set()),
        ("sp*red", {"state"}),
        # Numbers with separators.
        ("1,076~", {"count"}),
        ("1076~", {"count"}),
        ("1,078~", set()),
        ("1,07*", {"count"}),
        ("1,076*", {"count"}),
        ("1.0*", {"count"}),
        ("1,08*", set()),
        ("text:1,07*", {"count"}),
        ("title:1,07*", set()),
    ],
)
def test_questions(index: SmallIndex, question: str, expected: set[str]) -> None:
    """The records that whoever typed it means, and no others."""
    assert index.find(question) == expected
    assert not index.read(question).plain


@pytest.mark.parametrize(
    "question", ["قاضي", "قاضى", "قاضی", '"قاضي علي"', "القاضى", "مستشفي", "قاض*", "قا?ي", "قاضى~"]
)
def test_ya_and_alef_maksura_find_each_other(question: str) -> None:
    """However a text writes a final ya, every writing of the question finds it."""
    texts = {"maksura": "قاضى على مستشفى", "ya": "قاضي علي مستشفي", "persian": "قاضی علی مستشفی"}
    index = an_index(**{name: Doc(text=(text,), language="ar") for name, text in texts.items()})
    assert index.find(question) == set(texts)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('"a b"~1', '"a b"~1'),
        ('"a b"~0', '"a b"~0'),
        ('"a b"', '"a b"'),
        ("Title:a KIND:b", "title:a kind:b"),
        ("date:[.. to 2019]", "date:[ TO 2019]"),
        ("Note:a", "Note:a"),
    ],
)
def test_how_it_was_read(index: SmallIndex, question: str, expected: str) -> None:
    """In the manual's own writing; what is no field stays as it was typed."""
    assert index.read(question).read_as == expected
