"""The sentences that state a point, each with its record; what disagrees is said beside it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.archive.suggestions import PointPassage
from app.translation import _
from app.ui.direction import joined, mirrored_f
from app.ui.painting import focus_ring
from app.ui.reader.laid_text import Inks, LaidStyle, LaidText
from app.ui.reader.spans import to_units
from app.ui.theme import Theme
from app.ui.tokens import Grid, Radius, Size

_Index = QModelIndex | QPersistentModelIndex
_AROUND, _TOP, _HEAD = 16, 10, 20
_MOST_LINES = 6
_LINE = 1.5
_LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
_PASSAGE = int(Qt.ItemDataRole.UserRole)


class PassagesModel(QAbstractListModel):
    """Passages in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._passages: tuple[PointPassage, ...] = ()

    def show_passages(self, passages: Sequence[PointPassage]) -> None:
        """Show others."""
        self.beginResetModel()
        self._passages = tuple(passages)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many passages there are."""
        return 0 if parent.isValid() else len(self._passages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is spoken, or the passage itself."""
        if not index.isValid() or index.row() >= len(self._passages):
            return None
        passage = self._passages[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join((passage.card.code, _words(passage)))
        return passage if role == _PASSAGE else None


def _words(passage: PointPassage) -> str:
    return _("Hidden paragraph") if passage.hidden else passage.text


def _head(passage: PointPassage) -> str:
    card = passage.card
    differs = _("says otherwise") if passage.disagrees else ""
    return joined(card.code, differs, card.title)


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: "PassagesView") -> None:
        super().__init__(parent)
        self._view = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        tall = self._laid(index).height + Theme.current().scaled(_HEAD) + 2 * _TOP
        return QSize(100, round(tall) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, whole, direction = Theme.current(), QRectF(option.rect), option.direction
        tokens = theme.tokens
        passage = index.data(_PASSAGE)
        assert isinstance(passage, PointPassage)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(whole, QColor(tokens.sel if chosen else tokens.page))
        line = QRectF(whole.left() + _AROUND, whole.bottom() - 1, whole.width() - _AROUND, 1)
        painter.fillRect(mirrored_f(line, whole, direction), QColor(tokens.line))
        if passage.disagrees:
            edge = QRectF(whole.left(), whole.top(), Grid.CHOSEN_EDGE, whole.height() - 1)
            painter.fillRect(mirrored_f(edge, whole, direction), QColor(tokens.warn))
        width = self._view.column
        head = QRectF(whole.left() + _AROUND, whole.top() + _TOP, width, theme.scaled(_HEAD) - 4)
        font = theme.font(Size.META, weight=600, tabular=True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.warn if passage.disagrees else tokens.text2))
        shown = QFontMetrics(font).elidedText(
            _head(passage), Qt.TextElideMode.ElideRight, int(head.width())
        )
        painter.drawText(mirrored_f(head, whole, direction), _LEADING, shown)
        text = QRectF(head.left(), head.bottom() + 4, width, whole.height())
        ink = tokens.text3 if passage.hidden else tokens.text
        self._laid(index).draw(
            painter, mirrored_f(text, whole, direction).topLeft(), Inks(text=ink)
        )
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, whole.adjusted(1, 1, -1, -2), Radius.CHIP, tokens.accent)
        painter.restore()

    def _laid(self, index: _Index) -> LaidText:
        passage = index.data(_PASSAGE)
        assert isinstance(passage, PointPassage)
        theme, words = Theme.current(), _words(passage)
        style = LaidStyle(
            font=theme.font(Size.TITLE), line=_LINE * theme.scaled(Size.TITLE), most=_MOST_LINES
        )
        marks = to_units(words, (passage.mark,))
        return LaidText(words, style, self._view.column, marks)


class PassagesView(QListView):
    """Enter or a double press goes to the record."""

    record_wanted = Signal(str)
    """Id of the record of a passage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passages = PassagesModel(self)
        self.setModel(self.passages)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(_("Passages that state it"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.doubleClicked.connect(self._open)
        Theme.current().changed.connect(self._lay_out_again)

    @property
    def column(self) -> int:
        """Width of the text in logical pixels."""
        return max(40, self.viewport().width() - 2 * _AROUND)

    @property
    def current_record(self) -> str:
        """Id of the record that one is at, or of the first; empty where there is none."""
        row = max(0, self.currentIndex().row())
        found = self.passages.index(row).data(_PASSAGE)
        return found.card.id if isinstance(found, PointPassage) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._lay_out_again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, then the passages."""
        QPainter(self.viewport()).fillRect(event.rect(), QColor(Theme.current().tokens.page))
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_record:
            self.record_wanted.emit(self.current_record)
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        self.record_wanted.emit(self.current_record)

    @Slot()
    def _lay_out_again(self) -> None:
        self.scheduleDelayedItemsLayout()
