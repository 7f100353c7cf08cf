"""Operators where they are hard: uncertain dates, nesting, strange scripts, other people's syntax.

The records expected are written by hand, from what the manual says.
"""

import pytest

from tests.search.small_index import Doc, SmallIndex, an_index

DATED = {
    "day": "2019-03-14",
    "month": "2019-03",
    "year": "2019",
    "about": "2019-03~",
    "perhaps": "2019?",
    "decade": "201X",
    "some_day": "2019-03-XX",
    "some_month": "2019-XX-14",
    "span": "2019-02-20/2019-03-02",
    "years": "2018/2020",
    "until": "../2019-03-10",
    "since": "2019-03-20/..",
    "unknown_end": "2019-04/",
    "before": "2018-12-31",
    "after": "2020-01-01",
    "none": None,
}
IN_2019 = {
    "day", "month", "year", "about", "perhaps", "decade", "some_day", "some_month", "span", "years",
    "until", "since", "unknown_end",
}  # fmt: skip
WITH_DATE = set(DATED) - {"none"}


@pytest.fixture(scope="module")
def dated() -> SmallIndex:
    """A record for each way to say when."""
    return an_index(
        **{name: Doc(title=f"{name} record", date=date) for name, date in DATED.items()}
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("date:2019", IN_2019),
        ("date:2019-03-14", IN_2019 - {"span", "until", "since", "unknown_end"}),
        ("date:2019-03-01", IN_2019 - {"day", "since", "unknown_end"}),
        ("date:2019-03-31", IN_2019 - {"day", "span", "until", "unknown_end"}),
        ("date:2019-04-02", {"year", "perhaps", "decade", "some_month", "years", "since",
                             "unknown_end"}),
        ("date:[2020 TO]", {"years", "since", "after", "unknown_end"}),
        ("date:[TO 2018]", {"decade", "years", "until", "before"}),
        ("date:[TO 2018-12-30]", {"decade", "years", "until"}),
        ("date:[2019-03-11 TO 2019-03-13]", {"month", "year", "about", "perhaps", "decade",
                                             "some_day", "some_month", "years"}),
        ("date:[2018-12-31 TO 2018-12-31]", {"before", "decade", "years", "until"}),
        ("date:[2020-01-01 TO 2020-01-01]", {"after", "years", "since", "unknown_end"}),
        ("date:[2020 TO 2019]", IN_2019 | {"after"}),
        ("date:2019-03/2019-04", IN_2019),
        ("date:../2018-06", {"decade", "years", "until"}),
        ("date:2019~", IN_2019),
        ("date:*", WITH_DATE),
        ("NOT date:*", {"none"}),
        ("NOT date:2019", {"before", "after", "none"}),
        ("date:2019 -date:[2019-03 TO]", set()),
        ("date:2019 NOT (date:2018 OR date:2020)", IN_2019 - {"decade", "years", "until", "since",
                                                              "unknown_end"}),
        ("date:2018 OR date:2020", {"before", "after", "decade", "years", "until", "since",
                                    "unknown_end"}),
        ("published:2020", {"after", "years", "since", "unknown_end"}),
        ("year:2019 day", {"day", "some_day"}),
    ],
)  # fmt: skip
def test_uncertain_dates(dated: SmallIndex, question: str, expected: set[str]) -> None:
    """A record is found by every day that its date may mean, and by no other."""
    assert dated.find(question) == expected


@pytest.fixture(scope="module")
def mixed() -> SmallIndex:
    """Records in several scripts, with what breaks other people's search."""
    return an_index(
        crossing=Doc(
            title="Crossing 북송 north",
            text=("The guard said 강제 and פגישה today.", "Women left; select from the list."),
            persons=("Min-ji",),
            tags=("river",),
        ),
        hebrew=Doc(title="עדות", text=("נפגשנו בלילה ליד הנהר", "איש לא דיבר"), language="he"),
        arabic=Doc(title="شهادة", text=("عَبَرنا النهرَ ليلاً",), language="ar"),
        han=Doc(title="証言", text=("川を渡った。誰も話さなかった。",), language="ja"),
        thai=Doc(title="คำให้การ", text=("เราข้ามแม่น้ำตอนกลางคืน",), language="th"),
        emoji=Doc(title="A message 😀", text=("boat😀boat ⛵️ came", "C++ and #tag a@example.org")),
        sql=Doc(title="OR", text=("drop table or near and not match", '1=1; rowid bm25 "x"')),
        ends=Doc(title="One", text=("first second", "third fourth")),
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Nested and lone NOT.
        ("NOT NOT north", {"crossing"}),
        ("NOT (NOT (NOT north))", {"hebrew", "arabic", "han", "thai", "emoji", "sql", "ends"}),
        ("guard NOT (today NOT nowhere)", set()),
        ("guard NOT (nowhere NOT today)", {"crossing"}),
        ("NOT (NOT north NOT boat)", {"crossing", "emoji"}),
        ("(NOT north) boat", {"emoji"}),
        ("boat OR (NOT (boat OR first OR drop)) title:north", {"crossing"}),
        ("boat OR ((NOT first) title:north)", {"emoji", "crossing"}),
        ("-north -boat -drop -first", {"hebrew", "arabic", "han", "thai"}),
        # A phrase does not run over the end of a paragraph; nearness and words do.
        ('"first second"', {"ends"}),
        ('"second third"', set()),
        ('"second third"~2', {"ends"}),
        ('"first fourth"~2', set()),
        ("second third", {"ends"}),
        ('"guard said 강제"', {"crossing"}),
        # Wildcards, at the start too.
        ("*ing", {"crossing"}),
        ("*oss*", {"crossing"}),
        ("?rossing", {"crossing"}),
        ("*송", {"crossing"}),
        ("text:*oat", {"emoji"}),
        ("title:*oat", set()),
        # One letter of a script without spaces, and words of several scripts in one question.
        ("송", {"crossing"}),
        ("川", {"han"}),
        ("話", {"han"}),
        ("語", set()),
        ("강", {"crossing"}),
        ("北", set()),
        ("guard 강제 פגישה", {"crossing"}),
        ("북송north", {"crossing"}),
        ("渡った OR נהר OR แม่น้ำ", {"han", "thai"}),
        # Right to left, with direction marks that no one sees.
        ("הנהר", {"hebrew"}),
        ('"ליד הנהר"', {"hebrew"}),
        ('"הנהר ליד"', set()),
        ("\u200fהנהר\u200e", {"hebrew"}),
        ("\u202bהנהר בלילה\u202c", {"hebrew"}),
        ("عبرنا النهر", {"arabic"}),
        ("النهر NOT ليلا", set()),
        ("lang:he הנהר", {"hebrew"}),
        # Emoji and signs are no words, and part them.
        ("boat 😀", {"emoji"}),
        ("😀", set()),
        ("⛵️ boat", {"emoji"}),
        ("boat😀boat", {"emoji"}),
        ("C++", {"emoji"}),
        ("#tag", {"emoji"}),
        ("a@example.org", {"emoji"}),
        # The syntax of others is words, or signs between them.
        ("drop table", {"sql"}),
        ("'; DROP TABLE records; --", set()),
        ("drop; table --", {"sql"}),
        ("select from list", {"crossing"}),
        ("SELECT * FROM list", {"crossing"}),
        ("near and not match", {"sql"}),
        ("NEAR(drop table, 3)", set()),
        ("{title text} : drop", set()),
        ("^drop + table", {"sql"}),
        ("drop*", {"sql"}),
        ("rowid MATCH bm25", {"sql"}),
        ("1=1", {"sql"}),
        ('"drop" "table"', {"sql"}),
        ("title:or", {"sql"}),
        ("tag:river%", set()),
        ("tag:riv_r", set()),
        ("tag:riv*", {"crossing"}),
        ("min_ji", {"crossing"}),
    ],
)
def test_strange_questions(mixed: SmallIndex, question: str, expected: set[str]) -> None:
    """They find what their words say, neither more nor less."""
    assert mixed.find(question) == expected


def test_ten_thousand_characters(mixed: SmallIndex) -> None:
    """A pasted page is read as its first words, all of which must be there."""
    words = "guard said today women left select from the list north "
    question = words * 200
    assert len(question) > 10_000
    assert mixed.find(question) == {"crossing"}
    assert mixed.read(question).plain
    assert mixed.find(f"{question} nowhere") == set()
    assert mixed.find("x" * 10_000) == set()
    assert mixed.find("송" * 10_000) == set()
    assert mixed.find(f"boat OR {'x' * 3_900}") == {"emoji"}


def test_two_hundred_words_joined_by_or(mixed: SmallIndex) -> None:
    """In the middle of them one that is there, in another script one more."""
    words = [f"word{letter}" for letter in range(198)]
    words[100:100] = ["boat", "川"]
    question = " OR ".join(words)
    assert mixed.find(question) == {"emoji", "han"}
    assert not mixed.read(question).plain
    assert mixed.find(f"NOT ({question})") == {
        "crossing", "hebrew", "arabic", "thai", "sql", "ends"
    }  # fmt: skip


def test_more_patterns_than_can_be_looked_up_are_words(mixed: SmallIndex) -> None:
    """A few are looked up; a hundred, each of which reads all words, are read plainly."""
    assert mixed.find("gu?rd n*h womne~") == {"crossing"}
    assert not mixed.read("gu?rd n*h womne~").plain
    for typed in (" ".join(["boat~"] * 100), " ".join(["boat*x"] * 99 + ["boat"])):
        assert mixed.read(typed).plain
    assert mixed.find(" ".join(["boat~"] * 100)) == {"emoji"}
