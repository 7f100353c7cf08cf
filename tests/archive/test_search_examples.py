"""Examples for the help: made of the open archive, and every one of them finds something."""

from dataclasses import replace

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive
from app.archive.search_examples import ExampleKind, search_examples
from app.archive.searching import SearchRequest, search
from app.progress import Silent
from app.records.dates import StatedDate
from app.records.person import Person
from app.records.record import Record
from tests.records.builders import a_testimony, an_article


def fill(archive: Archive, *records: Record) -> None:
    """Add records."""
    add_records(archive, [Addition(records=(each,)) for each in records], Silent())


def test_an_empty_archive_has_none(archive: Archive) -> None:
    """Nothing is invented."""
    assert search_examples(archive, Silent()) == ()


def test_each_finds_as_many_as_it_says(archive: Archive) -> None:
    """Of every kind that there is something for, with its true count."""
    told = a_testimony(
        "The ferrymen carried lanterns across the harbour before midnight.",
        title="Crossing",
        tags=("upper river",),
        persons=(Person(pseudonym="Juniper"),),
    )
    printed = an_article("The harbour was closed, ferrymen said on Monday.", title="Closed")
    assert printed.article is not None
    article = replace(printed.article, published=StatedDate(edtf="2021-06"), place="Alder Ford")
    fill(archive, told, replace(printed, article=article))
    examples = search_examples(archive, Silent())
    assert {each.kind for each in examples} == set(ExampleKind)
    for each in examples:
        found = search(archive, SearchRequest(text=each.text))
        assert not found.plain, each.text
        assert (found.count, each.count > 0) == (each.count, True), each.text
    texts = {each.kind: each.text for each in examples}
    assert texts[ExampleKind.TAG] == 'tag:"upper river"'
    assert texts[ExampleKind.PLACE] == 'place:"Alder Ford"'
    assert texts[ExampleKind.PERSON] == "person:Juniper"


def test_hidden_passages_are_in_no_example(archive: Archive) -> None:
    """Somebody else may be looking at the screen."""
    record = a_testimony(
        "Quillfeather lanternpost quillfeathers.", "He waited there.", title="Told"
    )
    hidden = replace(record.text.segments[0], distressing=True)
    text = replace(record.text, segments=(hidden, *record.text.segments[1:]))
    fill(archive, replace(record, text=text))
    examples = search_examples(archive, Silent())
    assert examples
    assert not [each for each in examples if "quill" in each.text or "lantern" in each.text]


def test_scripts_without_spaces_have_examples_too(archive: Archive) -> None:
    """Pieces of a run that find the record."""
    fill(archive, a_testimony("夜に川を渡った人は国境で待った。", title="国境の川"))
    kinds = {each.kind for each in search_examples(archive, Silent())}
    assert {ExampleKind.WORD, ExampleKind.BEGINNING, ExampleKind.TITLE} <= kinds
