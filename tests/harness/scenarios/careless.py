"""Deeds that break their promises, so that the harness is seen to notice."""

import os
from collections.abc import Sequence
from pathlib import Path

from app.archive.adding import add_records
from app.progress import Silent
from tests.harness.archives import RECORDS, addition, assert_there, make_archive, opened, whole
from tests.harness.scenario import LostError, Say, Scenario

_NOTE = "note"


def _too_early(folder: Path, say: Say) -> None:
    """Reports a record before its transaction."""
    with opened(folder) as archive:
        for number in range(RECORDS, RECORDS + 3):
            say(str(number))
            add_records(archive, [addition(number)], Silent())


def _check_records(folder: Path, said: Sequence[str]) -> None:
    with whole(folder) as archive:
        assert_there(archive, set(map(int, said)))


def _unsynced(folder: Path, say: Say) -> None:
    """Writes a file and reports it, and leaves it to the system when it is brought to the disk."""
    with (folder / _NOTE).open("wb") as file:
        file.write(b"kept" * 1000)
    say("kept")


def _unsynced_name(folder: Path, say: Say) -> None:
    """Syncs the content and not the folder."""
    with (folder / _NOTE).open("wb") as file:
        file.write(b"kept" * 1000)
        file.flush()
        os.fsync(file.fileno())
    say("kept")


def _in_place(folder: Path, say: Say) -> None:
    """Writes over what was there, and says afterwards that the disk was at fault."""
    (folder / "before").write_bytes(b"lost" * 1000)
    say("kept")


def _prepare_in_place(folder: Path) -> None:
    (folder / "before").write_bytes(b"kept" * 1000)


def _check_in_place(folder: Path, said: Sequence[str]) -> None:
    if (folder / "before").read_bytes() not in (b"kept" * 1000, b"lost" * 1000):
        raise LostError("neither the old content nor the new one is there")


def _check_note(folder: Path, said: Sequence[str]) -> None:
    note = folder / _NOTE
    if said and (not note.exists() or note.read_bytes() != b"kept" * 1000):
        raise LostError("the note is gone")


def _nothing(folder: Path) -> None:
    """Begin with an empty folder."""


CONTROLS: dict[str, Scenario] = {
    each.name: each
    for each in (
        Scenario(name="too early", prepare=make_archive, deed=_too_early, check=_check_records),
        Scenario(name="unsynced", prepare=_nothing, deed=_unsynced, check=_check_note),
        Scenario(name="unsynced name", prepare=_nothing, deed=_unsynced_name, check=_check_note),
        Scenario(name="in place", prepare=_prepare_in_place, deed=_in_place, check=_check_in_place),
    )
}
"""By name. None of them may come through."""
