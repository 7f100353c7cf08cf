"""What stands over a text is in the record, word for word."""

from pathlib import Path

import pytest

from app.errors import InputError
from app.intake.draft import Draft, LineRole
from app.intake.head_lines import with_head_lines
from app.intake.lines import fold
from app.intake.reading import drafts_from, drafts_from_text, read_file
from app.intake.segments import segments
from app.records.vocabularies import Kind
from tests.intake.fictional_pages import FERRY_BODY

PAGE = "\n\n".join(
    (
        "Ferry guides vanish from Lower Sarn",
        "Four villages wait for boats that nobody rows any more",
        "By Ilse Varga, Special Correspondent",
        "Updated 2 June 2021 by the night desk",
        *FERRY_BODY,
    )
)


def lost(draft: Draft, kind: Kind) -> list[str]:
    """Lines of the draft that neither the record nor the list of what was left out holds whole."""
    full = with_head_lines(draft, kind)
    held = [each.text for each in segments(full)] + [each.value for each in full.further.extra]
    held += [full.title.value, *full.authors.value]
    held += [full.subtitle.value, full.place.value] if kind is Kind.ARTICLE else []
    held += [full.published.value.wording] if full.published.value else []
    held += [full.updated.value.wording] if full.updated.value and kind is Kind.ARTICLE else []
    text = fold(" ".join(" ".join(held).replace("\u200b", "").split()))
    return [
        line.text
        for line in full.lines
        if line.role not in (LineRole.BLANK, LineRole.LEFT_OUT)
        and line.role.segment_role is None
        and not all(word in text for word in fold(line.text).split())
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_line_that_says_more_than_its_field_is_kept(kind: Kind) -> None:
    """Office, time and desk are no name and no day; a testimony keeps its subtitle too."""
    (draft,) = drafts_from_text(PAGE, "pasted")
    assert lost(draft, kind) == []
    labels = {each.label for each in with_head_lines(draft, kind).further.extra}
    assert "Byline" in labels
    assert ("Subtitle" in labels) is (kind is Kind.TESTIMONY)


def test_a_line_that_is_its_field_is_not_kept_twice() -> None:
    """A title is a title, and asking again adds nothing."""
    (draft,) = drafts_from_text(PAGE, "pasted")
    once = with_head_lines(draft, Kind.ARTICLE)
    assert "Title" not in {each.label for each in once.further.extra}
    assert with_head_lines(once, Kind.ARTICLE) == once


@pytest.mark.shared
def test_no_line_of_real_pages_is_lost(shared: Path) -> None:
    """Pasted pages of many sites: each line over a text is in a field."""
    count = 0
    for path in sorted((shared / "data" / "pasted" / "plain").glob("*.txt"))[::6]:
        try:
            drafts = drafts_from(read_file(path))
        except InputError:
            continue
        for draft in drafts:
            count += 1
            assert lost(draft, draft.kind.value) == []
    assert count > 20
