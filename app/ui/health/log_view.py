"""The log as a list: what was done to which record, when, by whom."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.archive.auditing import AuditLine
from app.records.audit import act_label
from app.translation import _
from app.ui.direction import isolated, joined, mirrored_f
from app.ui.health.log_model import LINE_ROLE, LogModel
from app.ui.health.log_words import about, by_whom
from app.ui.health.moments import moment_in_words
from app.ui.painting import focus_ring
from app.ui.theme import Theme
from app.ui.tokens import Grid, Radius, Size

_ROW, _AROUND, _GAP = 48, 16, 10
_LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
_Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(160, Theme.current().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens, whole, direction = Theme.current().tokens, QRectF(option.rect), option.direction
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(whole, QColor(tokens.sel if chosen else tokens.list))
        line = QRectF(whole.left() + _AROUND, whole.bottom() - 1, whole.width() - _AROUND, 1)
        painter.fillRect(mirrored_f(line, whole, direction), QColor(tokens.line))
        if chosen:
            edge = QRectF(whole.left(), whole.top(), Grid.CHOSEN_EDGE, whole.height())
            painter.fillRect(mirrored_f(edge, whole, direction), QColor(tokens.accent))
        told = index.data(LINE_ROLE)
        if isinstance(told, AuditLine):
            self._draw(painter, whole, told, direction)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, whole.adjusted(1, 1, -1, -2), Radius.CHIP, tokens.accent)
        painter.restore()

    def _draw(
        self, painter: QPainter, whole: QRectF, line: AuditLine, direction: Qt.LayoutDirection
    ) -> None:
        theme, half = Theme.current(), whole.height() / 2
        left, right = whole.left() + _AROUND, whole.right() - _AROUND
        top = QRectF(left, whole.top() + 4, right - left, half - 4)
        small = theme.font(Size.META, tabular=True)
        when = moment_in_words(line.at, short=True)
        wide = QFontMetrics(small).horizontalAdvance(when) + 2
        place = QRectF(right - wide, top.top(), wide, top.height())
        words = joined(act_label(line.act), line.code)
        second = QRectF(left, whole.top() + half - 2, right - left, half - 4)
        first = QRectF(left, top.top(), max(0.0, right - wide - _GAP - left), top.height())
        for where, text, font, ink in (
            (place, when, small, theme.tokens.text3),
            (first, words, theme.font(weight=600), theme.tokens.text),
            (second, joined(by_whom(line), about(line)), theme.font(Size.META), theme.tokens.text2),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            shown = QFontMetrics(font).elidedText(
                text, Qt.TextElideMode.ElideRight, int(where.width())
            )
            painter.drawText(mirrored_f(where, whole, direction), _LEADING, isolated(shown))


class LogView(QListView):
    """Enter or a double press goes to the record of an entry."""

    record_wanted = Signal(str)
    """Id of the record."""
    menu_wanted = Signal(object)
    """The global point at which a menu was asked for."""

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Entries of the log"))
        self.verticalScrollBar().setSingleStep(24)
        self.doubleClicked.connect(self._entered)

    @property
    def current_line(self) -> AuditLine | None:
        """The entry that one is at."""
        row = self.currentIndex().row()
        return self._log.line(row) if row >= 0 else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, then the rows."""
        ground = QColor(Theme.current().tokens.list)
        QPainter(self.viewport()).fillRect(event.rect(), ground)
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the record."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._entered(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters do not jump: that would ask for every page."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, by mouse or by key."""
        if self.currentIndex().isValid():
            self.menu_wanted.emit(event.globalPos())

    @Slot(QModelIndex)
    def _entered(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, AuditLine) and line.code:
            self.record_wanted.emit(line.subject)
