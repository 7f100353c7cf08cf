"""Train the line model, and measure it by five-fold cross-validation.

From the checkout, with the shared data beside it:
    python -m tests.intake.training.train_lines            # cross-validate
    python -m tests.intake.training.train_lines --write    # train on everything, write the table
"""

import math
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.intake import features, second_look
from app.intake.line_model import LineModel, Weights, body_chances, choose
from app.intake.lines import Line
from app.intake.shape import Shape, measure
from tests.intake.training.logistic import Matrix, fit
from tests.intake.training.pages import Page, labels, lines_of, read_pages
from tests.intake.training.shingles import f1, shingles
from tests.intake.training.weights_table import replace_part

FOLDS = 5
SILVER_PAGES = 300
SILVER_IMPORTANCE = 0.3
RIDGE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page made ready."""

    page: Page
    fold: int
    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    vectors: Matrix
    answers: Matrix
    importance: Matrix


def prepare(page: Page) -> Example:
    """Vectors, answers and importance of the lines of a page."""
    lines = lines_of(page)
    shapes = tuple(measure(line) for line in lines)
    words = np.array([shape.words for shape in shapes])
    importance = np.log1p(words) + 0.3
    if not page.gold:
        importance = importance * SILVER_IMPORTANCE
    return Example(
        page=page,
        fold=zlib.crc32(page.name.split("/")[-1].encode()) % FOLDS if page.gold else FOLDS,
        lines=lines,
        shapes=shapes,
        vectors=np.array(features.vectors(lines, shapes)),
        answers=np.array(labels(lines, page.truth), dtype=float),
        importance=importance,
    )


def train(examples: Sequence[Example]) -> LineModel:
    """Train both passes; the second one on answers that the first one gave to unseen pages."""
    first = _fit_first(examples)
    second_vectors: list[Matrix] = []
    ordered: list[Example] = []
    for part in range(3):
        rest = [each for at, each in enumerate(examples) if at % 3 != part]
        helper = _fit_first(rest)
        for each in examples[part::3]:
            second_vectors.append(_second(each, helper))
            ordered.append(each)
    second = fit(
        np.vstack(second_vectors),
        np.concatenate([each.answers for each in ordered]),
        np.concatenate([each.importance for each in ordered]),
        RIDGE,
    )
    return LineModel(first=first, second=second)


def _fit_first(examples: Sequence[Example]) -> Weights:
    return fit(
        np.vstack([each.vectors for each in examples]),
        np.concatenate([each.answers for each in examples]),
        np.concatenate([each.importance for each in examples]),
        RIDGE,
    )


def _second(example: Example, first: Weights) -> Matrix:
    values = example.vectors @ np.array(first.weights) + first.bias
    chances = (1 / (1 + np.exp(-np.clip(values, -30, 30)))).tolist()
    return np.array(second_look.vectors(example.shapes, example.vectors.tolist(), chances))


def score(example: Example, model: LineModel) -> tuple[float, float, float]:
    """Precision, recall and F1 of the kept lines in shingles."""
    chances = body_chances(example.lines, example.shapes, model)
    kept = choose(chances, example.shapes)
    text = "\n".join(line.text for line, keep in zip(example.lines, kept, strict=True) if keep)
    return f1(shingles(text), shingles(example.page.truth))


def cross_validate(gold: Sequence[Example], silver: Sequence[Example]) -> None:
    """Print what the five folds reach, in both renderings."""
    results: dict[str, list[tuple[float, float, float, str]]] = {}
    for fold in range(FOLDS):
        model = train([*(each for each in gold if each.fold != fold), *silver])
        for each in gold:
            if each.fold == fold:
                rendering, name = each.page.name.split("/")
                results.setdefault(rendering, []).append((*score(each, model), name))
    for rendering, scores in results.items():
        precision, recall, both = (
            math.fsum(values) / len(scores)
            for values in (
                [each[0] for each in scores],
                [each[1] for each in scores],
                [each[2] for each in scores],
            )
        )
        low = sorted((each[2], each[3]) for each in scores if each[2] < 0.6)
        print(f"{rendering} {len(scores)} pages P {precision:.3f} R {recall:.3f} F1 {both:.3f}")
        print("   below 0.60:", ", ".join(f"{name} {value:.2f}" for value, name in low))


def write(model: LineModel) -> None:
    """Write both parts of the table of weights."""
    replace_part("first", features.NAMES, model.first)
    replace_part("second", second_look.NAMES, model.second)


def main(arguments: Sequence[str]) -> None:
    """Train or measure."""
    gold = [
        prepare(Page(name=f"{rendering}/{page.name}", text=page.text, truth=page.truth, gold=True))
        for rendering in ("plain", "bulleted")
        for page in read_pages(f"pasted/{rendering}", gold=True)
    ]
    silver_pages = list(read_pages("pasted-silver", gold=False))
    step = max(len(silver_pages) // SILVER_PAGES, 1)
    silver = [prepare(page) for page in silver_pages[::step]]
    if "--write" in arguments:
        write(train([*gold, *silver]))
    else:
        cross_validate(gold, silver)


if __name__ == "__main__":
    main(sys.argv[1:])
