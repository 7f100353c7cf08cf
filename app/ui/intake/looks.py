"""Drafts as the rows of an original."""

from app.intake.draft import DraftLine, LineRole
from app.ui.intake.papers import Entry
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


def rows_of(entry: Entry, locked: frozenset[int]) -> tuple[Row, ...]:
    """Every line of a file that is not blank, with a cut before each document but the first.

    Args:
        locked: First lines of documents that can no longer be changed.
    """
    rows: list[Row] = []
    for number, paper in enumerate(entry.papers):
        draft = paper.draft
        fixed = draft.first_line in locked or paper.discarded
        if number:
            before = entry.papers[number - 1].draft.first_line in locked
            rows.append(
                Row(
                    kind=RowKind.CUT,
                    line=draft.first_line,
                    document=number,
                    locked=before or draft.first_line in locked,
                )
            )
        rows += [
            Row(
                line=line.number,
                text=_text(line),
                look=Look.LEFT_OUT if paper.discarded else _LOOKS[line.role],
                document=number,
                locked=fixed,
            )
            for line in draft.lines
            if line.role is not LineRole.BLANK
        ]
    return tuple(rows)


def _text(line: DraftLine) -> str:
    if line.role is LineRole.TABLE and line.cells:
        return "\t".join(line.cells)
    # Runs of spaces are how a menu looks once copied; a tab would jump.
    return line.text.strip().replace("\t", "   ")
