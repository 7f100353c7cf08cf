"""What speaks for a line being the first one of a new document in a file."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from app.intake.cues import Cue
from app.intake.features import Columns
from app.intake.lines import Line
from app.intake.shape import Shape
from app.intake.windows import Sums, distances

_FOOT = (Cue.RIGHTS, Cue.LEGAL)
_HEAD_LINES = 8
_TOPIC_WORDS = 350.0
_FAR = 80
_NO_HEADLINE = (
    Cue.ACTION, Cue.RELATED, Cue.COMMENTS, Cue.CAPTION, Cue.MENU, Cue.LEGAL, Cue.BYLINE,
    Cue.COMMENT_MARK,
)  # fmt: skip

NAMES: tuple[str, ...] = (
    "headline", "log_words", "date", "menu", "bullet", "blank_before", "capital_share",
    *(f"prose_{reach}_{side}" for reach in (6, 20, 80) for side in ("before", "after")),
    *(f"menus_{reach}_{side}" for reach in (6, 30) for side in ("before", "after")),
    *(f"foot_{reach}_{side}" for reach in (4, 15, 60) for side in ("before", "after")),
    *(f"dates_{reach}_{side}" for reach in (5, 20) for side in ("before", "after")),
    *(f"shorts_10_{side}" for side in ("before", "after")),
    *(f"comments_40_{side}" for side in ("before", "after")),
    "byline_after", "since_prose", "until_prose", "since_foot", "since_comments",
    "log_prose_before", "log_prose_after", "same_topic", "said_before", "head_again",
    "since_headline", "place_in_lines", "fits_before", "fits_after", "best_ahead", "best_behind",
    "headline_with_date", "longest_gap", "text_share_before", "text_share_after",
)  # fmt: skip


def columns(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    """The features of all lines of a file, by name."""
    prose = Sums([_text(shape) for shape in shapes])
    result: Columns = {
        "headline": [
            float(is_headline(line, shape)) for line, shape in zip(lines, shapes, strict=True)
        ],
        "log_words": [math.log1p(shape.words) for shape in shapes],
        "date": [float(shape.has_date) for shape in shapes],
        "menu": [float(Cue.MENU in shape.cues) for shape in shapes],
        "bullet": [float(line.bullet) for line in lines],
        "blank_before": [float(min(line.blank_before, 1)) for line in lines],
        "capital_share": [shape.capital_share for shape in shapes],
    }
    for reach in (6, 20, 80):
        result[f"prose_{reach}_before"] = list(map(math.log1p, prose.window(-reach, 0)))
        result[f"prose_{reach}_after"] = list(map(math.log1p, prose.window(0, reach)))
    _windows(result, "menus", [Cue.MENU in shape.cues for shape in shapes], (6, 30))
    foot = [any(cue in shape.cues for cue in _FOOT) for shape in shapes]
    _windows(result, "foot", foot, (4, 15, 60))
    _windows(result, "dates", [shape.has_date for shape in shapes], (5, 20))
    _windows(result, "shorts", [shape.short for shape in shapes], (10,))
    comments = [shape.words < 12 and Cue.COMMENTS in shape.cues for shape in shapes]
    _windows(result, "comments", comments, (40,))
    byline = Sums([float(shape.words < 14 and Cue.BYLINE in shape.cues) for shape in shapes])
    result["byline_after"] = byline.window(1, 20)
    strong = [_text(shape) > 12 for shape in shapes]
    result["since_prose"], result["until_prose"] = distances(strong, _FAR)
    result["since_foot"] = distances(foot, _FAR)[0]
    result["since_comments"] = distances(comments, _FAR)[0]
    result["since_headline"] = distances([value > 0 for value in result["headline"]], _FAR)[0]
    total = prose.upto[-1]
    result["log_prose_before"] = [math.log1p(value) for value in prose.upto[:-1]]
    result["log_prose_after"] = [math.log1p(total - value) for value in prose.upto[:-1]]
    result["headline_with_date"] = [
        float(mark > 0 and _soon_dated(shapes, place))
        for place, mark in enumerate(result["headline"])
    ]
    topics = _Topics(shapes)
    result["same_topic"] = topics.likeness()
    before, after = topics.fits()
    result["fits_before"], result["fits_after"] = before, after
    gains = [
        (high - low) * mark
        for low, high, mark in zip(before, after, result["headline"], strict=True)
    ]
    result["best_ahead"] = [max(gains[at : at + 15], default=0.0) for at in range(len(lines))]
    result["best_behind"] = [
        max(gains[max(at - 15, 0) : at], default=0.0) for at in range(len(lines))
    ]
    result["longest_gap"] = [
        since + until
        for since, until in zip(result["since_prose"], result["until_prose"], strict=True)
    ]
    words = Sums([shape.words for shape in shapes])
    for side, window in (("before", (-20, 0)), ("after", (0, 20))):
        result[f"text_share_{side}"] = [
            some / (most + 1)
            for some, most in zip(prose.window(*window), words.window(*window), strict=True)
        ]
    result["said_before"], result["head_again"] = _repetitions(lines)
    result["place_in_lines"] = [float(min(place, 200)) for place in range(len(lines))]
    return result


def is_headline(line: Line, shape: Shape) -> bool:
    """Whether a line has the form of a headline."""
    if not 3 <= shape.words <= 32 or line.bullet or shape.has_date:
        return False
    if shape.ends_sentence and not line.text.endswith(("?", "!", '"', "”", "’", "？", "！")):
        return False
    return not any(cue in shape.cues for cue in _NO_HEADLINE)


def _soon_dated(shapes: Sequence[Shape], place: int) -> bool:
    """Whether a date line or an author's line follows within four lines, with no text between."""
    for shape in shapes[place + 1 : place + 5]:
        if shape.words < 14 and ((shape.has_date and shape.words < 9) or shape.has(Cue.BYLINE)):
            return True
        if shape.words > 30:
            return False
    return False


def _windows(result: Columns, name: str, marks: Sequence[bool], reaches: Sequence[int]) -> None:
    sums = Sums([float(mark) for mark in marks])
    for reach in reaches:
        result[f"{name}_{reach}_before"] = sums.window(-reach, 0)
        result[f"{name}_{reach}_after"] = sums.window(0, reach)


def _text(shape: Shape) -> float:
    """Words of running text; also of a language whose small words are not known."""
    if shape.prose > 0:
        return shape.prose
    return shape.words if shape.words > 20 and shape.ends_sentence else 0.0


class _Topics:
    """What the text before and behind each line is about, some hundred words to each side."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._shapes = shapes
        text = [(place, shape) for place, shape in enumerate(shapes) if _text(shape) > 0]
        windows = [
            (
                _gather(shape for _place, shape in reversed(text[max(at - 30, 0) : at])),
                _gather(shape for _place, shape in text[at : at + 30]),
            )
            for at in range(len(text) + 1)
        ]
        self._of_line: list[tuple[set[str], set[str]]] = []
        at = 0
        for place in range(len(shapes)):
            while at < len(text) and text[at][0] < place:
                at += 1
            self._of_line.append(windows[at])

    def likeness(self) -> list[float]:
        """Share of content words that both sides have; -1 where one side is empty."""
        result = []
        known: dict[int, float] = {}
        for before, after in self._of_line:
            if id(after) not in known:
                least = min(len(before), len(after))
                known[id(after)] = len(before & after) / least if least else -1.0
            result.append(known[id(after)])
        return result

    def fits(self) -> tuple[list[float], list[float]]:
        """Share of each line's own content words in the text before it, and behind it."""
        before, after = [], []
        for shape, (left, right) in zip(self._shapes, self._of_line, strict=True):
            count = len(shape.content) or 1
            before.append(len(shape.content & left) / count)
            after.append(len(shape.content & right) / count)
        return before, after


def _gather(shapes: Iterable[Shape]) -> set[str]:
    words: set[str] = set()
    count = 0.0
    for shape in shapes:
        words |= shape.content
        count += shape.words
        if count > _TOPIC_WORDS:
            break
    return words


def _repetitions(lines: Sequence[Line]) -> tuple[list[float], list[float]]:
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
    upto = list(accumulate(head, initial=0.0))
    count = len(lines)
    return said, [upto[min(at + _HEAD_LINES, count)] - upto[at] for at in range(count)]
