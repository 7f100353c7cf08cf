"""Opening an archive whose index an older analysis made: it is built anew, in several batches."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.archive.adding import Addition, add_records
from app.archive.changing import change_record
from app.archive.reading import read_record
from app.progress import Silent
from app.records.postings import AnalysedText, PostingsField
from app.search.analysis import analysis_version
from app.store.listed_records import all_numbers
from app.store.postings import (
    add_postings,
    count_without_postings,
    drop_postings,
    postings_version,
    read_vocabulary,
    set_postings_version,
)
from tests.harness.archives import (
    RECORDS,
    assert_there,
    assert_whole,
    found,
    id_of,
    make_archive,
    opened,
    record_of,
)
from tests.harness.scenario import LostError, NotWholeError, Say, Scenario
from tests.records.builders import a_text

_MORE = range(100, 240)
"""Enough for three batches."""
_CHANGED = 100
_OLD_TERM = "formeranalysis"


def prepare(folder: Path) -> None:
    """An archive whose index holds terms that no analysis of today would give."""
    make_archive(folder)
    with opened(folder) as archive:
        more = Addition(records=tuple(map(record_of, _MORE)))
        add_records(archive, [more], Silent())
        with archive.store.writing() as writer:
            drop_postings(writer)
            for number in all_numbers(writer):
                terms = f"{_OLD_TERM}· {_OLD_TERM}{number}·"
                old = AnalysedText(fields=((PostingsField.TEXT, terms),), languages=("en",))
                add_postings(writer, number, old)
            set_postings_version(writer, "0/older")


def deed(folder: Path, say: Say) -> None:
    """Open it, then take a word out of a record."""
    with opened(folder) as archive:
        say("opened")
        record = read_record(archive, id_of(_CHANGED)).record
        changed = replace(record, text=a_text("Nothing is left of it."))
        change_record(archive, record.id, changed)
        say("changed")


def check(folder: Path, said: Sequence[str]) -> None:
    """The index is of today's analysis, whole, and holds no term of the older one."""
    with opened(folder) as archive:
        with archive.store.browsing() as reader:
            terms = [term for term, _records in read_vocabulary(reader)]
            if postings_version(reader) != analysis_version() or count_without_postings(reader):
                raise NotWholeError("the index was not brought up to date")
        if any(_OLD_TERM in term for term in terms):
            raise NotWholeError("terms of the older analysis are left")
        assert_whole(archive)
        assert_there(archive, range(RECORDS))
        everything = {id_of(number) for number in (*range(RECORDS), *_MORE)}
        if found(archive, "crossing") - everything:
            raise NotWholeError("something is found that never was there")
        text = read_record(archive, id_of(_CHANGED)).record.text
        if "changed" in said and text == record_of(_CHANGED).text:
            raise LostError("a change that was reported is gone")
        for number in _MORE:
            if number != _CHANGED and read_record(archive, id_of(number)).record != record_of(
                number
            ):
                raise LostError(f"record {number} is another one")


SCENARIO = Scenario(name="reindex", prepare=prepare, deed=deed, check=check)
