"""Cut the power at every point: one recorded run, and the disks it may leave at each moment."""

import os
import shutil
from pathlib import Path

from tests.harness import children
from tests.harness.children import End
from tests.harness.figures import Figures, Tally
from tests.harness.killing import Course, spread
from tests.harness.library import Mode
from tests.harness.power import Disk, Luck
from tests.harness.recording import SAID, Done, read_recording
from tests.harness.scenario import Say

POWER_CUT = "power cut"
_SEEDS = 3
"""So many times `Luck.SOME` is tried at each point."""


def cut_power_at_points(course: Course, log: Path, most: int) -> Figures:
    """Cut the power after each write, sync, rename and removal, with the disk's luck in between.

    Args:
        course: What is done.
        log: Where the recording goes, outside what is watched.
        most: Try so many states, evenly spread; all where there are fewer.
    """
    recording = _recorded(course, log)
    # What was reported before the next thing was done, nothing later can have made safe.
    moments = [
        at for at in range(1, len(recording) + 1) if at == len(recording) or _is_done(recording[at])
    ]
    every = [
        (at, luck, seed)
        for at in moments
        for luck in Luck
        for seed in range(_SEEDS if luck is Luck.SOME else 1)
    ]
    tally = Tally(course.name, POWER_CUT, len(every))
    disk, place, said = Disk(course.ready), 0, []
    # Half of a sample lies where something was just reported: there a lost sync shows.
    tender = [state for state in every if not _is_done(recording[state[0] - 1])]
    chosen = {*spread(tender, most // 2), *spread(every, most - min(len(tender), most // 2))}
    for at, luck, seed in sorted(chosen, key=every.index):
        for done in recording[place:at]:
            if _is_done(done):
                disk.do(done)
            else:
                said.append(done.path)
        place = at
        shutil.rmtree(course.copy)
        course.copy.mkdir()
        disk.found_again(course.copy, luck, at * _SEEDS + seed)
        tally.add(f"after {at} with {luck} {seed}", course.checked(said))
    return tally.figures()


def _recorded(course: Course, log: Path) -> tuple[Done, ...]:
    """One undisturbed run, with what was reported at its place."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    def act(_say: Say) -> None:
        course.points.begin(Mode.RECORD, log=descriptor)
        course.scenario.deed(course.copy, course.points.say)
        course.points.begin(Mode.COUNT)

    with course.fresh():
        done = children.run(act)
    os.close(descriptor)
    if done.end is not End.DONE:
        raise RuntimeError(f"{done.end}: {done.words}")
    return read_recording(log, course.copy)


def _is_done(done: Done) -> bool:
    return done.kind != SAID
