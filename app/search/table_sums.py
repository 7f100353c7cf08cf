"""Tables whose total is not the sum of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.search.figures import plain_number

_TOTALS = (
    "total", "sum", "overall", "gesamt", "insgesamt", "summe", "suma", "somme", "totale", "всего",
    "итого", "合计", "合計", "总计", "總計", "总数", "합계", "총계", "المجموع", "toplam", "tổng",
    "รวม", "कुल", "totaal",
)  # fmt: skip
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSum:
    """A total and what the rows above it add up to.

    Attributes:
        row: Of the total, from 0.
        column: From 0.
        parts: The figures above it, as they were added.
    """

    row: int
    column: int
    total: int
    parts: tuple[int, ...]

    @property
    def agrees(self) -> bool:
        """Whether the total is the sum."""
        return sum(self.parts) == self.total


def table_cells(text: str) -> list[list[str]]:
    """Rows and cells of a table segment: lines, and tabs between cells."""
    return [line.split("\t") for line in text.split("\n")]


def table_sums(text: str) -> Iterator[TableSum]:
    """Each total of a table with the figures of its column since the total before."""
    rows = table_cells(text)
    for column in range(1, max(len(row) for row in rows)):
        parts: list[int] = []
        for number, row in enumerate(rows):
            value = plain_number(row[column]) if column < len(row) else None
            if value is None:
                continue
            if _is_total(row[0]):
                if len(parts) >= _FEWEST_ROWS:
                    yield TableSum(row=number, column=column, total=value, parts=tuple(parts))
                parts = []
            else:
                parts.append(value)


def _is_total(label: str) -> bool:
    folded = label.strip().casefold()
    return any(folded.startswith(word) or folded.endswith(word) for word in _TOTALS)
