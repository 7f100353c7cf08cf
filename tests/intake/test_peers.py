"""Exports of the programs that people come from: what becomes of each of the real files."""

from pathlib import Path

import pytest

from app.confined.worker import Worker
from app.errors import InputError
from app.intake.drafted_records import draft_to_record
from app.intake.reading import Reading, read_source, source_of
from app.records.canonical import dump, record_tree
from app.records.record import Attachment, new_record_id
from app.records.vocabularies import Kind

pytestmark = pytest.mark.shared

# How many bulletins become testimonies, and what the reasons for the others name: read by eye in
# the files, whose names say in part what is wrong with them.
MARTUS: dict[str, tuple[int, tuple[tuple[str, ...], ...]]] = {
    "SampleXmlBulletin.xml": (1, ()),
    "SampleXmlBulletinWithAttachments.xml": (1, ()),
    "SampleXmlTwoBulletins.xml": (2, ()),
    "SampleInvalidFieldSpecsXmlBulletin.xml": (
        0,
        (("Bulletin 1", "“author”", "“title”", "“DuplicateTag”",
          "“BulletinSourceDuplicateEntries”"),),
    ),
    "SampleInvalidFieldSpecsXmlThreeBulletins.xml": (
        1,
        (("Bulletin 1", "“author”", "“title”", "“DuplicateTag”"),
         ("Bulletin 3", "“IntervieweeName”", "type")),
    ),
    "SampleInvalidBulletinFieldsSpecDontMatchData.xml": (
        0, (("Bulletin 1", "value", "“IntervieweeName”"),)
    ),
}  # fmt: skip
FORMS = (
    "Amnesty-Urgent-Actions.mct", "Journalist-Example.mct", "Martus-Customization-Example.mct",
    "UN-Disappearances.mct", "UN-Special-Rapporteur-Executions.mct",
)  # fmt: skip

# How many rows become drafts; none where the file is a list of words and no table of entities.
UWAZI = {
    "arrangeThesauriGroupErrorCase.csv": 1,
    "arrangeThesauriTest.csv": 25,
    "import.csv": 3,
    "importcsv.csv": 2,
    "test.csv": 3,
    "import_thesauri.csv": 0,
    "thesaurus-test.csv": 0,
}


def read(path: Path, worker: Worker | None = None) -> Reading:
    """The drafts of a file."""
    return read_source(source_of(path.name, path.read_bytes()), worker)


def everything(reading: Reading, at: int = 0) -> str:
    """The whole record that a draft becomes, as it is written."""
    attachment = Attachment(sha256="0" * 64, size=1, media_type="text/plain", name="x")
    made = draft_to_record(
        reading.drafts[at], id=new_record_id(), attachment=attachment, published=False
    )
    return dump(record_tree(made)).decode()


def test_every_file_there_has_its_expected_outcome(shared: Path) -> None:
    """A file that is added to the folder is not passed over here."""
    martus = {path.name for path in (shared / "data/peers/martus").iterdir()}
    # Martus' schema is a text like any other.
    assert martus == {*MARTUS, *FORMS, "ExportedMartusBulletin.rnc"}
    assert {path.name for path in (shared / "data/peers/uwazi").iterdir()} == set(UWAZI)


@pytest.mark.parametrize("name", MARTUS)
def test_valid_bulletins_become_testimonies_and_others_have_their_reason(
    shared: Path, name: str
) -> None:
    """A bulletin between two invalid ones is not lost with them."""
    reading = read(shared / "data/peers/martus" / name)
    drafts, reasons = MARTUS[name]
    assert [draft.kind.value for draft in reading.drafts] == [Kind.TESTIMONY] * drafts
    assert len(reading.refused) == len(reasons)
    for refused, words in zip(reading.refused, reasons, strict=True):
        for word in words:
            assert word in refused.reason


def test_every_value_of_a_bulletin_is_in_its_record(shared: Path) -> None:
    """Standard fields, the form's own ones, both grids, and the private part."""
    record = everything(read(shared / "data/peers/martus/SampleXmlBulletin.xml"))
    for value in (
        "import export example", '"languages":["en"]', "Charles.", "ddd", "location unknown",
        "no keywords", "1970-01-01/1970-01-02", "2005-11-01", "Public sumary",
        "Who were the groups involved?", "don't know", "Personal Interview", "John Smith",
        '"Interviewee Speaks","value":"ar"', "1980-02-15/1980-05-22", "remain anonymous?",
        "Dan\\tBrown\\tYes\\t1976-01-01\\tMale", "Colby\\tBrown\\tYes\\t1999-01-01\\t\\tunknown",
        "Gina\\tBrown\\tNurse\\t1970-01-01/1992-01-01", "Information we want kept private",
    ):  # fmt: skip
        assert value in record, value


def test_attachments_of_both_sections_are_named(shared: Path) -> None:
    """The export lists them; those of the private section are called so."""
    path = shared / "data/peers/martus/SampleXmlBulletinWithAttachments.xml"
    (draft,) = read(path).drafts
    named = [(each.label, each.value) for each in draft.further.extra if "file" in each.label]
    assert named == [
        ("Attached file", "$$$Sample Attachment1.txt"),
        ("Attached file", "$$$Sample Attachment2.txt"),
        ("Attached file (private)", "$$$Sample Attachment3.txt"),
        ("Attached file (private)", "$$$Sample Attachment2.txt"),
    ]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_told_from_what_was_filled_in(shared: Path, name: str) -> None:
    """It is no bulletin, and the reason says so."""
    with pytest.raises(InputError, match="names of fields"):
        read(shared / "data/peers/martus" / name)


@pytest.mark.parametrize("name", UWAZI)
def test_entities_become_drafts_with_every_value(shared: Path, name: str) -> None:
    """Lists of words are refused as a whole; no row of a table of entities is."""
    path = shared / "data/peers/uwazi" / name
    if not UWAZI[name]:
        with pytest.raises(InputError, match="title or a text"):
            read(path)
        return
    reading = read(path)
    assert (len(reading.drafts), reading.refused) == (UWAZI[name], ())


def test_no_cell_of_an_entity_is_lost(shared: Path) -> None:
    """Values without a field, places, a day that can be read in two ways, unknown languages."""
    reading = read(shared / "data/peers/uwazi/test.csv")
    first = everything(reading)
    for value in (
        "title1", "header with dots value 1", "text value 1", "1977", "______________",
        "thesauri1", "notType1", '"geolocation_geolocation","value":"1|1"', "tag1", "multivalue1",
        "03/01/2022", '"languages":["en"]',
    ):  # fmt: skip
        assert value in first, value
    assert "AnyStringIsGood" in everything(reading, 2)
    both = everything(read(shared / "data/peers/uwazi/import.csv"))
    for value in ("title_es1", "title_en1", "text_es1", "text_en1", "1.pdf|2.pdf"):
        assert value in both, value
