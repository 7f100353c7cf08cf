"""One definition of a word, for indexing, questions, marks and the store's tokenizer alike."""

from itertools import pairwise

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.analysis import IndexableRecord as Texts
from app.search.analysis import Passage, analyse, text_terms, tokens
from app.search.folding import normalise
from app.search.languages import LANGUAGES
from app.search.terms import SEAM, decode
from app.search.words import BOUNDARY, MAX_TERM, bigrams, find_words, pieces, units

any_text = st.text(max_size=60)
# Characters that have broken tokenizers before, in every order.
tricky_text = st.text(
    alphabet="aB1_-'’,. \t\n\x00é́ßİıſŉǅﬁ½²①Ⅷ"
    "한글ᄒ국金々〆ーがｶﾞไทยกำລາວမြန်ខ្មែរहिन्दी़क्‍षעִבְالْعَرَبِيّةـ٣०\u00a0\u200b\u00ad😀\U00020000",
    max_size=40,
)
language = st.sampled_from([None, "ko", "zh-Hans", "pt-BR", *(row.code for row in LANGUAGES)])


def forms(text: str, spoken: str | None = "en") -> list[str]:
    """The folded forms that a text is indexed by."""
    return [decode(term) for term in text_terms(text, spoken)]


@pytest.fixture(scope="module")
def tokenizer() -> sqlcipher.Connection:
    """FTS5 with the tokenizer of the archive's index."""
    connection = sqlcipher.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, content = '', tokenize = 'ascii')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, instance)")
    return connection


@settings(max_examples=400, deadline=None)
@given(text=any_text | tricky_text, spoken=language)
def test_the_store_splits_terms_where_analysis_did(
    tokenizer: sqlcipher.Connection, text: str, spoken: str | None
) -> None:
    """FTS5's own tokens of the joined terms are exactly the terms, in their order."""
    terms = text_terms(text, spoken)
    tokenizer.execute("INSERT INTO t (t) VALUES ('delete-all')")
    tokenizer.execute("INSERT INTO t (rowid, x) VALUES (1, ?)", (" ".join(terms),))
    stored = tokenizer.execute("SELECT term FROM v ORDER BY offset").fetchall()
    assert [term for (term,) in stored] == terms


@settings(max_examples=400, deadline=None)
@given(text=any_text | tricky_text, spoken=language)
def test_words_with_places_are_the_words_that_are_indexed(text: str, spoken: str | None) -> None:
    """Marks and snippets see the same terms as the index, in the same order."""
    assert [token.term for token in tokens(text, spoken)] == text_terms(text, spoken)


@settings(max_examples=400, deadline=None)
@given(text=any_text | tricky_text)
def test_places_lie_in_the_text_and_go_forward(text: str) -> None:
    """Every place is inside the text, holds something, and none begins before the last."""
    found = list(pieces(text))
    for piece in found:
        assert len(piece.places) == len(piece.text)
        assert all(0 <= start < end <= len(text) for start, end in piece.places)
    firsts = [piece.places[0][0] for piece in found]
    assert all(first <= second for first, second in pairwise(firsts))


@settings(max_examples=400, deadline=None)
@given(text=any_text | tricky_text, spoken=language)
def test_folding_a_folded_form_changes_nothing(text: str, spoken: str | None) -> None:
    """What a form was folded to is found under itself: asking for what is shown finds it."""
    for term in text_terms(text, spoken):
        form = decode(term)
        if SEAM in term and len(form) < MAX_TERM:
            assert forms(form, spoken) == [form]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The broker’s camp, in 2019.", ["the", "broker", "s", "camp", "in", "2019"]),
        ("snake_case and e-mail", ["snake", "case", "and", "e", "mail"]),
        (
            "1,076 women; 1.076 men; 1 076; 1\u202f076; 1'076",
            ["1076", "women", "1076", "men", "1", "076", "1076", "1076"],
        ),
        ("3.14 and 2019,345 and 1,07", ["3", "14", "and", "2019", "345", "and", "1", "07"]),
        ("٣٬٠٧٦ शब्द २०१९", ["3076", "शब्द", "2019"]),
        ("refugees² said¹ 6½ m", ["refugees", "said", "6", "m"]),
        ("so\u00adcial net\u200bwork", ["social", "network"]),
        ("Ａｂｃ ﬁne Straße", ["abc", "fine", "strasse"]),
        ("😀 — … !", []),
        ("\x00a\x01b", ["a", "b"]),
    ],
)
def test_words_as_a_reader_counts_them(text: str, expected: list[str]) -> None:
    """Punctuation, underscores and control characters part words; unseen characters do not."""
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "spoken", "expected"),
    [
        ("김금성 씨는", "ko", ["김금", "금성", "성", "씨는", "는"]),
        ("北送", "zh", ["北送", "送"]),
        ("T-34戦車", "ja", ["t·", "34", "戦車", "車"]),
        ("ｶﾞﾗｽ", "ja", ["ガラ", "ラス", "ス"]),
        ("ที่นี่", "th", ["ที่นี่", "นี่"]),
        ("ກາ", "lo", ["ກາ", "າ"]),
        ("딸", "ko", ["딸"]),
        ("កខ\u200bគ", "km", ["កខ", "ខគ", "គ"]),
    ],
)
def test_scripts_without_spaces_give_overlapping_pairs(
    text: str, spoken: str, expected: list[str]
) -> None:
    """Every letter begins a term, so each pair and each single letter can be found."""
    assert text_terms(text, spoken) == expected


def test_bigrams_keep_marks_with_their_letter() -> None:
    """A Thai vowel sign belongs to the consonant under it."""
    assert units("กี่ข้") == ["กี่", "ข้"]
    assert bigrams(["a", "b", "c"]) == ["ab", "bc", "c"]


def test_a_boundary_stands_between_paragraphs_only() -> None:
    """Paragraphs are kept apart by a term that no text can hold; empty ones leave no trace."""
    record = Texts(
        title=Passage(text=""),
        paragraphs=tuple(Passage(text=text, language="en") for text in ("One two", "!", "three")),
    )
    ((_, terms),) = analyse(record).fields
    assert [decode(term) for term in terms.split()] == ["one", "two", BOUNDARY, "three"]
    assert find_words(normalise(f"a{BOUNDARY}b")) == ["a", "b"]


def test_a_monstrous_word_is_cut_alike_everywhere() -> None:
    """A word of 100,000 letters costs one short term, and asking for it finds it."""
    (term,) = text_terms("y" * 100_000, "vi")
    assert len(term) < 80
    assert text_terms("y" * 90_000, "vi") == [term]
