"""What a file itself says of its parts: headings, items, tables, subject and sender.

A document that somebody wrote as one is kept whole; only what a page repeats at its edges is left
out. Whatever is left out stays visible, as everywhere in intake.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.confined.forms import Block, BlockKind, FileFormat, ReadText, Surroundings
from app.intake.draft import LineRole
from app.intake.lines import fold
from app.records.dates import StatedDate

_ROLES = {
    BlockKind.HEADING: LineRole.HEADING,
    BlockKind.ITEM: LineRole.LIST_ITEM,
    BlockKind.ROW: LineRole.TABLE,
    BlockKind.CAPTION: LineRole.CAPTION,
    BlockKind.NOTE: LineRole.PARAGRAPH,
    BlockKind.HIDDEN: LineRole.LEFT_OUT,
}
WEB_PAGES = (FileFormat.WEB_PAGE, FileFormat.WEB_ARCHIVE)
OWN_PAPERS = (FileFormat.WORD, FileFormat.OPEN_DOCUMENT, FileFormat.RICH_TEXT)
"""What people write themselves, seldom what was published: no article until somebody says so."""
_TITLE_WITHIN = 6
"""A title stands among the first blocks; a name in the file's properties alone is often stale."""
_EDGE_LINES = 2
_FEWEST_PAGES = 3
_MOST_WORDS_OF_A_FOOT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The lines of a file that is no plain text, and what it says of them.

    Attributes:
        lines: As a person reads them, one block each, blank ones between.
        hidden: Numbers of lines that a reader of the file does not get to see.
        roles: By number of the line, from 1; others are for the line model to tell.
        cells: Of rows of tables, by number of the line.
        around: Of the lines of a web page, by number.
        title: Empty where the file states none.
        title_line: Number of the line it stands on; 0 where it is no line of the text.
        letter: It is a letter: private until a person says otherwise, its sender protected.
        authors: Who signed it.
        dated: The day that stands on a letter; whether it was ever published is another question.
        published: When a page says that it was published.
        updated: When it says that it was last changed.
        publisher: Who published it.
    """

    lines: tuple[str, ...]
    hidden: frozenset[int] = frozenset()
    roles: dict[int, LineRole] = field(default_factory=dict)
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)
    around: dict[int, Surroundings] = field(default_factory=dict)
    letter: bool = False
    title: str = ""
    title_line: int = 0
    authors: tuple[str, ...] = ()
    dated: StatedDate | None = None
    published: StatedDate | None = None
    updated: StatedDate | None = None
    publisher: str = ""


def stated_by(text: ReadText, format: FileFormat) -> Stated:
    """Lay out what the worker read as lines."""
    # Pages and letters are lines already, blank ones included.
    laid_out = format in (FileFormat.PDF, FileFormat.MAIL)
    repeated = _at_page_edges(text.blocks) if format is FileFormat.PDF else frozenset()
    lines: list[str] = []
    roles: dict[int, LineRole] = {}
    cells: dict[int, tuple[str, ...]] = {}
    around: dict[int, Surroundings] = {}
    hidden: set[int] = set()
    before: Block | None = None
    for place, block in enumerate(text.blocks):
        turned = before is not None and before.page != block.page
        in_table = before is not None and before.kind is block.kind is BlockKind.ROW
        if before is not None and (turned if laid_out else not in_table):
            lines.append("")
        lines.append("\t".join(block.cells) if block.cells else block.text)
        role = LineRole.LEFT_OUT if place in repeated else _ROLES.get(block.kind)
        if role is not None:
            roles[len(lines)] = role
        if block.kind is BlockKind.HIDDEN:
            hidden.add(len(lines))
        if block.cells:
            cells[len(lines)] = block.cells
        if block.around is not None:
            around[len(lines)] = block.around
        before = block
    title, title_line = _title(text, format, lines, roles)
    if title_line:
        roles[title_line] = LineRole.TITLE
    letter, page = format is FileFormat.MAIL, format in WEB_PAGES
    return Stated(
        lines=tuple(lines),
        hidden=frozenset(hidden),
        letter=letter,
        roles=roles,
        cells=cells,
        title=title,
        title_line=title_line,
        around=around,
        authors=text.authors if page else (),
        dated=_day(text.date) if letter else None,
        published=_day(text.date) if page else None,
        updated=_day(text.updated) if page else None,
        publisher=text.publisher if page else "",
    )


def _title(
    text: ReadText, format: FileFormat, lines: Sequence[str], roles: dict[int, LineRole]
) -> tuple[str, int]:
    if format is FileFormat.MAIL:
        return text.title, 0
    if format in WEB_PAGES:
        shown = (n for n, line in enumerate(lines, 1) if fold(line) == fold(text.title))
        return text.title, next(shown, 0) if text.title else 0
    first = [number for number, line in enumerate(lines, 1) if line.strip()][:_TITLE_WITHIN]
    named = next((n for n in first if text.title and fold(lines[n - 1]) == fold(text.title)), 0)
    levels = [block.level for block in text.blocks if block.kind is BlockKind.HEADING]
    heading = next((n for n in first if roles.get(n) is LineRole.HEADING), 0)
    # A heading that is one among equals names a part, unless it is the very first line.
    alone = bool(levels) and (levels.count(min(levels)) == 1 or heading == first[0])
    found = named or (heading if alone else 0)
    return (lines[found - 1].strip(), found) if found else ("", 0)


def _day(date: str) -> StatedDate | None:
    try:
        return StatedDate(edtf=date[:16]) if date else None
    except ValueError:
        return None


def _at_page_edges(blocks: Sequence[Block]) -> frozenset[int]:
    """Places of running heads, feet and page numbers: lines that come back on most pages.

    In short ones numbers count as equal, so that "Page 3 of 9" is the same line on each page.
    """
    pages: dict[int, list[int]] = {}
    for place, block in enumerate(blocks):
        if block.text.strip():
            pages.setdefault(block.page, []).append(place)
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    edges = [
        place
        for places in pages.values()
        for place in dict.fromkeys((*places[:_EDGE_LINES], *places[-_EDGE_LINES:]))
    ]
    seen = Counter(_shape(blocks[place].text) for place in edges)
    return frozenset(place for place in edges if seen[_shape(blocks[place].text)] > len(pages) / 2)


def _shape(text: str) -> str:
    key = fold(text)
    if len(key.split()) > _MOST_WORDS_OF_A_FOOT:
        # A sentence with a number in it is not said twice because another is like it.
        return key
    return re.sub(r"\d+", "0", key)
