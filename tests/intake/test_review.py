"""What a person does with drafts: each change is a new value, and no guess takes one back."""

import pytest

from app.intake.draft import Certainty, Draft, LeftOut, LineRole
from app.intake.drafted_records import draft_to_record
from app.intake.reading import drafts_from_text
from app.intake.review import (
    cut_before,
    join,
    leave_out,
    move_cut,
    put_all_back,
    put_back,
    retitle,
    set_authors,
    set_kind,
    set_published,
    set_role,
    take_suggested_date,
)
from app.intake.segments import body_text, segments
from app.records.dates import StatedDate
from app.records.record import Attachment, new_record_id
from app.records.vocabularies import AttachmentRole, Basis, Kind, Medium, SegmentRole
from tests.intake.fictional_pages import FERRY_BODY, HARD_WRAPPED, ferry_page, two_documents


def ferry() -> Draft:
    """The draft of the ferry page."""
    (draft,) = drafts_from_text(ferry_page(), "pasted")
    return draft


def number_of(draft: Draft, text: str) -> int:
    """The number of the first line that holds a text."""
    return next(line.number for line in draft.lines if text in line.text)


def test_a_left_out_line_comes_back_with_one_step() -> None:
    """It joins the body at its place, and no other line changes."""
    draft = ferry()
    number = number_of(draft, "Bread prices")
    changed = put_back(draft, number)
    assert "Bread prices rise again" in body_text(changed)
    different = [
        new.number for old, new in zip(draft.lines, changed.lines, strict=True) if old != new
    ]
    assert different == [number]


def test_a_line_can_be_left_out_and_remembers_what_it_was() -> None:
    """Leaving out and putting back gives the same body again."""
    draft = ferry()
    number = number_of(draft, "Three crossings")
    without = leave_out(draft, number)
    assert FERRY_BODY[2] not in body_text(without)
    assert without.lines[number - 1].why is LeftOut.BY_HAND
    assert body_text(put_back(without, number)) == body_text(draft)


def test_wrapped_lines_go_and_come_together() -> None:
    """A paragraph of several lines is left out whole, by any of its lines."""
    (draft,) = drafts_from_text(HARD_WRAPPED, "pasted")
    without = leave_out(draft, number_of(draft, "did not answer written"))
    assert len(segments(without)) == len(segments(draft)) - 1
    assert "mend nets" not in body_text(without)


def test_everything_can_be_put_back() -> None:
    """Then no line is left out, and the body holds the menus too."""
    draft = put_all_back(ferry())
    assert not draft.left_out
    assert "Podcasts" in body_text(draft)


def test_a_person_may_say_what_a_line_is() -> None:
    """The role is that of the segment; blank and left-out are no roles to give."""
    draft = ferry()
    number = number_of(draft, "At the weir")
    changed = set_role(draft, number, LineRole.EDITOR_NOTE)
    assert segments(changed)[-1].role is SegmentRole.EDITOR_NOTE
    with pytest.raises(ValueError, match="leave_out"):
        set_role(draft, number, LineRole.LEFT_OUT)


def test_a_cut_makes_two_drafts_and_joining_makes_one_again() -> None:
    """Both parts are looked at anew; no line is lost or doubled."""
    (draft,) = drafts_from_text(ferry_page(), "pasted")
    number = number_of(draft, "The association of rowers")
    first, second = cut_before([draft], number)
    assert first.last_line + 1 == second.first_line == number
    assert body_text(second).startswith("The association of rowers")
    (again,) = join([first, second], 0)
    assert again == draft


def test_a_cut_moves_with_what_a_person_decided() -> None:
    """Fields and lines set by hand survive that a cut is moved."""
    first, second = drafts_from_text(two_documents(), "pasted")
    first = put_back(retitle(first, "Ferries"), number_of(first, "Bread prices"))
    moved = move_cut([first, second], 1, number_of(second, "I was eleven"))
    assert moved[0].title.value == "Ferries"
    assert "Bread prices" in body_text(moved[0])
    assert body_text(moved[1]).startswith("I was eleven")
    numbers = [line.number for draft in moved for line in draft.lines]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_cut_at_the_beginning_of_a_draft_changes_nothing() -> None:
    """A document begins there already."""
    drafts = drafts_from_text(two_documents(), "pasted")
    assert cut_before(drafts, drafts[1].first_line) == drafts


@pytest.mark.parametrize("number", [0, 10_000])
def test_a_cut_outside_the_file_is_a_mistake_of_the_caller(number: int) -> None:
    """No draft has such a line."""
    with pytest.raises(ValueError, match="no draft"):
        cut_before([ferry()], number)


def test_only_neighbours_in_one_file_are_joined() -> None:
    """Two files never become one document."""
    (other,) = drafts_from_text(HARD_WRAPPED, "pasted")
    with pytest.raises(ValueError, match="neighbours"):
        join([ferry(), other], 0)
    with pytest.raises(ValueError, match="behind"):
        join([ferry()], 0)


def test_fields_set_by_hand_are_certain() -> None:
    """They are marked as edited, and an emptied one as not found."""
    draft = set_authors(ferry(), ["Ada Example", "  "])
    assert draft.authors.value == ("Ada Example",)
    assert draft.authors.certainty is Certainty.CERTAIN
    assert "authors" in draft.edited
    assert set_authors(draft, []).authors.certainty is Certainty.NOT_FOUND


def test_a_suggested_date_is_only_taken_when_a_person_takes_it() -> None:
    """Before, the date of publication is empty; after, it is the suggested one."""
    text = "\n\n".join(
        ("The ferries stopped on Wednesday (October 15), the county said in 2025.", *FERRY_BODY)
    )
    (draft,) = drafts_from_text(text, "pasted")
    assert draft.published.value is None
    taken = take_suggested_date(draft)
    assert taken.published.value is not None
    assert taken.published.value.edtf == "2025-10-15"
    assert taken.suggested_published.value is None


def test_an_accepted_draft_becomes_a_record() -> None:
    """What the review shows is what the record holds; the original hangs on it."""
    draft = set_published(retitle(ferry(), "Ferries"), StatedDate(edtf="2021-06"))
    original = Attachment(
        sha256=draft.sha256,
        size=len(ferry_page()),
        media_type="text/plain",
        name="page.txt",
        role=AttachmentRole.ORIGINAL,
    )
    record = draft_to_record(draft, id=new_record_id(), attachment=original, published=True)
    assert record.kind is Kind.ARTICLE
    assert record.title == "Ferries"
    assert not record.proposed_title
    assert record.article is not None
    assert record.article.authors == ("Ilse Varga",)
    assert record.article.published == StatedDate(edtf="2021-06")
    assert record.text.segments == segments(draft)
    assert record.attachments == (original,)


@pytest.mark.parametrize("published", [True, False])
def test_only_a_person_says_that_a_testimony_was_public(published: bool) -> None:
    """Without that word no basis of use is recorded, whatever the page looks like."""
    _article, draft = drafts_from_text(two_documents(), "pasted")
    original = Attachment(sha256=draft.sha256, size=1, media_type="text/plain", name="page.txt")
    record = draft_to_record(draft, id=new_record_id(), attachment=original, published=published)
    assert record.testimony is not None
    assert record.testimony.basis == (Basis.PUBLIC if published else None)
    assert record.testimony.interview.medium == (Medium.PUBLISHED_ELSEWHERE if published else None)
    assert record.testimony.published is not None


def test_the_kind_can_be_decided_otherwise() -> None:
    """A person's word goes before the draft's guess, in the review and at the end."""
    draft = set_kind(ferry(), Kind.TESTIMONY)
    original = Attachment(sha256=draft.sha256, size=1, media_type="text/plain", name="page.txt")
    record = draft_to_record(draft, id=new_record_id(), attachment=original, published=False)
    assert record.kind is Kind.TESTIMONY
    other = draft_to_record(
        draft, id=new_record_id(), attachment=original, published=False, kind=Kind.ARTICLE
    )
    assert other.kind is Kind.ARTICLE
