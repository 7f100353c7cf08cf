"""Naming the person who opens with a key."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import KeySlot, name_person
from app.translation import _
from app.ui.guided_step import Step
from app.ui.keys.path_dialog import PathDialog
from app.ui.keys.person_fields import PersonFields
from app.ui.session import Session


class NameStep(Step):
    """Name and initials."""

    def __init__(self, slot: KeySlot) -> None:
        super().__init__()
        self.fields = PersonFields(
            _(
                "Both lie inside the encryption, and both may stay empty. History keeps the "
                "initials that were in use when something was done."
            ),
            person=slot.person,
            initials=slot.initials,
        )
        self.column.addWidget(self.fields)

    def take_focus(self) -> None:
        """The name."""
        self.fields.take_focus()


class NamePersonDialog(PathDialog):
    """One step."""

    named = Signal(object)
    """The `KeySlot` as it is now."""

    def __init__(self, over: QWidget, session: Session, slot: KeySlot) -> None:
        self.slot, self.name = slot, NameStep(slot)
        super().__init__(over, session, _("Name and initials"), (self.name,))

    def next_word(self) -> str:
        """It is kept."""
        return _("Keep")

    def advance(self) -> None:
        """Keep it in the archive."""
        archive, number = self.session.archive, self.slot.number
        person, initials = self.name.fields.answer()
        job = self.work(
            lambda _progress: name_person(archive, number, person=person, initials=initials)
        )
        job.finished.connect(self._named)

    @Slot(object)
    def _named(self, slot: KeySlot) -> None:
        self.close_sheet()
        self.named.emit(slot)
