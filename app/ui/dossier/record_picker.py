"""Adding records in place: a search line, and the records it finds."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.records.stored import RecordCard
from app.translation import _
from app.ui import icons
from app.ui.direction import mirrored_f, set_margins
from app.ui.painting import focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize, Ink, Radius, Size
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.search_field import SearchField

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 6
_TYPING_MILLISECONDS = 60


class _Found(QAbstractListModel):
    """Records found, and whether they are in the dossier already."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cards: tuple[RecordCard, ...] = ()
        self.inside: frozenset[str] = frozenset()

    def show(self, cards: tuple[RecordCard, ...]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def mark(self, inside: frozenset[str]) -> None:
        self.inside = inside
        if self.cards:
            self.dataChanged.emit(self.index(0), self.index(len(self.cards) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tail = f". {_('In the dossier')}" if card.id in self.inside else ""
            return f"{card.code}, {card.title}{tail}"
        return None


class _FoundDelegate(QStyledItemDelegate):
    """One line: plus or check, code, title."""

    def __init__(self, model: _Found, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(option.rect.width(), Theme.current().scaled(Grid.PLAIN_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = self._model.cards[index.row()]
        theme, place, direction = Theme.current(), QRectF(option.rect), option.direction
        tokens, state = theme.tokens, option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(tokens.sel))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, QColor(tokens.hover))
        size, inside = IconSize.ROW, card.id in self._model.inside
        mark = QRectF(place.left() + 10, place.center().y() - size / 2, size, size)
        icons.draw(
            painter,
            "check" if inside else "plus",
            mirrored_f(mark, place, direction),
            tokens.ok if inside else tokens.text2,
        )
        leading = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.setLayoutDirection(direction)
        painter.setFont(theme.font(Size.META, tabular=True))
        painter.setPen(QColor(tokens.text2))
        wide = max(48.0, QFontMetricsF(painter.font()).horizontalAdvance(card.code) + 12)
        code = QRectF(place.left() + 36, place.top(), wide, place.height())
        painter.drawText(mirrored_f(code, place, direction), leading, card.code)
        painter.setFont(theme.font())
        painter.setPen(QColor(tokens.text3 if inside else tokens.text))
        title = QRectF(code.right(), place.top(), place.right() - code.right() - 8, place.height())
        shown = QFontMetricsF(painter.font()).elidedText(
            card.title, Qt.TextElideMode.ElideRight, title.width()
        )
        painter.drawText(mirrored_f(title, place, direction), leading, shown)
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, place.adjusted(1, 1, -1, -1), Radius.MARK, tokens.accent)
        painter.restore()


class _List(QListView):
    entered_row = Signal(QModelIndex)
    left_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered_row.emit(self.currentIndex())
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)


class RecordPicker(QWidget):
    """A search line that adds records. The list opens below it while there is a question.

    Keys: Down goes to the list, Enter adds, Escape closes.
    """

    asked = Signal(str)
    """Records for this question are wanted; answer with `show_found`."""
    added = Signal(object)
    """Ids as a tuple."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField(
            _("Add records: words, a code or a name"), self, name=_("Add records")
        )
        self._model = _Found(self)
        self.list = _List(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_FoundDelegate(self._model, self.list))
        self.list.setAccessibleName(_("Records found"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._none = PlainLabel(_("No record found."), self, ink=Ink.TEXT2)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MILLISECONDS)
        layout = QVBoxLayout(self)
        set_margins(layout, 0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self._none)
        self._close()
        self.field.changed.connect(self._typed)
        self.field.entered.connect(self._enter_first)
        self.field.left_down.connect(self._to_list)
        self._typing.timeout.connect(self._ask)
        self.list.clicked.connect(self._add)
        self.list.entered_row.connect(self._add)
        self.list.left_up.connect(self._to_line)

    @property
    def question(self) -> str:
        """What is typed."""
        return self.field.line.text().strip()

    def show_found(self, cards: tuple[RecordCard, ...]) -> None:
        """Show what was found for the question."""
        if not self.question:
            return
        self._model.show(cards)
        self.list.setVisible(bool(cards))
        self._none.setVisible(not cards)
        rows = min(_SHOWN, max(1, len(cards)))
        self.list.setFixedHeight(rows * Theme.current().scaled(Grid.PLAIN_ROW) + 2)

    def mark_inside(self, ids: tuple[str, ...]) -> None:
        """Which records are in the dossier already."""
        self._model.mark(frozenset(ids))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the list and empties the line."""
        if event.key() == Qt.Key.Key_Escape and self.question:
            self.field.line.clear()
            self._to_line()
            return
        super().keyPressEvent(event)

    def _close(self) -> None:
        self._model.show(())
        self.list.hide()
        self._none.hide()

    @Slot(str)
    def _typed(self, _text: str) -> None:
        if self.question:
            self._typing.start()
        else:
            self._typing.stop()
            self._close()

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.question)

    @Slot()
    def _to_list(self) -> None:
        if self._model.cards:
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _to_line(self) -> None:
        self.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _enter_first(self, _text: str) -> None:
        outside = [card.id for card in self._model.cards if card.id not in self._model.inside]
        if outside:
            self.added.emit((outside[0],))

    @Slot(QModelIndex)
    def _add(self, index: QModelIndex) -> None:
        if index.isValid():
            self.added.emit((self._model.cards[index.row()].id,))
