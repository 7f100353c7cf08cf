"""How many panes of the review stand beside each other, by the width there is."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.translation import _
from app.ui.intake.fields_pane import FieldsPane
from app.ui.intake.list_pane import ListPane
from app.ui.intake.original_pane import OriginalPane
from app.ui.theme import Theme
from app.ui.tokens import Grid
from app.ui.widgets.tabs import Tab, Tabs
from app.ui.widths import WidthClass, Widths, width_class

LIST, ORIGINAL, FIELDS = "list", "original", "fields"
_LIST_WIDTH, _FIELDS_WIDTH, _NARROW_FIELDS = 244, 431, 340


class ReviewLayout(QWidget):
    """Documents, original and fields: three panes, two with a drawer, or one."""

    def __init__(
        self, widths: Widths, list_: ListPane, original: OriginalPane, fields: FieldsPane
    ) -> None:
        super().__init__()
        self._widths = widths
        self._list, self._original, self._fields = list_, original, fields
        self._drawer = False
        self._arranged_for = widths.now
        self.tabs = Tabs(
            (
                Tab(key=LIST, label=_("Documents")),
                Tab(key=ORIGINAL, label=_("Original")),
                Tab(key=FIELDS, label=_("Fields")),
            ),
            self,
            name=_("Shown at present"),
        )
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(list_)
        panes.addWidget(original, 1)
        panes.addWidget(fields)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addLayout(panes, 1)
        widths.changed.connect(self._arrange)
        self.tabs.chosen.connect(self._arrange)
        original.drafts_wanted.connect(self.toggle_drawer)
        Theme.current().changed.connect(self._arrange)
        self._arrange()

    @property
    def _now(self) -> WidthClass:
        """How many panes fit; large type needs more room for each."""
        factor = Theme.current().factor
        if factor <= 1:
            return self._widths.now
        with_rail = round((self.width() + Grid.RAIL) / factor)
        return min(self._widths.now, width_class(with_rail), key=_panes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type, panes go earlier."""
        super().resizeEvent(event)
        if self._now is not self._arranged_for:
            self._arrange()

    def show_pane(self, key: str) -> None:
        """Bring a pane into view where not all of them are."""
        self.tabs.choose(key)
        if key == LIST and self._now is WidthClass.TWO:
            self._drawer = True
        elif key != LIST:
            self._drawer = False
        self._arrange()

    @Slot()
    def toggle_drawer(self) -> None:
        """Open or close the list of documents, where it has no place of its own."""
        if self._now is WidthClass.ONE:
            self.tabs.choose(LIST)
        else:
            self._drawer = not self._drawer
            self._arrange()

    @property
    def one_pane(self) -> bool:
        """Whether only one pane fits."""
        return self._now is WidthClass.ONE

    @Slot()
    def _arrange(self) -> None:
        now, scaled = self._now, Theme.current().scaled
        self._arranged_for = now
        one, two = now is WidthClass.ONE, now is WidthClass.TWO
        shown = self.tabs.current
        self.tabs.setVisible(one)
        self._list.setVisible(shown == LIST if one else (self._drawer or not two))
        self._original.setVisible(shown == ORIGINAL if one else True)
        # In two panes the drawer takes the place of the fields.
        self._fields.setVisible(shown == FIELDS if one else not (two and self._drawer))
        self._original.drafts_button.setVisible(two)
        free = 16_777_215
        for pane, wide in (
            (self._list, _LIST_WIDTH),
            (self._fields, _NARROW_FIELDS if two else _FIELDS_WIDTH),
        ):
            pane.setMinimumWidth(0 if one else scaled(wide))
            pane.setMaximumWidth(free if one else scaled(wide))


def _panes(width: WidthClass) -> int:
    return width.value
