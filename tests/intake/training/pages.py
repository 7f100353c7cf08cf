"""The pages to learn from: pasted text, with the true article beside it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.intake.lines import Line, split_lines
from app.intake.wrapping import paragraph_lines
from tests.intake.training.shingles import shingles, tokens

SHARED = Path(__file__).resolve().parents[3].parent / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page.

    Attributes:
        name: The same in both renderings.
        text: As pasted.
        truth: The article's true text.
        gold: Made from a page whose article was marked by a person.
    """

    name: str
    text: str
    truth: str
    gold: bool


def read_pages(folder: str, *, gold: bool) -> Iterator[Page]:
    """The pages of one folder of the shared data."""
    for truth in sorted((SHARED / "data" / folder).glob("*.truth.txt")):
        name = truth.name.removesuffix(".truth.txt")
        text = truth.with_name(f"{name}.txt").read_text(encoding="utf-8")
        yield Page(name=name, text=text, truth=truth.read_text(encoding="utf-8"), gold=gold)


def metadata(name: str) -> dict[str, Any]:
    """What is known of a gold page: title, byline, date; empty where nothing is."""
    path = SHARED / "data" / "html" / name / "expected-metadata.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def lines_of(page: Page) -> tuple[Line, ...]:
    """The page's lines that are not blank."""
    return paragraph_lines(split_lines(page.text))


_NOT_WORD = re.compile(r"[\W_]+")


def labels(lines: Sequence[Line], truth: str) -> list[bool]:
    """Whether each line belongs to the true article.

    A long line does if most of its shingles are there. A short one does if the article has it as
    a line or piece of a line, and a long line that belongs stands near by.
    """
    wanted = shingles(truth)
    truth_lines = {_NOT_WORD.sub(" ", line.lower()).strip() for line in truth.splitlines()}
    folded = f" {_NOT_WORD.sub(' ', truth.lower())} "
    sure: list[bool | None] = []
    for line in lines:
        words = tokens(line.text)
        if len(words) >= 6:
            found = shingles(line.text)
            sure.append(len(found & wanted) >= 0.5 * len(found))
        else:
            key = _NOT_WORD.sub(" ", line.text.lower()).strip()
            known = bool(key) and (key in truth_lines or (len(words) >= 3 and f" {key} " in folded))
            sure.append(None if known else False)
    return [
        each if each is not None else _near_sure(sure, place) for place, each in enumerate(sure)
    ]


def _near_sure(sure: Sequence[bool | None], place: int) -> bool:
    """Whether the next line that is decided, looking both ways, belongs."""
    for step in (-1, 1):
        other = place + step
        passed = 0
        while 0 <= other < len(sure) and passed < 5:
            if sure[other]:
                return True
            passed += 1
            other += step
    return False
