"""Documents that begin with a headline and a date line: articles pasted one after another."""

from collections.abc import Sequence
from itertools import accumulate

from app.intake.cues import Cue
from app.intake.cut_features import is_headline
from app.intake.lines import Line
from app.intake.shape import Shape

_META_REACH = 5
_WORDS_BEFORE = 150
_WORDS_SOON = 50
_WORDS_AFTER = 150
_FEWEST_PARAGRAPHS = 4
# What goes before is mostly text: teasers above an article are no document.
_TEXT_SHARE = 0.6


def headline_cuts(lines: Sequence[Line], shapes: Sequence[Shape]) -> list[int]:
    """Places of the lines that begin a new document, the first document's left out.

    A new document begins with a headline that a date or an author's line follows, with prose at
    length on both sides. A headline that says what this document said before is its own heading.
    """
    prose = list(accumulate((shape.prose for shape in shapes), initial=0.0))
    words = list(accumulate((shape.words for shape in shapes), initial=0.0))
    cuts: list[int] = []
    start = 0
    for place in range(2, len(lines) - 3):
        if not is_headline(lines[place], shapes[place]):
            continue
        meta = next(
            (
                other
                for other in range(place + 1, min(place + _META_REACH, len(lines)))
                if _meta(shapes[other])
            ),
            None,
        )
        if meta is None or any(shape.words > 30 for shape in shapes[place + 1 : meta]):
            continue
        end = len(lines)
        before = prose[place] - prose[start]
        soon = prose[min(meta + 9, end)] - prose[meta + 1]
        after = prose[min(meta + 26, end)] - prose[meta + 1]
        if before < _WORDS_BEFORE or soon < _WORDS_SOON or after < _WORDS_AFTER:
            continue
        if before < _TEXT_SHARE * (words[place] - words[start]):
            continue
        if (
            _paragraphs(lines, shapes, start, place) < _FEWEST_PARAGRAPHS
            or _paragraphs(lines, shapes, meta, min(meta + 30, end)) < _FEWEST_PARAGRAPHS
            or _said_before(lines, start, place)
            or _thread(shapes, meta)
        ):
            continue
        cuts.append(place)
        start = place
    return cuts


def _meta(shape: Shape) -> bool:
    """A line that is a date or names an author."""
    return shape.words < 14 and ((shape.has_date and shape.words < 9) or shape.has(Cue.BYLINE))


def _paragraphs(lines: Sequence[Line], shapes: Sequence[Shape], start: int, end: int) -> int:
    """Different paragraphs of prose, captions not counted."""
    return len(
        {
            line.key
            for line, shape in zip(lines[start:end], shapes[start:end], strict=True)
            if shape.prose > 12 and not shape.has(Cue.CAPTION)
        }
    )


def _said_before(lines: Sequence[Line], start: int, place: int) -> bool:
    key = lines[place].key
    return any(
        len(line.key) > 12 and (line.key in key or key in line.key) for line in lines[start:place]
    )


def _thread(shapes: Sequence[Shape], place: int) -> bool:
    """A thread of comments, or a list of teasers: name, date, text, again and again."""
    window = shapes[place + 1 : place + 26]
    marks = sum(1 for shape in window if shape.words < 10 and shape.has(Cue.COMMENT_MARK))
    return marks >= 2 or sum(1 for shape in window if _meta(shape)) >= 3
