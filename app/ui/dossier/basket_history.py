"""The basket and every state it had: undo and redo."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.ui.dossier.basket import Basket

_MOST_STEPS = 500


class _Step(QUndoCommand):
    """From one basket to the next. Typing in one field is one step."""

    def __init__(self, owner: "BasketHistory", before: Basket, after: Basket, field: str) -> None:
        super().__init__()
        self._owner, self._before, self.after, self._field = owner, before, after, field

    def id(self) -> int:
        """Only typing is merged."""
        return 1 if self._field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over what was typed further in the same field."""
        if not isinstance(other, _Step) or other._field != self._field:
            return False
        self.after = other.after
        return True

    def undo(self) -> None:
        """Go back."""
        self._owner.put(self._before)

    def redo(self) -> None:
        """Go forth; also called when the step is made."""
        self._owner.put(self.after)


class BasketHistory(QObject):
    """Holds the basket. Change it by `change`; listen to `changed`."""

    changed = Signal()
    """`basket` is another one now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._basket = Basket()
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_MOST_STEPS)

    @property
    def basket(self) -> Basket:
        """The present one."""
        return self._basket

    def start(self, basket: Basket) -> None:
        """Begin with a basket; nothing before it can be undone."""
        self.stack.clear()
        self.put(basket)

    def change(self, after: Basket, name: str, *, field: str = "") -> None:
        """Make a change that can be undone.

        Args:
            name: What it is called in the menu, such as "Remove 2 records".
            field: The field typed in; changes of one field run together.
        """
        if after == self._basket:
            return
        step = _Step(self, self._basket, after, field)
        step.setText(name)
        self.stack.push(step)

    def put(self, basket: Basket) -> None:
        """Show a basket without making a step; the steps themselves call it."""
        if basket != self._basket:
            self._basket = basket
            self.changed.emit()
