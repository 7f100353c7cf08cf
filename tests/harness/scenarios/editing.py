"""Changing records: fields, text, an earlier state put back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.archive.changing import change_record, restore_revision
from app.archive.history import history_of, record_at
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.records.record import Record
from tests.harness.archives import (
    RECORDS,
    assert_there,
    found,
    id_of,
    make_archive,
    opened,
    whole,
)
from tests.harness.scenario import LostError, NotWholeError, Say, Scenario

_ROUNDS = 3
_WORDS = ("lantern", "harbour", "orchard")


def _changed(record: Record, time: int) -> Record:
    return replace(record, title=f"Crossing {_WORDS[time]}", tags=tuple(_WORDS[: time + 1]))


def deed(folder: Path, say: Say) -> None:
    """Each record is changed some times, then the first one is put back as it was."""
    with opened(folder) as archive:
        for time in range(_ROUNDS):
            for number in range(RECORDS):
                record = read_record(archive, id_of(number)).record
                change_record(archive, record.id, _changed(record, time))
                say(f"{number} {time}")
        first = history_of(archive, id_of(0))[-1].revision
        restore_revision(archive, id_of(0), first)
        say("0 back")


def check(folder: Path, said: Sequence[str]) -> None:
    """Each change that was reported is in the history, and the record has it or a later one."""
    with whole(folder) as archive:
        assert_there(archive, range(RECORDS))
        for number in range(RECORDS):
            done = [line.split()[1] for line in said if line.startswith(f"{number} ")]
            _check_record(archive, number, done)


def _check_record(archive: Archive, number: int, done: list[str]) -> None:
    history = history_of(archive, id_of(number))
    titles = [record_at(archive, id_of(number), each.revision).title for each in history]
    now = read_record(archive, id_of(number)).record
    expected = [f"Crossing {number}", *(f"Crossing {word}" for word in _WORDS)]
    if number == 0:
        expected.append(f"Crossing {number}")
    titles.reverse()
    if len(titles) not in (len(done) + 1, len(done) + 2) or titles != expected[: len(titles)]:
        raise LostError(f"record {number} was changed {done} and has revisions {titles}")
    if now.title != titles[-1]:
        raise NotWholeError(f"record {number} is not what its newest revision says")
    if id_of(number) not in found(archive, f"title:{now.title.split()[1]}"):
        raise NotWholeError(f"record {number} is not found by its new title")


SCENARIO = Scenario(name="edit", prepare=make_archive, deed=deed, check=check)
