"""A title that was proposed from the text is found as one, and weighs no more than the text."""

from dataclasses import replace

import pytest

from app.archive.adding import Addition, add_records
from app.archive.changing import change_record
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.progress import Silent
from tests.records.builders import an_article

FIRST = "Ferry at dawn. Nobody was on the quay, and the ropes lay where they had been left."
MORE = "The ferry left. The next ferry came, and after it the last ferry of that long winter."


@pytest.fixture
def ids(archive: Archive) -> tuple[str, str]:
    """One record that begins with the word, and one that says it three times."""
    once = an_article(FIRST, title="Ferry at dawn", proposed_title=True)
    thrice = an_article(MORE, title="A winter", proposed_title=False)
    add_records(archive, [Addition(records=(once, thrice))], Silent())
    return once.id, thrice.id


def found(archive: Archive, text: str) -> list[str]:
    """Ids of the hits, best first."""
    return [hit.card.id for hit in search(archive, SearchRequest(text=text)).hits]


def test_a_proposed_title_is_found_as_a_title(archive: Archive, ids: tuple[str, str]) -> None:
    """It stands in every list, so `title:` finds it and marks it."""
    once, _thrice = ids
    for question in ("title:ferry", 'title:"ferry at dawn"', "title:fer*", "title:feryr~"):
        assert found(archive, question) == [once]
    (hit,) = search(archive, SearchRequest(text="title:ferry")).hits
    assert hit.snippets


def test_a_proposed_title_does_not_outweigh_a_text(archive: Archive, ids: tuple[str, str]) -> None:
    """Its words stand in the text too; a title that a person gave says more."""
    once, thrice = ids
    assert found(archive, "ferry") == [thrice, once]
    record = read_record(archive, once).record
    change_record(archive, once, replace(record, proposed_title=False))
    assert found(archive, "ferry") == [once, thrice]
    assert found(archive, "title:ferry") == [once]
    assert verify_archive(archive, Silent()).ok
