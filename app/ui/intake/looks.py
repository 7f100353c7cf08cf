"""Drafts as the rows of an original."""

from dataclasses import dataclass

from app.intake.draft import DraftLine, LineRole
from app.ui.intake.papers import Entry, Paper
from app.ui.intake.rows import Look, Row, RowKind

_LOOKS = {
    LineRole.TITLE: Look.TITLE,
    LineRole.SUBTITLE: Look.SUBTITLE,
    LineRole.BYLINE: Look.FACT,
    LineRole.DATE: Look.FACT,
    LineRole.PARAGRAPH: Look.PARAGRAPH,
    LineRole.HEADING: Look.HEADING,
    LineRole.QUESTION: Look.QUESTION,
    LineRole.ANSWER: Look.ANSWER,
    LineRole.LIST_ITEM: Look.LIST_ITEM,
    LineRole.TABLE: Look.TABLE,
    LineRole.CAPTION: Look.CAPTION,
    LineRole.PULL_QUOTE: Look.PULL_QUOTE,
    LineRole.EDITOR_NOTE: Look.EDITOR_NOTE,
    LineRole.LEFT_OUT: Look.LEFT_OUT,
}


class RowMaker:
    """Makes rows, and the same rows again for what did not change.

    A key typed into a field, or one line put back, must not cost a look at every line of a long
    original.
    """

    def __init__(self) -> None:
        self._parts: dict[int, _Part] = {}

    def rows_of(self, entry: Entry, locked: frozenset[int]) -> tuple[Row, ...]:
        """Every line of a file that is not blank, with a cut before each document but the first.

        Args:
            locked: First lines of documents that can no longer be changed.
        """
        parts: dict[int, _Part] = {}
        rows: list[Row] = []
        for number, paper in enumerate(entry.papers):
            first = paper.draft.first_line
            fixed = first in locked or paper.discarded
            if number:
                before = entry.papers[number - 1].draft.first_line in locked
                rows.append(
                    Row(
                        kind=RowKind.CUT,
                        line=first,
                        document=number,
                        locked=before or first in locked,
                    )
                )
            part = _made(paper, number, fixed, self._parts.get(first))
            parts[first] = part
            rows += part.rows
        self._parts = parts
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of one document, and what they were made from."""

    lines: tuple[DraftLine, ...]
    number: int
    fixed: bool
    discarded: bool
    by_line: dict[int, tuple[DraftLine, Row]]
    rows: tuple[Row, ...]


def _made(paper: Paper, number: int, fixed: bool, old: _Part | None) -> _Part:
    """The rows of a document; those of lines that are still the same object are kept."""
    lines, discarded = paper.draft.lines, paper.discarded
    if old is not None and (old.number, old.fixed, old.discarded) != (number, fixed, discarded):
        old = None
    if old is not None and old.lines is lines:
        return old
    known = old.by_line if old is not None else {}
    by_line: dict[int, tuple[DraftLine, Row]] = {}
    for line in lines:
        if line.role is LineRole.BLANK:
            continue
        kept = known.get(line.number)
        if kept is not None and kept[0] is line:
            by_line[line.number] = kept
            continue
        look = Look.LEFT_OUT if discarded else _LOOKS[line.role]
        row = Row(line=line.number, text=_text(line), look=look, document=number, locked=fixed)
        by_line[line.number] = (line, row)
    return _Part(
        lines, number, fixed, discarded, by_line, tuple(row for _line, row in by_line.values())
    )


def _text(line: DraftLine) -> str:
    if line.role is LineRole.TABLE and line.cells:
        return "\t".join(line.cells)
    # Runs of spaces are how a menu looks once copied; a tab would jump.
    return line.text.strip().replace("\t", "   ")
