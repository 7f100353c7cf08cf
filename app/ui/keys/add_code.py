"""Adding a recovery code: made, shown once, written down by hand."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import NewKey, add_recovery_code, remove_key
from app.translation import _
from app.ui.clipboard import ClipboardGuard
from app.ui.guided_step import Step
from app.ui.keys.code_step import CodeStep
from app.ui.keys.path_dialog import PathDialog
from app.ui.keys.person_fields import PersonFields
from app.ui.session import Session

_WHOSE, _CODE = range(2)


class WhoseStep(Step):
    """Who will keep the paper, if they want to be named."""

    def __init__(self) -> None:
        super().__init__()
        self.say(
            _(
                "A recovery code opens the archive by itself. Have pen and paper ready: the code "
                "is shown once, and the archive keeps no copy that can be read."
            )
        )
        self.fields = PersonFields(_("Who keeps the paper. Both may stay empty."))
        self.column.addWidget(self.fields)

    def take_focus(self) -> None:
        """The name."""
        self.fields.take_focus()


class AddCodeDialog(PathDialog):
    """Whose, then the code. Until it is written down it can be taken back.

    Args:
        clipboard: Where the code may be copied to, for thirty seconds.
    """

    added = Signal(object)
    """The `NewKey`, written down."""
    taken_back = Signal()
    """The code was made and removed again."""

    def __init__(self, over: QWidget, session: Session, clipboard: ClipboardGuard) -> None:
        self.whose, self.code = WhoseStep(), CodeStep()
        self._clipboard = clipboard
        self._made: NewKey | None = None
        super().__init__(over, session, _("Add a recovery code"), (self.whose, self.code))
        self.copy_button = self.add_aside(_("Copy for 30 seconds"), icon="copy")
        self.copy_button.clicked.connect(self._copy)
        self.copy_button.hide()

    def next_word(self) -> str:
        """Make it, then done."""
        return _("Make the code") if self.now == _WHOSE else _("Done")

    def back_word(self) -> str:
        """A code that is there is taken back by a decision, not by closing."""
        return _("Cancel") if self.now == _WHOSE else _("Take it back")

    def may_close(self) -> bool:
        """Escape must not lose what is shown only now."""
        return self.now == _WHOSE

    def advance(self) -> None:
        """Make it, or close."""
        if self._made is not None:
            made = self._made
            self._made = None
            self.close_sheet()
            self.added.emit(made)
            return
        archive = self.session.archive
        person, initials = self.whose.fields.answer()
        job = self.work(
            lambda _progress: add_recovery_code(archive, person=person, initials=initials)
        )
        job.finished.connect(self._show_code)

    def go_back(self) -> None:
        """Cancel, or remove what was made."""
        if self._made is None:
            self.close_sheet()
            return
        archive, number = self.session.archive, self._made.slot.number
        job = self.work(lambda _progress: remove_key(archive, number))
        job.finished.connect(self._removed)

    @Slot(object)
    def _show_code(self, made: NewKey) -> None:
        self._made = made
        self.code.show_code(made.recovery_code)
        self.copy_button.show()
        self.show_step(_CODE)

    @Slot(object)
    def _removed(self, _nothing: object) -> None:
        self._made = None
        self.close_sheet()
        self.taken_back.emit()

    @Slot()
    def _copy(self) -> None:
        self._clipboard.copy(self.code.code.accessibleName())

    @Slot()
    def _forget(self) -> None:
        super()._forget()
        self._made = None
