"""Lines broken at a width are joined; lists, verse and menus are left as they are."""

from app.intake.wrapping import join_pieces, paragraph_lines
from tests.intake.fictional_pages import HARD_WRAPPED, MENU

VERSE = """The boats lie on the bank
and nobody turns them
but the teacher, in the evening,
when the school is shut
and the river says its numbers
one by one by one.
"""


def test_a_wrapped_paragraph_is_one_line() -> None:
    """It knows its first and its last line in the original."""
    lines = paragraph_lines(HARD_WRAPPED.split("\n"))
    assert [(line.number, line.last_number) for line in lines] == [
        (1, 1),
        (3, 6),
        (8, 11),
        (13, 16),
    ]
    assert lines[1].text.startswith("The men who used to row")
    assert "not been seen since spring" in lines[1].text


def test_verse_stays_verse() -> None:
    """There the next word would have fitted."""
    assert len(paragraph_lines(VERSE.split("\n"))) == 6


def test_menus_stay_menus() -> None:
    """Short lines under one another are no paragraph."""
    raw = MENU.split("\n")
    assert len(paragraph_lines(raw)) == len([line for line in raw if line])


def test_items_of_a_wrapped_list_stay_apart() -> None:
    """A bullet begins a new paragraph, lines set in under it belong to it."""
    text = (
        "- The men who used to row traders over the Lower Sarn have not been\n"
        "  seen since spring, residents of four villages said, and the boats\n"
        "  lie upside down on the bank where the school children used to sit\n"
        "- Three crossings were closed without notice. Officials in the county\n"
        "  did not answer written questions about the new fence, nor about\n"
        "  the people who lived from the ferries and now mend nets\n"
    )
    lines = paragraph_lines(text.split("\n"))
    assert [line.number for line in lines] == [1, 4]
    assert all(line.bullet for line in lines)


def test_chinese_lines_are_joined_without_a_space() -> None:
    """A script without spaces has none at the end of a line either."""
    assert (
        join_pieces(["从春天起，人们再也没", "有见过那些人。"])
        == "从春天起，人们再也没有见过那些人。"
    )
    assert join_pieces(["over the", "river"]) == "over the river"
    assert join_pieces(["well-", "known"]) == "well-known"
