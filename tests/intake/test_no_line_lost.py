"""Whatever the text, its lines are all there, each once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake.draft import LineRole
from app.intake.lines import split_lines
from app.intake.reading import drafts_from_text
from app.intake.review import cut_before, join, put_all_back
from app.intake.segments import segments
from tests.intake.fictional_pages import FERRY_BODY, LETTER_BODY, MENU

PIECES = [
    *MENU.splitlines(), *FERRY_BODY, *LETTER_BODY, "", "  ", "\t", "By Ilse Varga", "2 June 2021",
    "Ferry guides vanish from Lower Sarn", "• an item", "1. a numbered item", "Year Count",
    "2018 412", "2019 398", "a\tb", "Comments", "Read more", "\u200f", "\ufeff", "\x00", "é" * 30,
    "강을 건넜다", "我们过了河。", "نقل التجار عبر النهر",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("\n".join),
    st.text(max_size=400),
).filter(lambda text: text.strip() != "")


@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
def test_every_line_is_in_exactly_one_draft_exactly_once(text: str) -> None:
    """The drafts' lines, put together, are the text again."""
    raw = split_lines(text)
    lines = [line for draft in drafts_from_text(text, "pasted") for line in draft.lines]
    assert [line.text for line in lines] == raw
    assert [line.number for line in lines] == list(range(1, len(raw) + 1))


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_segments_are_numbered_from_one_and_hold_text(text: str) -> None:
    """No empty paragraph, no number twice, also when everything is put back."""
    for draft in drafts_from_text(text, "pasted"):
        for each in (draft, put_all_back(draft)):
            found = segments(each)
            assert [segment.id for segment in found] == list(range(1, len(found) + 1))
            assert all(segment.text.strip() for segment in found)
        assert not put_all_back(draft).left_out


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, data=st.data())
def test_cutting_and_joining_lose_nothing(text: str, data: st.DataObject) -> None:
    """After a cut at any line, and after joining again, every line is there once."""
    raw = split_lines(text)
    drafts = drafts_from_text(text, "pasted")
    number = data.draw(st.integers(min_value=1, max_value=len(raw)))
    cut = cut_before(drafts, number)
    assert [line.text for draft in cut for line in draft.lines] == raw
    while len(cut) > 1:
        cut = join(cut, 0)
    assert [line.text for line in cut[0].lines] == raw
    assert all((line.role is LineRole.BLANK) <= (not line.cells) for line in cut[0].lines)
