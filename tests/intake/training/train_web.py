"""Train the model of saved web pages, and measure it by five-fold cross-validation.

From the checkout, with the shared data beside it:
    python -m tests.intake.training.train_web            # cross-validate
    python -m tests.intake.training.train_web --write    # train on everything, write the table
"""

import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from app.confined.formats import web_page
from app.confined.forms import FileFormat
from app.intake.features import Columns
from app.intake.forest import Forest
from app.intake.line_model import choose
from app.intake.lines import Line
from app.intake.shape import Shape, measure_all
from app.intake.stated import stated_by
from app.intake.web_model import (
    FIRST_NAMES,
    SECOND_NAMES,
    WebModel,
    first_columns,
    second_columns,
)
from app.intake.wrapping import paragraph_lines
from tests.intake.training.boosting import Matrix, Settings, boost, chances
from tests.intake.training.models_table import replace_part
from tests.intake.training.pages import SHARED, labels
from tests.intake.training.shingles import f1, shingles

FOLDS = 5
SETTINGS = Settings(trees=60, depth=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page made ready."""

    name: str
    truth: str
    fold: int
    half: int
    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    columns: Columns
    answers: Matrix
    importance: Matrix


def read_examples() -> list[Example]:
    """All pages whose article was marked by a person."""
    found = []
    for folder in sorted((SHARED / "data" / "html").iterdir()):
        truth = SHARED / "data" / "pasted" / "plain" / f"{folder.name}.truth.txt"
        source = (folder / "source.html").read_bytes()
        found.append(prepare(folder.name, source, truth.read_text(encoding="utf-8")))
    return found


def prepare(name: str, source: bytes, truth: str) -> Example:
    """Columns, answers and importance of the lines of a page."""
    stated = stated_by(web_page.read(source), FileFormat.WEB_PAGE)
    lines = paragraph_lines(stated.lines)
    shapes = tuple(measure_all(lines))
    return Example(
        name=name,
        truth=truth,
        fold=zlib.crc32(name.encode()) % FOLDS,
        half=zlib.crc32(b"half" + name.encode()) % 2,
        lines=lines,
        shapes=shapes,
        columns=first_columns(lines, shapes, [stated.around[line.number] for line in lines]),
        answers=np.array(labels(lines, truth), dtype=float),
        importance=np.log1p(np.array([shape.words for shape in shapes])) + 0.3,
    )


def train(examples: Sequence[Example]) -> WebModel:
    """Train both passes; the second one on answers that the first one gave to unseen pages."""
    halves = [_first([each for each in examples if each.half != half]) for half in (0, 1)]
    second = _grown(
        [second_vectors(each, halves[each.half]) for each in examples], examples, SECOND_NAMES
    )
    return WebModel(first=_first(examples), second=second)


def _first(examples: Sequence[Example]) -> Forest:
    return _grown([_stacked(each.columns, FIRST_NAMES) for each in examples], examples, FIRST_NAMES)


def _grown(
    vectors: Sequence[Matrix], examples: Sequence[Example], names: tuple[str, ...]
) -> Forest:
    return boost(
        np.vstack(vectors),
        np.concatenate([each.answers for each in examples]),
        np.concatenate([each.importance for each in examples]),
        names,
        SETTINGS,
    )


def second_vectors(example: Example, first: Forest) -> Matrix:
    """What the second pass sees of a page."""
    found = chances(first, _stacked(example.columns, FIRST_NAMES), FIRST_NAMES).tolist()
    return _stacked(second_columns(example.shapes, example.columns, found), SECOND_NAMES)


def _stacked(columns: Columns, names: Sequence[str]) -> Matrix:
    return np.array([columns[name] for name in names]).T


def score(example: Example, found: Sequence[float]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the kept lines in shingles."""
    kept = choose(found, example.shapes)
    text = "\n".join(line.text for line, keep in zip(example.lines, kept, strict=True) if keep)
    return f1(shingles(text), shingles(example.truth))


def cross_validate(examples: Sequence[Example]) -> None:
    """Print what the five folds reach."""
    results: list[tuple[tuple[float, float, float], str]] = []
    for fold in range(FOLDS):
        model = train([each for each in examples if each.fold != fold])
        for each in examples:
            if each.fold == fold:
                vectors = second_vectors(each, model.first)
                found = chances(model.second, vectors, SECOND_NAMES).tolist()
                results.append((score(each, found), each.name))
    precision, recall, both = (
        fmean(values) for values in zip(*(value for value, _name in results), strict=True)
    )
    print(f"{len(results)} pages P {precision:.3f} R {recall:.3f} F1 {both:.4f}")
    low = sorted((value[2], name) for value, name in results if value[2] < 0.6)
    print("below 0.60:", ", ".join(f"{name} {value:.2f}" for value, name in low))


def main(arguments: Sequence[str]) -> None:
    """Train or measure."""
    examples = read_examples()
    if "--write" in arguments:
        model = train(examples)
        replace_part("web-first", model.first)
        replace_part("web-second", model.second)
    else:
        cross_validate(examples)


if __name__ == "__main__":
    main(sys.argv[1:])
