"""The command palette: every action by its name, with `Ctrl+K`."""

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
    Slot,
)
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.translation import _
from app.ui.direction import mirrored_f
from app.ui.painting import fill
from app.ui.theme import Theme
from app.ui.tokens import Grid, Radius, Size
from app.ui.widgets.key_caps import caps, caps_width, draw_caps
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.sheet import Sheet

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW = 35
_ROWS_SHOWN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An action in the palette.

    Attributes:
        group: The heading it stands under.
    """

    group: str
    action: QAction

    @property
    def name(self) -> str:
        """Its words, without mnemonic."""
        return self.action.text().replace("&", "")


def matches(name: str, typed: str) -> tuple[int, ...] | None:
    """Where the typed words stand in a name: each begins somewhere in it.

    Returns:
        Places of the matching letters, or None where a word is missing.
    """
    folded, places = name.casefold(), list[int]()
    if len(folded) != len(name):
        folded = name.lower() if len(name.lower()) == len(name) else name
    for word in typed.casefold().split():
        at = folded.find(word)
        if at < 0:
            return None
        places += range(at, at + len(word))
    return tuple(sorted(set(places)))


class CommandModel(QAbstractListModel):
    """Headings and commands that match."""

    def __init__(self, commands: Sequence[Command], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(commands)
        self._rows: list[str | Command] = []
        self._typed = ""
        self.filter("")

    @property
    def typed(self) -> str:
        """What is being looked for."""
        return self._typed

    def filter(self, typed: str) -> None:
        """List only what matches; names that begin with it come first in their group."""
        self.beginResetModel()
        self._typed, self._rows = typed, []
        groups = dict.fromkeys(command.group for command in self._all)
        for group in groups:
            found = [
                command
                for command in self._all
                if command.group == group
                and command.action.isEnabled()
                and matches(command.name, typed) is not None
            ]
            found.sort(key=lambda command: not command.name.casefold().startswith(typed.casefold()))
            if found:
                self._rows += [group, *found]
        self.endResetModel()

    def row(self, index: Index) -> str | Command | None:
        """A heading, a command, or None."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def next_command(self, row: int, step: int) -> int:
        """The row of the next command in a direction; the same row where there is none."""
        at = row + step
        while 0 <= at < len(self._rows):
            if isinstance(self._rows[at], Command):
                return at
            at += step
        return row

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Headings and commands."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if isinstance(self.row(index), Command):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The words."""
        row = self.row(index)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return row.name if isinstance(row, Command) else row


class _View(QListView):
    def sizeHint(self) -> QSize:
        return QSize(300, Theme.current().scaled(_ROW) * _ROWS_SHOWN)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, Theme.current().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        row = model.row(index) if isinstance(model, CommandModel) else None
        theme, tokens = Theme.current(), Theme.current().tokens
        whole, direction = QRectF(option.rect), option.direction
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.save()
        room = whole.adjusted(12, 0, -12, 0)
        if not isinstance(row, Command) or not isinstance(model, CommandModel):
            painter.setFont(theme.font(Size.META, weight=600))
            painter.setPen(QColor(tokens.text2))
            painter.drawText(mirrored_f(room, whole, direction), middle, str(row or ""))
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, whole, Radius.CONTROL, tokens.sel)
        keys = caps(row.action.shortcut())
        draw_caps(painter, keys, room, direction)
        left = self._draw_name(painter, room, row.name, model.typed, direction)
        about = row.action.statusTip()
        end = room.right() - (caps_width(keys) + 8 if keys else 0)
        if about and end - left > 60:
            font = theme.font(Size.META)
            painter.setFont(font)
            painter.setPen(QColor(tokens.text3))
            place = QRectF(left + 14, whole.top(), end - left - 14, whole.height())
            shown = QFontMetrics(font).elidedText(
                about, Qt.TextElideMode.ElideRight, int(place.width())
            )
            painter.drawText(mirrored_f(place, whole, direction), middle, shown)
        painter.restore()

    @staticmethod
    def _draw_name(
        painter: QPainter, room: QRectF, name: str, typed: str, direction: Qt.LayoutDirection
    ) -> float:
        """Draw the name with the found letters on `mark`; tells where it ends."""
        theme, tokens = Theme.current(), Theme.current().tokens
        font = theme.font(Size.TITLE)
        metrics = QFontMetrics(font)
        for at in matches(name, typed) or ():
            before, after = (
                metrics.horizontalAdvance(name[:at]),
                metrics.horizontalAdvance(name[: at + 1]),
            )
            mark = QRectF(
                room.left() + before,
                room.center().y() - metrics.height() / 2,
                after - before,
                metrics.height(),
            )
            painter.fillRect(mirrored_f(mark, room, direction), QColor(tokens.mark_ground))
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        wide = metrics.horizontalAdvance(name) + 2
        place = mirrored_f(QRectF(room.left(), room.top(), wide, room.height()), room, direction)
        painter.drawText(
            place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), name
        )
        return room.left() + wide


class CommandPalette(Sheet):
    """A list of actions over the window. Enter does the chosen one.

    Args:
        over: A widget of the window.
        commands: In order; groups appear in the order in which they come first.
    """

    acted = Signal(object)
    """The `QAction` that was chosen, after the palette has gone."""

    def __init__(self, over: QWidget, commands: Sequence[Command]) -> None:
        super().__init__(over, width=Grid.PALETTE_WIDTH, top=Grid.PALETTE_TOP)
        self.card.setAccessibleName(_("Commands"))
        self._model = CommandModel(commands, self)
        self.field = SearchField(_("What do you want to do?"), name=_("Command"))
        self._view = _View()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Delegate(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setUniformItemSizes(True)
        self._view.setMinimumHeight(Theme.current().scaled(_ROW))
        self._view.setMaximumHeight(self._view.sizeHint().height())
        self._view.viewport().setAutoFillBackground(False)
        self._view.setStyleSheet("QListView { background: transparent; }")
        self._view.setAccessibleName(_("Commands found"))
        self._view.setMouseTracking(True)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self._view)
        self.field.changed.connect(self._typed)
        self.field.entered.connect(self._enter)
        self.field.left_down.connect(self._down)
        self._view.clicked.connect(self._do)
        self._choose(self._model.next_command(-1, 1))

    def first_focus(self) -> QWidget | None:
        """The field."""
        return self.field.line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move the choice while the field keeps the keyboard."""
        row = self._view.currentIndex().row()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._choose(self._model.next_command(row, step))

    @Slot()
    def _down(self) -> None:
        self._choose(self._model.next_command(self._view.currentIndex().row(), 1))

    def _choose(self, row: int) -> None:
        self._view.setCurrentIndex(self._model.index(row))

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._model.filter(text)
        self._choose(self._model.next_command(-1, 1))

    @Slot()
    def _enter(self) -> None:
        self._do(self._view.currentIndex())

    @Slot(QModelIndex)
    def _do(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if isinstance(row, Command):
            self.close_sheet()
            self.acted.emit(row.action)
