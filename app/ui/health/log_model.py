"""The log as an item model: the count is known at once, pages come as one scrolls."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.archive.auditing import AuditLine
from app.records.audit import act_label
from app.ui.direction import joined
from app.ui.health.log_words import about, by_whom
from app.ui.health.moments import moment_in_words

PAGE = 60
"""Entries on one page."""

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_PAGES_KEPT = 40
_Index = QModelIndex | QPersistentModelIndex


class LogModel(QAbstractListModel):
    """Entries, newest first; rows whose page has not come yet give None."""

    # Of the class: Qt asks once more while a model that the collector emptied is taken apart.
    _count = 0

    pages_wanted = Signal(list)
    """Numbers of pages that are being looked at and are not here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: OrderedDict[int, tuple[AuditLine, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._looked_at: dict[int, None] = {}
        # One turn of the event loop: a wheel that flies past ten pages asks for the last ones.
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(0)
        self._ask.timeout.connect(self._tell_wanted)

    def show_log(self, lines: Sequence[AuditLine], count: int) -> None:
        """Begin anew with the first page."""
        self.beginResetModel()
        self._pages.clear()
        self._asked.clear()
        self._looked_at.clear()
        self._count = max(count, len(lines))
        self._pages[0] = tuple(lines)
        self.endResetModel()

    def add_page(self, number: int, lines: Sequence[AuditLine]) -> None:
        """Take in a page that was asked for."""
        self._asked.discard(number)
        self._pages[number] = tuple(lines)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        first = self.index(number * PAGE)
        last = self.index(min(self._count, (number + 1) * PAGE) - 1)
        self.dataChanged.emit(first, last)

    def line(self, row: int) -> AuditLine | None:
        """The entry of a row; None where its page is not here. Asks for it then."""
        page, place = divmod(row, PAGE)
        lines = self._pages.get(page)
        if lines is None:
            if page not in self._asked and 0 <= row < self._count:
                self._looked_at[page] = None
                self._ask.start()
            return None
        return lines[place] if place < len(lines) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """All entries, also those that are not here."""
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """An `AuditLine`, or its words."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return act_label(line.act)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            when = moment_in_words(line.at)
            parts = (act_label(line.act), line.code, when, by_whom(line), about(line))
            return joined(*parts, between=", ")
        return None

    @Slot()
    def _tell_wanted(self) -> None:
        wanted = list(self._looked_at)[-3:]
        self._looked_at.clear()
        self._asked.update(wanted)
        if wanted:
            self.pages_wanted.emit(wanted)
