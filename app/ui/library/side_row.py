"""Rows of the left pane: a place to go to (collection, bin), and a facet's value to tick."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.translation import _
from app.ui import icons
from app.ui.direction import mirrored_f
from app.ui.library.hit_model import RECORDS_FORMAT
from app.ui.painting import fill, focus_ring, outline
from app.ui.theme import Theme
from app.ui.tokens import Grid, IconSize, Radius, Size
from app.ui.widgets.plain_label import plain_tooltip

_LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
_TRAILING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)


class _Row(QAbstractButton):
    """What both kinds of row share: 26 high, a name, a count at the end, arrows to move on."""

    moved = Signal(int)
    """An arrow key was pressed: -1 up, 1 down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = -1
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> int:
        """The count that is shown; below 0 where none is."""
        return self._count

    def show_value(self, name: str, count: int) -> None:
        """Show another name and count; a count below 0 is left out."""
        if (name, count) == (self.text(), self._count):
            return
        self._count = count
        self.setText(name)
        self.setToolTip(plain_tooltip(name))
        self.setAccessibleName(name)
        # The count is part of what is seen, so it is part of what is said.
        self.setAccessibleDescription(
            _("{count} records").format(count=count) if count >= 0 else ""
        )
        self.update()

    def sizeHint(self) -> QSize:
        """26 high."""
        return QSize(120, Theme.current().scaled(Grid.FACET_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            forward = event.key() == Qt.Key.Key_Down
            self.moved.emit(1 if forward else -1)
            self.focusNextPrevChild(forward)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the pointer's ground."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take it away."""
        self.update()
        super().leaveEvent(event)

    def _draw_words(
        self, painter: QPainter, whole: QRectF, left: float, ink: str, *, struck: bool = False
    ) -> None:
        theme, direction = Theme.current(), self.layoutDirection()
        right = whole.right() - 8
        if self._count >= 0:
            number = f"{self._count:,}"
            font = theme.font(Size.META, tabular=True)
            wide = QFontMetrics(font).horizontalAdvance(number) + 2
            painter.setFont(font)
            painter.setPen(QColor(theme.tokens.text3 if not self.isChecked() else ink))
            place = QRectF(right - wide, whole.top(), wide, whole.height())
            painter.drawText(mirrored_f(place, whole, direction), _TRAILING, number)
            right -= wide + 8
        font = theme.font()
        font.setStrikeOut(struck)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        place = QRectF(left, whole.top(), max(0.0, right - left), whole.height())
        shown = QFontMetrics(theme.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(mirrored_f(place, whole, direction), _LEADING, shown)


class PlaceRow(_Row):
    """Somewhere to go: all records, a collection, the bin. Records may be dropped on it.

    Args:
        icon: Name of an icon.
        takes_records: Whether records can be dropped here.
    """

    records_dropped = Signal(list)
    """Ids of the records that were dropped."""
    menu_wanted = Signal(object)
    """The global point at which a menu was asked for."""

    def __init__(
        self, icon: str, parent: QWidget | None = None, *, takes_records: bool = False
    ) -> None:
        super().__init__(parent)
        self._icon, self._aimed = icon, False
        self.setAcceptDrops(takes_records)

    def nextCheckState(self) -> None:
        """Pressing the chosen place again keeps it."""
        self.setChecked(True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, by mouse or by key."""
        self.menu_wanted.emit(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take records."""
        if event.mimeData().hasFormat(RECORDS_FORMAT):
            event.acceptProposedAction()
            self._aimed = True
            self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They went on."""
        self._aimed = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """They were dropped here."""
        self._aimed = False
        self.update()
        ids = event.mimeData().data(RECORDS_FORMAT).toStdString().split("\n")
        event.acceptProposedAction()
        self.records_dropped.emit([each for each in ids if each])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, name and count."""
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            fill(painter, whole, Radius.CONTROL, tokens.soft)
        elif self.underMouse():
            fill(painter, whole, Radius.CONTROL, tokens.hover)
        size = IconSize.ROW
        place = QRectF(8, whole.center().y() - size / 2, size, size)
        ink = tokens.accent if chosen else tokens.text
        icons.draw(
            painter,
            self._icon,
            mirrored_f(place, whole, self.layoutDirection()),
            tokens.accent if chosen else tokens.text2,
        )
        self._draw_words(painter, whole, 32, ink)
        if self._aimed:
            outline(painter, whole, Radius.CONTROL, tokens.accent, 2)
        if self.hasFocus():
            focus_ring(painter, whole, Radius.CONTROL, tokens.accent)


class TickRow(_Row):
    """A facet's value with a box to tick; one that is left out has a bar in the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_out = False

    def show_value(self, name: str, count: int, *, left_out: bool = False) -> None:
        """Show another value, and whether it is left out."""
        if left_out != self._left_out:
            self._left_out, self._count = left_out, -2  # what is said of it changes too
        super().show_value(name, count)
        if left_out:
            self.setAccessibleDescription(_("left out"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, name and count."""
        tokens, painter, whole = Theme.current().tokens, QPainter(self), QRectF(self.rect())
        if self.underMouse():
            fill(painter, whole, Radius.CONTROL, tokens.hover)
        box = mirrored_f(QRectF(8, whole.center().y() - 7, 14, 14), whole, self.layoutDirection())
        if self.isChecked():
            fill(painter, box, Radius.MARK, tokens.accent)
            icons.draw(painter, "check", box.adjusted(1, 1, -1, -1), tokens.on_accent)
        elif self._left_out:
            fill(painter, box, Radius.MARK, tokens.text2)
            bar = QRectF(box.left() + 3, box.center().y() - 1, box.width() - 6, 2)
            fill(painter, bar, 1, tokens.page)
        else:
            fill(painter, box, Radius.MARK, tokens.page)
            outline(painter, box, Radius.MARK, tokens.edge)
        ink = tokens.text3 if self._left_out else tokens.text
        self._draw_words(painter, whole, 30, ink, struck=self._left_out)
        if self.hasFocus():
            focus_ring(painter, whole, Radius.CONTROL, tokens.accent)
