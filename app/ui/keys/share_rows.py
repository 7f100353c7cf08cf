"""The shares that were added so far, each by its number, each removable."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import InputError
from app.store.credentials import ShareHeld
from app.translation import _
from app.ui.tokens import IconSize, Ink
from app.ui.widgets.buttons import link_button
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from app.archive.keys import ShareFacts


class ShareRows(QWidget):
    """A line for each share.

    Attributes:
        held: The shares by their number.
        needed: How many open the archive; 0 while none was added.
    """

    changed = Signal()
    """A share came or went."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[int, ShareHeld] = {}
        self.needed = 0
        self._set = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def check(self, facts: "ShareFacts") -> None:
        """Refuse one that cannot be added.

        Raises:
            InputError: It is here already, or belongs to others.
        """
        if facts.number in self.held:
            raise InputError(
                _("Share {number} is here already.").format(number=facts.number),
                _("Add the share of somebody else."),
            )
        if self._set and facts.set != self._set:
            raise InputError(
                _("This share does not belong to those that are here."),
                _("Shares made at different times do not fit together; use those of one time."),
            )

    def add(self, facts: "ShareFacts", held: ShareHeld) -> None:
        """Take one more, whose passphrase is right.

        Raises:
            InputError: It is here already, or belongs to others.
        """
        self.check(facts)
        self.held[facts.number] = held
        self.needed, self._set = facts.needed, facts.set
        self._show()

    def clear(self) -> None:
        """Let go of all of them."""
        self.held = {}
        self.needed, self._set = 0, ""
        self._show()

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for number in self.held:
            self._column.addWidget(self._row(number))
        self.setVisible(bool(self.held))
        self.changed.emit()

    def _row(self, number: int) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconMark("circle-check", ink=Ink.OK, size=IconSize.ROW))
        line.addWidget(PlainLabel(_("Share {number}").format(number=number)), 1)
        remove = link_button(_("Remove"))
        remove.setAccessibleName(_("Remove share {number}").format(number=number))
        remove.setProperty("number", number)
        remove.clicked.connect(self._remove)
        line.addWidget(remove)
        return row

    @Slot()
    def _remove(self) -> None:
        button = self.sender()
        number = int(button.property("number")) if button is not None else 0
        self.held.pop(number, None)
        if not self.held:
            self.needed, self._set = 0, ""
        self._show()
