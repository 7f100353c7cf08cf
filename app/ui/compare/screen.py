"""Compare: near-doubles side by side, and points that several records could establish."""

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.translation import _
from app.ui.compare.actions import CompareActions
from app.ui.compare.doubles_flow import DoublesFlow
from app.ui.compare.doubles_pane import DoublesPane
from app.ui.compare.point_words import pair_row, point_row
from app.ui.compare.points_flow import PointsFlow
from app.ui.compare.points_pane import PointsPane
from app.ui.compare.row_list import RowList
from app.ui.direction import set_margins
from app.ui.screen import MenuAction, Screen
from app.ui.session import Changes, Session
from app.ui.theme import Theme
from app.ui.tokens import Grid, Ground
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.surface import Surface
from app.ui.widgets.tabs import Tab, Tabs
from app.ui.widths import WidthClass

_SMALLEST = QSize(240, 160)
_DOUBLES, _POINTS = "doubles", "points"
_REFRESH_MS = 300


class CompareScreen(Screen):
    """A list at the left; at the right two texts beside each other, or a point's passages."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session, parent, key="compare", title=_("Compare"), icon="columns-2", shortcut="Ctrl+4"
        )
        self.acts = CompareActions(self)
        self.tabs = Tabs(
            (
                Tab(key=_DOUBLES, label=_("Near-doubles")),
                Tab(key=_POINTS, label=_("Points to establish")),
            ),
            self,
            name=_("What is compared"),
        )
        self.doubles, self.points = DoublesPane(self), PointsPane(self)
        self.pairs = RowList(_("Pairs of near-doubles"), self)
        self.suggested = RowList(_("Points to establish"), self)
        self.dismissed = quiet_button("", self)
        self.dismissed.setCheckable(True)
        self.no_pairs = EmptyState(
            "copy",
            _("No near-doubles"),
            _("Records whose texts are nearly the same stand here, side by side."),
        )
        self.no_points = EmptyState(
            "table",
            _("No points yet"),
            _("Figures, dates and names that several records state stand here."),
        )
        self.doubles_flow = DoublesFlow(session, self.doubles, self)
        self.points_flow = PointsFlow(session, self.points, self)
        self._in_detail = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_REFRESH_MS)
        self.setMinimumSize(_SMALLEST)
        self._lay_out()
        self._connect()
        self._arrange()

    def _lay_out(self) -> None:
        self._side = Surface(Ground.LIST, self, line="end")
        self._lists, self._details = QStackedWidget(self), QStackedWidget(self)
        for each in (self.pairs, self.suggested):
            self._lists.addWidget(each)
        for pane in (self.doubles, self.points, self.no_pairs, self.no_points):
            self._details.addWidget(pane)
        head = QHBoxLayout()
        set_margins(head, 8, 6, 8, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        foot = QHBoxLayout()
        set_margins(foot, 6, 4, 8, 6)
        foot.addWidget(self.dismissed)
        foot.addStretch(1)
        column = QVBoxLayout(self._side)
        set_margins(column, 0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._lists, 1)
        column.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addWidget(self._details, 1)

    def _connect(self) -> None:
        acts, doubles, points = self.acts, self.doubles_flow, self.points_flow
        doubles.found.connect(self._show_pairs)
        points.found.connect(self._show_points)
        self.tabs.chosen.connect(self._arrange)
        self.pairs.reached.connect(doubles.show_pair)
        self.suggested.reached.connect(points.show_point)
        self.pairs.entered_row.connect(self._enter)
        self.suggested.entered_row.connect(self._enter)
        self.dismissed.toggled.connect(points.show_dismissed)
        self.session.changed.connect(self._archive_changed)
        self.session.widths.changed.connect(self._arrange)
        self._again.timeout.connect(self.look)
        for action, slot in (
            (acts.link, self._link),
            (acts.merge, doubles.merge),
            (acts.keep, doubles.keep),
            (acts.swap, doubles.swap),
            (acts.dismiss, points.dismiss),
            (acts.switch, self._switch),
            (acts.look, self.look),
        ):
            action.triggered.connect(slot)

    # The Screen protocol

    def menu_actions(self) -> list[MenuAction]:
        """Every action of the screen."""
        return self.acts.all

    def arrive(self, argument: str) -> None:
        """Shown: look at what there is; an argument is the tab that is wanted."""
        if argument in (_DOUBLES, _POINTS):
            self.tabs.choose(argument)
        self.look()

    @Slot()
    def look(self) -> None:
        """Look for near-doubles and points."""
        self.doubles_flow.look()
        self.points_flow.look()

    @Slot(object)
    def _archive_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._again.start()

    # Showing

    @Slot()
    def _show_pairs(self) -> None:
        pairs = self.doubles_flow.pairs
        self.pairs.show_rows([pair_row(each) for each in pairs], self.pairs.currentIndex().row())
        self.tabs.set_label(_DOUBLES, _counted(_("Near-doubles"), len(pairs)))
        self.session.badge.emit(self.key, len(pairs))
        self._arrange()

    @Slot()
    def _show_points(self) -> None:
        flow = self.points_flow
        rows = [point_row(each) for each in flow.points]
        self.suggested.show_rows(rows, self.suggested.currentIndex().row())
        self.tabs.set_label(_POINTS, _counted(_("Points to establish"), flow.count))
        self.dismissed.setText(_("Dismissed: {}").format(flow.dismissed_count))
        self._arrange()

    @Slot()
    def _link(self) -> None:
        if self.doubles.link.isEnabled():
            self.doubles_flow.link()

    @Slot()
    def _switch(self) -> None:
        self.tabs.choose(_POINTS if self.tabs.current == _DOUBLES else _DOUBLES)

    @Slot()
    def _enter(self) -> None:
        """Into the right half; where one pane fits it takes the place of the list."""
        self._in_detail = True
        self._arrange()
        view = self.doubles.view if self.tabs.current == _DOUBLES else self.points.view
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape returns to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self._in_detail = False
            self._arrange()
            rows = self.pairs if self.tabs.current == _DOUBLES else self.suggested
            rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list takes less where there is less."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        doubles = self.tabs.current == _DOUBLES
        flow = self.points_flow
        there = bool(self.doubles_flow.pairs) if doubles else bool(flow.points)
        self._lists.setCurrentWidget(self.pairs if doubles else self.suggested)
        full, empty = (self.doubles, self.no_pairs) if doubles else (self.points, self.no_points)
        self._details.setCurrentWidget(full if there else empty)
        self.dismissed.setVisible(
            not doubles and bool(flow.dismissed_count or self.dismissed.isChecked())
        )
        acts = self.acts
        for action in (acts.link, acts.merge, acts.keep, acts.swap):
            action.setEnabled(doubles and there)
        acts.dismiss.setEnabled(not doubles and there)
        one = self.session.widths.now is WidthClass.ONE
        self._side.setVisible(not one or not self._in_detail)
        self._details.setVisible(not one or self._in_detail)
        wide = min(Theme.current().scaled(Grid.LIST_WIDTH), self.width() * 2 // 5)
        self._side.setMinimumWidth(0 if one else wide)
        self._side.setMaximumWidth(16_777_215 if one else wide)


def _counted(word: str, count: int) -> str:
    return f"{word} {count:,}" if count else word
