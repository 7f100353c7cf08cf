"""People: by pseudonym, with their role and how they may appear outside."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.archive.reading import OpenedRecord
from app.records.person import Person
from app.records.record import Record
from app.records.vocabularies import PersonRole, ProtectionLevel, label
from app.translation import _
from app.ui.direction import set_margins
from app.ui.reader.record_pane import RecordPane
from app.ui.reader.tick_box import TickBox
from app.ui.tokens import Ground, Ink, Radius, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import IconButton, secondary_button
from app.ui.widgets.dropdown import Dropdown
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.surface import Surface
from app.ui.widgets.text_input import LineInput

_Persons = tuple[Person, ...]


class PeoplePane(RecordPane):
    """The people in a record, one card each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("People"))
        self._cards: list[_PersonCard] = []
        told = _("People stand here by pseudonym. A real name never belongs here.")
        self._banner = Banner("", told, self, tone=Tone.MASK)
        self._none = PlainLabel(_("Nobody is named in this record yet."), self, ink=Ink.TEXT2)
        self._new = LineInput(name=_("Pseudonym"), hint=_("Pseudonym"))
        self._add = secondary_button(_("Add person"), self, icon="plus")
        foot = QWidget(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._new, 1)
        row.addWidget(self._add)
        self.column.addWidget(self._banner)
        self.column.addWidget(self._none)
        self._foot = foot
        self.column.addWidget(foot)
        self._add.clicked.connect(self._add_person)
        self._new.returnPressed.connect(self._add_person)

    def show_record(self, opened: OpenedRecord) -> None:
        """Show who is in it."""
        same = self.opened is not None and self.opened.record.persons == opened.record.persons
        super().show_record(opened)
        if same:
            return
        for card in self._cards:
            self.column.removeWidget(card)
            card.deleteLater()
        self._cards = []
        for number, person in enumerate(opened.record.persons):
            card = _PersonCard(number, person, self)
            card.changed.connect(self._changed)
            card.removed.connect(self._removed)
            self.column.insertWidget(self.column.indexOf(self._foot), card)
            self._cards.append(card)
        self._none.setVisible(not self._cards)

    def _change(self, change: Callable[[_Persons], _Persons], what: str) -> None:
        self.change_wanted.emit(partial(_with_persons, change), what.format(code=self.code))

    @Slot()
    def _add_person(self) -> None:
        name = " ".join(self._new.text().split())
        if name:
            self._new.clear()
            self._change(partial(_added, Person(pseudonym=name)), _("Added a person to {code}"))

    @Slot(int, object)
    def _changed(self, number: int, person: Person) -> None:
        self._change(partial(_replaced, number, person), _("Changed a person of {code}"))

    @Slot(int, object)
    def _removed(self, _number: int, person: Person) -> None:
        self._change(partial(_taken_out, person), _("Removed a person from {code}"))


class _PersonCard(Surface):
    changed = Signal(int, object)
    removed = Signal(int, object)

    def __init__(self, number: int, person: Person, parent: QWidget) -> None:
        super().__init__(Ground.LIST, parent, radius=Radius.CARD)
        self._number, self._person = number, person
        self._name = LineInput(person.pseudonym, name=_("Pseudonym"))
        self._role = Dropdown(name=_("Role"))
        for role in PersonRole:
            self._role.addItem(label(role), role.value)
        self._role.choose(person.role.value)
        self._protection = Dropdown(name=_("Protection"))
        for level in ProtectionLevel:
            self._protection.addItem(label(level), level.value)
        self._protection.choose(person.protection.value)
        self._child = TickBox(_("Was under 18"))
        self._child.setChecked(person.child)
        remove = IconButton("x", _("Remove {name}").format(name=person.pseudonym), self)
        grid = QGridLayout(self)
        set_margins(grid, 14, 10, 10, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(Field(_("Pseudonym"), self._name, self), 0, 0)
        grid.addWidget(Field(_("Role"), self._role, self), 0, 1)
        grid.addWidget(Field(_("Protection"), self._protection, self), 1, 0)
        grid.addWidget(self._child, 1, 1)
        grid.addWidget(remove, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.setAccessibleName(person.pseudonym)
        self._name.editingFinished.connect(self._tell)
        self._role.activated.connect(self._tell)
        self._protection.activated.connect(self._tell)
        self._child.clicked.connect(self._tell)
        remove.clicked.connect(self._remove)

    @Slot()
    def _tell(self) -> None:
        name = " ".join(self._name.text().split())
        person = replace(
            self._person,
            pseudonym=name or self._person.pseudonym,
            role=PersonRole(str(self._role.currentData())),
            protection=ProtectionLevel(str(self._protection.currentData())),
            child=self._child.isChecked(),
        )
        if person != self._person:
            self._person = person
            self.changed.emit(self._number, person)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._number, self._person)


def _with_persons(change: Callable[[_Persons], _Persons], record: Record) -> Record:
    return replace(record, persons=change(record.persons))


def _added(person: Person, persons: _Persons) -> _Persons:
    known = {each.pseudonym for each in persons}
    return persons if person.pseudonym in known else (*persons, person)


def _replaced(number: int, person: Person, persons: _Persons) -> _Persons:
    return tuple(person if at == number else each for at, each in enumerate(persons))


def _taken_out(person: Person, persons: _Persons) -> _Persons:
    return tuple(each for each in persons if each != person)
