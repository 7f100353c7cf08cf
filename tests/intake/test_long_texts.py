"""A book or a log of many megabytes is one document, and every line of it is there."""

from app.intake.draft import Draft, LineRole
from app.intake.lines import split_lines
from app.intake.long_texts import MOST_LINES, MOST_SIGNS, is_long, plain_lines
from app.intake.reading import drafts_from_text
from app.intake.review import cut_before
from tests.intake.fictional_pages import FERRY_BODY, HARD_WRAPPED

TITLE = "The ferry book of Lower Sarn"


def _book(paragraphs: int) -> str:
    numbered = (f"{FERRY_BODY[at % 5]} ({at})" for at in range(paragraphs))
    return f"{TITLE}\n\nby Ilse Varga\n\n" + "\n\n".join(numbered)


def only(text: str) -> Draft:
    """The draft of a text that holds one document."""
    (draft,) = drafts_from_text(text, "pasted")
    return draft


def test_every_line_of_a_long_text_is_there_once_and_in_the_body() -> None:
    """Nothing is left out of it, and its head still gives title, author and language."""
    text = _book(MOST_LINES // 2 + 10)
    raw = split_lines(text)
    assert is_long(raw)
    draft = only(text)
    assert [line.text for line in draft.lines] == raw
    assert [line.number for line in draft.lines] == list(range(1, len(raw) + 1))
    assert draft.last_line == len(raw)
    assert not draft.left_out
    assert draft.title.value == TITLE
    assert draft.authors.value == ("Ilse Varga",)
    assert draft.languages.value == ("en",)


def test_one_endless_line_is_one_paragraph() -> None:
    """A file without line ends is read as it stands."""
    text = " ".join(FERRY_BODY) * (MOST_SIGNS // 500)
    assert is_long([text])
    (line,) = only(text).lines
    assert (line.text, line.role) == (text, LineRole.PARAGRAPH)


def test_wrapped_lines_of_a_long_text_are_put_together() -> None:
    """Paragraphs broken at one width are paragraphs, also where one block ends."""
    raw = split_lines("\n".join([HARD_WRAPPED.strip("\n"), ""] * 900))
    lines = list(plain_lines(raw, 1))
    assert [line.text for line in lines] == raw
    per_copy = sum(line.continues for line in plain_lines(split_lines(HARD_WRAPPED), 1))
    assert per_copy > 5
    assert sum(line.continues for line in lines) == 900 * per_copy


def test_a_long_line_that_begins_with_invisible_marks_is_no_blank_line() -> None:
    """What stands behind four hundred zero-width marks is text."""
    hidden = "\u200b" * 500
    first, second, third = plain_lines([f"{hidden}text", hidden, " " * 900], 1)
    assert first.role is LineRole.PARAGRAPH
    assert second.role is LineRole.BLANK
    assert third.role is LineRole.BLANK


def test_a_long_text_can_be_cut_by_hand() -> None:
    """Both parts have their lines; the long one is not looked at line by line again."""
    text = _book(MOST_LINES // 2 + 2_000)
    one, two = cut_before((only(text),), 1_001)
    assert (one.last_line, two.first_line) == (1_000, 1_001)
    assert [line.text for part in (one, two) for line in part.lines] == split_lines(text)
