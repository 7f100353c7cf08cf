"""Where one document ends in a file and the next one begins.

Two passes of boosted trees: the first gives every line a chance by what stands around it, the
second looks at the likeliest lines and at the stretches they would cut the file into.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from app.intake import cut_candidates, cut_features
from app.intake.forest import Forest, read_forest
from app.intake.headline_cuts import headline_cuts
from app.intake.lines import Line
from app.intake.shape import Shape
from app.intake.windows import Column

# Found by cross-validation: below, more than two in a hundred single pages are cut.
LEAST_CHANCE = 0.5
# Pages of one site say much the same around their texts: there a headline with its date begins a
# document if the texts before and behind share few words, though the trees are not sure.
_NEW_TOPIC = 0.16
_NOT_ABSURD = 0.05
# A longer file is looked at in parts by whoever cuts it, or kept whole.
_MOST_LINES = 20_000
# Both sides of a cut have at least this much text, so that a list of teasers is no document.
_FEWEST_WORDS = 60.0
_FEWEST_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CutModel:
    """Both passes."""

    first: Forest
    second: Forest


@cache
def default_model() -> CutModel:
    """The model that comes with the program."""
    return CutModel(first=read_forest("cut"), second=read_forest("cut-second"))


def cut_places(
    lines: Sequence[Line], shapes: Sequence[Shape], model: CutModel | None = None
) -> list[int]:
    """Places of the lines that begin a new document, the first document's left out."""
    if len(lines) > _MOST_LINES or not _may_be_two(lines, shapes):
        return []
    model = model or default_model()
    first = cut_features.columns(lines, shapes)
    if not cut_candidates.may_begin(first).any():
        return []
    chances = model.first.chances(first)
    headlines = headline_cuts(lines, shapes)
    places = cut_candidates.candidate_places(first, chances, headlines)
    if not places:
        return []
    second = cut_candidates.columns(lines, shapes, first, chances, places, headlines)
    found = model.second.chances(second)
    by_rule = (second["headline_rule"] > 0) & (second["same_topic"] < _NEW_TOPIC)
    found[by_rule & (found >= _NOT_ABSURD)] = 1.0
    return choose_cuts(lines, shapes, places, found, LEAST_CHANCE)


def _may_be_two(lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    """Whether there is text enough for two documents at all."""
    words = [
        shape.words for line, shape in zip(lines, shapes, strict=True) if _is_paragraph(line, shape)
    ]
    return len(words) >= 2 * _FEWEST_PARAGRAPHS and sum(words) >= 2 * _FEWEST_WORDS


def choose_cuts(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    places: Sequence[int],
    chances: Column,
    least: float,
) -> list[int]:
    """The most likely beginnings, best first, as long as both sides stay documents.

    Args:
        lines: Of the whole file.
        shapes: Of these lines.
        places: Where a document may begin.
        chances: How likely one begins at each of these places.
        least: Chance below which no place is taken.
    """
    cuts: list[int] = []
    for at in np.argsort(-chances, kind="stable").tolist():
        if chances[at] < least:
            break
        place = places[at]
        start = max((cut for cut in cuts if cut <= place), default=0)
        end = min((cut for cut in cuts if cut > place), default=len(lines))
        if _is_document(lines, shapes, start, place) and _is_document(lines, shapes, place, end):
            cuts.append(place)
    return sorted(cuts)


def _is_document(lines: Sequence[Line], shapes: Sequence[Shape], start: int, end: int) -> bool:
    """Whether a stretch has text enough: some different paragraphs of prose."""
    paragraphs = 0
    words = 0.0
    for line, shape in zip(lines[start:end], shapes[start:end], strict=True):
        if _is_paragraph(line, shape):
            paragraphs += 1
            words += shape.words
            if paragraphs >= _FEWEST_PARAGRAPHS and words >= _FEWEST_WORDS:
                return True
    return False


def _is_paragraph(line: Line, shape: Shape) -> bool:
    return (shape.prose > 12 or (shape.words > 20 and shape.ends_sentence)) and not line.bullet
