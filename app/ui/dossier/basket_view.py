"""The basket as a list: order by dragging or by Alt and arrows, Delete takes out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.archive.consent import Decision
from app.translation import _
from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.dossier.basket_model import BasketModel, BasketRow
from app.ui.dossier.verdicts import VerdictMark, verdict_mark
from app.ui.painting import fill, focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize, Radius, Size, Tokens

_Index = QModelIndex | QPersistentModelIndex
_GRIP, _CODE, _TITLE, _END = 10, 32, 78, 12
_LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)


class BasketDelegate(QStyledItemDelegate):
    """Draws a record: grip, code, title, verdict, and the reason below."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """63 tall, times the text size."""
        return QSize(option.rect.width(), Theme.current().scaled(Grid.BASKET_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = index.data(BasketModel.ROW)
        if not isinstance(row, BasketRow):
            return
        place, direction = QRectF(option.rect), option.direction
        state = option.state
        painter.save()
        self._ground(painter, place, direction, state)
        self._words(painter, row, place, direction)
        if state & QStyle.StateFlag.State_HasFocus:
            accent = Theme.current().tokens.accent
            focus_ring(painter, place.adjusted(1, 1, -1, -2), Radius.MARK, accent)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        place: QRectF,
        direction: Qt.LayoutDirection,
        state: QStyle.StateFlag,
    ) -> None:
        tokens = Theme.current().tokens
        line = QRectF(place.left() + 16, place.bottom() - 1, place.width() - 16, 1)
        painter.fillRect(mirrored_f(line, place, direction), QColor(tokens.line))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(tokens.sel))
            edge = QRectF(place.left(), place.top(), Grid.CHOSEN_EDGE, place.height())
            painter.fillRect(mirrored_f(edge, place, direction), QColor(tokens.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place.adjusted(0, 0, 0, -1), QColor(tokens.hover))

    def _words(
        self, painter: QPainter, row: BasketRow, place: QRectF, direction: Qt.LayoutDirection
    ) -> None:
        theme = Theme.current()
        tokens, half = theme.tokens, place.height() / 2
        size = IconSize.CHIP
        grip = QRectF(place.left() + _GRIP, place.top() + half / 2 + 3 - size / 2, size, size)
        icons.draw(painter, "grip-vertical", mirrored_f(grip, place, direction), tokens.text3)
        top, second = place.top() + 6, place.top() + half
        chip = self._chip(painter, row, place, direction, tokens)
        painter.setFont(theme.font(Size.META, tabular=True))
        painter.setPen(QColor(tokens.text2))
        title_at = place.left() + max(
            _TITLE, _CODE + 14 + QFontMetricsF(painter.font()).horizontalAdvance(_code(row))
        )
        code = QRectF(place.left() + _CODE, top, title_at - place.left() - _CODE, half - 4)
        painter.drawText(mirrored_f(code, place, direction), _LEADING, _code(row))
        out = row.decision is Decision.LEFT_OUT
        painter.setFont(theme.font(Size.TITLE, weight=600))
        painter.setPen(QColor(tokens.text2 if out else tokens.text))
        title = QRectF(title_at, top, chip - title_at - 10, half - 4)
        _draw(painter, title, place, direction, row.card.title if row.card else "")
        painter.setFont(theme.font())
        painter.setPen(QColor(tokens.text2))
        reason = QRectF(title_at, second, place.right() - title_at - _END, half - 8)
        _draw(painter, reason, place, direction, row.reason)

    def _chip(
        self,
        painter: QPainter,
        row: BasketRow,
        place: QRectF,
        direction: Qt.LayoutDirection,
        tokens: Tokens,
    ) -> float:
        """Draw the verdict; returns where it begins, for left-to-right."""
        if row.decision is None:
            return place.right() - _END
        mark, theme = verdict_mark(row.decision), Theme.current()
        painter.setFont(theme.font(Size.META, weight=600))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(mark.word) + IconSize.CHIP + 22
        tall = theme.scaled(22)
        chip = QRectF(place.right() - _END - wide, place.top() + 10, wide, tall)
        _draw_chip(painter, mark, mirrored_f(chip, place, direction), direction, tokens)
        return chip.left()


def _draw_chip(
    painter: QPainter,
    mark: VerdictMark,
    chip: QRectF,
    direction: Qt.LayoutDirection,
    tokens: Tokens,
) -> None:
    ink, ground = tokens.tone(mark.tone)
    fill(painter, chip, Radius.CHIP, ground)
    size = IconSize.CHIP
    icon = QRectF(chip.left() + 8, chip.center().y() - size / 2, size, size)
    icons.draw(painter, mark.icon, mirrored_f(icon, chip, direction), ink)
    painter.setPen(QColor(ink))
    words = chip.adjusted(8 + size + 6, 0, 0, 0)
    painter.drawText(mirrored_f(words, chip, direction), _LEADING, mark.word)


def _draw(
    painter: QPainter, words: QRectF, place: QRectF, direction: Qt.LayoutDirection, text: str
) -> None:
    """One line, ended by an ellipsis where its room ends."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, words.width())
    painter.setLayoutDirection(direction)
    painter.drawText(mirrored_f(words, place, direction), _LEADING, shown)


def _code(row: BasketRow) -> str:
    return row.card.code if row.card else ""


class BasketView(QListView):
    """The records of the dossier.

    Keys: Alt+Up and Alt+Down move what is chosen, Delete takes it out, Enter opens it.
    """

    move_requested = Signal(object, int)
    """Ids as a tuple, and the place before which they are wanted."""
    shift_requested = Signal(object, int)
    """Ids as a tuple, and -1 for up or 1 for down."""
    remove_requested = Signal(object)
    """Ids as a tuple."""
    open_requested = Signal(str)
    """A record is wanted in the library."""

    def __init__(self, model: BasketModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basket = model
        self.setModel(model)
        self.setItemDelegate(BasketDelegate(self))
        self.setAccessibleName(_("Records in the dossier"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._open)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the chosen records, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._basket.rows[row].item.id for row in rows)

    def choose(self, ids: tuple[str, ...]) -> None:
        """Choose these records, after they were moved or added."""
        selection = self.selectionModel()
        selection.clearSelection()
        for record in ids:
            place = self._basket.place_of(record)
            if place >= 0:
                index = self._basket.index(place)
                selection.select(index, selection.SelectionFlag.Select)
                selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the list; see the class."""
        key, chosen = event.key(), self.chosen
        if chosen and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit(chosen)
            return
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.shift_requested.emit(chosen, -1 if key == Qt.Key.Key_Up else 1)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Records dropped between others: ask for the move, leave the rows to the owner."""
        if event.source() is not self:
            event.ignore()
            return
        at = event.position().toPoint()
        index = self.indexAt(at)
        place = len(self._basket.rows)
        if index.isValid():
            rect: QRect = self.visualRect(index)
            place = index.row() + (at.y() > rect.center().y())
        # Told that it was a copy, the view does not take the rows away itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        self.move_requested.emit(self.chosen, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._basket.rowCount():
            self.setCurrentIndex(self._basket.index(0))

    def _open(self, index: QModelIndex) -> None:
        row = index.data(BasketModel.ROW)
        if isinstance(row, BasketRow):
            self.open_requested.emit(row.item.id)
