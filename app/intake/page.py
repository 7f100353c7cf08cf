"""A stretch of a file that is taken for one document, looked at line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.captions import is_caption
from app.intake.cues import Cue
from app.intake.line_model import body_chances, choose
from app.intake.lines import Line
from app.intake.shape import Shape

_STRONG_PROSE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Lines, their shapes, and which of them are the body.

    Places are indexes into these tuples, not line numbers. The page has at least one line.

    Attributes:
        chances: How likely each line belongs to the body.
        kept: Which lines the model keeps.
        first: Place of the first line of the body that is prose (or the first kept one).
        last: Place of the last kept line.
    """

    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    chances: tuple[float, ...]
    kept: tuple[bool, ...]
    first: int
    last: int

    def before_body(self, place: int) -> bool:
        """Whether a line stands above the body's first paragraph."""
        return place < self.first


def look_at(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    *,
    whole: bool = False,
    chances: Sequence[float] | None = None,
) -> Page:
    """Tell the body of a document from what stands around it.

    Args:
        whole: There is nothing around it.
        chances: How likely each line belongs to the body, where that is known better.
    """
    if chances is None:
        chances = body_chances(lines, shapes)
    kept = [True] * len(lines) if whole else choose(chances, shapes)
    if not whole:
        _take_in_blocks(chances, shapes, kept)
        _take_in_paragraphs(lines, shapes, chances, kept)
        _drop_calls_at_end(lines, shapes, kept)
        _drop_adverts(shapes, kept)
    places = [place for place, keep in enumerate(kept) if keep]
    if not places:
        places = list(range(len(lines)))
        kept = [True] * len(lines)
    strong = [
        place
        for place in places
        if _is_strong(shapes[place])
        and not is_caption(lines[place], shapes[place])
        and not shapes[place].has(Cue.EDITOR_NOTE)
    ]
    return Page(
        lines=tuple(lines),
        shapes=tuple(shapes),
        chances=tuple(chances),
        kept=tuple(kept),
        first=strong[0] if strong else places[0],
        last=places[-1],
    )


def _is_strong(shape: Shape) -> bool:
    """Whether a line is surely running text, not a headline or a standfirst."""
    sentence = shape.words >= 15 and shape.ends_sentence and shape.capital_share < 0.5
    return shape.prose > _STRONG_PROSE or sentence


# What no line of a list between two paragraphs of an article speaks for.
_FOREIGN = (Cue.ACTION, Cue.LEGAL, Cue.RELATED, Cue.COMMENTS, Cue.MENU, Cue.RIGHTS)
_BLOCK_LINES = 25
_BLOCK_CHANCE = 0.22


def _take_in_blocks(chances: Sequence[float], shapes: Sequence[Shape], kept: list[bool]) -> None:
    """Keep lists of addresses, names or figures that stand between kept paragraphs."""
    place = 0
    while place < len(kept):
        if kept[place]:
            place += 1
            continue
        end = place
        while end < len(kept) and not kept[end]:
            end += 1
        inside = place > 0 and end < len(kept) and end - place <= _BLOCK_LINES
        if (
            inside
            and sum(chances[place:end]) / (end - place) >= _BLOCK_CHANCE
            and not any(shape.has(cue) for shape in shapes[place:end] for cue in _FOREIGN)
        ):
            kept[place:end] = [True] * (end - place)
        place = end


def _take_in_paragraphs(
    lines: Sequence[Line], shapes: Sequence[Shape], chances: Sequence[float], kept: list[bool]
) -> None:
    """Keep a full paragraph beside the kept text that asks for nothing."""
    for order, step in ((range(1, len(kept)), -1), (range(len(kept) - 2, -1, -1), 1)):
        for place in order:
            shape = shapes[place]
            if (
                not kept[place]
                and kept[place + step]
                and shape.words >= 35
                and shape.function_share >= 0.25
                and chances[place] >= 0.04
                and not any(shape.has(cue) for cue in (*_FOREIGN, Cue.CAPTION))
                and abs(lines[place].number - lines[place + step].number) <= 3
            ):
                kept[place] = True


def _drop_calls_at_end(lines: Sequence[Line], shapes: Sequence[Shape], kept: list[bool]) -> None:
    """Leave out calls for gifts, contact lines and headings of lists where the body ends."""
    places = [place for place, keep in enumerate(kept) if keep]
    if len(places) <= 5:
        return
    for place in reversed(places[-6:]):
        shape = shapes[place]
        calls = (
            shape.words < 32
            and not shape.opens_quote
            and (shape.has(Cue.ACTION) or shape.has(Cue.LEGAL))
        )
        contact = shape.words < 14 and shape.has_address and not shape.ends_sentence
        heading = shape.words < 9 and (shape.has(Cue.RELATED) or shape.has(Cue.COMMENTS))
        if calls or contact or heading:
            kept[place] = False
            # What stands behind a call for gifts is no text any more, unless it is a sentence.
            for behind in range(place + 1, len(kept)):
                kept[behind] = kept[behind] and not shapes[behind].short
        elif shape.words >= 12 and shape.prose > 0:
            return


def _drop_adverts(shapes: Sequence[Shape], kept: list[bool]) -> None:
    """Leave out lone lines that say nothing but that an advertisement stood there."""
    for place, shape in enumerate(shapes):
        if kept[place] and shape.has(Cue.ADVERT):
            kept[place] = False
