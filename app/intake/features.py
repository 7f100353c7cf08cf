"""What the line model looks at: each line, its neighbours, and its place in the page.

Every feature is a column, one value for each line. `NAMES` lists them; the trees in
`resources/words/models.tsv` ask for them by name.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate

from app.intake.cues import Cue
from app.intake.lines import Line
from app.intake.prose_runs import ProseRuns, find_runs
from app.intake.shape import Shape
from app.intake.windows import Sums, distances

Columns = dict[str, list[float]]

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
    own = _own(lines, shapes)
    result = dict(own)
    runs = find_runs(shapes)
    result.update(_around(lines, shapes, own, runs))
    result.update(_of_runs(shapes, own, runs))
    for name in NEIGHBOUR:
        column = own[name]
        result[f"{name}@-1"] = [-1.0, *column[:-1]]
        result[f"{name}@+1"] = [*column[1:], -1.0]
    return result


def _own(lines: Sequence[Line], shapes: Sequence[Shape]) -> Columns:
    log = math.log1p
    seen = Counter(line.key for line in lines)
    blank = [float(min(line.blank_before, 3)) for line in lines]
    values: dict[str, Callable[[Shape], float]] = {
        "log_words": lambda shape: log(shape.words),
        "log_letters": lambda shape: log(shape.letters),
        "ends_sentence": lambda shape: float(shape.ends_sentence),
        "sentences": lambda shape: float(min(shape.sentences, 6)),
        "comma_rate": lambda shape: shape.comma_rate,
        "function_share": lambda shape: shape.function_share,
        "capital_share": lambda shape: shape.capital_share,
        "digit_share": lambda shape: shape.digit_share,
        "furniture": _furniture,
        "action": lambda shape: float(Cue.ACTION in shape.cues),
        "legal": lambda shape: float(Cue.LEGAL in shape.cues),
        "rights": lambda shape: float(Cue.RIGHTS in shape.cues),
        "related": lambda shape: float(_is_related(shape)),
        "comments": lambda shape: float(shape.words < 12 and Cue.COMMENTS in shape.cues),
        "comment_mark": lambda shape: float(_is_comment_mark(shape)),
        "social": lambda shape: float(shape.words < 16 and min(shape.cues.get(Cue.SOCIAL, 0), 3)),
        "menu": lambda shape: float(Cue.MENU in shape.cues),
        "date": lambda shape: float(shape.has_date),
        "ago": lambda shape: float(shape.has_ago),
        "address": lambda shape: float(shape.has_address),
        "file_name": lambda shape: float(min(shape.file_names, 2)),
        "opens_quote": lambda shape: float(shape.opens_quote),
        "glued": lambda shape: float(min(shape.glued, 5)),
        "all_capitals": lambda shape: float(shape.all_capitals),
        "capital_start": lambda shape: float(shape.capital_start),
        "speaks_to": lambda shape: float(shape.speaks_to),
        "ends_open": lambda shape: float(shape.ends_open),
        "ends_colon": lambda shape: float(shape.ends_colon),
        "separators": lambda shape: float(min(shape.separators, 5)),
        "caption": lambda shape: float(shape.words < 90 and Cue.CAPTION in shape.cues),
        "byline": lambda shape: float(shape.words < 14 and Cue.BYLINE in shape.cues),
        "tiny": lambda shape: float(shape.words < 4),
        "letters_per_word": lambda shape: min(shape.letters / (shape.words + 1), 30.0),
        "log_prose": lambda shape: log(shape.prose),
        "variety": lambda shape: shape.variety,
    }
    result = {name: list(map(value, shapes)) for name, value in values.items()}
    result["bullet"] = [float(line.bullet) for line in lines]
    result["repeats"] = [float(min(seen[line.key] - 1, 4)) for line in lines]
    result["indent"] = [float(min(line.indent, 8)) for line in lines]
    result["blank_before"] = blank
    result["blank_after"] = [*blank[1:], 3.0]
    return result


def _furniture(shape: Shape) -> float:
    """How many different signs of furniture a line shows; in a paragraph they say little."""
    if not shape.cues or shape.words > 30:
        return 0.0
    return float(len(_FURNITURE.intersection(shape.cues)))


def _around(
    lines: Sequence[Line], shapes: Sequence[Shape], own: Columns, runs: ProseRuns
) -> Columns:
    count = len(lines)
    prose = Sums([shape.prose for shape in shapes])
    words = Sums([shape.words for shape in shapes])
    result = _near_by(shapes, own, prose, words)
    result.update(_by_main_run(count, prose, runs))
    result.update(_by_headings(shapes, prose, runs))
    inside = [runs.main_first <= place <= runs.main_last for place in range(count)]
    result["shared_with_main"] = shared_with(shapes, inside)
    result["prose_share"] = [prose.upto[-1] / (words.upto[-1] + 1)] * count
    result["place"] = [place / count for place in range(count)]
    result["lines"] = [math.log1p(count)] * count
    result["main_lines"] = [math.log1p(runs.main_last - runs.main_first + 1)] * count
    result["main_words"] = [math.log1p(runs.main_weight)] * count
    result["to_end"] = [float(min(count - 1 - place, _FAR)) for place in range(count)]
    result["from_top"] = [float(min(place, _FAR)) for place in range(count)]
    return result


def _near_by(shapes: Sequence[Shape], own: Columns, prose: Sums, words: Sums) -> Columns:
    """Features of the windows around a line, and distances within 30 lines."""
    result: Columns = {}
    for reach in (1, 3, 8, 20):
        result[f"prose_{reach}_before"] = list(map(math.log1p, prose.window(-reach, 0)))
        result[f"prose_{reach}_after"] = list(map(math.log1p, prose.window(1, reach + 1)))
    marks: tuple[tuple[str, Callable[[Shape], bool], int], ...] = (
        (
            "comment_marks_near",
            lambda shape: shape.words < 14 and Cue.COMMENT_MARK in shape.cues,
            8,
        ),
        ("menus_near", lambda shape: Cue.MENU in shape.cues, 10),
        ("actions_near", lambda shape: Cue.ACTION in shape.cues, 6),
        ("dates_near", lambda shape: shape.has_date, 6),
        ("addresses_near", lambda shape: shape.has_address, 3),
    )
    for name, mark, reach in marks:
        result[name] = Sums([float(mark(shape)) for shape in shapes]).near(reach)
    result["repeats_near"] = Sums([float(value > 0) for value in own["repeats"]]).near(8)
    result["furniture_near"] = Sums([float(value > 0) for value in own["furniture"]]).near(5)
    related = Sums([float(_is_related(shape)) for shape in shapes])
    result["related_above"] = related.window(-6, 0)
    shorts = Sums([float(_is_tiny_line(shape)) for shape in shapes])
    result["shorts_before"], result["shorts_after"] = shorts.window(-5, 0), shorts.window(1, 6)
    result["density_near"] = [
        some / (all_words + 1) for some, all_words in zip(prose.near(5), words.near(5), strict=True)
    ]
    since, until = distances([shape.prose > 12 for shape in shapes], 30)
    result["since_prose"], result["until_prose"] = since, until
    result["since_date"], result["until_date"] = distances([shape.has_date for shape in shapes], 30)
    result["stands_alone"] = [
        float(above > 0 and below > 0)
        for above, below in zip(own["blank_before"], own["blank_after"], strict=True)
    ]
    foot = [Cue.RIGHTS in shape.cues or Cue.LEGAL in shape.cues for shape in shapes]
    result["until_foot"] = distances(foot, _FAR)[1]
    result["short_run"] = _run_lengths([shape.short for shape in shapes])
    lengths = own["log_words"]
    result["change_near"] = Sums(_steps(lengths, 1)).window(-4, 4)
    result["alternation"] = Sums(_steps(lengths, 2)).window(-4, 3)
    return result


def _by_main_run(count: int, prose: Sums, runs: ProseRuns) -> Columns:
    """Where a line stands relative to the page's main run of prose."""
    upto, first, last = prose.upto, runs.main_first, runs.main_last
    total = upto[-1] or 1.0
    length = (upto[last + 1] - upto[first]) or 1.0
    side = [runs.side(place) for place in range(count)]
    return {
        "side_of_main": [float(value) for value in side],
        "away_from_main": [
            float(min(max(first - place, place - last, 0), _FAR)) for place in range(count)
        ],
        "through_main": [
            (upto[place] - upto[first]) / length if value == 0 else float(value)
            for place, value in enumerate(side)
        ],
        "prose_before_main": [min(upto[place], upto[first]) / total for place in range(count)],
        "prose_after_main": [
            (upto[-1] - max(upto[place + 1], upto[last + 1])) / total for place in range(count)
        ],
    }


def _by_headings(shapes: Sequence[Shape], prose: Sums, runs: ProseRuns) -> Columns:
    """Distance to headings of comments and of related stories.

    "Comments" above the text is a link; only past half of the body it opens the comments.
    """
    upto, first = prose.upto, runs.main_first
    half = upto[first] + 0.5 * (upto[runs.main_last + 1] - upto[first])
    past = [place >= first and upto[place] > half for place in range(len(shapes))]
    comments = [
        shape.words < 12 and Cue.COMMENTS in shape.cues and behind
        for shape, behind in zip(shapes, past, strict=True)
    ]
    related = [_is_related(shape) for shape in shapes]
    behind_main = [mark and behind for mark, behind in zip(related, past, strict=True)]
    return {
        "since_comments": distances(comments, _FAR, here=True)[0],
        "comment_headings": [min(value, 3.0) for value in accumulate(map(float, comments))],
        "since_related": distances(related, _FAR, here=True)[0],
        "related_after_main": [min(value, 1.0) for value in accumulate(map(float, behind_main))],
    }


def _of_runs(shapes: Sequence[Shape], own: Columns, runs: ProseRuns) -> Columns:
    """Features of the run of prose a line stands in; all 0 outside of runs."""
    total = sum(shape.prose for shape in shapes) or 1.0
    values: dict[int, tuple[float, ...]] = {}
    for run in runs.runs:
        inside = shapes[run.first : run.last + 1]
        lines = len(inside)
        values[run.first] = (
            run.prose / total,
            run.weight / (runs.main_weight or 1.0),
            math.log1p(run.prose),
            sum(1 for shape in inside if _is_comment_mark(shape)) / lines,
            sum(1 for shape in inside if _is_tiny_line(shape)) / lines,
            sum(1 for shape in inside if shape.has_date) / lines,
            min(run.prose / lines / 40, 3.0),
            float(run.first == runs.main_first),
        )
    nothing = (0.0,) * len(RUN)
    rows = []
    for place in range(len(shapes)):
        run_here = runs.run_of(place)
        rows.append(values[run_here.first] if run_here else nothing)
    return {name: list(column) for name, column in zip(RUN, zip(*rows, strict=True), strict=True)}


def _is_related(shape: Shape) -> bool:
    return shape.words < 14 and Cue.RELATED in shape.cues


def _is_comment_mark(shape: Shape) -> bool:
    return shape.words < 14 and Cue.COMMENT_MARK in shape.cues


def _is_tiny_line(shape: Shape) -> bool:
    return shape.words < 6 and not shape.ends_sentence


def _steps(values: Sequence[float], width: int) -> list[float]:
    """How much each value differs from the one `width` places behind it; 0 at the end."""
    steps = [abs(low - high) for low, high in zip(values, values[width:], strict=False)]
    return steps + [0.0] * (len(values) - len(steps))


def shared_with(shapes: Sequence[Shape], chosen: Sequence[bool]) -> list[float]:
    """For each line, the share of its content words that other chosen lines have; -1 without."""
    counts: Counter[str] = Counter()
    for shape, is_chosen in zip(shapes, chosen, strict=True):
        if is_chosen:
            counts.update(shape.content)
    several = {word for word, count in counts.items() if count > 1}
    return [
        (len(shape.content & several) if is_chosen else len(shape.content & counts.keys()))
        / len(shape.content)
        if shape.content
        else -1.0
        for shape, is_chosen in zip(shapes, chosen, strict=True)
    ]


def _run_lengths(marks: Sequence[bool]) -> list[float]:
    """For each marked line the length of the run it stands in, at most 30, else 0."""
    lengths = [0.0] * len(marks)
    start = 0
    for place in range(len(marks) + 1):
        if place == len(marks) or not marks[place]:
            for each in range(start, place):
                lengths[each] = float(min(place - start, 30))
            start = place + 1
    return lengths
