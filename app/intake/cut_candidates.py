"""The likely beginnings of documents in a file, each seen beside the others.

A first pass gives every line a chance; this one looks only at the places where that chance is
highest near by, and at the stretches that they would cut the file into.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.intake.cut_features import NAMES as FIRST_NAMES
from app.intake.features import Columns
from app.intake.lines import Line
from app.intake.shape import Shape
from app.intake.windows import Column, Sums, column, most_in

# A candidate is the likeliest line this far around.
REACH = 6
_LEAST = 0.02
_MOST_CANDIDATES = 400
_FAR = 150

OWN_NAMES: tuple[str, ...] = (
    "chance", "near_sum", "wide_sum", "rank", "of_best", "best_before", "best_after",
    "stronger_before", "stronger_after", "prose_to_before", "prose_to_after", "lines_of_file",
    "prose_of_file", "sum_of_file", "candidates_02", "candidates_05", "segment_words_alike",
    "segment_keys_shared", "segment_bullets", "segment_blanks", "segment_ascii",
    "segment_prose_share", "head_alike", "least_ties_near", "sum_by_prose", "headline_rule",
)  # fmt: skip
NAMES: tuple[str, ...] = (*OWN_NAMES, *FIRST_NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    words: frozenset[str]
    keys: frozenset[str]
    bullets: float
    blanks: float
    ascii: float
    prose: float


def candidate_places(first: Columns, chances: Column, headlines: Sequence[int]) -> list[int]:
    """Places that are likelier than all lines near by, in their order.

    Args:
        first: The columns of the first pass.
        chances: The first pass's answers.
        headlines: Headlines with a date line of their own, which are candidates in any case.
    """
    best = most_in(chances, -REACH, REACH + 1, 0.0)
    places = np.flatnonzero((chances >= best) & (chances >= _LEAST))
    places = places[(places > 0) & may_begin(first)[places]]
    if len(places) > _MOST_CANDIDATES:
        strongest = np.argsort(-chances[places], kind="stable")[:_MOST_CANDIDATES]
        places = np.sort(places[strongest])
    apart: list[int] = []
    for place in places.tolist():
        if any(abs(place - headline) <= REACH for headline in headlines):
            continue
        if not apart or place - apart[-1] > REACH:
            apart.append(place)
    return sorted({*apart, *headlines})


def may_begin(first: Columns) -> NDArray[np.bool_]:
    """Which lines can begin a document at all: there is text before them and behind them."""
    return np.asarray((first["log_prose_before"] > 4) & (first["log_prose_after"] > 4))


def columns(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    first: Columns,
    chances: Column,
    places: Sequence[int],
    headlines: Sequence[int],
) -> Columns:
    """The features of the candidates.

    Args:
        lines: Of the whole file.
        shapes: Of these lines.
        first: The columns of the first pass.
        chances: The first pass's answers.
        places: The candidates, in their order.
        headlines: Those of them that are headlines with a date line of their own.
    """
    at = np.array(places, dtype=np.intp)
    sums = Sums(chances)
    near = sums.near(REACH)[at]
    result: Columns = {name: first[name][at] for name in FIRST_NAMES}
    result["chance"] = chances[at]
    result["near_sum"] = near
    result["wide_sum"] = sums.near(30)[at]
    order = np.argsort(np.argsort(-near, kind="stable"), kind="stable")
    result["rank"] = np.minimum(order, 12).astype(np.float64)
    result["of_best"] = near / max(float(near.max(initial=0.0)), 1e-9)
    result["least_ties_near"] = -most_in(-first["ties_fall"], -4, 5, -9.0)[at]
    result["headline_rule"] = column([place in headlines for place in places])
    _of_file(result, shapes, near)
    _by_neighbours(result, first, near, at)
    _by_segments(result, lines, shapes, near, places)
    return result


def _of_file(result: Columns, shapes: Sequence[Shape], near: Column) -> None:
    count = len(near)
    prose = sum(shape.prose for shape in shapes)
    for name, value in (
        ("lines_of_file", math.log1p(len(shapes))),
        ("prose_of_file", math.log1p(prose)),
        ("sum_of_file", float(near.sum())),
        ("sum_by_prose", float(near.sum()) / (prose / 500 + 1)),
        ("candidates_02", float((near > 0.2).sum())),
        ("candidates_05", float((near > 0.5).sum())),
    ):
        result[name] = np.full(count, value)


def _by_neighbours(result: Columns, first: Columns, near: Column, at: NDArray[np.intp]) -> None:
    """How far it is to a stronger candidate, in lines and in words of text; the ends count."""
    prose = np.expm1(first["log_prose_before"])
    total = float(np.expm1(first["log_prose_before"][0] + first["log_prose_after"][0]))
    ends = len(prose)
    found: dict[str, list[float]] = {
        name: []
        for name in ("stronger_before", "stronger_after", "prose_to_before", "prose_to_after",
                     "best_before", "best_after")
    }  # fmt: skip
    for one, place in enumerate(at.tolist()):
        before = next((int(at[o]) for o in range(one - 1, -1, -1) if near[o] > near[one]), 0)
        after = next((int(at[o]) for o in range(one + 1, len(at)) if near[o] > near[one]), ends)
        found["stronger_before"].append(math.log1p(place - before))
        found["stronger_after"].append(math.log1p(after - place))
        words_after = float(prose[after]) if after < ends else total
        found["prose_to_before"].append(math.log1p(float(prose[place] - prose[before])))
        found["prose_to_after"].append(math.log1p(max(words_after - float(prose[place]), 0)))
        beside = (at != place) & (np.abs(at - place) <= _FAR)
        found["best_before"].append(float(near[beside & (at < place)].max(initial=0.0)))
        found["best_after"].append(float(near[beside & (at > place)].max(initial=0.0)))
    result.update({name: column(values) for name, values in found.items()})


def _by_segments(
    result: Columns,
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    near: Column,
    places: Sequence[int],
) -> None:
    """How alike the stretches on both sides are, up to the next candidate as strong."""
    rows = []
    for one, place in enumerate(places):
        half = 0.5 * near[one]
        before = next((places[o] for o in range(one - 1, -1, -1) if near[o] >= half), 0)
        after = next(
            (places[o] for o in range(one + 1, len(places)) if near[o] >= half), len(lines)
        )
        rows.append(
            _compared(lines, shapes, max(before, place - 600), place, min(after, place + 600))
        )
    names = (
        "segment_words_alike", "segment_keys_shared", "segment_bullets", "segment_blanks",
        "segment_ascii", "segment_prose_share", "head_alike",
    )  # fmt: skip
    table = np.array(rows, dtype=np.float64).reshape(-1, len(names)).T
    result.update(zip(names, table, strict=True))


def _compared(
    lines: Sequence[Line], shapes: Sequence[Shape], start: int, place: int, end: int
) -> tuple[float, ...]:
    one, two = _segment(lines, shapes, start, place), _segment(lines, shapes, place, end)
    least = min(len(one.words), len(two.words)) or 1
    fewest = min(len(one.keys), len(two.keys)) or 1
    head = {line.key for line in lines[start : start + 10]}
    again = sum(1 for line in lines[place : place + 10] if line.key in head)
    return (
        len(one.words & two.words) / least,
        len(one.keys & two.keys) / fewest,
        abs(one.bullets - two.bullets),
        abs(one.blanks - two.blanks),
        abs(one.ascii - two.ascii),
        abs(one.prose - two.prose),
        float(again),
    )


def _segment(lines: Sequence[Line], shapes: Sequence[Shape], start: int, end: int) -> _Segment:
    words: set[str] = set()
    for shape in shapes[start:end]:
        words |= shape.content
    count = max(end - start, 1)
    letters = sum(shape.letters for shape in shapes[start:end]) or 1
    plain = sum(
        shape.letters
        for line, shape in zip(lines[start:end], shapes[start:end], strict=True)
        if line.text.isascii()
    )
    all_words = sum(shape.words for shape in shapes[start:end]) or 1.0
    return _Segment(
        words=frozenset(words),
        keys=frozenset(line.key for line in lines[start:end] if len(line.key) > 3),
        bullets=sum(line.bullet for line in lines[start:end]) / count,
        blanks=sum(line.blank_before > 0 for line in lines[start:end]) / count,
        ascii=plain / letters,
        prose=sum(shape.prose for shape in shapes[start:end]) / all_words,
    )
