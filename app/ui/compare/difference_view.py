"""Two texts side by side, a row for the paragraphs that belong together."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.archive.difference import DifferenceRow, Likeness, Piece
from app.translation import _
from app.ui.compare.pieces import LaidPieces, Side
from app.ui.direction import mirrored_f
from app.ui.painting import focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Radius

_Index = QModelIndex | QPersistentModelIndex
_AROUND, _BETWEEN, _TOP = 16, 25, 7
_AT_ONCE = 40
_BESIDE_FROM = 480
"""In a pane narrower than this, the second text stands below the first."""
_KEPT = 300
_ROW = int(Qt.ItemDataRole.UserRole)


class DifferenceModel(QAbstractListModel):
    """The rows of a comparison; hidden paragraphs say that they are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DifferenceRow, ...] = ()
        self._unhidden = False

    def show_rows(self, rows: Sequence[DifferenceRow]) -> None:
        """Show another comparison, with hidden paragraphs hidden."""
        self.beginResetModel()
        self._rows, self._unhidden = tuple(rows), False
        self.endResetModel()

    @property
    def hides(self) -> bool:
        """Whether a paragraph is hidden now."""
        return not self._unhidden and any(row.hidden for row in self._rows)

    def unhide(self) -> None:
        """Show hidden paragraphs, until another comparison is shown."""
        self.beginResetModel()
        self._unhidden = True
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is spoken, or the row with what may be shown of it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        return row if role == _ROW else None

    def row(self, number: int) -> DifferenceRow:
        """A row with what may be shown of it."""
        row = self._rows[number]
        if not row.hidden or self._unhidden:
            return row
        told = (Piece(_("Hidden paragraph"), common=True),)
        return DifferenceRow(
            likeness=row.likeness,
            first=told if row.first else (),
            second=told if row.second else (),
            hidden=True,
        )


def _spoken(row: DifferenceRow) -> str:
    first, second = ("".join(piece.text for piece in side) for side in (row.first, row.second))
    match row.likeness:
        case Likeness.SAME:
            return first
        case Likeness.FIRST_ONLY:
            return _("Only in the first: {}").format(first)
        case Likeness.SECOND_ONLY:
            return _("Only in the second: {}").format(second)
        case Likeness.CHANGED:
            return _("First: {first} Second: {second}").format(first=first, second=second)


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: "DifferenceView") -> None:
        super().__init__(parent)
        self._view = parent
        self._laid: dict[tuple[int, int], tuple[LaidPieces, LaidPieces]] = {}

    def forget(self) -> None:
        """Widths, texts or colours are different now."""
        self._laid.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        first, second = self._pieces(index)
        beside = self._view.beside
        tall = max(first.height, second.height) if beside else first.height + second.height
        return QSize(100, round(tall) + 2 * _TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens, whole, direction = Theme.current().tokens, QRectF(option.rect), option.direction
        painter.save()
        first, second = self._pieces(index)
        width = self._view.column
        left = QRectF(whole.left() + _AROUND, whole.top() + _TOP, width, whole.height())
        if self._view.beside:
            right = left.translated(width + _BETWEEN, 0)
            middle = QRectF(left.right() + _BETWEEN // 2, whole.top(), 1, whole.height())
            painter.fillRect(mirrored_f(middle, whole, direction), QColor(tokens.line))
        else:
            right = left.translated(0, first.height)
            line = QRectF(left.left(), whole.bottom() - 1, width, 1)
            painter.fillRect(line, QColor(tokens.line))
        first.draw(painter, mirrored_f(left, whole, direction).topLeft())
        second.draw(painter, mirrored_f(right, whole, direction).topLeft())
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, whole.adjusted(2, 0, -2, 0), Radius.CHIP, tokens.accent)
        painter.restore()

    def _pieces(self, index: _Index) -> tuple[LaidPieces, LaidPieces]:
        width = self._view.column
        key = (index.row(), width)
        if key not in self._laid:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            row = index.data(_ROW)
            assert isinstance(row, DifferenceRow)
            self._laid[key] = (
                LaidPieces(row.first, Side.FIRST, width),
                LaidPieces(row.second, Side.SECOND, width),
            )
        return self._laid[key]


class DifferenceView(QListView):
    """Scrolls through both texts at once; rows of long texts are laid out a few at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = DifferenceModel(self)
        self._delegate = _Delegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Both texts side by side"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.verticalScrollBar().setSingleStep(24)
        Theme.current().changed.connect(self._lay_out_again)

    def show_rows(self, rows: Sequence[DifferenceRow]) -> None:
        """Show another comparison from its beginning."""
        self._delegate.forget()
        self.rows.show_rows(rows)
        self.scrollToTop()

    def unhide(self) -> None:
        """Show hidden paragraphs too."""
        self._delegate.forget()
        self.rows.unhide()

    @property
    def beside(self) -> bool:
        """Whether both texts fit beside each other."""
        return self.viewport().width() >= _BESIDE_FROM

    @property
    def column(self) -> int:
        """Width of one text in logical pixels."""
        whole = self.viewport().width() - 2 * _AROUND
        return max(40, (whole - _BETWEEN) // 2 if self.beside else whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, then the rows."""
        QPainter(self.viewport()).fillRect(event.rect(), QColor(Theme.current().tokens.page))
        super().paintEvent(event)

    @Slot()
    def _lay_out_again(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()
