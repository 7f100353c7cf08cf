"""A draft beside the record that it is nearly the same as, with the three decisions."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.archive.difference import Comparison
from app.records.stored import RecordCard
from app.translation import _
from app.ui.compare.doubles_pane import DoublesPane
from app.ui.direction import isolated
from app.ui.intake.draft_doubles import Decision
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.sheet import Sheet

_WIDTH, _MARGIN = 1080, 96


class DoublesSheet(Sheet):
    """Shows the comparison once it is there; what was decided comes as a signal."""

    decided = Signal(str)
    """A `Decision`."""

    def __init__(
        self, over: QWidget, card: RecordCard, title: str, comparison: Comparison, *, article: bool
    ) -> None:
        super().__init__(over, width=_WIDTH)
        self.pane = DoublesPane(self.card)
        self.pane.setMinimumHeight(max(240, over.window().height() - _MARGIN))
        self.pane.swap.hide()
        self.pane.first.show_card(card)
        self.pane.second.show_text(title, _("This draft"))
        self.pane.show_rows(comparison)
        self.pane.name_sides(card.code, _("this draft"), article=article)
        self.pane.link.setText(_("This draft repeats {}").format(isolated(card.code)))
        self.cancel = quiet_button(_("Decide later"), self.pane)
        self.pane.buttons.insertWidget(0, self.cancel)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(2, 10, 2, 10)
        layout.addWidget(self.pane)
        self.cancel.clicked.connect(self.close_sheet)
        self.pane.link_wanted.connect(self._link)
        self.pane.merge_wanted.connect(self._merge)
        self.pane.keep_wanted.connect(self._keep)

    @Slot()
    def _link(self) -> None:
        self._decide(Decision.LINK)

    @Slot()
    def _merge(self) -> None:
        self._decide(Decision.MERGE)

    @Slot()
    def _keep(self) -> None:
        self._decide(Decision.KEEP)

    def _decide(self, decision: Decision) -> None:
        self.close_sheet()
        self.decided.emit(str(decision))
