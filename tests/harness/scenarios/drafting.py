"""Typing: each paragraph is kept as it is typed, and becomes a revision when it is left."""

from collections.abc import Sequence
from pathlib import Path

from app.archive.drafts import commit_drafts, drafts_of, save_draft
from app.archive.reading import read_record
from app.archive.remembered import remember, remembered
from tests.harness.archives import RECORDS, id_of, make_archive, opened
from tests.harness.archives import assert_whole as assert_archive_whole
from tests.harness.scenario import LostError, Say, Scenario

_TIMES = 3


def _typed(number: int, segment: int, time: int) -> str:
    return f"Typed into {number}, paragraph {segment}" + ", and on" * time


def deed(folder: Path, say: Say) -> None:
    """Two paragraphs of each record are typed, autosaved as they grow, and left."""
    with opened(folder) as archive:
        for number in range(RECORDS):
            for segment in (1, 2):
                for time in range(_TIMES):
                    save_draft(archive, id_of(number), segment, _typed(number, segment, time))
                    say(f"{number} {segment} {time}")
            commit_drafts(archive, id_of(number))
            say(f"{number} left")
            remember(archive, "window.place", str(number))
            say(f"place {number}")


def check(folder: Path, said: Sequence[str]) -> None:
    """The longest text that was reported stands in the draft or in the record."""
    with opened(folder) as archive:
        assert_archive_whole(archive)
        for number in range(RECORDS):
            record = read_record(archive, id_of(number)).record
            drafts = {each.segment: each.text for each in drafts_of(archive, id_of(number))}
            if drafts and f"{number} left" in said:
                raise LostError(f"record {number} was left and its typing is a draft again")
            for segment in (1, 2):
                typed = sum(line.startswith(f"{number} {segment} ") for line in said)
                now = drafts.get(segment, record.text.text_of(segment, ""))
                texts = [_typed(number, segment, time) for time in range(_TIMES)]
                if typed and now not in texts[typed - 1 : typed + 1]:
                    raise LostError(f"{typed} savings in record {number} were reported: {now!r}")
        places = [line.split()[1] for line in said if line.startswith("place ")]
        place = remembered(archive, "window.place")
        if places and place not in (places[-1], str(int(places[-1]) + 1)):
            raise LostError(f"the place {places[-1]} was remembered, and it is {place}")


SCENARIO = Scenario(name="draft", prepare=make_archive, deed=deed, check=check)
