"""Interrupt one scenario again and again: `python -m tests.harness.run PLACE SCENARIO MOST HOW…`.

It has to be started with the library of `points.c` loaded; `started.py` does so. What is printed
is the figures of each way of interrupting, as lines of JSON.
"""

import gc
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.harness.cutting import POWER_CUT, cut_power_at_points
from tests.harness.figures import Figures
from tests.harness.killing import KILLED, REFUSALS, Course, kill_at_points, refuse_from_points
from tests.harness.scenarios import SCENARIOS
from tests.harness.scenarios.careless import CONTROLS


def main(place: Path, name: str, most: int, hows: Sequence[str]) -> Iterator[Figures]:
    """Try at most so many points of a scenario in each way, on a stick where its name says so."""
    scenario, _at, medium = name.partition("@")
    course = Course((SCENARIOS | CONTROLS)[scenario], place, stick=medium == "stick")
    # Children share what the parent holds for as long as nobody writes to it.
    gc.freeze()
    modes = {words: mode for mode, words in REFUSALS.items()}
    for how in hows:
        if how == KILLED:
            yield kill_at_points(course, most)
        elif how == POWER_CUT:
            yield cut_power_at_points(course, place / "recording", most)
        else:
            yield refuse_from_points(course, modes[how], most)


if __name__ == "__main__":
    for found in main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4:]):
        sys.stdout.write(found.to_json() + "\n")
