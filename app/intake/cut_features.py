"""What speaks for a line being the first one of a new document in a file."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.intake.cues import Cue
from app.intake.cut_words import Vocabulary
from app.intake.features import Columns
from app.intake.lines import Line
from app.intake.shape import Shape
from app.intake.windows import Column, Sums, column, distances, most_in

_FOOT = (Cue.RIGHTS, Cue.LEGAL)
_HEAD_LINES = 8
_FAR = 80
_NO_HEADLINE = (
    Cue.ACTION, Cue.RELATED, Cue.COMMENTS, Cue.CAPTION, Cue.MENU, Cue.LEGAL, Cue.BYLINE,
    Cue.COMMENT_MARK,
)  # fmt: skip
_MARK_WINDOWS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("menus", (6, 30)), ("foot", (4, 15, 60)), ("rights", (4, 15)), ("dates", (5, 20)),
    ("shorts", (10,)), ("comments", (40,)), ("tops", (3, 12)), ("social", (12,)),
    ("related", (15,)), ("actions", (12,)), ("bullets", (8,)),
)  # fmt: skip

NAMES: tuple[str, ...] = (
    "headline", "log_words", "date", "menu", "bullet", "blank_before", "capital_share", "top",
    "rights_just_before", "blank_more",
    *(f"prose_{reach}_{side}" for reach in (6, 20, 80) for side in ("before", "after")),
    *(f"{name}_{reach}_{side}" for name, reaches in _MARK_WINDOWS for reach in reaches
      for side in ("before", "after")),
    "byline_after", "since_prose", "until_prose", "since_foot", "since_comments", "since_rights",
    "log_prose_before", "log_prose_after", "same_topic", "said_before", "head_again",
    "since_headline", "place_in_lines", "fits_before", "fits_after", "best_ahead", "best_behind",
    "headline_with_date", "longest_gap", "gap_place", "text_share_before", "text_share_after",
    *Vocabulary.NAMES,
)  # fmt: skip


def columns(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    """The features of all lines of a file, by name."""
    text = column([text_words(shape) for shape in shapes])
    prose = Sums(text)
    marks = _marks(lines, shapes)
    blank = column([line.blank_before for line in lines])
    result: Columns = {
        "headline": column(
            [is_headline(line, shape) for line, shape in zip(lines, shapes, strict=True)]
        ),
        "log_words": np.log1p(column([shape.words for shape in shapes])),
        "date": column(marks["dates"]),
        "menu": column(marks["menus"]),
        "bullet": column(marks["bullets"]),
        "top": column(marks["tops"]),
        "blank_before": np.minimum(blank, 1),
        "blank_more": _more_than_usual(blank),
        "capital_share": column([shape.capital_share for shape in shapes]),
    }
    result["rights_just_before"] = np.concatenate([[0.0], marks["rights"][:-1]])
    for reach in (6, 20, 80):
        result[f"prose_{reach}_before"] = np.log1p(prose.window(-reach, 0))
        result[f"prose_{reach}_after"] = np.log1p(prose.window(0, reach))
    for name, reaches in _MARK_WINDOWS:
        sums = Sums(marks[name])
        for reach in reaches:
            result[f"{name}_{reach}_before"] = sums.window(-reach, 0)
            result[f"{name}_{reach}_after"] = sums.window(0, reach)
    _distances(result, marks, text)
    total = prose.upto[-1]
    result["log_prose_before"] = np.log1p(prose.upto[:-1])
    result["log_prose_after"] = np.log1p(total - prose.upto[:-1])
    result["headline_with_date"] = column(
        [
            mark > 0 and _soon_dated(shapes, place)
            for place, mark in enumerate(result["headline"].tolist())
        ]
    )
    vocabulary = Vocabulary(lines, shapes, text)
    result.update(vocabulary.columns())
    gains = (result["fits_after"] - result["fits_before"]) * result["headline"]
    result["best_ahead"] = most_in(gains, 0, 15, -np.inf)
    result["best_behind"] = most_in(gains, -15, 0, 0.0)
    words = Sums(column([shape.words for shape in shapes]))
    for side, window in (("before", (-20, 0)), ("after", (0, 20))):
        result[f"text_share_{side}"] = prose.window(*window) / (words.window(*window) + 1)
    result["said_before"], result["head_again"] = _repetitions(lines)
    result["place_in_lines"] = np.minimum(np.arange(len(lines)), 200).astype(np.float64)
    return result


def is_headline(line: Line, shape: Shape) -> bool:
    """Whether a line has the form of a headline."""
    if not 3 <= shape.words <= 32 or line.bullet or shape.has_date:
        return False
    if shape.ends_sentence and not line.text.endswith(("?", "!", '"', "”", "’", "？", "！")):
        return False
    return not any(cue in shape.cues for cue in _NO_HEADLINE)


def text_words(shape: Shape) -> float:
    """Words of running text; also of a language whose small words are not known."""
    if shape.prose > 0:
        return shape.prose
    return shape.words if shape.words > 20 and shape.ends_sentence else 0.0


def _marks(lines: Sequence[Line], shapes: Sequence[Shape]) -> dict[str, NDArray[np.bool_]]:
    found = {
        "menus": [Cue.MENU in shape.cues for shape in shapes],
        "foot": [any(cue in shape.cues for cue in _FOOT) for shape in shapes],
        "rights": [Cue.RIGHTS in shape.cues for shape in shapes],
        "dates": [shape.has_date for shape in shapes],
        "shorts": [shape.short for shape in shapes],
        "comments": [shape.words < 12 and Cue.COMMENTS in shape.cues for shape in shapes],
        "tops": [Cue.PAGE_TOP in shape.cues for shape in shapes],
        "social": [shape.words < 16 and Cue.SOCIAL in shape.cues for shape in shapes],
        "related": [shape.words < 14 and Cue.RELATED in shape.cues for shape in shapes],
        "actions": [Cue.ACTION in shape.cues for shape in shapes],
        "bullets": [line.bullet for line in lines],
        "bylines": [shape.words < 14 and Cue.BYLINE in shape.cues for shape in shapes],
    }
    return {name: np.array(values, dtype=bool) for name, values in found.items()}


def _distances(result: Columns, marks: dict[str, NDArray[np.bool_]], text: Column) -> None:
    result["byline_after"] = Sums(marks["bylines"]).window(1, 20)
    result["since_prose"], result["until_prose"] = distances(text > 12, _FAR)
    for name, mark in (("foot", "foot"), ("comments", "comments"), ("rights", "rights")):
        result[f"since_{name}"] = distances(marks[mark], _FAR)[0]
    result["since_headline"] = distances(result["headline"] > 0, _FAR)[0]
    gap = result["since_prose"] + result["until_prose"]
    result["longest_gap"] = gap
    result["gap_place"] = result["since_prose"] / (gap + 1)


def _more_than_usual(blank: Column) -> Column:
    """Blank lines before each line beyond what most lines of the file have."""
    return np.minimum(blank - np.median(blank), 3) if len(blank) else blank


def _soon_dated(shapes: Sequence[Shape], place: int) -> bool:
    """Whether a date line or an author's line follows within four lines, with no text between."""
    for shape in shapes[place + 1 : place + 5]:
        if shape.words < 14 and ((shape.has_date and shape.words < 9) or shape.has(Cue.BYLINE)):
            return True
        if shape.words > 30:
            return False
    return False


def _repetitions(lines: Sequence[Line]) -> tuple[Column, Column]:
    """Whether a line was said before, and how many of the next lines repeat the file's first ones.

    Pages of one site begin alike.
    """
    first = {line.key for line in lines[:_HEAD_LINES]}
    seen: Counter[str] = Counter()
    said, head = [], []
    for place, line in enumerate(lines):
        said.append(float(len(line.key) > 12 and seen[line.key] > 0))
        seen[line.key] += 1
        head.append(float(line.key in first and place >= _HEAD_LINES))
    return column(said), Sums(column(head)).window(0, _HEAD_LINES)
