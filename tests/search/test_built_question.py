"""Questions as rows: what is built can be typed, and what was built is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.postings import All, AnyOf, DateWithin, HasValue, Not
from app.search.built_question import (
    Built,
    Condition,
    Joint,
    Row,
    built_text,
    conditions_of,
    is_date,
    read_back,
)
from app.search.question import parse_question
from app.search.question_syntax import DATE_FIELDS, PROPERTY_FIELDS, WORD_FIELDS


def words(value: str, field: str = "", **more: object) -> Row:
    """A row that has these words."""
    return Row(field=field, value=value, **more)  # type: ignore[arg-type]


def exactly(value: str, field: str = "", *, negated: bool = False) -> Row:
    """A row of a phrase."""
    return Row(field=field, condition=Condition.EXACTLY, value=value, negated=negated)


def is_(field: str, value: str, *, negated: bool = False) -> Row:
    """A row of a property."""
    return Row(field=field, condition=Condition.IS, value=value, negated=negated)


def within(field: str, first: str, last: str) -> Row:
    """A row of a span of dates."""
    return Row(field=field, condition=Condition.WITHIN, value=first, until=last)


KNOWN = [
    ("", Built()),
    ("ferry boat", Built(rows=(words("ferry boat"),))),
    ("title:ferry title:boat river", Built(rows=(words("ferry boat", "title"), words("river")))),
    (
        '"forced return" -kind:article',
        Built(rows=(exactly("forced return"), is_("kind", "article", negated=True))),
    ),
    (
        "repatriat* boarder~",
        Built(
            rows=(
                Row(condition=Condition.BEGINS, value="repatriat"),
                Row(condition=Condition.NEARLY, value="boarder"),
            )
        ),
    ),
    ('tag:"upper river" lang:ko', Built(rows=(is_("tag", "upper river"), is_("lang", "ko")))),
    ("date:[2019 TO 2021-06]", Built(rows=(within("date", "2019", "2021-06"),))),
    (
        "date:[2019 TO ] added:[ TO 2020]",
        Built(rows=(within("date", "2019", ""), within("added", "", "2020"))),
    ),
    ("date:2019-03", Built(rows=(within("date", "2019-03", "2019-03"),))),
    (
        'ferry OR (old boat) OR place:"Alder Ford"',
        Built(
            rows=(words("ferry"), words("old boat"), exactly("Alder Ford", "place")),
            joint=Joint.ANY,
        ),
    ),
    (
        '-ferry -tag:river -"forced return"',
        Built(
            rows=(words("ferry"), is_("tag", "river"), exactly("forced return")), joint=Joint.NONE
        ),
    ),
    ("-(old boat) ferry", Built(rows=(words("old boat", negated=True), words("ferry")))),
    ("国境 река", Built(rows=(words("国境 река"),))),
]


@pytest.mark.parametrize(("text", "built"), KNOWN)
def test_rows_and_texts_stand_for_each_other(text: str, built: Built) -> None:
    """Written and read back, by hand, both ways."""
    assert built_text(built) == text
    assert read_back(text) == built


@pytest.mark.parametrize(
    "text",
    [
        "(ferry OR boat) guard",
        "ferry OR NOT (boat OR raft)",
        "ferry AND boat",
        '"ferry guard"~5',
        "rep*tion",
        '"loose',
        "ferry (",
        "date:winter",
        "date:[winter TO 2020]",
        "shoe:red",
        "tag:riv*",
        "a OR b c",
        "title:(ferry boat)",
        "((ferry))",
        "[2019 TO 2020]",
    ],
)
def test_what_rows_cannot_say_is_not_guessed(text: str) -> None:
    """The typed question stays as it is."""
    assert read_back(text) is None


def test_old_and_new_spellings_are_read_alike() -> None:
    """NOT before a word, and a span without spaces beside TO."""
    assert read_back("ferry NOT boat") == read_back("ferry -boat")
    assert read_back("date:[2019 TO]") == read_back("date:[2019 TO ]")
    assert read_back("language:ko") == read_back("lang:ko")


def test_signs_in_values_ask_for_nothing_else() -> None:
    """Whatever is typed into a row stays within its row."""
    for value in ('") OR kind:article', "-x", "a:b", "[x TO y]", "(", "NOT", "*", "~", "OR", '"'):
        for condition in (Condition.HAS, Condition.EXACTLY, Condition.BEGINS, Condition.NEARLY):
            row = Row(field="title", condition=condition, value=value)
            text = built_text(Built(rows=(row, words("ferry"))))
            question = parse_question(text)
            assert not question.plain, text
            assert "HasValue" not in repr(question.query.node)


def test_none_of_a_row_that_must_not_hold_must_hold() -> None:
    """Two noes are a yes."""
    row = is_("kind", "article", negated=True)
    assert built_text(Built(rows=(row,), joint=Joint.NONE)) == "kind:article"


def test_empty_rows_and_dates_that_are_none_are_left_out() -> None:
    """A row that is being filled in asks for nothing yet."""
    rows = (Row(), is_("tag", " "), within("date", "soon", ""), words("ferry"))
    for joint in (Joint.ALL, Joint.ANY):
        assert built_text(Built(rows=rows, joint=joint)) == "ferry"
    assert built_text(Built(rows=rows, joint=Joint.NONE)) == "-ferry"


def test_dates_are_those_of_the_query_language() -> None:
    """Years, months and days; no spans, which have a row of their own."""
    assert all(map(is_date, ("2019", "2019-03", "2019-03-14", "201X")))
    assert not any(map(is_date, ("2019/2020", "", "x", "2019 03")))


def test_joints_mean_what_they_say() -> None:
    """All, any and none, as the store will be asked."""
    rows = (is_("kind", "article"), within("date", "2019", ""))
    nodes = {
        joint: parse_question(built_text(Built(rows=rows, joint=joint))).query.node
        for joint in Joint
    }
    every, some, none = (nodes[each] for each in (Joint.ALL, Joint.ANY, Joint.NONE))
    assert isinstance(every, All)
    assert [type(part) for part in every.parts] == [HasValue, DateWithin]
    assert isinstance(some, AnyOf)
    assert isinstance(none, All)
    assert [type(part) for part in none.parts] == [Not, Not]


_FIELDS = st.sampled_from(["", *WORD_FIELDS, *PROPERTY_FIELDS, *DATE_FIELDS])
_VALUES = st.lists(st.from_regex(r"[a-zäж国]{1,6}", fullmatch=True), min_size=1, max_size=3)


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    field = draw(_FIELDS)
    condition = draw(st.sampled_from(conditions_of(field)))
    if condition is Condition.WITHIN:
        first, last = sorted(draw(st.tuples(*[st.integers(1900, 2030)] * 2)))
        return Row(field=field, condition=condition, value=f"{first}", until=f"{last}")
    return Row(field=field, condition=condition, value=" ".join(draw(_VALUES)))


@given(st.lists(_rows(), min_size=1, max_size=5), st.sampled_from(Joint))
def test_whatever_is_built_is_never_read_as_plain_words(rows: list[Row], joint: Joint) -> None:
    """And the rows read back ask for exactly the same."""
    text = built_text(Built(rows=tuple(rows), joint=joint))
    asked = parse_question(text)
    assert not asked.plain
    again = read_back(text)
    assert again is not None
    assert parse_question(built_text(again)).query.node == asked.query.node


def test_one_row_of_several_words_needs_no_parentheses() -> None:
    """However rows belong together, where there is only one."""
    row = Row(field="translation", condition=Condition.BEGINS, value="ferry boat")
    for joint in (Joint.ALL, Joint.ANY):
        text = built_text(Built(rows=(row,), joint=joint))
        assert text == "translation:ferry* translation:boat*"
        assert read_back(text) is not None


@given(st.text(max_size=60))
def test_any_text_is_read_back_or_left_alone(text: str) -> None:
    """What is read back asks for what the text asked for."""
    again = read_back(text)
    if again is not None and text.strip():
        first, second = parse_question(text), parse_question(built_text(again))
        assert first.plain or first.query.node == second.query.node
