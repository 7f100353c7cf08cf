"""Whatever somebody types is a question: reading it never fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.question import parse_question, suggest
from tests.search.small_index import Doc, SmallIndex, an_index
from tests.search.test_vocabulary import a_vocabulary

TOKENS = st.sampled_from(
    (
        "(", ")", "()", "( )", "-", "-(", "NOT", "OR", "AND", "TO", "to", '"', '""', '"a b"', "~",
        "~0", "~1", "~99999999999999999999", "*", "?", "a*", "a?b", "border~", "1,076", "1,07*",
        "title:", "KIND:", "kind:testimony", "date:", "date:2019", "date:[2019 to ..]", "[", "]",
        "{", "}", "[TO]", "[.. TO ..]", "[a TO b]", "published:", "lang:*", "a:b", "\\", "'", "^2",
        "https://example.org/a_b?x=1&y=2", "x-y*z", "border", "북송", "송*", "على", "\u200f", "😀",
        "\u0301", "\x00", "\n", "\ud800", "＊", "？", "²", "1٬0", "ß?ß", "ﬁ*", "İ?", "…", "\u2028",
    )
)  # fmt: skip
QUESTIONS = st.lists(
    st.tuples(TOKENS | st.text(max_size=4), st.sampled_from(("", " "))), max_size=14
).map(lambda parts: "".join(token + space for token, space in parts))

WORDS = a_vocabulary()


@pytest.fixture(scope="module")
def index() -> SmallIndex:
    """Two records."""
    return an_index(
        ferry=Doc(title="Ferry", text=("The guard slept.",)),
        letter=Doc(title="Letter", text=("A letter about the ferry.",)),
    )


@settings(max_examples=400, deadline=None)
@given(text=QUESTIONS, any_word=st.booleans())
def test_no_question_fails(text: str, any_word: bool) -> None:
    """Odd pieces in any order are read, marked and looked through for misspellings."""
    question = parse_question(text, any_word=any_word, vocabulary=WORDS)
    assert question.query.node is not None
    suggest(text, WORDS)


@settings(max_examples=100, deadline=None)
@given(text=QUESTIONS)
def test_no_question_is_too_odd_for_the_index(index: SmallIndex, text: str) -> None:
    """It is answered with records that are there."""
    assert index.find(text) <= {"ferry", "letter"}


@pytest.mark.parametrize(
    "text", ["()", "( )", "(())", "NOT ()", "-()", "(-)", "() OR ()", "title:()", "kind:()", "[TO]"]
)
def test_nothing_in_brackets_finds_nothing(index: SmallIndex, text: str) -> None:
    """Nothing to look for is nothing found, and the answer says it was read plainly."""
    assert index.find(text) == set()
    assert index.read(text).plain


@pytest.mark.parametrize("text", ["guard ()", "() guard", "guard NOT ()", "guard OR ()", "(guard)"])
def test_empty_brackets_beside_words_are_passed_over(index: SmallIndex, text: str) -> None:
    """The words are looked for."""
    assert index.find(text) == {"ferry"}
    assert not index.read(text).plain


@pytest.mark.parametrize("joint", ["NOT ", "-(", "a OR (", "a NOT (", "NOT NOT "])
def test_deep_questions(index: SmallIndex, joint: str) -> None:
    """At no depth does reading, marking or answering give up."""
    for deep in (*range(1, 40), 100, 200, 300, 600, 990):
        text = joint * deep + "guard" + ")" * (deep * joint.count("("))
        assert index.find(text) <= {"ferry", "letter"}
