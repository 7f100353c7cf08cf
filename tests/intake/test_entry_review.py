"""What a person does with entries under review: fields that a file states are not guessed anew."""

from app.intake import review
from app.intake.draft import Certainty, Draft
from app.intake.reading import drafts_from, source_of
from app.intake.segments import body_text
from app.records.vocabularies import Kind
from tests.confined.made_entries import bulletin, export, spec, value
from tests.intake.test_martus import extra_of, record_of

LONG = "The council met on Monday.\nIt said nothing.\nThe fence will be finished by autumn."


def two_bulletins() -> tuple[Draft, ...]:
    """Two drafts of one export, whose text reads as an article."""
    form = (spec("publicinfo", "MULTILINE"), spec("camp", label="Camp"))
    made = [
        bulletin(value("title", title), value("publicinfo", LONG), value("camp", camp), specs=form)
        for title, camp in (("Talk", "Orlen"), ("Walk", "Tarn"))
    ]
    return drafts_from(source_of("export.xml", export(*made)))


def test_both_parts_of_a_bulletin_that_was_cut_stay_testimonies() -> None:
    """Nothing that somebody told in confidence becomes an article by a cut."""
    drafts = two_bulletins()
    at = drafts[0].lines[3].number
    first, second, other = review.cut_before(drafts, at)
    assert [each.kind.value for each in (first, second, other)] == [Kind.TESTIMONY] * 3
    assert (first.title.value, extra_of(first)) == ("Talk", [("Camp", "Orlen")])
    assert extra_of(second) == []
    assert body_text(first) + "\n" + body_text(second) == LONG
    names = {first.further.entry, second.further.entry, other.further.entry}
    assert len(names) == 3 and "" not in names
    assert first.further.entry == drafts[0].further.entry


def test_a_cut_that_is_taken_back_leaves_the_bulletin_as_it_was() -> None:
    """Text, fields and name are those from before."""
    drafts = two_bulletins()
    cut = review.cut_before(drafts, drafts[0].lines[3].number)
    again = review.join(cut, 0)
    assert again[0].lines == drafts[0].lines
    assert (again[0].title, again[0].further) == (drafts[0].title, drafts[0].further)


def test_two_bulletins_taken_for_one_keep_the_fields_of_both() -> None:
    """The first gives the title; nothing that the second says is lost."""
    drafts = two_bulletins()
    (joined,) = review.join(drafts, 0)
    assert joined.title.value == "Talk"
    assert extra_of(joined) == [("Camp", "Orlen"), ("Camp", "Tarn")]
    assert body_text(joined).count("It said nothing.") == 2


def test_a_field_that_a_person_set_goes_into_the_record() -> None:
    """Beside what the file says, which stays."""
    draft = review.set_kind(review.retitle(two_bulletins()[0], "Another title"), Kind.ARTICLE)
    record = record_of(draft)
    assert (record.kind, record.title, record.proposed_title) == (
        Kind.ARTICLE, "Another title", False,
    )  # fmt: skip
    assert draft.title.certainty is Certainty.CERTAIN
    assert [each.value for each in record.extra] == ["Orlen"]
