"""The list of documents under review, each with how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

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
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.translation import _
from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.intake.papers import PaperKey, PaperState
from app.ui.painting import focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize, Ink, Radius, Size

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 52
_OPEN = (PaperState.TO_DO, PaperState.NEEDS_LOOK)
_MARKS = {
    PaperState.TO_DO: ("pencil", Ink.ACCENT),
    PaperState.NEEDS_LOOK: ("circle-alert", Ink.WARN),
    PaperState.DONE: ("check", Ink.OK),
    PaperState.DISCARDED: ("trash-2", Ink.TEXT3),
    PaperState.UNREADABLE: ("circle-x", Ink.BAD),
}


def state_word(state: PaperState) -> str:
    """The word of a state, for screen readers and tooltips."""
    return {
        PaperState.TO_DO: _("To do"),
        PaperState.NEEDS_LOOK: _("Needs a look"),
        PaperState.DONE: _("Done"),
        PaperState.DISCARDED: _("Discarded"),
        PaperState.UNREADABLE: _("Could not be read"),
    }[state]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """One line of the list."""

    key: PaperKey
    title: str
    about: str
    state: PaperState


class DraftListModel(QAbstractListModel):
    """The documents of a review. Only those in view are ever put into words.

    Args:
        describe: Makes the line of a document.
    """

    ITEM: ClassVar[int] = int(Qt.ItemDataRole.UserRole)

    def __init__(
        self, describe: Callable[[PaperKey], DraftItem], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._keys: tuple[PaperKey, ...] = ()

    def show_keys(self, keys: tuple[PaperKey, ...]) -> None:
        """Show these; where documents come or go at one place, nothing else jumps."""
        old = self._keys
        # Where documents only came behind the others, none of them need be looked at.
        head = len(old) if keys[: len(old)] == old else 0
        while head < min(len(old), len(keys)) and old[head] == keys[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(keys)) - head and old[-1 - tail] == keys[-1 - tail]:
            tail += 1
        if len(old) - tail > head:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._keys = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if len(keys) - tail > head:
            self.beginInsertRows(QModelIndex(), head, len(keys) - tail - 1)
            self._keys = keys
            self.endInsertRows()
        self._keys = keys
        if keys:
            self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))

    def place_of(self, key: PaperKey | None) -> int:
        """Where a document stands, -1 if nowhere."""
        return self._keys.index(key) if key in self._keys else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many there are."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, spoken text, or the item itself."""
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            self.ITEM,
        ):
            return None
        item = self._describe(self._keys[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.title}. {state_word(item.state)}. {item.about}"
        return item


class DraftDelegate(QStyledItemDelegate):
    """Draws a document: mark of its state, title, a line about it."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """52 tall, times the text size."""
        return QSize(option.rect.width(), Theme.current().scaled(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one."""
        item = index.data(DraftListModel.ITEM)
        if not isinstance(item, DraftItem):
            return
        theme, place, direction = Theme.current(), QRectF(option.rect), option.direction
        tokens, state = theme.tokens, option.state
        painter.save()
        painter.setLayoutDirection(direction)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(tokens.sel))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, QColor(tokens.hover))
        line = QRectF(place.left(), place.bottom() - 1, place.width(), 1)
        painter.fillRect(line, QColor(tokens.line))
        icon, ink = _MARKS[item.state]
        size, half = IconSize.ROW, place.height() / 2
        mark = QRectF(place.left() + 14, place.top() + half / 2 + 4 - size / 2, size, size)
        icons.draw(painter, icon, mirrored_f(mark, place, direction), tokens.ink(ink))
        bold = item.state in _OPEN
        painter.setFont(theme.font(weight=600 if bold else 400))
        shut = item.state is PaperState.DISCARDED
        painter.setPen(QColor(tokens.text3 if shut else tokens.text))
        self._line(painter, QRectF(40, 6, 0, half - 5), place, direction, item.title)
        painter.setFont(theme.font(Size.META))
        bad = item.state is PaperState.UNREADABLE
        painter.setPen(QColor(tokens.bad if bad else tokens.text2))
        self._line(painter, QRectF(40, half, 0, half - 7), place, direction, item.about)
        if state & QStyle.StateFlag.State_HasFocus:
            ring = place.adjusted(1, 1, -1, -2)
            focus_ring(painter, ring, Radius.MARK, tokens.accent)
        painter.restore()

    def _line(
        self,
        painter: QPainter,
        spot: QRectF,
        place: QRectF,
        direction: Qt.LayoutDirection,
        text: str,
    ) -> None:
        words = QRectF(
            place.left() + spot.left(),
            place.top() + spot.top(),
            place.width() - spot.left() - 14,
            spot.height(),
        )
        shown = QFontMetricsF(painter.font()).elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(
            mirrored_f(words, place, direction),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
            shown,
        )


class DraftList(QListView):
    """The documents. Enter goes on to the chosen one."""

    picked = Signal(object)
    """The `PaperKey` now chosen."""
    entered_item = Signal()
    """Enter, or a double click: on to the document."""

    def __init__(self, model: DraftListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = model
        self.setModel(model)
        self.setItemDelegate(DraftDelegate(self))
        self.setAccessibleName(_("Documents to review"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self.entered_item)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(Grid.PLAIN_ROW)

    def choose(self, key: PaperKey | None) -> None:
        """Choose a document without saying so."""
        place = self._drafts.place_of(key)
        if place >= 0 and place != self.currentIndex().row():
            before = self.blockSignals(True)
            self.setCurrentIndex(self._drafts.index(place))
            self.blockSignals(before)
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Say which document is chosen now."""
        super().currentChanged(current, previous)
        item = current.data(DraftListModel.ITEM) if current.isValid() else None
        if isinstance(item, DraftItem) and not self.signalsBlocked():
            self.picked.emit(item.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the document."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_item.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()
