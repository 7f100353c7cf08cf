"""Tables that a paste turned into lines: rows found again, and cut into cells."""

import re
from collections.abc import Sequence

from app.intake.lines import Line, clean
from app.intake.shape import Shape

# A cell of figures at the end of a row: "1,076+", "12.5 %", "€ 300", "n/a", "–".
_FIGURE = (
    r"(?:[€$£₩¥]\s?)?[+\-−]?\d[\d.,\u202f]*\s?[%+*]?(?:\s(?:million|billion|bn|m|k|%))?|n/a|–|—"
)
_ENDS_IN_FIGURES = re.compile(rf"^(?P<label>\S.*?)(?P<figures>(?:\s+(?:{_FIGURE}))+)$")
_WIDE_GAP = re.compile(r"\t+| {3,}|\s*\|\s*")
_LONGEST_ROW = 16.0
_FEWEST_ROWS = 3


def table_rows(
    lines: Sequence[Line], shapes: Sequence[Shape], usable: Sequence[bool]
) -> dict[int, tuple[str, ...]]:
    """The cells of each line that is a row of a table, by its place.

    A table is a block of lines with no blank line between them, either all cut into the same
    number of cells by tabs, or a header and at least two rows that end in the same number of
    figures.

    Args:
        lines: Of one document.
        shapes: Of these lines.
        usable: Which of them may be rows at all.
    """
    rows: dict[int, tuple[str, ...]] = {}
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _goes_on(lines, usable, end):
            end += 1
        if usable[start] and end - start >= 2:
            for first, cells in _tables_in(lines[start:end], shapes[start:end]):
                for offset, row in enumerate(cells):
                    rows[start + first + offset] = row
        start = end
    return rows


def _goes_on(lines: Sequence[Line], usable: Sequence[bool], place: int) -> bool:
    line, before = lines[place], lines[place - 1]
    together = line.number == before.last_number + 1
    return together and usable[place] and usable[place - 1]


def _tables_in(
    lines: Sequence[Line], shapes: Sequence[Shape]
) -> list[tuple[int, list[tuple[str, ...]]]]:
    """Tables within a block: where each begins, and its rows."""
    found = []
    place = 0
    while place < len(lines):
        rows = _cut_rows(lines, place) or _figure_rows(lines, shapes, place)
        if rows:
            found.append((place, rows))
            place += len(rows)
        else:
            place += 1
    return found


def _cut_rows(lines: Sequence[Line], start: int) -> list[tuple[str, ...]]:
    """Rows that tabs (or bars, or wide gaps) cut into the same number of cells."""
    rows: list[tuple[str, ...]] = []
    for place in range(start, len(lines)):
        raw = lines[place].raw.strip(" |")
        if "\t" not in raw.strip() and "|" not in raw:
            break
        cells = tuple(clean(cell) for cell in _WIDE_GAP.split(raw))
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    if len(rows) < 2:
        return []
    # "Home | News | Sport" is a menu; a table of bars has figures or at least three rows.
    tabbed = all("\t" in line.raw.strip() for line in lines[start : start + len(rows)])
    return rows if tabbed or len(rows) >= _FEWEST_ROWS else []


def _figure_rows(
    lines: Sequence[Line], shapes: Sequence[Shape], start: int
) -> list[tuple[str, ...]]:
    """A header and rows that end in figures, as many in each."""
    rows: list[tuple[str, ...]] = []
    for place in range(start + 1, len(lines)):
        line, shape = lines[place], shapes[place]
        match = _ENDS_IN_FIGURES.match(line.text)
        if match is None or shape.words > _LONGEST_ROW or (shape.ends_sentence and shape.words > 6):
            break
        if line.bullet and not line.text[0].isdigit():
            break
        figures = tuple(re.findall(_FIGURE, match["figures"]))
        if rows and len(figures) + 1 != len(rows[0]):
            break
        rows.append((match["label"].strip(), *figures))
    if len(rows) < _FEWEST_ROWS - 1:
        return []
    header = _header(lines[start], shapes[start], len(rows[0]))
    return [header, *rows] if header else []


def _header(line: Line, shape: Shape, columns: int) -> tuple[str, ...]:
    """The header's cells: with as many words as columns each is one, else the last is the long
    one in a table of two columns, and the row stays whole in wider ones.
    """
    if shape.words > _LONGEST_ROW or shape.ends_sentence or shape.ends_colon:
        return ()
    words = line.text.split()
    if len(words) < columns:
        return ()
    if len(words) == columns:
        return tuple(words)
    if columns == 2:
        return words[0], " ".join(words[1:])
    return (line.text, *("" for _column in range(columns - 1)))
