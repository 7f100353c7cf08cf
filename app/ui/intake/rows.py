"""The original as rows: its lines, the cuts between documents, and folded runs of left-out lines.

Pure values; the model wraps them and the view draws them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from app.translation import _, ngettext


class RowKind(StrEnum):
    """What a row stands for."""

    LINE = "line"
    CUT = "cut"
    GAP = "gap"


class Look(StrEnum):
    """How a line is drawn, and which word stands at its end."""

    LEFT_OUT = "left-out"
    TITLE = "title"
    SUBTITLE = "subtitle"
    FACT = "fact"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    LIST_ITEM = "list-item"
    TABLE = "table"
    CAPTION = "caption"
    PULL_QUOTE = "pull-quote"
    EDITOR_NOTE = "editor-note"

    @property
    def word(self) -> str:
        """The word at the end of the line; empty for what needs none."""
        return {
            Look.LEFT_OUT: _("left out"),
            Look.TITLE: _("title"),
            Look.SUBTITLE: _("subtitle"),
            Look.FACT: _("author and date"),
            Look.PARAGRAPH: "",
            Look.HEADING: _("heading"),
            Look.QUESTION: _("question"),
            Look.ANSWER: _("answer"),
            Look.LIST_ITEM: _("list item"),
            Look.TABLE: _("table"),
            Look.CAPTION: _("caption"),
            Look.PULL_QUOTE: _("pull quote"),
            Look.EDITOR_NOTE: _("editor’s note"),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the original.

    Attributes:
        line: Number of the line in the original, from 1; of a cut: the line that begins the new
            document; of a gap: its first line.
        document: Which document the row belongs to, from 0.
        count: Lines that a gap stands for; 1 otherwise.
        locked: It can no longer be changed: its document is in the archive, or discarded.
    """

    kind: RowKind = RowKind.LINE
    line: int
    text: str = ""
    look: Look = Look.PARAGRAPH
    document: int = 0
    count: int = 1
    locked: bool = False

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        match self.kind:
            case RowKind.CUT:
                return _("New document begins here, at line {}").format(self.line)
            case RowKind.GAP:
                return gap_words(self.count)
            case RowKind.LINE:
                word = self.look.word
                head = _("Line {}").format(self.line)
                return f"{head}, {word}: {self.text}" if word else f"{head}: {self.text}"


def gap_words(count: int) -> str:
    """What a folded run of left-out lines says."""
    return ngettext("{} line left out", "{} lines left out", count).format(count)


def folded(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with every run of left-out lines folded into one gap."""
    for hidden, run in groupby(rows, key=_is_left_out):
        if not hidden:
            yield from run
            continue
        for _document, part in groupby(run, key=_document_of):
            lines = list(part)
            yield Row(
                kind=RowKind.GAP,
                line=lines[0].line,
                look=Look.LEFT_OUT,
                document=lines[0].document,
                count=len(lines),
            )


def _is_left_out(row: Row) -> bool:
    return row.kind is RowKind.LINE and row.look is Look.LEFT_OUT


def _document_of(row: Row) -> int:
    return row.document
