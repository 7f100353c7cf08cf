"""The log beside the page: its head, and what was done, newest first."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import SatchelError
from app.translation import _, ngettext
from app.ui.direction import joined, set_margins
from app.ui.health.head_card import HeadCard
from app.ui.health.log_model import LogModel
from app.ui.health.log_view import LogView
from app.ui.health.log_work import LogStart
from app.ui.theme import Theme
from app.ui.tokens import Ground, IconSize, Ink, Size
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.fitting_area import FittingArea
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.rule import Rule
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.surface import Surface

_LOW = 460
"""In a pane lower than this there is room for the head or for the entries."""


class LogPane(Surface):
    """Shows; what is asked for goes out by signals."""

    filter_wanted = Signal(str)
    """Only entries about the record of this code; empty for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent, line="start")
        self.head = HeadCard()
        self._head_area = FittingArea(self.head, self)
        self.head_switch = quiet_button(_("Head of the log"), self)
        self.head_switch.setCheckable(True)
        self.model = LogModel(self)
        self.filter = SearchField(
            _("Only one record: its code"), self, name=_("Entries about one record, by its code")
        )
        self.view = LogView(self.model, self)
        self._count = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self._nothing = PlainLabel("", self, ink=Ink.TEXT2, wrap=True)
        title = QHBoxLayout()
        set_margins(title, 16, 18, 16, 0)
        title.setSpacing(12)
        title.addWidget(IconMark("history", self, ink=Ink.TEXT2, size=IconSize.RAIL))
        title.addWidget(PlainLabel(_("Log"), self, size=Size.TITLE, weight=600), 1)
        title.addWidget(self.head_switch)
        title.addWidget(self._count)
        self._entries = QWidget(self)
        find = QVBoxLayout()
        set_margins(find, 16, 4, 16, 8)
        find.setSpacing(6)
        find.addWidget(self.filter)
        find.addWidget(self._nothing)
        entries = QVBoxLayout(self._entries)
        entries.setContentsMargins(0, 0, 0, 0)
        entries.setSpacing(6)
        entries.addLayout(find)
        entries.addWidget(Rule(self._entries))
        entries.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        set_margins(layout, 1, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(title)
        self._column = layout
        layout.addWidget(self._head_area)
        layout.addWidget(self._entries, 1)
        self._nothing.hide()
        self.head_switch.toggled.connect(self._arrange)
        self.filter.changed.connect(self._typed)
        self.filter.left_down.connect(self._enter_list)
        self.setAccessibleName(_("Log"))

    def show_log(self, start: LogStart) -> None:
        """Show the head and the first page."""
        self.head.show_head(start.head, start.at, start.modules)
        self.model.show_log(start.lines, start.count)
        count = ngettext("{count} entry", "{count} entries", start.count)
        self._count.setText(count.format(count=f"{start.count:,}"))
        asked = bool(self.filter.text().strip())
        nothing = ""
        if asked and not start.record:
            nothing = _("No record has this code.")
        elif asked and not start.count:
            nothing = _("Nothing is written about this record.")
        self._say(nothing)

    def show_unreadable(self, error: SatchelError) -> None:
        """Say why the log, or a part of it, cannot be shown."""
        self._say(joined(_("The log could not be read."), str(error), between=" "))

    def _say(self, sentence: str) -> None:
        self._nothing.setText(sentence)
        self._nothing.setVisible(bool(sentence))

    def show_only(self, code: str) -> None:
        """Ask for one record; the field says which."""
        self.head_switch.setChecked(False)
        self.filter.set_text(code)

    def show_head(self) -> None:
        """See to it that the head is in sight."""
        self.head_switch.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low pane the head and the entries take turns."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        low = self.height() < _LOW * Theme.current().factor
        shown = self.head_switch.isChecked()
        self.head_switch.setVisible(low)
        self._head_area.setVisible(not low or shown)
        self._column.setStretchFactor(self._head_area, int(low))
        self._entries.setVisible(not low or not shown)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.filter_wanted.emit(text.strip())

    @Slot()
    def _enter_list(self) -> None:
        if self.model.rowCount():
            self.view.setFocus()
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))
