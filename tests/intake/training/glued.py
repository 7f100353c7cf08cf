"""Pages glued behind one another, at random but always the same way, to learn and measure cuts."""

import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.intake import cut_features
from app.intake.cut_features import NAMES
from app.intake.lines import Line, split_lines
from app.intake.shape import Shape, measure
from app.intake.wrapping import paragraph_lines
from tests.intake.training.pages import Page, metadata, read_pages

FOLDS = 5
# A page with less text than this cannot be told from the furniture of its neighbour.
SHORTEST = 900
_LONGEST = 60_000
_BLANK_LINES = (0, 0, 1, 1, 1, 2)
_DATES = ("2 June 2021", "June 2, 2021", "2021-06-02", "02.06.2021", "Posted on June 2, 2021", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Pages in one text.

    Attributes:
        kind: Which pages: a rendering, articles alone, or silver ones.
        begins: Places of the lines that begin a page, the first page's left out.
        vectors: Shape (lines, features of a cut); single precision, since there are many.
    """

    kind: str
    fold: int
    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    begins: frozenset[int]
    vectors: NDArray[np.float32]

    @property
    def gold(self) -> bool:
        """Made of pages whose article was marked by a person."""
        return self.kind != "silver"


class _Glue:
    """Puts pages behind one another, with no blank line, one or two between them."""

    def __init__(self) -> None:
        self.chance = random.Random(5)
        self._shapes: dict[str, Shape] = {}

    def each(self, pages: Sequence[Page], kind: str, counts: Sequence[int]) -> Iterator[Bundle]:
        """Each page alone, and all pages in bundles of so many, within their folds."""
        for fold in range(FOLDS):
            own = [page for page in pages if _fold(page) == fold]
            for page in own:
                yield self.bundle([page], kind, fold)
            own = [page for page in own if len(page.truth) >= SHORTEST]
            for count in counts:
                self.chance.shuffle(own)
                for at in range(0, len(own) - count + 1, count):
                    yield self.bundle(own[at : at + count], kind, fold)

    def bundle(self, pages: Sequence[Page], kind: str, fold: int) -> Bundle:
        """One text of these pages."""
        raw: list[str] = []
        starts = []
        for page in pages:
            starts.append(len(raw) + 1)
            blank = [""] * self.chance.choice(_BLANK_LINES)
            raw += [*split_lines(page.text.strip("\n")), *blank]
        lines = paragraph_lines(raw)
        shapes = tuple(self._shape(line) for line in lines)
        columns = cut_features.columns(lines, shapes)
        begins = frozenset(
            next(place for place, line in enumerate(lines) if line.number >= start)
            for start in starts[1:]
        )
        return Bundle(
            kind=kind,
            fold=fold,
            lines=lines,
            shapes=shapes,
            begins=begins,
            vectors=np.array([columns[name] for name in NAMES], dtype=np.float32).T,
        )

    def _shape(self, line: Line) -> Shape:
        known = self._shapes.get(line.raw)
        if known is None:
            known = self._shapes[line.raw] = measure(line)
        return known


def bundles() -> list[Bundle]:
    """Single pages, and bundles of two to four."""
    glue = _Glue()
    result: list[Bundle] = []
    for rendering in ("plain", "bulleted"):
        pages = [p for p in read_pages(f"pasted/{rendering}", gold=True) if len(p.truth) > SHORTEST]
        result += glue.each(pages, rendering, (2, 2, 3, 3, 4))
    result += glue.each(list(_articles(glue.chance)), "article", (2, 3, 4))
    silver = [
        page
        for page in read_pages("pasted-silver", gold=False)
        if page.text.strip() and len(page.text) < _LONGEST
    ]
    result += glue.each(silver, "silver", (2, 3, 4))
    return result


def _articles(chance: random.Random) -> Iterator[Page]:
    """Articles without menus, title and date line above each, as people collect them."""
    for page in read_pages("pasted/plain", gold=True):
        title = str(metadata(page.name).get("title") or "")
        if title and len(page.truth) >= SHORTEST:
            head = "\n\n".join(part for part in (title, chance.choice(_DATES)) if part)
            text = f"{head}\n\n{page.truth}"
            yield Page(name=page.name, text=text, truth=page.truth, gold=True)


def _fold(page: Page) -> int:
    return zlib.crc32(page.name.encode()) % FOLDS
