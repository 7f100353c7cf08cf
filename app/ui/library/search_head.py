"""Above the result: the search line, what narrows, how many there are and in which order."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.records.postings import ConditionField, Order
from app.translation import _, ngettext
from app.ui.direction import set_margins
from app.ui.library.facet_words import left_out_in_words, narrowed_in_words
from app.ui.library.flow_layout import FlowLayout
from app.ui.library.question import Question
from app.ui.reader.pop_up import pop_up
from app.ui.tokens import Ground, Ink, Size, Tone
from app.ui.widgets.buttons import Button, ButtonKind, IconButton
from app.ui.widgets.chip import Chip
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.surface import Surface
from app.ui.widgets.tabs import Tab, Tabs


def order_names() -> dict[Order, str]:
    """Every order by name."""
    return {
        Order.BEST: _("Best match"),
        Order.DATE: _("Latest date"),
        Order.TITLE: _("Title"),
        Order.ADDED: _("Last added"),
    }


@dataclass(frozen=True, slots=True)
class _Narrowing:
    """A chip: its words, its icon, and the question without what it stands for."""

    words: str
    icon: str
    without: Question


class SearchHead(Surface):
    """Where a question is put together; the list below shows what it finds."""

    question_changed = Signal(object)
    """The `Question` that a chip or the order leads to."""
    filters_wanted = Signal()
    """The drawer with the facets is to be shown or hidden."""
    view_chosen = Signal(str)
    """`list` or `table`."""
    save_wanted = Signal()
    """The present question is to be kept under a name."""
    builder_wanted = Signal()
    """The question is to be put together row by row."""
    help_wanted = Signal()
    """What can be typed is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.LIST, parent, line="bottom")
        self._question = Question()
        self._chips: list[Chip] = []
        self._closed: list[_Narrowing] = []
        self.line = SearchField(_("Search"), self, name=_("Search the archive"))
        self.filters = IconButton("list-filter", _("Collections and filters"), self, extent=36)
        self.filters.hide()
        self.build = IconButton("sliders-horizontal", _("Build a question"), self, extent=36)
        self.help = IconButton("circle-question-mark", _("How to search"), self, extent=36)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.line, 1)
        top.addSpacing(4)
        for button in (self.build, self.help, self.filters):
            top.addWidget(button)
        self._chip_box = QWidget(self)
        self._flow = FlowLayout(self._chip_box)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._count = PlainLabel("", self, tabular=True)
        self._order = Button("", self, kind=ButtonKind.QUIET, size=Size.INTERFACE, chevron=True)
        self._order.setAccessibleDescription(_("Order of the results"))
        self.views = Tabs(
            [
                Tab(key="list", label=_("As a list"), icon="list"),
                Tab(key="table", label=_("As a table"), icon="table"),
            ],
            self,
            icons_only=True,
            name=_("How results are shown"),
        )
        self.save = IconButton("bookmark", _("Save this search"), self, extent=30)
        below = QHBoxLayout()
        below.setSpacing(2)
        below.addWidget(self._count)
        self._dot = PlainLabel("·", self, ink=Ink.TEXT3)
        below.addWidget(self._dot)
        below.addWidget(self._order)
        below.addStretch(1)
        below.addWidget(self.views)
        below.addWidget(self.save)
        layout = QVBoxLayout(self)
        set_margins(layout, 12, 10, 12, 6)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._chip_box)
        layout.addLayout(below)
        self._chip_box.hide()
        self.filters.clicked.connect(self.filters_wanted)
        self.views.chosen.connect(self.view_chosen)
        self._order.clicked.connect(self._show_orders)
        self.save.clicked.connect(self.save_wanted)
        self.build.clicked.connect(self.builder_wanted)
        self.help.clicked.connect(self.help_wanted)

    def show_question(self, question: Question) -> None:
        """Show what is asked: chips for what narrows, and the order."""
        self._question = question
        self._order.setText(order_names()[question.present_order])
        self._order.updateGeometry()
        self._closed = shown = self._narrowings()
        while len(self._chips) < len(shown):
            chip = Chip("", self._chip_box, closable=True, tone=Tone.SOFT)
            chip.close_requested.connect(self._close_chip)
            self._flow.addWidget(chip)
            self._chips.append(chip)
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(shown))
            if at < len(shown):
                chip.show_value(shown[at].words, icon=shown[at].icon, tone=Tone.SOFT)
        self._chip_box.setVisible(bool(shown))
        self.save.setEnabled(question.like is None and not question.is_open)

    def show_count(self, count: int) -> None:
        """Show how many records there are."""
        if self._question.like is not None:
            words = ngettext("{count} similar record", "{count} similar records", count)
        elif self._question.asks_words or self._question.is_filtered:
            words = _("{count} found")
        else:
            words = ngettext("{count} record", "{count} records", count)
        self._count.setText(words.format(count=f"{count:,}"))
        ordered = count > 1 and self._question.like is None
        self._order.setVisible(ordered)
        self._dot.setVisible(ordered)

    def _narrowings(self) -> list[_Narrowing]:
        question = self._question
        found = []
        if question.like is not None:
            words = _("Like {code}").format(code=question.like.code)
            found.append(_Narrowing(words, "layers", replace(question, like=None)))
        for each in question.narrowed:
            rest = tuple(other for other in question.narrowed if other is not each)
            icon = "calendar" if each.field is ConditionField.YEAR else ""
            open_again = replace(question, narrowed=rest)
            found.append(_Narrowing(narrowed_in_words(each), icon, open_again))
        for each in question.without:
            rest = tuple(other for other in question.without if other is not each)
            open_again = replace(question, without=rest)
            found.append(_Narrowing(left_out_in_words(each), "ban", open_again))
        if question.any_word:
            open_again = replace(question, any_word=False)
            found.append(_Narrowing(_("Any of the words"), "", open_again))
        return found

    @Slot()
    def _close_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip) and chip in self._chips:
            self.question_changed.emit(self._closed[self._chips.index(chip)].without)

    @Slot()
    def _show_orders(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, name in order_names().items():
            if order is Order.BEST and not self._question.asks_words:
                continue
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(order is self._question.present_order)
            action.setData(order.value)
            group.addAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._order_picked)
        pop_up(menu, self._order.mapToGlobal(self._order.rect().bottomLeft()))

    @Slot(QAction)
    def _order_picked(self, action: QAction) -> None:
        self.choose_order(Order(str(action.data())))

    @Slot(object)
    def choose_order(self, order: Order) -> None:
        """Order the result otherwise."""
        self.question_changed.emit(replace(self._question, order=order))
