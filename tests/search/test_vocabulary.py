"""What beginnings, patterns and misspellings stand for, and what somebody may have meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from app.search.analysis import text_terms
from app.search.question import suggest
from app.search.terms import decode
from app.search.vocabulary import MOST_WORDS, Vocabulary

TEXT = "repatriation repatriated skies sky happy border borders bordeaux malmö 1076 북송 was saw"


def a_vocabulary(text: str = TEXT, language: str = "en", records: int = 1) -> Vocabulary:
    """The words of one text."""
    terms = sorted(set(text_terms(text, language)))
    return Vocabulary(lambda: [(term, records) for term in terms], languages=(language,))


def forms(terms: tuple[str, ...]) -> list[str]:
    """What terms stand for."""
    return [decode(term) for term in terms]


def test_beginnings_are_of_forms_not_of_stems() -> None:
    """`skie` begins `skies`, whose stem is `sky`."""
    assert forms(a_vocabulary().beginning("skie")) == ["skies"]
    assert forms(a_vocabulary().beginning("bord")) == ["bordeaux", "border", "borders"]
    assert forms(a_vocabulary().beginning("x")) == []


def test_patterns_fit_whole_forms() -> None:
    """`*` stands for any letters, `?` for one; everything else for itself."""
    words = a_vocabulary()
    assert sorted(forms(words.matching("b*rs"))) == ["borders"]
    assert sorted(forms(words.matching("?order"))) == ["border"]
    assert sorted(forms(words.matching("*tion"))) == ["repatriation"]
    assert forms(words.matching("b.*")) == []


def test_a_pattern_for_everything_stands_for_the_most_frequent_words() -> None:
    """A pattern is never more words than can be asked for at once."""
    rows = [(f"word{n}·", n) for n in range(MOST_WORDS + 50)]
    found = Vocabulary(lambda: rows).matching("*")
    assert len(found) == MOST_WORDS
    assert found[0] == f"word{MOST_WORDS + 49}·"


def test_near_words_come_nearest_first() -> None:
    """Swapped neighbours are one edit; short words may differ by one, longer ones by two."""
    assert forms(a_vocabulary().near("bodrer"))[:1] == ["border"]
    assert forms(a_vocabulary().near("wsa")) == ["was"]
    assert "repatriation" in forms(a_vocabulary().near("repatriaton"))
    assert forms(a_vocabulary().near("repatriation", 0)) == ["repatriation"]


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.text(alphabet="abcde", min_size=1, max_size=8), max_size=30),
    asked=st.text(alphabet="abcde", min_size=1, max_size=8),
    distance=st.none() | st.integers(0, 3),
)
def test_near_words_are_all_that_are_near(
    words: list[str], asked: str, distance: int | None
) -> None:
    """The same as measuring every word."""
    held = Vocabulary(lambda: [(f"{word}·", 1) for word in set(words)])
    allowed = distance if distance is not None else (1 if len(asked) <= 5 else 2)
    expected = {word for word in words if OSA.distance(word, asked) <= allowed}
    assert set(forms(held.near(asked, distance))) == expected


def test_words_without_marks_find_the_words_with_them() -> None:
    """Whoever has no ö on the keyboard finds Malmö."""
    words = a_vocabulary("malmö für", "sv")
    assert forms(words.without_marks("malmo")) == ["malmö"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bordr", "border"),
        ("Repatriaton of the sky", "repatriation of the sky"),
        ("title:bordr", "title:border"),
        ('"bordr sky"', '"border sky"'),
        ("borders", None),
        ("bordering", None),
        ("bordr*", None),
        ("bordr~", None),
        ("zzzzzzz", None),
        ("북송", None),
        ("bordr OR sky", "border OR sky"),
        ("kind:testimny", None),
        ("KIND:testimny Date:[2019 to 2021]", None),
        ("kind:testimny bordr", "kind:testimny border"),
        ('tag:"bordr river" collection:bordr', None),
        ("tag:(bordr OR hapy) bordr", "tag:(bordr OR hapy) border"),
        ("lang:sawn published:[sky TO skyy] language:hapy", None),
        ("date:[2019 TO 2021] AND bordr", "date:[2019 TO 2021] AND border"),
        ("bordr NOT hapy", "border NOT hapy"),
        ("bordr -hapy", "border -hapy"),
        ('bordr -"hapy skye" -(hapy)', 'border -"hapy skye" -(hapy)'),
        ("hap-bordr", "hap-border"),
        ("person:bordr", "person:border"),
        ("(bordr OR hapy) TO sky", "(border OR happy) TO sky"),
        ("NOR bordr", "NOR border"),
        ("bordr AND tag:", "border AND tag:"),
    ],
)
def test_did_you_mean(typed: str, meant: str | None) -> None:
    """Only words that no record holds in any form are put right; the rest stays as typed.

    Values of properties and dates, operators, and what must not be there are no such words.
    """
    words = a_vocabulary(f"{TEXT} of the")
    assert suggest(typed, words) == meant


def test_words_are_read_when_first_needed() -> None:
    """A plain question reads no vocabulary."""
    read = []

    def rows() -> list[tuple[str, int]]:
        read.append(1)
        return [("border·", 1)]

    words = Vocabulary(rows, languages=("en",))
    assert not read
    assert words.holds("border·") and not words.holds("camp·")
    assert read == [1]
