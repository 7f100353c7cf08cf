"""The item model over the basket: each record with its verdict, as far as known."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.archive.consent import ConsentVerdict, Decision
from app.records.stored import RecordCard
from app.translation import _
from app.ui.dossier.basket import BasketItem
from app.ui.dossier.verdicts import verdict_mark
from app.ui.widgets.plain_label import plain_tooltip

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketRow:
    """One line of the basket.

    Attributes:
        card: None until the archive was asked, or if the record is not there any more.
        verdict: None until the consent compiler was asked.
    """

    item: BasketItem
    card: RecordCard | None = None
    verdict: ConsentVerdict | None = None

    @property
    def decision(self) -> Decision | None:
        """The verdict, a person's decision to leave it out included."""
        if self.item.left_out:
            return Decision.LEFT_OUT
        return self.verdict.decision if self.verdict else None

    @property
    def reason(self) -> str:
        """Why the verdict is what it is."""
        if self.item.left_out:
            return _("You decided to leave it out.")
        return self.verdict.reason if self.verdict else ""

    @property
    def waits(self) -> bool:
        """Whether a person has to decide before export."""
        return self.decision is Decision.DECIDE

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        head = f"{self.card.code}, {self.card.title}" if self.card else _("Record")
        mark = verdict_mark(self.decision).word if self.decision else ""
        return ". ".join(part for part in (head, mark, self.reason) if part)


class BasketModel(QAbstractListModel):
    """The records of a dossier, in order."""

    ROW: ClassVar[int] = int(Qt.ItemDataRole.UserRole)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BasketRow, ...] = ()

    @property
    def rows(self) -> tuple[BasketRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: tuple[BasketRow, ...]) -> None:
        """Show these rows. Where only verdicts differ, choice and scrolling stay."""
        same = [row.item.id for row in rows] == [row.item.id for row in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place_of(self, record: str) -> int:
        """Where a record stands, -1 if nowhere."""
        return next((number for number, row in enumerate(self._rows) if row.item.id == record), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many records there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, spoken text, reason as tooltip, or the row itself."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.card.title if row.card else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.reason)
        return row if role == self.ROW else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows are dragged; between them is where they are dropped."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are moved within the basket."""
        return Qt.DropAction.MoveAction
