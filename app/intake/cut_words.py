"""How the words of a file change from line to line: documents in one file speak of other things.

Repeated words and lines tie places of one page together ("lexical chains", Morris and Hirst 1991;
Hearst 1997): where hardly any tie crosses, one page ends and another begins.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from app.intake.cues import Cue
from app.intake.features import Columns
from app.intake.lines import Line
from app.intake.shape import Shape
from app.intake.windows import Column, Sums, column, most_in
from app.intake.words import function_words

Places = NDArray[np.intp]

_TOPIC_WORDS = 350.0
# A word on more lines than this ties everything to everything.
_MOST_LINES_OF_WORD = 8
_MOST_LINES_OF_KEY = 4
_NEAR, _FAR = 40, 400
_SMALL_WORDS = 80
_SMALL_REACH = 60


class Vocabulary:
    """The words of a file's lines."""

    NAMES: tuple[str, ...] = (
        "same_topic", "fits_before", "fits_after", "ties_near", "ties_far", "ties_low",
        "ties_fall", "key_ties", "key_ties_low", "new_8", "gone_8", "new_30", "gone_30",
        "small_words_alike", "opens", "closes", "new_and_gone",
    )  # fmt: skip

    def __init__(self, lines: Sequence[Line], shapes: Sequence[Shape], text: Column) -> None:
        self._lines = lines
        self._shapes = shapes
        self._text = text
        self._words, self._places = _numbered(shape.content for shape in shapes)

    def columns(self) -> Columns:
        """The features by name."""
        topics = _Topics(self._shapes, self._text)
        before, after = topics.fits()
        result: Columns = {
            "same_topic": topics.likeness(), "fits_before": before, "fits_after": after,
        }  # fmt: skip
        result.update(self._ties())
        result.update(self._news())
        result["small_words_alike"] = self._small_words()
        return result

    def _ties(self) -> Columns:
        """How many ties between repeated words, and between repeated lines, cross each place."""
        count = len(self._lines)
        keys, places = _numbered(
            ([line.key] if len(line.key) > 3 and Cue.MENU not in shape.cues else ())
            for line, shape in zip(self._lines, self._shapes, strict=True)
        )
        near = _ties(self._words, self._places, count, _MOST_LINES_OF_WORD, _NEAR)
        far = _ties(self._words, self._places, count, _MOST_LINES_OF_WORD, _FAR)
        lines = _ties(keys, places, count, _MOST_LINES_OF_KEY, 10 * _FAR)
        before, after = most_in(far, -60, 0, 0.0), most_in(far, 1, 61, 0.0)
        around = np.maximum(np.minimum(before, after), 1.0)
        return {
            "ties_near": np.log1p(near),
            "ties_far": np.log1p(far),
            "ties_low": far / (Sums(far).near(50) / 101 + 1),
            "ties_fall": far / around,
            "key_ties": np.log1p(lines),
            "key_ties_low": lines / (Sums(lines).near(80) / 161 + 1),
        }

    def _news(self) -> Columns:
        """Shares of the next words never seen before, and of the last ones never seen again."""
        count = len(self._shapes)
        words, places = self._words, self._places
        first, last = _ends(words, places)
        first_here, last_here = first[words], last[words]
        sizes = Sums(np.bincount(places, minlength=count))
        result: Columns = {}
        for reach in (8, 30):
            new = _steps(np.maximum(places - reach + 1, 0), np.minimum(places, first_here), count)
            gone = _steps(
                np.maximum(places, last_here) + 1, np.minimum(places + reach, count - 1), count
            )
            result[f"new_{reach}"] = new / (sizes.window(0, reach) + 1)
            result[f"gone_{reach}"] = gone / (sizes.window(-reach, 0) + 1)
        result["new_and_gone"] = np.minimum(result["new_30"], result["gone_30"])
        result["opens"], result["closes"] = self._opened()
        return result

    def _opened(self) -> tuple[Column, Column]:
        """Of the next lines, how many are said for the first time and again later; of the last
        ones, how many were said before and never again.
        """
        keys, places = _numbered([line.key] for line in self._lines)
        first, last = _ends(keys, places)
        long = np.array([len(line.key) > 3 for line in self._lines], dtype=bool)
        several = long & (first[keys] < last[keys])
        opens, closes = several & (first[keys] == places), several & (last[keys] == places)
        return Sums(opens).window(0, 12), Sums(closes).window(-12, 0)

    def _small_words(self) -> Column:
        """How alike the small words before and behind are: 1 within one language, 0 across two."""
        known = function_words().__contains__
        words, places = _numbered(
            filter(known, line.key.split()) if shape.function_share > 0 else ()
            for line, shape in zip(self._lines, self._shapes, strict=True)
        )
        count = len(self._lines)
        often = np.argsort(-np.bincount(words, minlength=1), kind="stable")[:_SMALL_WORDS]
        rank = np.full(int(words.max(initial=0)) + 1, -1)
        rank[often] = np.arange(len(often))
        common = rank[words] >= 0
        cells = (places[common] + 1) * _SMALL_WORDS + rank[words[common]]
        table = np.bincount(cells, minlength=(count + 1) * _SMALL_WORDS)
        upto = np.cumsum(table.reshape(count + 1, _SMALL_WORDS), axis=0).astype(np.float64)
        at = np.arange(count)
        here = upto[at]
        before = here - upto[np.maximum(at - _SMALL_REACH, 0)]
        after = upto[np.minimum(at + _SMALL_REACH, count)] - here
        return _alike(before, after)


def _alike(before: NDArray[np.float64], after: NDArray[np.float64]) -> Column:
    """The cosine of the rows of two tables; -1 where one of them has less than six words."""
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    few = (before.sum(axis=1) < 6) | (after.sum(axis=1) < 6)
    cosine = (before * after).sum(axis=1) / np.maximum(lengths, 1e-9)
    return np.asarray(np.where(few, -1.0, cosine))


def _numbered(words: Iterable[Iterable[str]]) -> tuple[Places, Places]:
    """The number of each word of each line, and the line it stands on, line by line."""
    lines = [list(of_line) for of_line in words]
    every = list(chain.from_iterable(lines))
    numbers = {word: number for number, word in enumerate(dict.fromkeys(every))}
    found = np.array([numbers[word] for word in every], dtype=np.intp)
    return found, np.repeat(np.arange(len(lines)), [len(line) for line in lines])


def _ends(words: Places, places: Places) -> tuple[Places, Places]:
    """The first and the last line of each word."""
    count = int(words.max(initial=-1)) + 1
    first, last = np.zeros(count, dtype=np.intp), np.zeros(count, dtype=np.intp)
    first[words[::-1]] = places[::-1]
    last[words] = places
    return first, last


def _ties(words: Places, places: Places, count: int, most: int, farthest: int) -> Column:
    """How many ties between lines that follow each other with the same word cross each place."""
    order = np.argsort(words, kind="stable")
    word, place = words[order], places[order]
    lines_of = np.bincount(words, minlength=1)
    start, end = place[:-1], place[1:]
    tied = (word[:-1] == word[1:]) & (lines_of[word[:-1]] <= most)
    tied &= (end > start) & (end - start <= farthest)
    return _steps(start[tied] + 1, end[tied], count)


def _steps(first: Places, last: Places, count: int) -> Column:
    """For each place how many stretches from first to last cover it; empty ones cover nothing."""
    some = last >= first
    up = np.bincount(first[some], minlength=count + 1)
    down = np.bincount(last[some] + 1, minlength=count + 1)
    return np.cumsum(up[:count] - down[:count]).astype(np.float64)


class _Topics:
    """What the text before and behind each line is about, some hundred words to each side."""

    def __init__(self, shapes: Sequence[Shape], text: Column) -> None:
        self._shapes = shapes
        prose = np.flatnonzero(text > 0).tolist()
        windows = [
            (
                _gather(shapes[place] for place in reversed(prose[max(at - 30, 0) : at])),
                _gather(shapes[place] for place in prose[at : at + 30]),
            )
            for at in range(len(prose) + 1)
        ]
        behind = np.searchsorted(prose, np.arange(len(shapes)), side="left").tolist()
        self._of_line = [windows[at] for at in behind]

    def likeness(self) -> Column:
        """Share of content words that both sides have; -1 where one side is empty."""
        result = []
        known: dict[int, float] = {}
        for before, after in self._of_line:
            if id(after) not in known:
                least = min(len(before), len(after))
                known[id(after)] = len(before & after) / least if least else -1.0
            result.append(known[id(after)])
        return column(result)

    def fits(self) -> tuple[Column, Column]:
        """Share of each line's own content words in the text before it, and behind it."""
        before, after = [], []
        for shape, (left, right) in zip(self._shapes, self._of_line, strict=True):
            count = len(shape.content) or 1
            before.append(len(shape.content & left) / count)
            after.append(len(shape.content & right) / count)
        return column(before), column(after)


def _gather(shapes: Iterable[Shape]) -> set[str]:
    words: set[str] = set()
    count = 0.0
    for shape in shapes:
        words |= shape.content
        count += shape.words
        if count > _TOPIC_WORDS:
            break
    return words
