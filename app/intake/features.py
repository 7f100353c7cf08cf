"""What the line model looks at: each line, its neighbours, and its place in the page.

`NAMES` gives the order of a vector; the weights in `resources/words/line-model.tsv` go by name.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from app.intake.cues import Cue
from app.intake.lines import Line
from app.intake.prose_runs import ProseRuns, find_runs
from app.intake.shape import Shape

_FAR = 60

OWN = (
    "log_words", "log_letters", "ends_sentence", "sentences", "comma_rate", "function_share",
    "capital_share", "digit_share", "bullet", "address", "file_name", "legal", "action",
    "related", "comments", "comment_mark", "social", "menu", "rights", "repeats", "date", "ago",
    "ends_open", "ends_colon", "opens_quote", "separators", "glued", "caption", "byline",
    "blank_before", "blank_after", "tiny", "all_capitals", "speaks_to", "letters_per_word",
    "log_prose", "indent", "capital_start", "variety",
)  # fmt: skip
AROUND = (
    "place", "from_top", "to_end", "prose_before_main", "prose_after_main", "prose_1_before",
    "prose_1_after", "prose_3_before", "prose_3_after", "prose_8_before", "prose_8_after",
    "prose_20_before", "prose_20_after", "since_prose", "until_prose", "in_run", "run_share",
    "run_to_main", "away_from_main", "side_of_main", "since_comments", "since_related",
    "comment_marks_near", "shorts_before", "shorts_after", "menus_near", "words_before",
    "words_after", "density_near", "actions_near", "related_above", "short_run", "lines",
    "prose_share", "through_main", "dates_near", "addresses_near", "repeats_near", "main_lines",
    "comment_headings", "stands_alone", "in_main", "related_after_main", "run_words",
    "main_words", "run_comment_marks", "run_shorts", "run_dates", "run_density", "until_foot",
    "since_date", "until_date", "change_near", "alternation", "shared_with_main",
)  # fmt: skip
NEIGHBOUR = (
    "log_words", "ends_sentence", "function_share", "log_prose", "repeats", "action", "related",
    "comments", "date", "bullet", "social", "capital_share", "menu", "comment_mark",
)  # fmt: skip
OFFSETS = (-1, 1)

NAMES: tuple[str, ...] = (
    *OWN,
    *AROUND,
    *(f"{name}@{offset:+d}" for offset in OFFSETS for name in NEIGHBOUR),
)

_OWN_PLACE = {name: place for place, name in enumerate(OWN)}
_NEIGHBOUR_PLACES = [_OWN_PLACE[name] for name in NEIGHBOUR]
_NO_NEIGHBOUR = [-1.0] * len(NEIGHBOUR)


def vectors(lines: Sequence[Line], shapes: Sequence[Shape]) -> list[list[float]]:
    """One vector for each line, in the order of `NAMES`."""
    seen = Counter(line.key for line in lines)
    own = [_own(line, shape, seen[line.key]) for line, shape in zip(lines, shapes, strict=True)]
    blank_after = _OWN_PLACE["blank_after"]
    for place, vector in enumerate(own):
        following = lines[place + 1].blank_before if place + 1 < len(lines) else 3
        vector[blank_after] = float(min(following, 3))
    around = _Surroundings(lines, shapes, own)
    neighbours = [[vector[place] for place in _NEIGHBOUR_PLACES] for vector in own]
    result = []
    for place, vector in enumerate(own):
        context = around.of(place)
        full = vector + context
        for offset in OFFSETS:
            other = place + offset
            full += neighbours[other] if 0 <= other < len(own) else _NO_NEIGHBOUR
        result.append(full)
    return result


def _own(line: Line, shape: Shape, seen: int) -> list[float]:
    cues = shape.cues
    words = shape.words
    return [
        math.log1p(words),
        math.log1p(shape.letters),
        float(shape.ends_sentence),
        float(min(shape.sentences, 6)),
        shape.comma_rate,
        shape.function_share,
        shape.capital_share,
        shape.digit_share,
        float(line.bullet),
        float(shape.has_address),
        float(min(shape.file_names, 2)),
        float(Cue.LEGAL in cues),
        float(Cue.ACTION in cues),
        float(words < 14 and Cue.RELATED in cues),
        float(words < 12 and Cue.COMMENTS in cues),
        float(words < 14 and Cue.COMMENT_MARK in cues),
        float(min(cues.get(Cue.SOCIAL, 0), 3)) if words < 16 else 0.0,
        float(Cue.MENU in cues),
        float(Cue.RIGHTS in cues),
        float(min(seen - 1, 4)),
        float(shape.has_date),
        float(shape.has_ago),
        float(shape.ends_open),
        float(shape.ends_colon),
        float(shape.opens_quote),
        float(min(shape.separators, 5)),
        float(min(shape.glued, 5)),
        float(words < 90 and Cue.CAPTION in cues),
        float(words < 14 and Cue.BYLINE in cues),
        float(min(line.blank_before, 3)),
        0.0,
        float(words < 4),
        float(shape.all_capitals),
        float(shape.speaks_to),
        min(shape.letters / (words + 1), 30.0),
        math.log1p(shape.prose),
        float(min(line.indent, 8)),
        float(shape.capital_start),
        shape.variety,
    ]


class _Surroundings:
    """Sums over windows of lines, and the distances to what matters in a page."""

    def __init__(
        self, lines: Sequence[Line], shapes: Sequence[Shape], own: list[list[float]]
    ) -> None:
        self._lines = lines
        self._shapes = shapes
        self._own = own
        self._count = len(lines)
        self.runs: ProseRuns = find_runs(shapes)
        self._prose = _sums(shape.prose for shape in shapes)
        self._words = _sums(shape.words for shape in shapes)
        self._short = _sums(float(shape.words < 6 and not shape.ends_sentence) for shape in shapes)
        self._sums_of = {name: self._sum_of(name) for name in (
            "comment_mark", "menu", "action", "date", "address", "repeats", "related",
        )}  # fmt: skip
        self._since, self._until = _distances([shape.prose > 12 for shape in shapes])
        self._until_foot = _distances(
            [Cue.RIGHTS in shape.cues or Cue.LEGAL in shape.cues for shape in shapes]
        )[1]
        self._since_date, self._until_date = _distances([shape.has_date for shape in shapes])
        lengths = [math.log1p(shape.words) for shape in shapes]
        self._changes = _sums(_steps(lengths, 1))
        self._changes_by_two = _sums(_steps(lengths, 2))
        self._shared = shared_with(shapes, [self.runs.side(at) == 0 for at in range(self._count)])
        self._short_runs = _run_lengths([shape.short for shape in shapes])
        self._since_comments, self._comment_headings = self._headings("comments", after_half=True)
        self._since_related, self._related_after = self._headings("related", after_half=False)

    def of(self, place: int) -> list[float]:
        """The values of `AROUND` for one line."""
        runs, count = self.runs, self._count
        line = self._lines[place]
        prose, total = self._prose, self._prose[-1] or 1.0
        log = math.log1p
        first, last = runs.main_first, runs.main_last
        side = runs.side(place)
        run = runs.run_of(place)
        alone = line.blank_before > 0 and (
            place + 1 >= count or self._lines[place + 1].blank_before > 0
        )
        return [
            place / count,
            float(min(place, _FAR)),
            float(min(count - 1 - place, _FAR)),
            min(prose[place], prose[first]) / total,
            (prose[-1] - max(prose[place + 1], prose[last + 1])) / total,
            log(self._window(prose, place - 1, place)),
            log(self._window(prose, place + 1, place + 2)),
            log(self._window(prose, place - 3, place)),
            log(self._window(prose, place + 1, place + 4)),
            log(self._window(prose, place - 8, place)),
            log(self._window(prose, place + 1, place + 9)),
            log(self._window(prose, place - 20, place)),
            log(self._window(prose, place + 1, place + 21)),
            float(min(self._since[place], 30)),
            float(min(self._until[place], 30)),
            float(run is not None),
            run.prose / total if run else 0.0,
            run.weight / runs.main_weight if run and runs.main_weight else 0.0,
            float(min(max(first - place, place - last, 0), _FAR)),
            float(side),
            float(self._since_comments[place]),
            float(self._since_related[place]),
            self._near("comment_mark", place, 8),
            self._window(self._short, place - 5, place),
            self._window(self._short, place + 1, place + 6),
            self._near("menu", place, 10),
            log(self._shapes[place - 1].words) if place else 0.0,
            log(self._shapes[place + 1].words) if place + 1 < count else 0.0,
            self._window(prose, place - 5, place + 6)
            / (self._window(self._words, place - 5, place + 6) + 1),
            self._near("action", place, 6),
            self._window(self._sums_of["related"], place - 6, place),
            float(min(self._short_runs[place], 30)),
            log(count),
            total / (self._words[-1] + 1),
            (prose[place] - prose[first]) / ((prose[last + 1] - prose[first]) or 1.0)
            if side == 0
            else float(side),
            self._near("date", place, 6),
            self._near("address", place, 3),
            self._near("repeats", place, 8),
            log(last - first + 1),
            float(self._comment_headings[place]),
            float(alone),
            float(run is not None and run.first == first),
            float(self._related_after[place] > 0),
            log(run.prose) if run else 0.0,
            log(runs.main_weight),
            self._rate("comment_mark", run.first, run.last) if run else 0.0,
            self._window(self._short, run.first, run.last + 1) / run.lines if run else 0.0,
            self._rate("date", run.first, run.last) if run else 0.0,
            min(run.prose / run.lines / 40, 3.0) if run else 0.0,
            float(min(self._until_foot[place], _FAR)),
            float(min(self._since_date[place], 30)),
            float(min(self._until_date[place], 30)),
            self._window(self._changes, place - 4, place + 4) / 8,
            self._window(self._changes_by_two, place - 4, place + 3) / 7,
            self._shared[place],
        ]

    def _sum_of(self, name: str) -> list[float]:
        column = _OWN_PLACE[name]
        return _sums(float(vector[column] > 0) for vector in self._own)

    def _window(self, sums: list[float], start: int, end: int) -> float:
        start, end = max(start, 0), min(end, self._count)
        return sums[end] - sums[start] if end > start else 0.0

    def _near(self, name: str, place: int, reach: int) -> float:
        return self._window(self._sums_of[name], place - reach, place + reach + 1)

    def _rate(self, name: str, first: int, last: int) -> float:
        return self._window(self._sums_of[name], first, last + 1) / (last - first + 1)

    def _headings(self, name: str, *, after_half: bool) -> tuple[list[int], list[int]]:
        """Lines since such a heading, and how many there were past half of the main run.

        "Comments" above the text is a link; only past half of the body it opens the comments.
        """
        column = _OWN_PLACE[name]
        runs, prose = self.runs, self._prose
        half = prose[runs.main_first] + 0.5 * (prose[runs.main_last + 1] - prose[runs.main_first])
        since, counts = [], []
        distance, count = _FAR, 0
        for place, vector in enumerate(self._own):
            if vector[column]:
                past = prose[place] > half and place >= runs.main_first
                if past:
                    count += 1
                if past or not after_half:
                    distance = 0
            since.append(distance)
            counts.append(min(count, 3))
            distance = min(distance + 1, _FAR)
        return since, counts


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _distances(marks: list[bool]) -> tuple[list[int], list[int]]:
    """Lines since the last mark before, and until the next one after."""

    def walk(order: Sequence[bool]) -> list[int]:
        result, distance = [], 99
        for mark in order:
            result.append(distance)
            distance = 0 if mark else min(distance + 1, 99)
        return result

    return walk(marks), walk(marks[::-1])[::-1]


def _steps(values: Sequence[float], width: int) -> list[float]:
    """How much each value differs from the one `width` places behind it; 0 at the end."""
    steps = [abs(values[at] - values[at + width]) for at in range(len(values) - width)]
    return steps + [0.0] * (len(values) - len(steps))


def shared_with(shapes: Sequence[Shape], chosen: Sequence[bool]) -> list[float]:
    """For each line, the share of its content words that other chosen lines have; -1 without."""
    counts: Counter[str] = Counter()
    for shape, is_chosen in zip(shapes, chosen, strict=True):
        if is_chosen:
            counts.update(shape.content)
    result = []
    for shape, is_chosen in zip(shapes, chosen, strict=True):
        least = 1 if is_chosen else 0
        content = shape.content
        common = sum(1 for word in content if counts[word] > least) if content else 0
        result.append(common / len(content) if content else -1.0)
    return result


def _run_lengths(marks: list[bool]) -> list[int]:
    """For each marked line the length of the run it stands in, else 0."""
    lengths = [0] * len(marks)
    start = 0
    for place in range(len(marks) + 1):
        if place == len(marks) or not marks[place]:
            for each in range(start, place):
                lengths[each] = place - start
            start = place + 1
    return lengths
