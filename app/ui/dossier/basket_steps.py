"""What a person does to the basket, each as one step that can be undone."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from app.records.vocabularies import Scope
from app.translation import _, ngettext
from app.ui.dossier.basket import Basket
from app.ui.dossier.basket_history import BasketHistory
from app.ui.dossier.basket_model import BasketRow
from app.ui.dossier.basket_pane import BasketPane
from app.ui.dossier.include_dialog import IncludeDialog


class BasketSteps(QObject):
    """Turns what the pane and the menus ask for into steps of the history."""

    open_requested = Signal(str)
    """A record is wanted in the library."""

    def __init__(self, history: BasketHistory, pane: BasketPane) -> None:
        super().__init__(pane)
        self._history, self._pane = history, pane
        view, form = pane.view, pane.form
        form.recipient_typed.connect(self._recipient)
        form.purpose_chosen.connect(self._purpose)
        form.day_typed.connect(self._day)
        pane.picker.added.connect(self.add)
        view.move_requested.connect(self.move)
        view.shift_requested.connect(self.shift)
        view.remove_requested.connect(self.remove)
        view.open_requested.connect(self.open_requested)
        pane.decide.leave_out.connect(self.leave_out)
        pane.decide.include.connect(self.ask_reason)

    @property
    def current(self) -> BasketRow | None:
        """The row where the keyboard's place is."""
        number = self._pane.view.currentIndex().row()
        rows = self._pane.model.rows
        return rows[number] if 0 <= number < len(rows) else None

    @Slot(object)
    def add(self, ids: tuple[str, ...]) -> None:
        """Put records at the end; those already inside stay where they are."""
        before = self._history.basket
        after = before.with_added(tuple(ids))
        new = after.ids[len(before.ids) :]
        if new:
            name = ngettext("Add {} record", "Add {} records", len(new)).format(len(new))
            self._history.change(after, name)
            self._pane.view.choose(new)

    @Slot(str)
    def title(self, text: str) -> None:
        """The title was typed."""
        after = replace(self._history.basket, title=text)
        self._history.change(after, _("Change the title"), field="title")

    @Slot(str)
    def _recipient(self, text: str) -> None:
        after = replace(self._history.basket, recipient=text)
        self._history.change(after, _("Change the recipient"), field="recipient")

    @Slot(object)
    def _purpose(self, scope: Scope) -> None:
        self._history.change(replace(self._history.basket, purpose=scope), _("Change the purpose"))

    @Slot(str)
    def _day(self, text: str) -> None:
        after = replace(self._history.basket, day=text)
        self._history.change(after, _("Change the date"), field="day")

    @Slot(object, int)
    def move(self, ids: tuple[str, ...], place: int) -> None:
        """Records were dropped before the one at `place`."""
        self._history.change(self._history.basket.moved(ids, place), _("Move"))
        self._pane.view.choose(ids)

    @Slot(object, int)
    def shift(self, ids: tuple[str, ...], way: int) -> None:
        """Records go one place up or down."""
        self._history.change(self._history.basket.shifted(ids, way), _("Move"))
        self._pane.view.choose(ids)

    @Slot()
    def up(self) -> None:
        """The chosen ones go up."""
        self.shift(self._pane.view.chosen, -1)

    @Slot()
    def down(self) -> None:
        """The chosen ones go down."""
        self.shift(self._pane.view.chosen, 1)

    @Slot(object)
    def remove(self, ids: tuple[str, ...]) -> None:
        """Take records out of the basket."""
        if not ids:
            return
        place = min(self._pane.model.place_of(each) for each in ids)
        name = ngettext("Take out {} record", "Take out {} records", len(ids)).format(len(ids))
        self._history.change(self._history.basket.without(ids), name)
        left = self._history.basket.ids
        self._pane.view.choose(left[place : place + 1] or left[-1:])

    @Slot()
    def remove_chosen(self) -> None:
        """Take the chosen ones out."""
        self.remove(self._pane.view.chosen)

    @Slot(str)
    def leave_out(self, record: str) -> None:
        """A person decided that it stays out."""
        after = self._history.basket.decided(record, left_out=True)
        self._history.change(after, _("Leave out"))

    @Slot()
    def leave_out_chosen(self) -> None:
        """The chosen ones stay out."""
        for record in self._pane.view.chosen:
            self.leave_out(record)

    @Slot()
    def take_back_chosen(self) -> None:
        """What was decided about the chosen ones no longer stands."""
        after = self._history.basket
        for record in self._pane.view.chosen:
            after = after.decided(record)
        self._history.change(after, _("Take the decision back"))

    @Slot(str)
    def ask_reason(self, record: str) -> None:
        """Ask why a record is to be included all the same, where that is allowed at all."""
        place = self._pane.model.place_of(record)
        if place < 0:
            return
        row = self._pane.model.rows[place]
        if row.verdict is None or row.card is None or not may_include(row):
            return
        dialog = IncludeDialog(
            self._pane, record, row.card.code, row.verdict.reason, reason=row.item.reason
        )
        dialog.included.connect(self._include)
        dialog.open()

    @Slot()
    def include_chosen(self) -> None:
        """Ask about the record where the keyboard's place is."""
        row = self.current
        if row is not None:
            self.ask_reason(row.item.id)

    @Slot(str, str)
    def _include(self, record: str, reason: str) -> None:
        self._history.change(self._history.basket.decided(record, reason=reason), _("Include"))

    @Slot()
    def open_chosen(self) -> None:
        """Show the record where the keyboard's place is."""
        row = self.current
        if row is not None:
            self.open_requested.emit(row.item.id)

    @Slot()
    def begin_anew(self) -> None:
        """An empty basket; undo brings the old one back."""
        self._history.change(Basket(day=date.today().isoformat()), _("Begin a new dossier"))


def may_include(row: BasketRow) -> bool:
    """Whether a written reason could include this record."""
    return bool(row.verdict and row.verdict.may_override) and not row.item.reason
