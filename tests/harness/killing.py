"""Kill at every point: a fresh copy, a child that is killed there, another that looks."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.harness import children
from tests.harness.children import Child, End
from tests.harness.figures import Figures, Tally
from tests.harness.library import Mode, Points
from tests.harness.scenario import Say, Scenario

Each = TypeVar("Each")

KILLED = "killed"
REFUSALS = {
    Mode.FULL: "disk full",
    Mode.STRICTLY_FULL: "disk full, no old room",
    Mode.GONE: "stick pulled out",
}
"""Ways of interrupting that the program can say something about, as figures name them."""


class Course:
    """A scenario with its prepared folder, run again and again on copies of it.

    Attributes:
        ready: What was prepared.
        copy: Where the deed is done.
        points: The library.
    """

    def __init__(self, scenario: Scenario, place: Path, *, stick: bool = False) -> None:
        """Prepare the scenario once.

        Args:
            scenario: What is done and checked.
            place: An empty folder.
            stick: The disk looks like one that can be pulled out.

        Raises:
            RuntimeError: It could not be prepared, or does not hold without any interruption.
        """
        self.scenario = scenario
        self.name = scenario.name + (" on a stick" if stick else "")
        watched = place.resolve() / "watched"
        self.ready, self.copy = place / "ready", watched / "copy"
        self.ready.mkdir()
        watched.mkdir()
        self.points = Points(watched)
        self.points.pretend_stick(stick)
        # From here on syncs of watched files are left out, for speed; see points.c.
        self.points.begin(Mode.COUNT)
        self._needs(children.run(lambda _say: scenario.prepare(self._made())))
        shutil.copytree(self.copy, self.ready, dirs_exist_ok=True)

    def _made(self) -> Path:
        self.copy.mkdir()
        return self.copy

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """A copy of what was prepared."""
        shutil.rmtree(self.copy)
        shutil.copytree(self.ready, self.copy)
        yield self.copy

    def kinds(self) -> str:
        """The points of an undisturbed run, after which everything holds."""

        def act(say: Say) -> None:
            self.points.begin(Mode.COUNT)
            self.scenario.deed(self.copy, lambda _words: None)
            say(self.points.kinds())

        with self.fresh():
            return self._needs(children.run(act))[0]

    def interrupted(self, mode: Mode, at: int, *, half: bool = False) -> Child:
        """Do the deed on the copy, with something happening at a point."""

        def act(say: Say) -> None:
            self.points.begin(mode, at=at, half=half)
            try:
                self.scenario.deed(self.copy, say)
            finally:
                self.points.begin(Mode.COUNT)

        return children.run(act)

    def checked(self, said: Sequence[str]) -> Child:
        """Look at the copy in a process that knows nothing of what happened."""
        return children.run(lambda _say: self.scenario.check(self.copy, said))

    @staticmethod
    def _needs(child: Child) -> tuple[str, ...]:
        if child.end is not End.DONE:
            raise RuntimeError(f"{child.end}: {child.words}")
        return child.said


def kill_at_points(course: Course, most: int) -> Figures:
    """Kill before each point, and half-way through each write.

    Args:
        course: What is done.
        most: Try so many, evenly spread; all where there are fewer.
    """
    every = [
        (number, half)
        for number, kind in enumerate(course.kinds(), 1)
        for half in ((False, True) if kind == "W" else (False,))
    ]
    tally = Tally(course.name, KILLED, len(every))
    for number, half in spread(every, most):
        with course.fresh():
            deed = course.interrupted(Mode.KILL, number, half=half)
            where = f"point {number}{' half' if half else ''}"
            # Work is not the same to the last write each time, so it may be done before its turn.
            if deed.end not in (End.KILLED, End.DONE):
                tally.unclear(where, deed)
            tally.add(where, course.checked(deed.said))
    return tally.figures()


def refuse_from_points(course: Course, mode: Mode, most: int) -> Figures:
    """Refuse from each point on, as a disk does that is full or gone.

    The program has to say so in one line and with the exit code for the system.
    """
    count = len(course.kinds())
    tally = Tally(course.name, REFUSALS[mode], count)
    for number in spread(range(1, count + 1), most):
        with course.fresh():
            deed = course.interrupted(mode, number)
            where = f"point {number}"
            if not says_clearly(deed, mode):
                tally.unclear(where, deed)
            tally.add(where, course.checked(deed.said))
    return tally.figures()


_SAYS = {
    Mode.FULL: ("disk is full", "No space left"),
    Mode.STRICTLY_FULL: ("disk is full", "No space left"),
    Mode.GONE: ("did not answer", "Input/output error"),
}
"""What a message names it: in the program's own words, or within one the system's reason."""


def says_clearly(deed: Child, mode: Mode) -> bool:
    """Whether a deed that met a full or vanished disk was done, or said what it had met."""
    if deed.end is End.DONE:
        return True
    named = "\n" not in deed.words and any(words in deed.words for words in _SAYS[mode])
    return deed.end is End.REFUSED and deed.code == 8 and named


def spread(every: Sequence[Each], most: int) -> list[Each]:
    """At most so many, evenly spread over all; the same each time."""
    if len(every) <= most:
        return list(every)
    return [every[(2 * at + 1) * len(every) // (2 * most)] for at in range(most)]
