"""The title of a document: the line most likely to be it, or a proposal from its first sentence."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from app.intake.cues import Cue, spelled
from app.intake.draft import Certainty, Field
from app.intake.forest import Forest, read_forest
from app.intake.kickers import without_kicker
from app.intake.lines import fold
from app.intake.page import Page
from app.intake.shape import Shape, unspaced_share
from app.intake.words import function_words
from app.translation import _

# Found by cross-validation.
_LEAST_CHANCE = 0.1
_CERTAIN_CHANCE = 0.6
_REACH = 45
_LONGEST_WORDS = 45.0
_LONGEST_LETTERS = 260
_PROPOSED_WORDS = 16
_HEAD_LINES = 6
_LONGEST_OPENING = 20.0

NAMES: tuple[str, ...] = (
    "log_words", "log_distance", "beside_body", "ends_sentence", "question", "bullet", "menu",
    "date", "action", "related", "byline", "overlap", "overlap_lead", "repeated", "in_longer",
    "has_shorter", "date_ahead", "byline_ahead", "stands_alone", "all_capitals", "ends_colon",
    "caption", "first_line", "capital_share", "digit_share", "social", "separators", "kept",
    "chance", "before_body", "good_length", "shorts_before", "shorts_after", "comment_mark",
    "top", "earlier_good", "address", "ends_open", "legal", "date_behind", "byline_behind",
    "label_ahead", "log_between", "longest_near", "sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTitle:
    """The title and where it stands.

    Attributes:
        place: Of its line in the page; None for a proposed title.
        kicker: A word set before it that says what follows ("interview"), lower case.
    """

    field: Field[str]
    place: int | None
    kicker: str = ""


@cache
def default_forest() -> Forest:
    """The trees that come with the program."""
    return read_forest("title")


def find_title(page: Page, forest: Forest | None = None) -> FoundTitle:
    """Find the title, or propose one from the first sentence."""
    places = candidates(page)
    rows = vectors_of(page, places)
    columns = dict(zip(NAMES, np.array(rows).T, strict=True)) if rows else {}
    chances = (forest or default_forest()).chances(columns).tolist() if rows else []
    best = max(range(len(places)), key=lambda each: chances[each], default=None)
    if best is None or chances[best] < _LEAST_CHANCE or not _may_be(page, places[best]):
        return _opening(page) or FoundTitle(field=_proposed(page), place=None)
    best = _above_standfirst(page, places, chances, best)
    place = _without_number(page, _standing_alone(page, places[best]))
    text, kicker = without_kicker(_unmarked(page, place))
    certainty = Certainty.CERTAIN if chances[best] >= _CERTAIN_CHANCE else Certainty.LIKELY
    field = Field(
        value=text,
        certainty=certainty,
        reason=_("A line of its own above the text."),
        lines=(page.lines[place].number,),
    )
    return FoundTitle(field=field, place=place, kicker=kicker)


def _opening(page: Page) -> FoundTitle | None:
    """The first line of a text that stands in nothing's way: short, alone, and just above it."""
    shape = page.shapes[0]
    fits = (
        0 < page.first <= _HEAD_LINES
        and len(page.lines) > 1
        and page.lines[1].blank_before > 0
        and 2 <= shape.words <= _LONGEST_OPENING
        and not (shape.ends_sentence or shape.has_date or page.lines[0].bullet)
        and not says_who_speaks(page, 0)
        and not any(shape.has(cue) for cue in (Cue.MENU, Cue.ACTION, Cue.BYLINE, Cue.LEGAL))
    )
    if not fits:
        return None
    field = Field(
        value=page.lines[0].text,
        certainty=Certainty.LIKELY,
        reason=_("The first line, above the text."),
        lines=(page.lines[0].number,),
    )
    return FoundTitle(field=field, place=0)


def _without_number(page: Page, place: int) -> int:
    """The same title above the text without a number or bullet, as the way to a page has it."""
    line = page.lines[place]
    if not line.bullet:
        return place
    return next(
        (
            other
            for other, each in enumerate(page.lines[: page.first])
            if each.key == line.key and not each.bullet
        ),
        place,
    )


def _unmarked(page: Page, place: int) -> str:
    """A title without the sign before it that makes it an item of a list; a number stays."""
    line = page.lines[place]
    return line.bare if line.bullet and not line.text[0].isalnum() else line.text


def _above_standfirst(
    page: Page, places: Sequence[int], chances: Sequence[float], best: int
) -> int:
    """Of two headlines directly below each other that are nearly as likely, the upper is the
    title; a short line above is a section's name.
    """
    above = best - 1
    if above < 0 or places[above] != places[best] - 1 or chances[above] < 0.5 * chances[best]:
        return best
    upper, lower = page.shapes[places[above]], page.shapes[places[best]]
    return above if upper.words >= 5 and lower.words >= 0.8 * upper.words else best


def candidates(page: Page) -> list[int]:
    """Places of the lines that may be the title."""
    start = max(page.first - _REACH, 0)
    places = [*range(min(3, start)), *range(start, min(page.first + 3, len(page.lines)))]
    return [
        place
        for place in places
        if 0.9 <= page.shapes[place].words <= _LONGEST_WORDS
        and page.shapes[place].letters <= _LONGEST_LETTERS
    ]


_SPEAKER = re.compile(r"(\w[\w. ]{0,20}?)\s?[:：]\s")


def _speaker(text: str) -> str:
    """The name or letter before a colon, which says who speaks where it comes back: "Q: …"."""
    match = _SPEAKER.match(text)
    return match[1].casefold() if match else ""


def says_who_speaks(page: Page, place: int) -> bool:
    """Whether a line begins with a label that other lines begin with too."""
    label = _speaker(page.lines[place].text)
    return bool(label) and sum(_speaker(line.text) == label for line in page.lines) > 1


def _may_be(page: Page, place: int) -> bool:
    """Whether the line can be a title at all: a paragraph of prose is none."""
    shape = page.shapes[place]
    if shape.prose > 15 and shape.ends_sentence:
        return False
    if place < page.first:
        return True
    return shape.words <= 14 and shape.prose == 0 and len(page.lines) >= 6


def vectors_of(page: Page, places: Sequence[int]) -> list[list[float]]:
    """One vector for each candidate, in the order of `NAMES`."""
    view = _BodyWords(page)
    seen = Counter(line.key for line in page.lines)
    result, good = [], 0
    for place in places:
        vector = _vector(page, place, view, seen)
        vector[NAMES.index("earlier_good")] = float(min(good, 5))
        shape = page.shapes[place]
        if 3 <= shape.words <= 25 and view.overlap(place)[0] > 0.4 and not page.lines[place].bullet:
            good += 1
        result.append(vector)
    return result


def _vector(page: Page, place: int, view: "_BodyWords", seen: Counter[str]) -> list[float]:
    line, shape = page.lines[place], page.shapes[place]
    overlap, overlap_lead = view.overlap(place)
    distance = page.first - place
    last = place + 1 >= len(page.lines)
    near = page.lines[max(place - 6, 0) : place + 7]
    return [
        math.log1p(shape.words),
        math.log1p(abs(distance)),
        float(distance in (0, 1)),
        float(shape.ends_sentence and not line.text.endswith(("?", "!", "다", '"', "”", "’", "'"))),
        float(line.text.endswith(("?", "？"))),
        float(line.bullet),
        float(shape.has(Cue.MENU)),
        float(shape.has_date and shape.words < 14),
        float(shape.has(Cue.ACTION)),
        float(shape.has(Cue.RELATED)),
        float(shape.has(Cue.BYLINE)),
        overlap,
        overlap_lead,
        float(seen[line.key] > 1 and shape.words >= 3),
        float(len(line.key) > 12 and view.stands_in_longer(line.key)),
        float(
            any(
                other.key != line.key and len(other.key) > 10 and other.key in line.key
                for other in near
            )
        ),
        _near(page, place, 1, _is_date),
        _near(page, place, 1, _is_byline),
        float(line.blank_before > 0 and not last and page.lines[place + 1].blank_before > 0),
        float(shape.all_capitals),
        float(shape.ends_colon),
        float(shape.has(Cue.CAPTION)),
        float(place == 0),
        shape.capital_share,
        shape.digit_share,
        float(shape.words < 8 and shape.has(Cue.SOCIAL)),
        float(shape.separators > 0),
        float(page.kept[place]),
        page.chances[place],
        float(distance > 0),
        float(4 <= shape.words <= 18),
        _shorts(page, place, -1),
        _shorts(page, place, 1),
        float(shape.words < 8 and shape.has(Cue.COMMENT_MARK)),
        float(place < 3),
        0.0,
        float(shape.has_address or shape.file_names > 0),
        float(shape.ends_open),
        float(shape.has(Cue.LEGAL) or shape.has(Cue.RIGHTS)),
        _near(page, place, -1, _is_date),
        _near(page, place, -1, _is_byline),
        _near(page, place, 1, _is_labelled_date),
        math.log1p(_between(page, place)),
        float(all(shape.words >= page.shapes[other].words for other in _beside(page, place))),
        float(shape.prose > 0 and shape.ends_sentence),
    ]


def _near(page: Page, place: int, step: int, fits: Callable[[Shape], bool]) -> float:
    """How soon a fitting line follows, or goes before: 1 directly, 0 not within six lines."""
    near = page.shapes[place + 1 : place + 7]
    if step < 0:
        near = page.shapes[max(place - 6, 0) : place][::-1]
    for distance, shape in enumerate(near):
        if fits(shape) and shape.words < 22:
            return 1 - 0.12 * distance
    return 0.0


def _is_date(shape: Shape) -> bool:
    return shape.has_date


def _is_byline(shape: Shape) -> bool:
    return shape.has(Cue.BYLINE)


def _is_labelled_date(shape: Shape) -> bool:
    return shape.has_date and (shape.has(Cue.PUBLISHED) or shape.has(Cue.UPDATED))


# What usually stands between a title and its text.
_HEAD_FURNITURE = frozenset(
    {
        Cue.SOCIAL, Cue.ACTION, Cue.MENU, Cue.CAPTION, Cue.BYLINE, Cue.ROLE, Cue.PUBLISHED,
        Cue.UPDATED, Cue.EDITOR_NOTE, Cue.COMMENTS,
    }
)  # fmt: skip


def _between(page: Page, place: int) -> int:
    """Lines between a candidate and the body that are no usual part of an article's head."""
    return sum(
        1
        for shape in page.shapes[place + 1 : page.first]
        if not shape.has_date and _HEAD_FURNITURE.isdisjoint(shape.cues)
    )


def _beside(page: Page, place: int) -> list[int]:
    """Places of the lines above the body near by."""
    near = range(max(place - 4, 0), min(place + 5, page.first))
    return [other for other in near if other != place]


def _shorts(page: Page, place: int, step: int) -> float:
    """How long a run of short lines goes on from here, 0 to 1."""
    length, other = 0, place + step
    while 0 <= other < len(page.lines) and page.shapes[other].short and length < 20:
        length += 1
        other += step
    return length / 20


class _BodyWords:
    """What the body talks about; a title shares its words."""

    def __init__(self, page: Page) -> None:
        self._page = page
        body = " ".join(
            line.text
            for line, keep in zip(
                page.lines[page.first : page.last + 1],
                page.kept[page.first : page.last + 1],
                strict=True,
            )
            if keep
        )[:6000].lower()
        self._words = set(spelled(body))
        self._lead = set(spelled(body[:900]))
        self._pieces = (
            {body[at : at + 3] for at in range(len(body) - 2)}
            if unspaced_share(body) > 0.2
            else None
        )
        self._keys = [line.key for line in page.lines]
        self._counts = Counter(self._keys)
        self._all_keys = "\n".join(self._keys)

    def overlap(self, place: int) -> tuple[float, float]:
        """Share of the line's own words in the body, and in its beginning."""
        text = self._page.lines[place].text.lower()
        if self._pieces is not None:
            pieces = [text[at : at + 3] for at in range(len(text) - 2)]
            share = sum(piece in self._pieces for piece in pieces) / max(len(pieces), 1)
            return share, share
        known = function_words()
        words = [word for word in spelled(text) if word not in known and len(word) > 2]
        if not words:
            return 0.0, 0.0
        return (
            sum(word in self._words for word in words) / len(words),
            sum(word in self._lead for word in words) / len(words),
        )

    def stands_in_longer(self, key: str) -> bool:
        """Whether a longer line, such as "Title – Site", holds this one."""
        if self._all_keys.count(key) <= self._counts[key]:
            return False
        return any(key in other for other in self._keys if len(key) < len(other) < len(key) + 80)


_PARTS = re.compile(r"\s+[|–—»›>/-]\s+")


def _standing_alone(page: Page, place: int) -> int:
    """The place of the title itself, where a line has it with the site's name or the way to it.

    "Title – Site" and "Home » World » Title" count less than a line with the title alone.
    """
    parts = {fold(part) for part in _PARTS.split(page.lines[place].text) if len(part) > 12}
    if len(_PARTS.split(page.lines[place].text)) < 2:
        return place
    return next((other for other in candidates(page) if page.lines[other].key in parts), place)


def _proposed(page: Page) -> Field[str]:
    line = page.lines[page.first]
    text = line.text
    label = _SPEAKER.match(text)
    if label is not None and says_who_speaks(page, page.first):
        text = text[label.end() :]
    sentence = re.split(r"(?<=[.!?…؟])\s+(?=\S)|(?<=[。！？])", text)[0].strip()
    words = sentence.split()
    if len(words) > 1:
        value = " ".join(words[:_PROPOSED_WORDS]) + (" …" if len(words) > _PROPOSED_WORDS else "")
    else:
        value = sentence[:40] + (" …" if len(sentence) > 40 else "")
    return Field(
        value=value.strip(),
        certainty=Certainty.GUESS,
        reason=_("No title found; proposed from the first sentence."),
        lines=(line.number,),
    )
