"""Runs of prose: stretches of a page where sentences follow one another closely."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.cues import Cue
from app.intake.shape import Shape

# A run goes on over this many lines, and this many words, that are no prose.
_BRIDGED_LINES = 6
_BRIDGED_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseRun:
    """One run.

    Attributes:
        first: Place of its first line in the page.
        last: Place of its last line.
        prose: Words of prose in it.
        weight: The same, less where it looks like a thread of comments.
    """

    first: int
    last: int
    prose: float
    weight: float

    @property
    def lines(self) -> int:
        """Lines from first to last."""
        return self.last - self.first + 1


class ProseRuns:
    """The runs of a page; the heaviest is the main one, most often the article."""

    def __init__(self, runs: Sequence[ProseRun], lines: int) -> None:
        self.runs = tuple(runs)
        self._by_line: list[ProseRun | None] = [None] * lines
        for run in runs:
            for place in range(run.first, run.last + 1):
                self._by_line[place] = run
        main = max(runs, key=lambda run: run.weight, default=None)
        self.main_first = main.first if main else 0
        self.main_last = main.last if main else max(lines - 1, 0)
        self.main_weight = main.weight if main else 1.0

    def run_of(self, place: int) -> ProseRun | None:
        """The run a line stands in."""
        return self._by_line[place]

    def side(self, place: int) -> int:
        """-1 before the main run, 0 within it, 1 behind it."""
        return -1 if place < self.main_first else int(place > self.main_last)


def find_runs(shapes: Sequence[Shape]) -> ProseRuns:
    """Gather the prose of a page into runs."""
    spans: list[tuple[int, int]] = []
    lines_between, words_between = 0, 0.0
    for place, shape in enumerate(shapes):
        if shape.prose <= 0:
            lines_between += 1
            words_between += shape.words
            continue
        if spans and lines_between <= _BRIDGED_LINES and words_between <= _BRIDGED_WORDS:
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((place, place))
        lines_between, words_between = 0, 0.0
    return ProseRuns([_run(shapes, first, last) for first, last in spans], len(shapes))


def _run(shapes: Sequence[Shape], first: int, last: int) -> ProseRun:
    inside = shapes[first : last + 1]
    prose = sum(shape.prose for shape in inside)
    marks = sum(1 for shape in inside if shape.words < 14 and Cue.COMMENT_MARK in shape.cues)
    return ProseRun(
        first=first,
        last=last,
        prose=prose,
        weight=prose * (1 - min(2.5 * marks / len(inside), 0.8)),
    )
