"""An index that another analysis made is noticed on opening and built anew, with progress."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.archive.adding import Addition, add_records
from app.archive.changing import change_record
from app.archive.opening import Archive, open_archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.errors import CancelledError
from app.progress import Silent
from app.records.postings import AnalysedText, PostingsField
from app.search.analysis import analysis_version
from app.store.credentials import Credentials
from app.store.listed_records import all_numbers
from app.store.postings import (
    add_postings,
    count_without_postings,
    drop_postings,
    postings_version,
    read_languages,
    read_vocabulary,
    set_postings_version,
)
from app.store.raw_pages import RawPages
from tests.archive.conftest import PASSPHRASE
from tests.records.builders import a_testimony, a_text

OPEN = Credentials(passphrase=PASSPHRASE)
COUNT = 150


class Watching(Silent):
    """Remembers the steps; cancels after so many."""

    def __init__(self, most: int = 1_000) -> None:
        self.steps: list[tuple[str, int, int | None]] = []
        self._most = most

    def step(self, what: str, done: int, total: int | None) -> None:
        """Remember it."""
        self.steps.append((what, done, total))
        if len(self.steps) >= self._most:
            raise CancelledError("Cancelled.")


@pytest.fixture
def folder(archive: Archive) -> Path:
    """A closed archive whose index holds `oldstem` for each record instead of its words."""
    records = tuple(a_testimony(f"The ferry carried word{at}.") for at in range(COUNT))
    add_records(archive, [Addition(records=records)], Silent())
    old = AnalysedText(fields=((PostingsField.TEXT, "oldstem·"),), languages=("yi",))
    with archive.store.writing() as writer:
        drop_postings(writer)
        for number in all_numbers(writer):
            add_postings(writer, number, old)
        set_postings_version(writer, "0/older")
    archive.close()
    return archive.path


def test_an_older_index_is_built_anew_before_anything_is_removed(folder: Path) -> None:
    """Removing by today's terms would leave the older ones findable for ever."""
    watching = Watching()
    with open_archive(folder, OPEN, progress=watching) as archive:
        done = [step[1] for step in watching.steps]
        assert done == sorted(done) and done[-1] == COUNT and len(done) > 1
        assert {step[2] for step in watching.steps} == {COUNT}
        with archive.store.browsing() as reader:
            assert postings_version(reader) == analysis_version()
            assert read_languages(reader) == ("en",)
            assert "oldstem·" not in dict(read_vocabulary(reader))
        (hit,) = search(archive, SearchRequest(text="word7")).hits
        opened = read_record(archive, hit.card.id)
        change_record(archive, hit.card.id, replace(opened.record, text=a_text("Nothing.")))
        assert search(archive, SearchRequest(text="word7")).count == 0
        assert verify_archive(archive, Silent()).ok
        with archive.store.at_rest(), RawPages(folder / "archive.db", archive.store.keys) as pages:
            for number in range(1, pages.in_file + 1):
                assert b"oldstem" not in (pages.plain(number) or b"")


def test_what_was_cancelled_goes_on(folder: Path) -> None:
    """Opening again does the rest, and only the rest."""
    with pytest.raises(CancelledError):
        open_archive(folder, OPEN, progress=Watching(most=1))
    watching = Watching()
    with open_archive(folder, OPEN, progress=watching) as archive:
        assert watching.steps[-1][1:] == (COUNT - 64, COUNT - 64)
        with archive.store.browsing() as reader:
            assert count_without_postings(reader) == 0
        assert verify_archive(archive, Silent()).ok
    watching = Watching()
    open_archive(folder, OPEN, progress=watching).close()
    assert watching.steps == []
