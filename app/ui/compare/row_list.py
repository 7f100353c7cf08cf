"""A list of rows with a title, a line about it, and a figure at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import icons
from app.ui.direction import isolated, mirrored_f
from app.ui.painting import focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize, Radius, Size

_AROUND, _GAP = 16, 10
_LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row.

    Attributes:
        end: A short figure at the end of the first line, such as `92 %`.
        icon: Name of an icon before the title.
        warns: The icon is in the ink of a warning.
    """

    title: str
    about: str
    end: str = ""
    icon: str
    warns: bool = False

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        return ". ".join(part for part in (self.title, self.end, self.about) if part)


class RowModel(QAbstractListModel):
    """Rows in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ListRow, ...] = ()

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, spoken text, or the row itself."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == ROW_ROLE else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(160, Theme.current().scaled(Grid.BASKET_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens, whole, direction = Theme.current().tokens, QRectF(option.rect), option.direction
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.sel if chosen else tokens.hover if hovered else tokens.list
        painter.fillRect(whole, QColor(ground))
        line = QRectF(whole.left() + _AROUND, whole.bottom() - 1, whole.width() - _AROUND, 1)
        painter.fillRect(mirrored_f(line, whole, direction), QColor(tokens.line))
        if chosen:
            edge = QRectF(whole.left(), whole.top(), Grid.CHOSEN_EDGE, whole.height())
            painter.fillRect(mirrored_f(edge, whole, direction), QColor(tokens.accent))
        row = index.data(ROW_ROLE)
        if isinstance(row, ListRow):
            _draw(painter, whole, row, direction)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, whole.adjusted(1, 1, -1, -2), Radius.CHIP, tokens.accent)
        painter.restore()


def _draw(painter: QPainter, whole: QRectF, row: ListRow, direction: Qt.LayoutDirection) -> None:
    theme, half = Theme.current(), whole.height() / 2
    tokens, size = theme.tokens, IconSize.ROW
    left, right = whole.left() + _AROUND + size + _GAP, whole.right() - _AROUND
    top = whole.top() + 5
    icon = QRectF(whole.left() + _AROUND, top + (half - 5 - size) / 2, size, size)
    ink = tokens.warn if row.warns else tokens.text2
    icons.draw(painter, row.icon, mirrored_f(icon, whole, direction), ink)
    small = theme.font(Size.META, weight=600, tabular=True)
    wide = QFontMetrics(small).horizontalAdvance(row.end) + 2 if row.end else 0
    end = QRectF(right - wide, top, wide, half - 5)
    first = QRectF(left, top, max(0.0, right - wide - _GAP * bool(wide) - left), half - 5)
    second = QRectF(left, whole.top() + half - 1, right - left, half - 6)
    for where, text, font, colour in (
        (end, row.end, small, tokens.text2),
        (first, row.title, theme.font(Size.TITLE, weight=600), tokens.text),
        (second, row.about, theme.font(Size.META), tokens.text2),
    ):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, int(where.width()) + 1
        )
        painter.drawText(mirrored_f(where, whole, direction), _LEADING, isolated(shown))


class RowList(QListView):
    """The rows; moving shows, Enter goes on."""

    reached = Signal(int)
    """The row that one is at now."""
    entered_row = Signal()
    """Enter, or a double press."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self.entered_row)

    def show_rows(self, rows: Sequence[ListRow], at: int = 0) -> None:
        """Show other rows, and go to one of them."""
        self.rows.show_rows(rows)
        if rows:
            # Setting it tells where one is.
            self.setCurrentIndex(self.rows.index(max(0, min(at, len(rows) - 1))))

    def currentChanged(
        self, now: QModelIndex | QPersistentModelIndex, before: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell where one is."""
        super().currentChanged(now, before)
        if now.isValid():
            self.reached.emit(now.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, then the rows."""
        QPainter(self.viewport()).fillRect(event.rect(), QColor(Theme.current().tokens.list))
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)
