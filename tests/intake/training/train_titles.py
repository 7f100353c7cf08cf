"""Train the choice of the title, and measure it by five-fold cross-validation.

python -m tests.intake.training.train_titles [--write]
"""

import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.intake.forest import Forest
from app.intake.kickers import without_kicker
from app.intake.lines import fold
from app.intake.page import Page, look_at
from app.intake.shape import measure
from app.intake.titles import NAMES, candidates, find_title, vectors_of
from tests.intake.training.boosting import Settings, boost
from tests.intake.training.models_table import replace_part
from tests.intake.training.pages import SHARED, lines_of, read_pages

FOLDS = 5
SETTINGS = Settings(trees=60, depth=4, ridge=3.0, rate=0.12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page whose title is known and stands in its text."""

    name: str
    fold: int
    page: Page
    titles: frozenset[str]
    places: list[int]
    vectors: list[list[float]]
    gold: bool


def _titles(stated: str) -> frozenset[str]:
    parts = re.split(r"\s+[|–—»-]\s+", stated)
    return frozenset({fold(stated), *(fold(part) for part in parts if len(part) > 12)})


def examples() -> Iterator[Example]:
    """Pages of both renderings whose title stands in their text, and silver ones."""
    stated: dict[str, str] = {}
    for file in (SHARED / "data" / "html").glob("*/expected-metadata.json"):
        fields: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        stated[file.parent.name] = fields.get("title") or ""
    silver: dict[str, Any] = json.loads(
        (SHARED / "data" / "pasted-silver" / "fields.json").read_text(encoding="utf-8")
    )
    silver_titles = {name: fields.get("title") or "" for name, fields in silver.items()}
    for folder, names, gold in (
        ("pasted/plain", stated, True),
        ("pasted/bulleted", stated, True),
        ("pasted-silver", silver_titles, False),
    ):
        for raw in read_pages(folder, gold=gold):
            if not names.get(raw.name):
                continue
            lines = lines_of(raw)
            if not lines:
                continue
            page = look_at(lines, [measure(line) for line in lines])
            titles = _titles(names[raw.name])
            places = candidates(page)
            if any(_is_title(page, place, titles) for place in places):
                yield Example(
                    name=raw.name,
                    fold=zlib.crc32(raw.name.encode()) % FOLDS if gold else FOLDS,
                    page=page,
                    titles=titles,
                    places=places,
                    vectors=vectors_of(page, places),
                    gold=gold,
                )


def _is_title(page: Page, place: int, titles: frozenset[str]) -> bool:
    return fold(without_kicker(page.lines[place].text)[0]) in titles


def train(given: Sequence[Example]) -> Forest:
    """Grow the trees."""
    vectors, answers, importance = [], [], []
    for each in given:
        for place, vector in zip(each.places, each.vectors, strict=True):
            vectors.append(vector)
            answers.append(float(_is_title(each.page, place, each.titles)))
            importance.append(1.0 if each.gold else 0.3)
    return boost(np.array(vectors), np.array(answers), np.array(importance), NAMES, SETTINGS)


def main(arguments: Sequence[str]) -> None:
    """Train or measure."""
    given = list(examples())
    if "--write" in arguments:
        replace_part("title", train(given))
        return
    right = total = proposed = 0
    for number in range(FOLDS):
        forest = train([each for each in given if each.fold != number])
        for each in given:
            if each.fold != number:
                continue
            found = find_title(each.page, forest)
            total += 1
            good = found.place is not None and fold(found.field.value) in each.titles
            right += good
            proposed += found.place is None
            if not good and "--worst" in arguments:
                print(each.name, "|", sorted(each.titles)[0], "|", found.field.value)
    print(f"{total} pages with a title in the text: right {right / total:.3f}, proposed {proposed}")


if __name__ == "__main__":
    main(sys.argv[1:])
