"""The item model over the original's rows. It keeps place and choice when rows come or go."""

from bisect import bisect_right
from typing import ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.intake.rows import Row, RowKind, folded

_Index = QModelIndex | QPersistentModelIndex


class OriginalModel(QAbstractListModel):
    """Rows of one file's original."""

    ROW: ClassVar[int] = int(Qt.ItemDataRole.UserRole)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._shown: tuple[Row, ...] = ()
        self._folding = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._shown

    @property
    def folding(self) -> bool:
        """Whether left-out lines are folded into gaps."""
        return self._folding

    def row_at(self, index: _Index) -> Row:
        """The row of a valid index."""
        return self._shown[index.row()]

    def index_of_line(self, line: int) -> QModelIndex:
        """Where a line stands, or the gap that it is folded into; not valid if nowhere."""
        number = bisect_right(self._shown, line, key=_line_of) - 1
        if number < 0:
            return QModelIndex()
        row = self._shown[number]
        there = row.kind is not RowKind.CUT and line < row.line + row.count
        return self.index(number) if there else QModelIndex()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows, telling views only what became different."""
        self._rows = rows
        self._replace(tuple(folded(rows)) if self._folding else rows)

    def set_folding(self, folding: bool) -> None:
        """Fold left-out lines into gaps, or unfold them."""
        if folding != self._folding:
            self._folding = folding
            self._replace(tuple(folded(self._rows)) if folding else self._rows)

    def _replace(self, new: tuple[Row, ...]) -> None:
        old = self._shown
        head = 0
        while head < min(len(old), len(new)) and _same(old[head], new[head]):
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and _same(old[-1 - tail], new[-1 - tail]):
            tail += 1
        removed, added = len(old) - head - tail, len(new) - head - tail
        same = min(removed, added)
        self._shown = old[:head] + new[head : head + same] + old[head + same :]
        if same:
            self.dataChanged.emit(self.index(head), self.index(head + same - 1))
        at = head + same
        if removed > same:
            self.beginRemoveRows(QModelIndex(), at, at + removed - same - 1)
            self._shown = new
            self.endRemoveRows()
        elif added > same:
            self.beginInsertRows(QModelIndex(), at, at + added - same - 1)
            self._shown = new
            self.endInsertRows()
        self._shown = new

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, spoken text, or the row itself."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == self.ROW else None


def _same(one: Row, other: Row) -> bool:
    """Mostly they are the very same object, which is known without a look at the text."""
    return one is other or one == other


def _line_of(row: Row) -> int:
    return row.line
