"""Three panes, two, or one: the left one in a drawer where there is little room."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from app.ui.direction import mirrored
from app.ui.theme import Theme
from app.ui.tokens import Grid
from app.ui.widths import WidthClass

_DRAWER = 264


class _Shade(QWidget):
    """Beside the drawer: a press on it closes the drawer."""

    pressed = Signal()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = Theme.current().tokens, QPainter(self)
        shade = QColor(tokens.shade)
        shade.setAlpha(tokens.shade_alpha // 2)
        painter.fillRect(self.rect(), shade)


class Panes(QWidget):
    """Side, middle and page. `set_width_class` and `set_wide` decide which of them are seen."""

    drawer_moved = Signal(bool)
    """Whether the drawer is open now."""

    def __init__(
        self, side: QWidget, middle: QWidget, page: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._side, self._middle, self._page = side, middle, page
        self._class, self._wide, self._alone = WidthClass.THREE, False, False
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for at, pane in enumerate((side, middle, page)):
            self._split.addWidget(pane)
            self._split.setStretchFactor(at, 1 if pane is page else 0)
        middle.setMinimumWidth(240)
        page.setMinimumWidth(240)
        self._shade = _Shade(self)
        self._shade.hide()
        self._shade.pressed.connect(self.close_drawer)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self._moved = False
        self._split.splitterMoved.connect(self._split_moved)
        side.installEventFilter(self)

    @property
    def is_wide(self) -> bool:
        """Whether only the page is shown."""
        return self._wide

    @property
    def drawer_is_open(self) -> bool:
        """Whether the left pane lies over the others."""
        return self._class is not WidthClass.THREE and self._side.isVisible()

    def set_width_class(self, now: WidthClass) -> None:
        """Show as many panes as fit."""
        if now is self._class:
            return
        self._class = now
        if now is WidthClass.THREE:
            self._shade.hide()
            self._split.insertWidget(0, self._side)
            self._moved = False
        elif self._split.indexOf(self._side) >= 0:
            self._side.setParent(self)
            self._side.hide()
            self._moved = False
        self._arrange()

    def set_wide(self, wide: bool) -> None:
        """Show only the page, or the panes that fit."""
        self._wide = wide
        self.close_drawer()
        self._arrange()

    def set_alone(self, alone: bool) -> None:
        """Show the page without the middle pane: there is nothing to list."""
        if alone != self._alone:
            self._alone = alone
            self._arrange()

    @Slot()
    def toggle_drawer(self) -> None:
        """Open or close the drawer; with three panes there is none."""
        if self._class is WidthClass.THREE:
            return
        if self.drawer_is_open:
            self.close_drawer()
            return
        self._place_drawer()
        self._shade.show()
        self._shade.raise_()
        self._side.show()
        self._side.raise_()
        self._side.setFocus()
        self.drawer_moved.emit(True)

    @Slot()
    def close_drawer(self) -> None:
        """Close the drawer, if it is open."""
        if self.drawer_is_open:
            self._side.hide()
            self._shade.hide()
            self.drawer_moved.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the drawer closes it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.drawer_is_open
        ):
            self.close_drawer()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: object) -> None:
        """Keep the drawer in its place."""
        self._place_drawer()
        self._arrange()

    @Slot()
    def _split_moved(self) -> None:
        """The person chose widths: they stay until the number of panes changes."""
        self._moved = True

    def _arrange(self) -> None:
        one = self._class is WidthClass.ONE
        if self._class is WidthClass.THREE:
            self._side.setVisible(not self._wide)
        self._middle.setVisible(not self._wide and not self._alone)
        self._page.setVisible(self._wide or self._alone or not one)
        if not self._moved and not self._wide and not self._alone and not one:
            rest = self.width() - Grid.LIST_WIDTH
            if self._class is WidthClass.THREE:
                sizes = [Grid.SIDE_WIDTH, Grid.LIST_WIDTH, max(100, rest - Grid.SIDE_WIDTH)]
            else:
                share = min(Grid.LIST_WIDTH, round(self.width() * 0.43))
                sizes = [share, self.width() - share]
            self._split.setSizes(sizes)

    def _place_drawer(self) -> None:
        if self._class is WidthClass.THREE:
            return
        wide = min(_DRAWER, self.width() - 40)
        place = mirrored(QRect(0, 0, wide, self.height()), self.rect(), self.layoutDirection())
        self._side.setGeometry(place)
        self._shade.setGeometry(self.rect())
