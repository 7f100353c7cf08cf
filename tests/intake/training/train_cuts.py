"""Train where a new document begins, on pages glued behind one another, and measure it.

python -m tests.intake.training.train_cuts [--write]
"""

import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.intake import cut_features
from app.intake.cut_features import NAMES
from app.intake.documents import choose_cuts, may_begin
from app.intake.features import Columns
from app.intake.forest import Forest
from app.intake.lines import Line, split_lines
from app.intake.shape import Shape, measure
from app.intake.wrapping import paragraph_lines
from tests.intake.training.boosting import Settings, boost, chances
from tests.intake.training.models_table import replace_part
from tests.intake.training.pages import Page, metadata, read_pages

FOLDS = 5
SETTINGS = Settings(trees=45, depth=5, rate=0.2, ridge=4.0)
# A page with less text than this cannot be told from the furniture of its neighbour.
SHORTEST = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Pages in one text.

    Attributes:
        begins: Places of the lines that begin a page, the first page's left out.
    """

    fold: int
    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    begins: frozenset[int]
    columns: Columns


def glue(pages: Sequence[Page], fold: int) -> Bundle:
    """Put pages behind one another, a blank line between them."""
    raw: list[str] = []
    starts = []
    for page in pages:
        starts.append(len(raw) + 1)
        raw += [*split_lines(page.text.strip("\n")), ""]
    lines = paragraph_lines(raw)
    shapes = tuple(measure(line) for line in lines)
    begins = frozenset(
        next(place for place, line in enumerate(lines) if line.number >= start)
        for start in starts[1:]
    )
    return Bundle(
        fold=fold,
        lines=lines,
        shapes=shapes,
        begins=begins,
        columns=cut_features.columns(lines, shapes),
    )


def bundles() -> Iterator[Bundle]:
    """Single pages and bundles of two to four, gold ones by fold, and silver ones."""
    chance = random.Random(5)
    for rendering in ("plain", "bulleted"):
        pages = [each for each in read_pages(f"pasted/{rendering}", gold=True) if _long(each)]
        for fold in range(FOLDS):
            own = [each for each in pages if zlib.crc32(each.name.encode()) % FOLDS == fold]
            for page in own:
                yield glue([page], fold)
            for count in (2, 2, 3, 3, 4):
                chance.shuffle(own)
                for at in range(0, len(own) - count + 1, count):
                    yield glue(own[at : at + count], fold)
    yield from _plain_articles(chance)
    silver = [each for each in read_pages("pasted-silver", gold=False) if _long(each)]
    chance.shuffle(silver)
    for at in range(0, min(len(silver), 900) - 3, 3):
        yield glue(silver[at : at + 3], FOLDS)


_DATES = ("2 June 2021", "June 2, 2021", "2021-06-02", "02.06.2021", "Posted on June 2, 2021", "")


def _plain_articles(chance: random.Random) -> Iterator[Bundle]:
    """Articles without menus, title and date line above each, as people collect them."""
    titled = [
        (page, title)
        for page in read_pages("pasted/plain", gold=True)
        if _long(page) and (title := str(metadata(page.name).get("title") or ""))
    ]
    for fold in range(FOLDS):
        own = []
        for page, title in titled:
            if zlib.crc32(page.name.encode()) % FOLDS == fold:
                head = "\n\n".join(part for part in (title, chance.choice(_DATES)) if part)
                text = f"{head}\n\n{page.truth}"
                own.append(Page(name=page.name, text=text, truth=page.truth, gold=True))
        for page in own:
            yield glue([page], fold)
        for count in (2, 3, 4):
            chance.shuffle(own)
            for at in range(0, len(own) - count + 1, count):
                yield glue(own[at : at + count], fold)


def _long(page: Page) -> bool:
    return len(page.truth) >= SHORTEST


def train(given: Sequence[Bundle]) -> Forest:
    """Grow the trees on the lines that may begin a document."""
    rows, answers, importance = [], [], []
    for bundle in given:
        matrix = np.array([bundle.columns[name] for name in NAMES]).T
        for place in range(len(bundle.lines)):
            begins = place in bundle.begins
            if begins or may_begin(bundle.columns, place):
                rows.append(matrix[place])
                answers.append(float(begins))
                near = any(abs(place - begin) <= 12 for begin in bundle.begins)
                importance.append(1.0 if begins else 0.05 if near else 0.25)
    return boost(np.array(rows), np.array(answers), np.array(importance), NAMES, SETTINGS)


def main(arguments: Sequence[str]) -> None:
    """Train or measure."""
    given = list(bundles())
    if "--write" in arguments:
        replace_part("cut", train(given))
        return
    results = []
    for fold in range(FOLDS):
        forest = train([each for each in given if each.fold != fold])
        for each in given:
            if each.fold == fold:
                matrix = np.array([each.columns[name] for name in NAMES]).T
                results.append((each, chances(forest, matrix, NAMES).tolist()))
    for least in (0.8, 1.1, 1.4, 1.7, 2.0):
        single: list[bool] = []
        several: list[bool] = []
        for bundle, found in results:
            cuts = choose_cuts(bundle.lines, bundle.shapes, found, least)
            right = len(cuts) == len(bundle.begins)
            (several if bundle.begins else single).append(right)
        print(
            f"least {least}: single pages wrongly cut {1 - sum(single) / len(single):.3f}, "
            f"bundles with the right number {sum(several) / len(several):.3f} of {len(several)}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
