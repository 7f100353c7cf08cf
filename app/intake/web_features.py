"""What the line model looks at besides, where the lines come from a web page: their place in it.

One value for each line, as in `features`; the trees of the parts `web-first` and `web-second` in
`resources/words/models.tsv` ask for these columns by name.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from app.confined.forms import Landmark, Surroundings
from app.intake.features import Columns
from app.intake.shape import Shape
from app.intake.windows import column

_LANDMARKS = (
    Landmark.ARTICLE, Landmark.MAIN, Landmark.NAVIGATION, Landmark.HEADER, Landmark.FOOTER,
    Landmark.ASIDE, Landmark.FORM, Landmark.FIGURE,
)  # fmt: skip
_ELEMENTS = ("p", "li", "div", "td", "blockquote", "pre", "figcaption", "heading")
_GROUPS = 3

NAMES: tuple[str, ...] = (
    *(f"in_{landmark}" for landmark in _LANDMARKS),
    *(f"is_{element}" for element in _ELEMENTS),
    "link_share", "bold_share", "speaks_for", "speaks_against", "against_more", "depth",
    "depth_of_main", "link_share@-1", "link_share@+1", "speaks_against@-1", "speaks_against@+1",
    "links_near",
    *(f"{what}_{level}" for level in range(_GROUPS)
      for what in ("group_prose", "group_share", "group_links", "group_lines", "in_best_group")),
    "same_group@-1", "same_group@+1",
)  # fmt: skip


def columns(surroundings: Sequence[Surroundings], shapes: Sequence[Shape]) -> Columns:
    """All features of the lines of a web page.

    Args:
        surroundings: One for each line.
        shapes: The lines' shapes.
    """
    result: dict[str, list[float]] = {}
    for landmark in _LANDMARKS:
        result[f"in_{landmark}"] = [float(each.landmark is landmark) for each in surroundings]
    for element in _ELEMENTS:
        result[f"is_{element}"] = [float(_element(each) == element) for each in surroundings]
    result["link_share"] = [each.link_share / 100 for each in surroundings]
    result["bold_share"] = [each.bold_share / 100 for each in surroundings]
    result["speaks_for"] = [float(each.speaks_for) for each in surroundings]
    against = [float(each.speaks_against) for each in surroundings]
    result["speaks_against"] = against
    least = _weighted_middle(against, shapes)
    result["against_more"] = [value - least for value in against]
    depths = [float(each.depth) for each in surroundings]
    middle = _weighted_middle(depths, shapes)
    result["depth"] = depths
    result["depth_of_main"] = [value - middle for value in depths]
    for name in ("link_share", "speaks_against"):
        result[f"{name}@-1"] = [-1.0, *result[name][:-1]]
        result[f"{name}@+1"] = [*result[name][1:], -1.0]
    result["links_near"] = _near(result["link_share"], 4)
    for level in range(_GROUPS):
        result.update(_of_groups(surroundings, shapes, level))
    groups = [_group(each, 0) for each in surroundings]
    same = [float(one == two) for one, two in pairwise(groups)]
    result["same_group@-1"], result["same_group@+1"] = [0.0, *same], [*same, 0.0]
    return {name: column(values) for name, values in result.items()}


def _element(around: Surroundings) -> str:
    name = around.element
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return "heading"
    return {"th": "td", "tr": "td", "dd": "li", "dt": "li"}.get(name, name)


def _group(around: Surroundings, level: int) -> int:
    return around.groups[level] if level < len(around.groups) else 0


def _of_groups(
    surroundings: Sequence[Surroundings], shapes: Sequence[Shape], level: int
) -> dict[str, list[float]]:
    """How much text, and how many links, the element has that a line stands in."""
    prose: dict[int, float] = defaultdict(float)
    words: dict[int, float] = defaultdict(float)
    linked: dict[int, float] = defaultdict(float)
    lines: dict[int, int] = defaultdict(int)
    for around, shape in zip(surroundings, shapes, strict=True):
        group = _group(around, level)
        prose[group] += shape.prose
        words[group] += shape.words
        linked[group] += shape.words * around.link_share / 100
        lines[group] += 1
    total = sum(prose.values()) or 1.0
    best = max(prose, key=lambda group: prose[group], default=0)
    of = [_group(each, level) for each in surroundings]
    return {
        f"group_prose_{level}": [math.log1p(prose[group]) for group in of],
        f"group_share_{level}": [prose[group] / total for group in of],
        f"group_links_{level}": [linked[group] / (words[group] + 1) for group in of],
        f"group_lines_{level}": [math.log1p(lines[group]) for group in of],
        f"in_best_group_{level}": [float(group == best) for group in of],
    }


def _weighted_middle(values: Sequence[float], shapes: Sequence[Shape]) -> float:
    """The value that half of the page's prose lies below."""
    pairs = sorted(zip(values, (shape.prose for shape in shapes), strict=True))
    half, passed = sum(weight for _, weight in pairs) / 2, 0.0
    for value, weight in pairs:
        passed += weight
        if passed >= half:
            return value
    return 0.0


def _near(values: Sequence[float], reach: int) -> list[float]:
    """Mean of the values around each place."""
    count = len(values)
    return [
        sum(values[max(at - reach, 0) : at + reach + 1])
        / (min(at + reach + 1, count) - max(at - reach, 0))
        for at in range(count)
    ]
