"""Pasted pages a second, and the share of each step.

    python -m tests.benchmarks.bench_intake [FOLDER]

The pages are those of `../shared/data/pasted`, or made-up ones where that is missing. The
baseline of the same run is what any program must do that reads them: finding their words with
one regular expression.
"""

import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.intake.bylines import find_authors
from app.intake.documents import cut_places
from app.intake.language_detection import language_field
from app.intake.lines import split_lines
from app.intake.page import look_at
from app.intake.publication_dates import find_publication_dates
from app.intake.publishers import find_publisher
from app.intake.reading import drafts_from_text
from app.intake.shape import measure_all
from app.intake.structure import find_structure
from app.intake.titles import find_title
from app.intake.wrapping import paragraph_lines
from tests.intake.fictional_pages import ARABIC_PAGE, KOREAN_PAGE, ferry_page, two_documents

PASTED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "pasted"
_WORD = re.compile(r"\w+")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFigures:
    """What one run measured, in seconds of processor time.

    Attributes:
        pages: How many.
        whole: From text to drafts.
        steps: Of each step by itself, the largest first.
        baseline: Finding the words of the same pages.
    """

    pages: int
    whole: float
    steps: tuple[tuple[str, float], ...]
    baseline: float


def read_texts(folder: Path = PASTED) -> list[str]:
    """The pages to read."""
    found = sorted(path for path in folder.glob("**/*.txt") if not path.name.endswith(".truth.txt"))
    texts = [path.read_text(encoding="utf-8") for path in found]
    made_up = [ferry_page(), two_documents(), KOREAN_PAGE, ARABIC_PAGE]
    return [text for text in texts if text.strip()] or made_up


def measure_intake(texts: Sequence[str]) -> IntakeFigures:
    """Read all pages once as a whole, then step by step."""
    drafts_from_text(texts[0], "warm")  # Tables are read once.
    clock = _Clock()
    clock.time("whole", lambda: [drafts_from_text(text, "page") for text in texts])
    clock.time("baseline", lambda: [_WORD.findall(text) for text in texts])
    for text in texts:
        _step_by_step(text, clock)
    whole, baseline = clock.spent.pop("whole"), clock.spent.pop("baseline")
    clock.spent["drafts"] = max(whole - sum(clock.spent.values()), 0.0)
    steps = sorted(clock.spent.items(), key=lambda each: -each[1])
    return IntakeFigures(pages=len(texts), whole=whole, steps=tuple(steps), baseline=baseline)


class _Clock:
    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, step: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        self.spent[step] = self.spent.get(step, 0.0) + time.process_time() - start
        return result


def _step_by_step(text: str, clock: _Clock) -> None:
    """The steps of a page that is one document, each timed by itself."""
    lines = clock.time("lines", lambda: paragraph_lines(split_lines(text)))
    shapes = clock.time("shapes", lambda: measure_all(lines))
    clock.time("cuts", lambda: cut_places(lines, shapes))
    page = clock.time("body", lambda: look_at(lines, shapes))
    title = clock.time("title", lambda: find_title(page))
    clock.time("authors", lambda: find_authors(page, title.place))
    body = "\n".join(line.text for line, keep in zip(lines, page.kept, strict=True) if keep)
    languages = clock.time("language", lambda: language_field(body))
    language = languages.value[0] if languages.value else "und"
    clock.time("dates", lambda: find_publication_dates(page, title.place, language))
    clock.time("publisher", lambda: find_publisher(page))
    clock.time("structure", lambda: find_structure(page, {}, language=language, testimony=False))


def show(figures: IntakeFigures) -> str:
    """The figures as lines to read."""
    rows = [
        f"{figures.pages} pages, {figures.pages / figures.whole:.0f} a second of processor time,"
        f" {figures.whole / figures.baseline:.0f} times as long as finding their words"
    ]
    rows += [f"  {step:10} {spent / figures.whole:6.1%}" for step, spent in figures.steps]
    return "\n".join(rows)


if __name__ == "__main__":
    print(show(measure_intake(read_texts(*map(Path, sys.argv[1:])))))
