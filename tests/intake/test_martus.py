"""Bulletins of Martus as drafts and records: nothing is lost, and what was private stays within."""

import pytest

from app.errors import InputError
from app.intake.draft import Certainty, Draft
from app.intake.drafted_records import draft_to_record
from app.intake.reading import Reading, drafts_from, read_source, source_of
from app.intake.segments import segments
from app.records.record import Attachment, Record, new_record_id
from app.records.vocabularies import Kind, SegmentRole
from tests.confined.made_entries import GRID, GRID_VALUE, bulletin, export, spec, value


def read(*bulletins: str, name: str = "export.xml") -> Reading:
    """The drafts of an export, and what was refused."""
    return read_source(source_of(name, export(*bulletins)))


def only(*values: str, **form: object) -> Draft:
    """The draft of one bulletin."""
    (draft,) = read(bulletin(*values, **form)).drafts  # type: ignore[arg-type]
    return draft


def record_of(draft: Draft, *, published: bool = False) -> Record:
    """The record that a draft becomes as it stands."""
    attachment = Attachment(sha256="0" * 64, size=1, media_type="application/xml", name="e.xml")
    return draft_to_record(draft, id=new_record_id(), attachment=attachment, published=published)


def extra_of(draft: Draft) -> list[tuple[str, str]]:
    """Labels and values of the extra fields."""
    return [(field.label, field.value) for field in draft.further.extra]


MULTILINE = spec("publicinfo", "MULTILINE")
PRIVATE = spec("privateinfo", "MULTILINE")


def test_fields_of_the_form_find_their_place_and_the_rest_is_kept() -> None:
    """Title, language, tags, summary and text; every other value under the name it had."""
    draft = only(
        value("title", "Talk at the ferry"),
        value("language", "es"),
        value("author", "Field worker 3"),
        value("entrydate", "Simple:2019-05-02"),
        value("keywords", "ferry, river; night"),
        value("summary", "They crossed."),
        value("publicinfo", "We crossed at night.\n\nNobody spoke."),
        value("eventdate", "Range:2019-03-01,2019-03-20"),
        value("camp", "Orlen &amp; Tarn"),
        specs=(
            spec("keywords"), spec("summary", "MULTILINE"), MULTILINE,
            spec("eventdate", "DATERANGE"), spec("camp", label="Which camp?"),
        ),
    )  # fmt: skip
    record = record_of(draft)
    assert (record.kind, record.title) == (Kind.TESTIMONY, "Talk at the ferry")
    assert record.languages == ("es",)
    assert record.tags == ("ferry", "river", "night")
    assert record.text.summary == "They crossed."
    assert [each.text for each in record.text.segments] == ["We crossed at night.", "Nobody spoke."]
    assert extra_of(draft) == [
        ("Author of the bulletin", "Field worker 3"),
        ("Date of entry", "2019-05-02"),
        ("Date of the event", "2019-03-01/2019-03-20"),
        ("Which camp?", "Orlen & Tarn"),
    ]


def test_a_bulletin_is_private_until_somebody_says_otherwise() -> None:
    """No consent, no basis, nobody named as its author; private fields are only extra ones."""
    draft = only(
        value("title", "Talk"),
        value("author", "Field worker 3"),
        value("publicinfo", "We crossed."),
        value("privateinfo", "Her name is Olmen."),
        value("phone", "555"),
        specs=(MULTILINE,),
        private=(PRIVATE, spec("phone", label="Telephone")),
    )
    record = record_of(draft)
    assert record.testimony is not None
    assert (record.testimony.basis, record.testimony.authors) == (None, ())
    assert record.testimony.consent.answers == ()
    assert "Olmen" not in str(record.text)
    assert ("Private information", "Her name is Olmen.") in extra_of(draft)
    assert ("Telephone (private)", "555") in extra_of(draft)


def test_grids_are_tables_and_long_texts_stand_under_their_names() -> None:
    """Ticks and dates in a grid are read; its heads are the form's."""
    draft = only(
        value("title", "Talk"),
        value("publicinfo", "We crossed."),
        value("after", "They were sent on."),
        GRID_VALUE,
        specs=(MULTILINE, spec("after", "MULTILINE", "Afterwards"), GRID),
    )
    told = [(each.role, each.text) for each in segments(draft)]
    assert told == [
        (SegmentRole.PARAGRAPH, "We crossed."),
        (SegmentRole.HEADING, "Afterwards"),
        (SegmentRole.PARAGRAPH, "They were sent on."),
        (SegmentRole.HEADING, "Camps"),
        (SegmentRole.TABLE,
         "Name\tStill there?\tWhen\nOrlen\tYes\t2019-01-01/2019-03-31\nTarn\tNo\t"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("Simple:2005-11-01", "2005-11-01"),
        ("2005-11-01", "2005-11-01"),
        ("Range:1980-02-15,1980-05-22", "1980-02-15/1980-05-22"),
        ("Range:1980-02-15,1980-02-15", "1980-02-15"),
        ("Range:1980-02-15,0001-01-01", "1980-02-15/.."),
        ("Range:0001-01-01,1980-02-15", "../1980-02-15"),
        ("Simple:2005-13-01", "Simple:2005-13-01"),
        ("Range:1980-05-22,1980-02-15", "Range:1980-05-22,1980-02-15"),
        ("some spring", "some spring"),
    ],
)
def test_dates_are_no_more_precise_than_they_were(stated: str, wanted: str) -> None:
    """A range stays a range, an unknown end stays open, what is no date stays as it stands."""
    when = spec("when", "DATERANGE", "When")
    draft = only(value("title", "Talk"), value("when", stated), specs=(when,))
    assert ("When", wanted) in extra_of(draft)


def test_the_day_of_the_interview_is_that_of_the_testimony() -> None:
    """Where the form asks just that; a day of birth is another matter."""
    asked = spec("d1", "DATERANGE", "Date(s) of interview(s)")
    born = spec("d2", "DATE", "Interviewee: date of birth")
    draft = only(
        value("title", "Talk"),
        value("d2", "Simple:1970-01-01"),
        value("d1", "Range:2019-02-15,2019-02-16"),
        specs=(born, asked),
    )
    record = record_of(draft)
    assert record.date is not None
    assert record.date.edtf == "2019-02-15/2019-02-16"


def test_press_as_a_source_is_only_a_suggestion() -> None:
    """Nobody but a person says that something was public."""
    source = spec("source", "DROPDOWN", "Source", "<Choices><Choice>Media/Press</Choice></Choices>")
    draft = only(value("title", "Talk"), value("source", "Media/Press"), specs=(source,))
    assert (draft.published_elsewhere.value, draft.published_elsewhere.certainty) == (
        True, Certainty.GUESS,
    )  # fmt: skip
    record = record_of(draft)
    assert record.testimony is not None and record.testimony.basis is None


def test_attached_files_and_what_martus_says_of_the_bulletin_are_kept() -> None:
    """Names as the export has them; ids, versions and states as extra fields."""
    beside = (
        "<BulletinMetaData><AuthorAccountId>K</AuthorAccountId><BulletinLocalId>B-2"
        "</BulletinLocalId><AllPrivate/><BulletinStatus>sealed</BulletinStatus>"
        "<BulletinVersion>2</BulletinVersion><History><Ancestor>B-1</Ancestor></History>"
        "<NewThing>odd</NewThing></BulletinMetaData><TopSectionAttachmentList><Attachment>"
        "<Filename>a.jpg</Filename></Attachment></TopSectionAttachmentList>"
    )
    extra = extra_of(only(value("title", "Talk"), beside=beside))
    assert extra == [
        ("Attached file", "a.jpg"),
        ("Martus account", "K"),
        ("Martus bulletin", "B-2"),
        ("All of it private in Martus", "1"),
        ("Status in Martus", "sealed"),
        ("Version in Martus", "2"),
        ("Earlier version in Martus", "B-1"),
        ("NewThing", "odd"),
    ]


def test_versions_of_a_bulletin_are_told_apart_and_name_each_other() -> None:
    """Nothing of an older version is lost, and it says that there is a newer one."""
    versions = [
        bulletin(
            value("title", "Talk"),
            beside=f"<BulletinMetaData><BulletinLocalId>{own}</BulletinLocalId>{before}"
            "</BulletinMetaData>",
        )
        for own, before in (("B-1", ""), ("B-2", "<History><Ancestor>B-1</Ancestor></History>"))
    ]
    first, second = read(*versions).drafts
    assert ("Later version in Martus", "B-2") in extra_of(first)
    assert ("Earlier version in Martus", "B-1") in extra_of(second)
    assert first.further.entry != second.further.entry


def test_a_refused_bulletin_has_its_reason_and_the_others_are_read() -> None:
    """The reason says which bulletin, and everything that is wrong with it."""
    wrong = bulletin(
        value("title", "x"), specs=(spec("who"), spec("who")), standard=("title", "author")
    )
    reading = read(wrong, bulletin(value("title", "Talk")))
    assert [draft.title.value for draft in reading.drafts] == ["Talk"]
    (refused,) = reading.refused
    assert refused.reason.startswith("Bulletin 1: ")
    for words in ("“language”", "“entrydate”", "two fields “who”"):
        assert words in refused.reason


def test_an_empty_bulletin_and_an_export_without_any_have_their_reasons() -> None:
    """A record needs a title or a text."""
    reading = read(bulletin(value("author", "Field worker 3")))
    assert [each.reason for each in reading.refused] == [
        "Bulletin 1: it has neither a title nor a text."
    ]
    with pytest.raises(InputError):
        drafts_from(source_of("export.xml", export()))


def test_the_same_bulletin_has_the_same_name_in_another_export() -> None:
    """However the export is laid out and in which language its computer speaks."""
    parts = (value("title", "Talk"), value("author", "K"))
    beside = (
        "<BulletinMetaData><LocalizedBulletinStatus>{}</LocalizedBulletinStatus></BulletinMetaData>"
    )
    one = only(*parts, beside=beside.format("Sealed"))
    other = read(
        bulletin(value("title", "Other")),
        bulletin(*reversed(parts), beside=beside.format("Sellado")),
    ).drafts[1]
    assert one.further.entry == other.further.entry
    assert one.further.entry != only(value("title", "Talk!")).further.entry
