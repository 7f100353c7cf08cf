"""Tables of a text: rows are lines, cells are separated by tabs, the first row is the head."""

from app.dossier.document import HEIGHT
from app.dossier.paragraph import ShapedParagraph
from app.dossier.rows import Cell, Row, RowLook
from app.dossier.scripts import RIGHT_TO_LEFT, script_of_text
from app.dossier.shaping import Shaper
from app.dossier.style import CELL, CELL_HEAD, HAIR, LINE
from app.dossier.written_text import written

_MOST_COLUMNS = 12
_BETWEEN = 8.0
# A table no higher than this part of a page is kept on one page.
_KEPT_WHOLE = 0.6


def table_rows(text: str, shaper: Shaper, language: str, *, left: float, width: float) -> list[Row]:
    """The rows of a table; empty rows show nothing.

    Args:
        left: Where the table begins, in points from the left of the frame.
        width: Of the whole table, in points.
    """
    # What lies beyond the last column is kept in it.
    rows = [line.split("\t", _MOST_COLUMNS - 1) for line in written(text).split("\n")]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return []
    widths = _column_widths(rows, width)
    mirrored = script_of_text(text, language) in RIGHT_TO_LEFT
    made: list[Row] = []
    for index, row in enumerate(rows):
        last = index == len(rows) - 1
        style = CELL_HEAD if index == 0 and not last else CELL
        cells: list[Cell] = []
        at = 0.0
        for words, column in zip(row, widths, strict=False):
            paragraph = ShapedParagraph(words.strip(), style, shaper, language)
            place = width - at - column + _BETWEEN if mirrored else at
            cells.append(Cell(paragraph=paragraph, left=left + place, width=column - _BETWEEN))
            at += column
        rule = LINE if index == 0 or last else HAIR
        look = RowLook(above=3, below=3.5, rule=rule, after=10 if last else 0)
        made.append(Row(tuple(cells), look))
    return made


def room_for(rows: list[Row]) -> float:
    """How much room must be left on a page for a table to begin there, in points."""
    total = 0.0
    for index, row in enumerate(rows):
        total += row.wrap(0, HEIGHT)[1]
        if total > HEIGHT * _KEPT_WHOLE:
            # Long tables go on over the page anyway; head and two rows begin together.
            return sum(each.wrap(0, HEIGHT)[1] for each in rows[: min(3, index)])
    return total


def _column_widths(rows: list[list[str]], width: float) -> list[float]:
    """Widths by the longest cell of each column, none below a tenth of the whole."""
    count = max(len(row) for row in rows)
    longest = [
        max((min(len(row[column]), 60) for row in rows if column < len(row)), default=1) + 3
        for column in range(count)
    ]
    least = width / max(10, count)
    spare = width - least * count
    return [least + spare * length / sum(longest) for length in longest]
