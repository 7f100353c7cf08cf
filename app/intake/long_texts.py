"""Texts far longer than any pasted page: a book, a log, a dump of a database.

They are one document, of which nothing is left out. Their head is read like any other text; the
rest is taken as it stands, block by block, so that neither time nor memory grows beyond what the
lines themselves need.
"""

from collections.abc import Iterator, Sequence

from app.intake.draft import DraftLine, LineRole
from app.intake.lines import clean
from app.intake.wrapping import paragraph_lines

# The longest of some eleven hundred pasted pages measured has 9,000 lines and 400,000 signs.
MOST_LINES = 50_000
MOST_SIGNS = 4_000_000
# As much of the head is looked at for title, authors, dates and language.
_HEAD_LINES = 1_000
_HEAD_SIGNS = 100_000
_BLOCK_LINES = 2_000
# No line that was broken at a width is as long; of a longer one no more needs to be looked at.
_LONGEST_BROKEN = 400


def is_long(raw_lines: Sequence[str]) -> bool:
    """Whether a text is too long to be looked at line by line."""
    return len(raw_lines) > MOST_LINES or sum(map(len, raw_lines)) > MOST_SIGNS


def head_length(raw_lines: Sequence[str]) -> int:
    """How many of the first lines are looked at closely; 0 where the first one is too long."""
    signs = 0
    for place, line in enumerate(raw_lines[:_HEAD_LINES]):
        signs += len(line)
        if signs > _HEAD_SIGNS:
            return place
    return min(len(raw_lines), _HEAD_LINES)


def plain_lines(raw_lines: Sequence[str], first_number: int) -> Iterator[DraftLine]:
    """The lines as they stand, each once: paragraphs, those broken at one width put together."""
    start = 0
    while start < len(raw_lines):
        end = _block_end(raw_lines, start)
        yield from _block(raw_lines[start:end], first_number + start)
        start = end


def _block_end(raw_lines: Sequence[str], start: int) -> int:
    """Where the next block ends: at a blank line, if one comes within another block's length."""
    end = start + _BLOCK_LINES
    for place in range(end, min(end + _BLOCK_LINES, len(raw_lines))):
        if not raw_lines[place].strip():
            return place
    return min(end, len(raw_lines))


def _block(raw_lines: Sequence[str], first_number: int) -> Iterator[DraftLine]:
    begins: set[int] = set()
    shown: set[int] = set()
    for line in paragraph_lines([_beginning(line) for line in raw_lines], first_number):
        begins.add(line.number)
        shown.update(range(line.number, line.last_number + 1))
    for number, text in enumerate(raw_lines, first_number):
        role = LineRole.PARAGRAPH if number in shown else LineRole.BLANK
        yield DraftLine(
            number=number,
            text=text,
            role=role,
            role_if_kept=role,
            continues=number in shown and number not in begins,
        )


def _beginning(line: str) -> str:
    """As much of a line as tells whether it was broken, and whether it is blank."""
    if len(line) <= _LONGEST_BROKEN:
        return line
    beginning = line[:_LONGEST_BROKEN]
    return beginning if clean(beginning) else line
