"""Marks on the right words, and the lines around them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.postings import PostingsField, Terms
from app.search.marks import MarkSet, find_marks, marks_of
from app.search.question import parse_question
from app.search.snippets import ShownText, make_snippets, opening_snippet
from tests.search.small_index import Doc, an_index

LONG = "Nothing of note happened in the first years. " * 30


def marked(question: str, text: str, language: str = "en") -> list[str]:
    """The words that a question marks in a text."""
    marks = parse_question(question).marks
    return [text[start:end] for start, end in find_marks(text, language, marks)]


def test_marks_stand_on_every_form_of_the_words() -> None:
    """Inflected forms are marked, words that only look alike are not."""
    text = "Brokers broke a broker’s promise; the BROKER left."
    assert marked("broker", text) == ["Brokers", "broker", "BROKER"]
    assert marked('"broker"', text) == ["broker", "BROKER"]


def test_a_quotation_is_marked_as_a_whole() -> None:
    """One mark from its first word to its last, and none on its words elsewhere."""
    text = "The return was forced. A forced, return of the forced return."
    assert marked('"forced return"', text) == ["forced, return", "forced return"]


def test_numbers_prefixes_and_what_is_not_wanted() -> None:
    """Numbers are marked with their separators; what stands under NOT is not marked."""
    assert marked("1076", "in 1,076 cases") == ["1,076"]
    assert marked("repatriat*", "repatriation and repatriate") == ["repatriation", "repatriate"]
    assert marked("broker NOT camp", "a camp, a broker") == ["broker"]
    assert marked('"camp broker"~3', "a camp, a broker") == ["camp", "broker"]


def test_scripts_without_spaces_are_marked_as_asked() -> None:
    """The mark covers the run that was asked for, not the pairs it is made of."""
    assert marked("강제송환", "그는 강제송환되었다", "ko") == ["강제송환"]
    assert marked("송환", "강제 송환된 사람", "ko") == ["송환"]
    assert marked("딸", "딸은 남았다", "ko") == ["딸"]
    assert marked("딸", "그의 딸", "ko") == ["딸"]
    assert marked("京", "她在北京市", "zh") == ["京"]
    assert marked("遣返", "被遣返的，遣返", "zh") == ["遣返", "遣返"]
    assert marked("จีน", "ไปจีนแล้ว", "th") == ["จีน"]


def test_marks_count_code_points_of_the_text_as_it_is() -> None:
    """Composed, decorated and wide letters do not shift a mark."""
    assert marked("cafe", "Ｃａｆé ½ ﬁn cafe\u0301 😀 café") == ["Ｃａｆé", "cafe\u0301", "café"]
    assert marked("العربية", "قال الْعَرَبِيَّةُ هنا", "ar") == ["الْعَرَبِيَّةُ"]
    assert marked("istanbul", "İSTANBUL’da", "tr") == ["İSTANBUL"]


def test_a_field_is_marked_only_with_what_was_asked_of_it() -> None:
    """`title:river` marks no river in the text."""
    marks = parse_question("title:river camp").marks
    assert find_marks("river camp", "en", marks, PostingsField.TEXT) == ((6, 10),)
    assert find_marks("river camp", "en", marks, PostingsField.TITLE) == ((0, 5), (6, 10))


def test_a_snippet_shows_the_words_in_their_surroundings() -> None:
    """It is short, cut between words, marked, and says which paragraph it comes from."""
    index = an_index(
        a=Doc(title="Plain", text=(LONG, f"{LONG}The broker crossed the river.\n{LONG}"))
    )
    (snippet,) = index.snippets("river broker", "a")
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["broker", "river"]
    assert snippet.segment == 1
    assert len(snippet.text) <= 224
    assert snippet.text.startswith("…") and snippet.text.endswith("…")
    assert "\n" not in snippet.text


def test_three_snippets_at_most_and_the_telling_ones() -> None:
    """What shows more of the question goes before what repeats one word of it."""
    texts = (*("A river again.",) * 6, "The broker at the river.", "A winter came.")
    index = an_index(a=Doc(title="River", text=texts))
    found = index.snippets("river broker winter", "a")
    assert [snippet.text for snippet in found] == [
        "River",
        "The broker at the river.",
        "A winter came.",
    ]


def test_nothing_asked_shows_the_beginning() -> None:
    """A question without words shows how the text begins, without marks."""
    texts = [ShownText(field=PostingsField.TEXT, text=text) for text in ("", LONG)]
    (snippet,) = opening_snippet(texts)
    assert snippet.text.startswith("Nothing of note") and snippet.text.endswith("…")
    assert snippet.marks == ()
    assert make_snippets(texts, MarkSet()) == ()
    assert opening_snippet([]) == ()


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(alphabet="ab ßéİ한국中\n.,😀\u0301\u200b", max_size=400),
    word=st.sampled_from(["a", "ab", "ß", "한국", "中", "é"]),
    width=st.integers(20, 120),
)
def test_snippets_of_any_text_are_sound(text: str, word: str, width: int) -> None:
    """Marks lie inside, in order, apart from one another, and on text of the paragraph."""
    marks = parse_question(word).marks
    shown = ShownText(field=PostingsField.TEXT, text=text, language="en")
    for snippet in make_snippets([shown], marks, width=width):
        ends = [0, *(place for mark in snippet.marks for place in mark), len(snippet.text)]
        assert ends == sorted(ends)
        assert snippet.marks
        for start, end in snippet.marks:
            own = text[start - (snippet.start > 0) + snippet.start :][: end - start]
            assert snippet.text[start:end] == own.replace("\n", " ")


def test_marks_of_conditions_are_none() -> None:
    """A condition has no words to mark."""
    assert marks_of(parse_question("kind:article date:2019 NOT x").query.node).parts == ()
    assert all(isinstance(part, Terms) for part in parse_question("a b").marks.parts)
