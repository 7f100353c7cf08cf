"""Interrupt one scenario again and again: `python -m tests.harness.run PLACE HOW SCENARIO MOST`.

It has to be started with the library of `points.c` loaded; `started.py` does so. What is printed
is the figures, as JSON.
"""

import gc
import sys
from pathlib import Path

from tests.harness.cutting import cut_power_at_points
from tests.harness.figures import Figures
from tests.harness.killing import REFUSALS, Course, kill_at_points, refuse_from_points
from tests.harness.scenarios import SCENARIOS
from tests.harness.scenarios.careless import CONTROLS


def main(place: Path, how: str, name: str, most: int) -> Figures:
    """Try at most so many points of a scenario in one way, on a stick where its name says so."""
    scenario, _at, medium = name.partition("@")
    course = Course((SCENARIOS | CONTROLS)[scenario], place, stick=medium == "stick")
    # Children share what the parent holds for as long as nobody writes to it.
    gc.freeze()
    if how == "killed":
        return kill_at_points(course, most)
    if how == "power cut":
        return cut_power_at_points(course, place / "recording", most)
    mode = next(mode for mode, words in REFUSALS.items() if words == how)
    return refuse_from_points(course, mode, most)


if __name__ == "__main__":
    found = main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
    sys.stdout.write(found.to_json() + "\n")
