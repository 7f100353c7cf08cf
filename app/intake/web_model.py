"""How likely each line of a saved web page belongs to its body.

The same two passes as the line model of pasted text, which see each line's place in the page
besides. Five-fold cross-validation over 130 pages: F1 0.955 in shingles of four words, where a
perfect choice of lines reaches 0.968 (`tests/intake/training/train_web.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.confined.forms import Surroundings
from app.intake import features, second_look, web_features
from app.intake.forest import Forest, read_forest
from app.intake.lines import Line
from app.intake.shape import Shape

FIRST_NAMES: tuple[str, ...] = (*features.NAMES, *web_features.NAMES)
SECOND_NAMES: tuple[str, ...] = (*second_look.NAMES, *web_features.NAMES)
# No page is as long: a book is kept whole, and quickly.
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WebModel:
    """Both passes."""

    first: Forest
    second: Forest


@cache
def default_model() -> WebModel:
    """The model that comes with the program."""
    return WebModel(first=read_forest("web-first"), second=read_forest("web-second"))


def web_chances(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    surroundings: Sequence[Surroundings],
    model: WebModel | None = None,
) -> list[float]:
    """How likely each line belongs to the body of the page."""
    if not lines:
        return []
    if len(lines) > _MOST_LINES:
        return [1.0] * len(lines)
    model = model or default_model()
    columns = first_columns(lines, shapes, surroundings)
    first = model.first.chances(columns).tolist()
    found: list[float] = model.second.chances(second_columns(shapes, columns, first)).tolist()
    return found


def first_columns(
    lines: Sequence[Line], shapes: Sequence[Shape], surroundings: Sequence[Surroundings]
) -> features.Columns:
    """What the first pass sees."""
    return {**features.columns(lines, shapes), **web_features.columns(surroundings, shapes)}


def second_columns(
    shapes: Sequence[Shape], first: features.Columns, chances: Sequence[float]
) -> features.Columns:
    """What the second pass sees: the first one's answers besides."""
    return second_look.columns(shapes, first, chances)
