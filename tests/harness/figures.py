"""What was tried and what came of it, as figures that can be copied."""

import dataclasses
import json
from dataclasses import dataclass

from tests.harness.children import Child, End


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How one scenario came through all the points that were tried.

    Attributes:
        how: The way in which it was interrupted.
        points: So many were tried.
        possible: So many there are.
        lost: Where something reported was gone, in words.
        closed: Where the archive did not open or was not whole, in words.
        unclear: Where the deed itself ended in a way it must not, in words.
    """

    scenario: str
    how: str
    points: int
    possible: int
    lost: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Nothing was lost, everything opened, every message was clear."""
        return not (self.lost or self.closed or self.unclear)

    def to_json(self) -> str:
        """All of it as one line."""
        return json.dumps(dataclasses.asdict(self))

    @staticmethod
    def from_json(line: str) -> "Figures":
        """What `to_json` gave."""
        found = json.loads(line)
        for name in ("lost", "closed", "unclear"):
            found[name] = tuple(found[name])
        return Figures(**found)

    def line(self) -> str:
        """One line of a table."""
        return (
            f"{self.how:22} {self.scenario:33} {self.points:5} of {self.possible:5} points"
            f"  lost {len(self.lost)}  not opening {len(self.closed)}  unclear {len(self.unclear)}"
        )


class Tally:
    """Collects what came of each point."""

    def __init__(self, scenario: str, how: str, possible: int) -> None:
        self._scenario, self._how, self._possible = scenario, how, possible
        self._points = 0
        self._lost: list[str] = []
        self._closed: list[str] = []
        self._unclear: list[str] = []

    def add(self, where: str, checked: Child) -> None:
        """Judge what the check found at one point."""
        self._points += 1
        if checked.end is End.LOST:
            self._lost.append(f"{where}: {checked.words}")
        elif checked.end is not End.DONE:
            self._closed.append(f"{where}: {checked.end}: {checked.words}")

    def unclear(self, where: str, deed: Child) -> None:
        """Note that the deed ended as it must not."""
        self._unclear.append(f"{where}: {deed.end} ({deed.code}): {deed.words}")

    def figures(self) -> Figures:
        """What came of all."""
        return Figures(
            scenario=self._scenario,
            how=self._how,
            points=self._points,
            possible=self._possible,
            lost=tuple(self._lost),
            closed=tuple(self._closed),
            unclear=tuple(self._unclear),
        )
