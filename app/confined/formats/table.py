"""Tables as spreadsheets save them as text (CSV; RFC 4180 and what programs make of it)."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from app.confined.entries import MOST_COLUMNS, MOST_ENTRIES, MOST_SIGNS, SourceEntry
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import ReadText, Trouble

_DELIMITERS = ",;\t|"
_NONE = "\x1f"
"""Stands in no text (ASCII's separator of units)."""
_SAMPLE_ROWS = 40
_LONGEST_CELL = 1_000_000
# Excel lets a first line say what parts the cells.
_SAID = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?\r?\n", re.IGNORECASE)


def read(data: bytes) -> ReadText:
    """Read a table; its first row that is not empty are the heads of its columns.

    Args:
        data: In UTF-8, decoded and checked before.

    Raises:
        UnreadableError: A quote is never closed, or it has more rows, columns or text than is read
            from one table.
    """
    text = data.decode("utf-8-sig")
    said = _SAID.match(text)
    rest = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(rest)
    csv.field_size_limit(_LONGEST_CELL)
    columns: tuple[str, ...] = ()
    entries: list[SourceEntry] = []
    signs = 0
    for number, cells in enumerate(_rows(rest, delimiter), 1):
        if len(cells) > MOST_COLUMNS or len(entries) >= MOST_ENTRIES:
            raise UnreadableError(Trouble.TOO_LARGE)
        signs += sum(map(len, cells))
        if signs > MOST_SIGNS:
            raise UnreadableError(Trouble.TOO_LARGE)
        if not any(cells):
            continue
        if columns:
            entries.append(SourceEntry(number=number, cells=cells))
        else:
            columns = tuple(" ".join(cell.split()) for cell in cells)
    return ReadText(columns=columns, entries=tuple(entries))


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    """Rows with their cells trimmed; line ends within a cell stay."""
    strict = True
    try:
        for _row in _read(text, delimiter, strict=True):
            pass
    except csv.Error as problem:
        if "unexpected end of data" in str(problem):
            # A quote that is never closed swallows all rows behind it.
            raise UnreadableError(Trouble.DAMAGED) from problem
        strict = False
    try:
        for row in _read(text, delimiter, strict=strict):
            yield tuple(cell.strip().replace("\r\n", "\n").replace("\r", "\n") for cell in row)
    except csv.Error as problem:
        raise UnreadableError(Trouble.TOO_LARGE) from problem


def _read(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=strict
    )


def _delimiter(text: str) -> str:
    """What parts the cells: the sign that cuts most rows into as many cells as the heads.

    Where none does there is one column, and a comma in it parts nothing.
    """
    best, most = _NONE, 0.0
    for delimiter in _DELIMITERS:
        widths = []
        try:
            for row in _read(text, delimiter, strict=False):
                if any(cell.strip() for cell in row):
                    widths.append(len(row))
                if len(widths) >= _SAMPLE_ROWS:
                    break
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        # Empty cells at the end of a row are often left out.
        alike = sum(width <= widths[0] and width > 1 for width in widths) / len(widths)
        exact = Counter(widths)[widths[0]] / len(widths)
        score = alike + exact + min(widths[0], 10) / 100
        if score > most:
            best, most = delimiter, score
    return best


SAMPLE = b'title;text\n"A";"B"\n'
"""A small table."""
