import json

from hypothesis import given
from hypothesis import strategies as st

from app.intake import review as acts
from app.intake.reading import drafts_from_text
from app.ui.intake import memory
from app.ui.intake.papers import Entry, Paper
from tests.ui.intake.conftest import MENU, TWO_DOCUMENTS

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 30) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["line", "lines", "fields", "basis", "risk", "asked", "discarded"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(text=st.text() | ANYTHING.map(json.dumps))
def test_text_that_is_not_understood_brings_nothing(text: str) -> None:
    """Remembered text of another version raises nothing."""
    assert memory.from_text(text) is None


DRAFTS = drafts_from_text(TWO_DOCUMENTS, "page")


@given(papers=st.lists(ANYTHING, max_size=3))
def test_decisions_that_do_not_fit_leave_the_documents_as_found(papers: list[object]) -> None:
    """Whatever was written down, every line of the file is in a document afterwards."""
    decisions = memory.Decisions(name="page", place=0, size=1, papers=tuple(papers))
    found = memory.applied(DRAFTS, decisions)
    assert sum(len(paper.draft.lines) for paper in found) == sum(
        len(draft.lines) for draft in DRAFTS
    )


def test_decisions_come_back_as_they_were() -> None:
    """Name, place and what was done to a line; positive control of the two above."""
    changed = acts.leave_out(DRAFTS[0], MENU)
    first = acts.retitle(changed, "Another title")
    papers = (Paper(draft=first), *(Paper(draft=draft) for draft in DRAFTS[1:]))
    entry = Entry(number=4, name="page", papers=papers)
    decisions = memory.from_text(memory.to_text(entry, 7))
    assert decisions is not None
    assert (decisions.name, decisions.place) == ("page", 7)
    again = memory.applied(DRAFTS, decisions)
    assert [paper.draft.lines for paper in again] == [paper.draft.lines for paper in papers]
    assert again[0].draft.title.value == "Another title"
