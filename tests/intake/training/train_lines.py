"""Train the line model, and measure it by five-fold cross-validation.

From the checkout, with the shared data beside it:
    python -m tests.intake.training.train_lines            # cross-validate
    python -m tests.intake.training.train_lines --write    # train on everything, write the table
"""

import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from app.intake import features, second_look
from app.intake.forest import Forest
from app.intake.line_model import LineModel, choose
from app.intake.lines import Line
from app.intake.shape import Shape, measure
from tests.intake.training.boosting import Matrix, Settings, boost, chances
from tests.intake.training.models_table import replace_part
from tests.intake.training.pages import Page, labels, lines_of, read_pages
from tests.intake.training.shingles import f1, shingles

FOLDS = 5
SILVER_PAGES = 300
# What an HTML tool took for the article is no truth: it counts less.
SILVER_IMPORTANCE = 0.3
FIRST = Settings(trees=60, depth=5)
SECOND = Settings(trees=60, depth=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page made ready."""

    page: Page
    fold: int
    half: int
    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    columns: features.Columns
    answers: Matrix
    importance: Matrix


def prepare(page: Page, rendering: str) -> Example:
    """Columns, answers and importance of the lines of a page.

    Both renderings of a page fall into the same fold.
    """
    lines = lines_of(page)
    shapes = tuple(measure(line) for line in lines)
    columns = features.columns(lines, shapes) if lines else {}
    importance = np.log1p(np.array([shape.words for shape in shapes])) + 0.3
    if not page.gold:
        importance = importance * SILVER_IMPORTANCE
    digest = zlib.crc32(page.name.encode())
    return Example(
        page=Page(
            name=f"{rendering}/{page.name}", text=page.text, truth=page.truth, gold=page.gold
        ),
        fold=digest % FOLDS if page.gold else FOLDS,
        half=zlib.crc32(b"half" + page.name.encode()) % 2,
        lines=lines,
        shapes=shapes,
        columns=columns,
        answers=np.array(labels(lines, page.truth), dtype=float),
        importance=importance,
    )


def train(examples: Sequence[Example]) -> LineModel:
    """Train both passes; the second one on answers that the first one gave to unseen pages."""
    halves = [_first([each for each in examples if each.half != half]) for half in (0, 1)]
    second = boost(
        np.vstack([second_vectors(each, halves[each.half]) for each in examples]),
        np.concatenate([each.answers for each in examples]),
        np.concatenate([each.importance for each in examples]),
        second_look.NAMES,
        SECOND,
    )
    return LineModel(first=_first(examples), second=second)


def _first(examples: Sequence[Example]) -> Forest:
    return boost(
        np.vstack([stacked(each.columns, features.NAMES) for each in examples]),
        np.concatenate([each.answers for each in examples]),
        np.concatenate([each.importance for each in examples]),
        features.NAMES,
        FIRST,
    )


def second_vectors(example: Example, first: Forest) -> Matrix:
    """What the second pass sees of a page."""
    vectors = stacked(example.columns, features.NAMES)
    found = chances(first, vectors, features.NAMES).tolist()
    return stacked(second_look.columns(example.shapes, example.columns, found), second_look.NAMES)


def stacked(columns: features.Columns, names: Sequence[str]) -> Matrix:
    """Columns side by side: shape (lines, features)."""
    return np.array([columns[name] for name in names]).T


def score(example: Example, found: Sequence[float]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the kept lines in shingles."""
    kept = choose(found, example.shapes)
    text = "\n".join(line.text for line, keep in zip(example.lines, kept, strict=True) if keep)
    return f1(shingles(text), shingles(example.page.truth))


def cross_validate(gold: Sequence[Example], silver: Sequence[Example]) -> None:
    """Print what the five folds reach, in both renderings."""
    results: dict[str, list[tuple[tuple[float, float, float], str, bool]]] = {}
    for fold in range(FOLDS):
        model = train([*(each for each in gold if each.fold != fold), *silver])
        for each in gold:
            if each.fold == fold:
                vectors = second_vectors(each, model.first)
                found = chances(model.second, vectors, second_look.NAMES).tolist()
                rendering, name = each.page.name.split("/")
                everything = f1(shingles(each.page.text), shingles(each.page.truth))
                results.setdefault(rendering, []).append(
                    (score(each, found), name, everything[0] < 0.9)
                )
    for rendering, scores in results.items():
        _report(rendering, [value for value, _name, _menus in scores])
        _report("  with menus", [value for value, _name, menus in scores if menus])
        low = sorted((value[2], name) for value, name, _menus in scores if value[2] < 0.6)
        print("  below 0.60:", ", ".join(f"{name} {value:.2f}" for value, name in low))


def _report(what: str, scores: Sequence[tuple[float, float, float]]) -> None:
    precision, recall, both = (fmean(values) for values in zip(*scores, strict=True))
    print(f"{what}: {len(scores)} pages P {precision:.3f} R {recall:.3f} F1 {both:.3f}")


def main(arguments: Sequence[str]) -> None:
    """Train or measure."""
    gold = [
        prepare(page, rendering)
        for rendering in ("plain", "bulleted")
        for page in read_pages(f"pasted/{rendering}", gold=True)
    ]
    silver_pages = [page for page in read_pages("pasted-silver", gold=False) if page.text.strip()]
    step = max(len(silver_pages) // SILVER_PAGES, 1)
    silver = [prepare(page, "silver") for page in silver_pages[::step]]
    if "--write" in arguments:
        model = train([*gold, *silver])
        replace_part("first", model.first)
        replace_part("second", model.second)
    else:
        cross_validate(gold, silver)


if __name__ == "__main__":
    main(sys.argv[1:])
