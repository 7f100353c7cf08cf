"""Where one document ends in a file and the next one begins."""

from collections.abc import Sequence
from functools import cache

from app.intake import cut_features
from app.intake.features import Columns
from app.intake.forest import Forest, read_forest
from app.intake.headline_cuts import headline_cuts
from app.intake.lines import Line
from app.intake.shape import Shape
from app.intake.windows import Sums

# Found by cross-validation: below, single pages are cut that should not be. The sum of chances of
# a line and its neighbours counts, since the furniture around a cut hides where it is exactly.
LEAST_SUM = 1.6
_NEIGHBOURS = 6
# A headline with its date begins a document if the texts before and behind share fewer words.
_NEW_TOPIC = 0.16
_SURE = 2.0
# Both sides of a cut have at least this much text, so that a list of teasers is no document.
_MOST_LINES = 20_000
_FEWEST_WORDS = 60.0
_FEWEST_PARAGRAPHS = 2


@cache
def default_forest() -> Forest:
    """The trees that come with the program."""
    return read_forest("cut")


def cut_places(lines: Sequence[Line], shapes: Sequence[Shape]) -> list[int]:
    """Places of the lines that begin a new document, the first document's left out."""
    if len(lines) > _MOST_LINES or sum(shape.words for shape in shapes) < 2 * _FEWEST_WORDS:
        return []
    columns = cut_features.columns(lines, shapes)
    chances = default_forest().chances(columns)
    for place in headline_cuts(lines, shapes):
        if columns["same_topic"][place] < _NEW_TOPIC:
            chances[place] = _SURE
    return choose_cuts(lines, shapes, chances, LEAST_SUM)


def may_begin(columns: Columns, place: int) -> bool:
    """Whether a line can begin a document at all: there is text before it and behind it."""
    return columns["log_prose_before"][place] > 4 and columns["log_prose_after"][place] > 4


def choose_cuts(
    lines: Sequence[Line], shapes: Sequence[Shape], chances: Sequence[float], least: float
) -> list[int]:
    """The most likely beginnings, best first, as long as both sides stay documents.

    Args:
        lines: Of the whole file.
        shapes: Of these lines.
        chances: How likely each line begins a document.
        least: Sum of the chances near a line below which it is never taken.
    """
    cuts: list[int] = []
    sums = Sums(chances).near(_NEIGHBOURS)
    order = sorted(
        (
            place
            for place, chance in enumerate(chances)
            if place > 0
            and sums[place] >= least
            and chance >= max(chances[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS + 1])
        ),
        key=lambda place: (-sums[place], place),
    )
    for place in order:
        start = max((cut for cut in cuts if cut <= place), default=0)
        end = min((cut for cut in cuts if cut > place), default=len(lines))
        if (
            start != place
            and _is_document(lines, shapes, start, place)
            and _is_document(lines, shapes, place, end)
        ):
            cuts.append(place)
    return sorted(cuts)


def _is_document(lines: Sequence[Line], shapes: Sequence[Shape], start: int, end: int) -> bool:
    """Whether a stretch has text enough: some different paragraphs of prose."""
    paragraphs = 0
    words = 0.0
    for line, shape in zip(lines[start:end], shapes[start:end], strict=True):
        if (shape.prose > 12 or (shape.words > 20 and shape.ends_sentence)) and not line.bullet:
            paragraphs += 1
            words += shape.words
            if paragraphs >= _FEWEST_PARAGRAPHS and words >= _FEWEST_WORDS:
                return True
    return False
