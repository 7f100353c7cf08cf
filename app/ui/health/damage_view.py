"""The damaged things as a list: each by its name, with what is wrong with it."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.archive.naming_damage import NamedDamage
from app.translation import _
from app.ui import icons
from app.ui.direction import joined, mirrored_f
from app.ui.health.damage_words import kind_icon, name_of, reason_of
from app.ui.painting import fill, focus_ring
from app.ui.theme import Theme
from app.ui.tokens import IconSize, Radius, Size

DAMAGE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW, _ROWS_AT_MOST = 48, 6
_Index = QModelIndex | QPersistentModelIndex


class DamageModel(QAbstractListModel):
    """What the last check found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[NamedDamage, ...] = ()

    def show_damage(self, rows: tuple[NamedDamage, ...]) -> None:
        """Show other things."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """All of them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A `NamedDamage`, or its words."""
        if not index.isValid():
            return None
        named = self._rows[index.row()]
        if role == DAMAGE_ROLE:
            return named
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(named)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return joined(name_of(named), reason_of(named), between=", ")
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, Theme.current().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, whole, direction = Theme.current(), QRectF(option.rect), option.direction
        tokens, named = theme.tokens, index.data(DAMAGE_ROLE)
        if not isinstance(named, NamedDamage):
            return
        painter.save()
        field = whole.adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        near = bool(option.state & QStyle.StateFlag.State_MouseOver) and bool(named.record)
        if chosen or near:
            fill(painter, field, Radius.CONTROL, tokens.sel if chosen else tokens.hover)
        size = IconSize.ROW
        place = QRectF(whole.left() + 8, whole.top() + 8, size, size)
        ink = tokens.bad
        icons.draw(painter, kind_icon(named.damage.what), mirrored_f(place, whole, direction), ink)
        left, wide = whole.left() + 34, whole.width() - 42
        if named.record:
            arrow = QRectF(whole.right() - 22, whole.center().y() - 7, 14, 14)
            icons.draw(painter, "arrow-right", mirrored_f(arrow, whole, direction), tokens.text3)
            wide -= 22
        half = whole.height() / 2
        for top, words, font, colour in (
            (whole.top() + 3, name_of(named), theme.font(weight=600), tokens.text),
            (whole.top() + half - 2, reason_of(named), theme.font(Size.META), tokens.text2),
        ):
            line = QRectF(left, top, wide, half - 2)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(
                mirrored_f(line, whole, direction),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
                QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(wide)),
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, field, Radius.CONTROL, tokens.accent)
        painter.restore()


class DamageView(QListView):
    """Enter, Space or a press goes to the record that a row belongs to."""

    record_wanted = Signal(str)
    """Id of the record."""

    def __init__(self, model: DamageModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setProperty("edged", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What is damaged"))
        self.clicked.connect(self._pressed)
        model.modelReset.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as its rows, up to six."""
        rows = max(1, min(self.model().rowCount(), _ROWS_AT_MOST))
        return QSize(300, rows * Theme.current().scaled(_ROW) + 8)

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go to the record."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._pressed(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _pressed(self, index: QModelIndex) -> None:
        named = index.data(DAMAGE_ROLE)
        if isinstance(named, NamedDamage) and named.record:
            self.record_wanted.emit(named.record)
