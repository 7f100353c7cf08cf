"""The numbers of paragraphs: each is given once."""

from hypothesis import given
from hypothesis import strategies as st

from app.records.canonical import from_canonical, to_canonical
from app.records.text import RecordText, Segment, TranslatedSegment, Translation
from tests.records.builders import a_testimony, a_text


@given(st.lists(st.integers(min_value=0, max_value=4), max_size=30))
def test_a_number_is_never_given_twice(acts: list[int]) -> None:
    """However paragraphs are added and removed; 0 adds, others remove at a place."""
    text, given_out = a_text("a", "b"), {1, 2}
    for act in acts:
        if act == 0:
            new = text.next_segment
            assert new not in given_out
            given_out.add(new)
            text = text.with_segments((*text.segments, Segment(id=new, text="")))
        else:
            text = text.with_segments(text.segments[: act - 1] + text.segments[act:])
    record = a_testimony(text=text)
    assert from_canonical(to_canonical(record)).text == text


def test_a_text_from_which_nothing_was_removed_has_its_old_canonical_form() -> None:
    """The field for numbers that are gone is left out where there are none."""
    text = a_text("a", "b")
    assert b"last_segment" not in to_canonical(a_testimony(text=text))
    shorter = text.with_segments(text.segments[:1])
    assert (shorter.last_segment, shorter.next_segment) == (2, 3)
    longer = shorter.with_segments((*shorter.segments, Segment(id=3, text="c")))
    assert longer.last_segment == 0


def test_a_text_is_written_where_it_is_read() -> None:
    """Original and translation by one name; what is not there is None and not empty."""
    korean = Translation(language="ko", segments=(TranslatedSegment(segment=2, text="둘"),))
    text = RecordText(segments=a_text("a", "b").segments, translations=(korean,))
    assert (text.text_of(1), text.text_of(1, "ko"), text.text_of(2, "ko")) == ("a", "", "둘")
    assert (text.text_of(3), text.text_of(1, "de"), text.text_of(3, "ko")) == (None, None, None)
    changed = text.with_text(1, "ko", "하나").with_text(2, "", "B")
    assert (changed.text_of(1, "ko"), changed.text_of(2), changed.text_of(1)) == ("하나", "B", "a")
    assert [each.segment for each in changed.translations[0].segments] == [1, 2]
    assert changed.with_text(1, "ko", "").translations[0].segments == korean.segments
