"""What the line model looks at: each line, its neighbours, and its place in the page.

Every feature is a column, one value for each line. `NAMES` lists them; the trees in
`resources/words/models.tsv` ask for them by name.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.intake.cues import Cue
from app.intake.lines import Line
from app.intake.prose_runs import ProseRuns, find_runs
from app.intake.shape import Shape
from app.intake.windows import Column, Sums, column, distances, shifted

Columns = dict[str, Column]

_FAR = 60

OWN = (
    "log_words", "log_letters", "ends_sentence", "sentences", "comma_rate", "function_share",
    "capital_share", "digit_share", "bullet", "furniture", "action", "legal", "rights",
    "related", "comments", "comment_mark", "social", "menu", "repeats", "date", "ago", "address",
    "file_name", "ends_open", "ends_colon", "opens_quote", "separators", "glued", "caption",
    "byline", "blank_before", "blank_after", "tiny", "all_capitals", "capital_start",
    "speaks_to", "indent", "letters_per_word", "log_prose", "variety",
)  # fmt: skip
AROUND = (
    "place", "from_top", "to_end", "prose_1_before", "prose_1_after", "prose_before_main",
    "prose_after_main", "prose_3_before",
    "prose_3_after", "prose_8_before", "prose_8_after", "prose_20_before", "prose_20_after",
    "since_prose", "until_prose", "away_from_main", "side_of_main", "through_main",
    "since_comments", "comment_headings", "since_related", "related_after_main",
    "comment_marks_near", "menus_near", "actions_near", "dates_near", "addresses_near",
    "repeats_near", "furniture_near", "related_above", "shorts_before", "shorts_after",
    "density_near", "since_date", "stands_alone", "short_run", "until_foot", "until_date",
    "change_near", "alternation",
    "shared_with_main", "prose_share", "lines", "main_lines", "main_words",
)  # fmt: skip
RUN = (
    "run_share", "run_to_main", "run_words", "run_comment_marks", "run_shorts", "run_dates",
    "run_density", "in_main",
)  # fmt: skip
NEIGHBOUR = (
    "log_words", "ends_sentence", "capital_share", "log_prose", "furniture", "bullet",
    "function_share", "repeats", "action", "related", "date", "social", "menu", "comment_mark",
)  # fmt: skip

NAMES: tuple[str, ...] = (
    *OWN,
    *AROUND,
    *RUN,
    *(f"{name}@{offset:+d}" for offset in (-1, 1) for name in NEIGHBOUR),
)

# What speaks for a page's furniture rather than for its text.
_FURNITURE = frozenset(
    {
        Cue.MENU, Cue.ACTION, Cue.LEGAL, Cue.RIGHTS, Cue.RELATED, Cue.COMMENTS, Cue.SOCIAL,
        Cue.COMMENT_MARK,
    }
)  # fmt: skip


def columns(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    """All features of the lines of a page."""
    marks = _Marks(shapes)
    own = _own(lines, shapes, marks)
    result = dict(own)
    runs = find_runs(shapes)
    result.update(_around(shapes, own, marks, runs))
    result.update(_of_runs(shapes, own, marks, runs))
    for name in NEIGHBOUR:
        result[f"{name}@-1"] = shifted(own[name], -1, -1.0)
        result[f"{name}@+1"] = shifted(own[name], 1, -1.0)
    return result


_MEASURES = (
    "words", "letters", "ends_sentence", "sentences", "comma_rate", "function_share",
    "capital_share", "digit_share", "date", "ago", "address", "file_name", "opens_quote", "glued",
    "all_capitals", "capital_start", "speaks_to", "ends_open", "ends_colon", "separators",
    "variety", "prose",
)  # fmt: skip


def _measures(shape: Shape) -> tuple[float, ...]:
    """The plain measures of a line, in the order of `_MEASURES`."""
    return (
        shape.words, shape.letters, shape.ends_sentence, min(shape.sentences, 6),
        shape.comma_rate, shape.function_share, shape.capital_share, shape.digit_share,
        shape.has_date, shape.has_ago, shape.has_address, min(shape.file_names, 2),
        shape.opens_quote, min(shape.glued, 5), shape.all_capitals, shape.capital_start,
        shape.speaks_to, shape.ends_open, shape.ends_colon, min(shape.separators, 5),
        shape.variety, shape.prose,
    )  # fmt: skip


class _Marks:
    """The measures of all lines as columns, and which cues each line has."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        known: dict[int, tuple[float, ...]] = {}
        rows = []
        for shape in shapes:
            row = known.get(id(shape))
            if row is None:
                row = known[id(shape)] = _measures(shape)
            rows.append(row)
        self.measures = dict(zip(_MEASURES, np.array(rows, dtype=np.float64).T, strict=True))
        self.words = self.measures["words"]
        cues = {cue: np.zeros(len(shapes), dtype=bool) for cue in Cue}
        social = np.zeros(len(shapes))
        furniture = np.zeros(len(shapes))
        for place, shape in enumerate(shapes):
            for cue in shape.cues:
                cues[cue][place] = True
                # In a paragraph such signs say little.
                if shape.words <= 30 and cue in _FURNITURE:
                    furniture[place] += 1
            if shape.words < 16 and Cue.SOCIAL in shape.cues:
                social[place] = min(shape.cues[Cue.SOCIAL], 3)
        self.cues = cues
        self.social = social
        self.furniture = furniture
        self.related = (self.words < 14) & cues[Cue.RELATED]
        self.comments = (self.words < 12) & cues[Cue.COMMENTS]
        self.comment_mark = (self.words < 14) & cues[Cue.COMMENT_MARK]
        self.date = self.measures["date"] > 0
        self.ends_sentence = self.measures["ends_sentence"] > 0
        self.tiny_line = (self.words < 6) & ~self.ends_sentence


def _own(lines: Sequence[Line], shapes: Sequence[Shape], marks: _Marks) -> Columns:
    seen = Counter(line.key for line in lines)
    blank = column([min(line.blank_before, 3) for line in lines])
    result = {name: values for name, values in marks.measures.items() if name in OWN}
    words, cues = marks.words, marks.cues
    result["log_words"] = np.log1p(words)
    result["log_letters"] = np.log1p(marks.measures["letters"])
    result["log_prose"] = np.log1p(marks.measures["prose"])
    result["letters_per_word"] = np.minimum(marks.measures["letters"] / (words + 1), 30.0)
    result["furniture"] = marks.furniture
    result["social"] = marks.social
    for name, cue in (
        ("action", Cue.ACTION), ("legal", Cue.LEGAL), ("rights", Cue.RIGHTS), ("menu", Cue.MENU)
    ):  # fmt: skip
        result[name] = column(cues[cue])
    result["related"] = column(marks.related)
    result["comments"] = column(marks.comments)
    result["comment_mark"] = column(marks.comment_mark)
    result["caption"] = column((words < 90) & cues[Cue.CAPTION])
    result["byline"] = column((words < 14) & cues[Cue.BYLINE])
    result["tiny"] = column(words < 4)
    result["bullet"] = column([line.bullet for line in lines])
    result["repeats"] = column([min(seen[line.key] - 1, 4) for line in lines])
    result["indent"] = column([min(line.indent, 8) for line in lines])
    result["blank_before"] = blank
    result["blank_after"] = shifted(blank, 1, 3.0)
    return result


def _around(shapes: Sequence[Shape], own: Columns, marks: _Marks, runs: ProseRuns) -> Columns:
    count = len(shapes)
    prose = Sums(marks.measures["prose"])
    words = Sums(marks.words)
    result = _near_by(shapes, own, marks, prose, words)
    result.update(_by_main_run(count, prose, runs))
    result.update(_by_headings(marks, prose, runs))
    places = np.arange(count, dtype=np.float64)
    inside = (places >= runs.main_first) & (places <= runs.main_last)
    result["shared_with_main"] = shared_with(shapes, inside)
    result["place"] = places / count
    for name, value in (
        ("prose_share", prose.upto[-1] / (words.upto[-1] + 1)),
        ("lines", np.log1p(count)),
        ("main_lines", np.log1p(runs.main_last - runs.main_first + 1)),
        ("main_words", np.log1p(runs.main_weight)),
    ):
        result[name] = np.full(count, value)
    result["to_end"] = np.minimum(count - 1 - places, _FAR)
    result["from_top"] = np.minimum(places, _FAR)
    return result


def _near_by(
    shapes: Sequence[Shape], own: Columns, marks: _Marks, prose: Sums, words: Sums
) -> Columns:
    """Features of the windows around a line, and distances within 30 lines."""
    result: Columns = {}
    for reach in (1, 3, 8, 20):
        result[f"prose_{reach}_before"] = np.log1p(prose.window(-reach, 0))
        result[f"prose_{reach}_after"] = np.log1p(prose.window(1, reach + 1))
    for name, mark, reach in (
        ("comment_marks_near", marks.comment_mark, 8),
        ("menus_near", marks.cues[Cue.MENU], 10),
        ("actions_near", marks.cues[Cue.ACTION], 6),
        ("dates_near", marks.date, 6),
        ("addresses_near", own["address"], 3),
        ("repeats_near", own["repeats"] > 0, 8),
        ("furniture_near", own["furniture"] > 0, 5),
    ):
        result[name] = Sums(mark).near(reach)
    result["related_above"] = Sums(marks.related).window(-6, 0)
    shorts = Sums(marks.tiny_line)
    result["shorts_before"], result["shorts_after"] = shorts.window(-5, 0), shorts.window(1, 6)
    result["density_near"] = prose.near(5) / (words.near(5) + 1)
    since, until = distances(marks.measures["prose"] > 12, 30)
    result["since_prose"], result["until_prose"] = since, until
    result["since_date"], result["until_date"] = distances(marks.date, 30)
    result["stands_alone"] = column((own["blank_before"] > 0) & (own["blank_after"] > 0))
    foot = marks.cues[Cue.RIGHTS] | marks.cues[Cue.LEGAL]
    result["until_foot"] = distances(foot, _FAR)[1]
    result["short_run"] = _run_lengths((marks.words < 9) & ~marks.ends_sentence)
    lengths = own["log_words"]
    result["change_near"] = Sums(_steps(lengths, 1)).window(-4, 4)
    result["alternation"] = Sums(_steps(lengths, 2)).window(-4, 3)
    return result


def _by_main_run(count: int, prose: Sums, runs: ProseRuns) -> Columns:
    """Where a line stands relative to the page's main run of prose."""
    upto, first, last = prose.upto, runs.main_first, runs.main_last
    total = upto[-1] or 1.0
    length = (upto[last + 1] - upto[first]) or 1.0
    places = np.arange(count)
    side = (places > last).astype(np.float64) - (places < first)
    away = np.maximum(np.maximum(first - places, places - last), 0)
    return {
        "side_of_main": side,
        "away_from_main": np.minimum(away, _FAR).astype(np.float64),
        "through_main": np.where(side == 0, (upto[:-1] - upto[first]) / length, side),
        "prose_before_main": np.minimum(upto[:-1], upto[first]) / total,
        "prose_after_main": (upto[-1] - np.maximum(upto[1:], upto[last + 1])) / total,
    }


def _by_headings(marks: _Marks, prose: Sums, runs: ProseRuns) -> Columns:
    """Distance to headings of comments and of related stories.

    "Comments" above the text is a link; only past half of the body it opens the comments.
    """
    upto, first = prose.upto, runs.main_first
    half = upto[first] + 0.5 * (upto[runs.main_last + 1] - upto[first])
    past = (np.arange(len(marks.words)) >= first) & (upto[:-1] > half)
    comments = marks.comments & past
    return {
        "since_comments": distances(comments, _FAR, here=True)[0],
        "comment_headings": np.minimum(np.cumsum(comments), 3).astype(np.float64),
        "since_related": distances(marks.related, _FAR, here=True)[0],
        "related_after_main": np.minimum(np.cumsum(marks.related & past), 1).astype(np.float64),
    }


def _of_runs(shapes: Sequence[Shape], own: Columns, marks: _Marks, runs: ProseRuns) -> Columns:
    """Features of the run of prose a line stands in; all 0 outside of runs."""
    total = float(sum(shape.prose for shape in shapes)) or 1.0
    values = np.zeros((len(RUN), len(shapes)))
    for run in runs.runs:
        inside = slice(run.first, run.last + 1)
        lines = run.lines
        values[:, inside] = np.array(
            [
                run.prose / total,
                run.weight / (runs.main_weight or 1.0),
                np.log1p(run.prose),
                marks.comment_mark[inside].sum() / lines,
                marks.tiny_line[inside].sum() / lines,
                own["date"][inside].sum() / lines,
                min(run.prose / lines / 40, 3.0),
                float(run.first == runs.main_first),
            ]
        )[:, None]
    return dict(zip(RUN, values, strict=True))


def _steps(values: Column, width: int) -> Column:
    """How much each value differs from the one `width` places behind it; 0 at the end."""
    result = np.zeros(len(values))
    if len(values) > width:
        result[:-width] = np.abs(values[:-width] - values[width:])
    return result


def shared_with(shapes: Sequence[Shape], chosen: NDArray[np.bool_]) -> Column:
    """For each line, the share of its content words that other chosen lines have; -1 without."""
    inside: list[bool] = chosen.tolist()
    counts: Counter[str] = Counter()
    for shape, is_chosen in zip(shapes, inside, strict=True):
        if is_chosen:
            counts.update(shape.content)
    several = {word for word, count in counts.items() if count > 1}
    every = counts.keys()
    return column(
        [
            len(shape.content & (several if is_chosen else every)) / len(shape.content)
            if shape.content
            else -1.0
            for shape, is_chosen in zip(shapes, inside, strict=True)
        ]
    )


def _run_lengths(marks: NDArray[np.bool_]) -> Column:
    """For each marked line the length of the run it stands in, at most 30, else 0."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]]).astype(np.int8)))
    lengths = np.zeros(len(marks))
    for start, end in edges.reshape(-1, 2).tolist():
        lengths[start:end] = min(end - start, 30)
    return lengths
