"""One key in the list: whose it is, what it is, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.archive.keys import KeyKind, KeySlot
from app.translation import _
from app.ui.direction import set_margins
from app.ui.keys.slot_words import TYPED, about_words, holder_words, kind_icon
from app.ui.library.flow_layout import FlowLayout
from app.ui.tokens import Ground, IconSize, Ink, Radius, Size, Tone
from app.ui.widgets.buttons import Button, link_button
from app.ui.widgets.chip import Chip
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import PlainLabel, plain_tooltip
from app.ui.widgets.surface import Surface


class SlotCard(Surface):
    """A key as a card.

    Args:
        slot: What is shown.
        only: It is the last one, which cannot be removed.
    """

    change_wanted = Signal(object)
    """A new passphrase for this `KeySlot`."""
    name_wanted = Signal(object)
    """Another name for this `KeySlot`."""
    practise_wanted = Signal(object)
    """Try the shares of this `KeySlot`."""
    remove_wanted = Signal(object)
    """This `KeySlot` is to open nothing any more."""

    def __init__(self, slot: KeySlot, *, only: bool) -> None:
        super().__init__(Ground.LIST, radius=Radius.CARD)
        self.slot = slot
        self.setAccessibleName(f"{holder_words(slot)}, {about_words(slot)}")
        self.acts: list[Button] = []
        self._acts = FlowLayout(gap=14)
        row = QHBoxLayout(self)
        set_margins(row, 16, 12, 16, 10)
        row.setSpacing(14)
        mark = IconMark(kind_icon(slot.kind), self, ink=Ink.ACCENT, size=IconSize.RAIL)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addLayout(self._head())
        column.addWidget(
            PlainLabel(about_words(slot), self, ink=Ink.TEXT2, size=Size.META, wrap=True)
        )
        column.addLayout(self._acts)
        row.addLayout(column, 1)
        self._add_acts(only)

    def _head(self) -> QHBoxLayout:
        slot = self.slot
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = PlainLabel(holder_words(slot), self, size=Size.TITLE, weight=600, wrap=True)
        head.addWidget(self.title, 1)
        if slot.initials and slot.person:
            initials = Chip(slot.initials, self, edged=True)
            initials.setFixedWidth(initials.sizeHint().width())
            head.addWidget(initials)
        if slot.in_use:
            head.addWidget(Chip(_("Opened this session"), self, icon="check", tone=Tone.OK))
        return head

    def _add_acts(self, only: bool) -> None:
        slot = self.slot
        if slot.kind in TYPED:
            self.change = self._act(_("Change passphrase…"))
            self.change.clicked.connect(self._change)
        if slot.kind is KeyKind.SHARES:
            self.practise = self._act(_("Practise…"))
            self.practise.clicked.connect(self._practise)
        self.name = self._act(_("Name…"))
        self.name.clicked.connect(self._name)
        self.remove = self._act(_("Remove…"))
        self.remove.clicked.connect(self._remove)
        if only:
            self.remove.setEnabled(False)
            why = _("The last key stays: without it nobody could open the archive.")
            self.remove.setAccessibleDescription(why)
            self.remove.setToolTip(plain_tooltip(why))

    def _act(self, word: str) -> Button:
        button = link_button(word, self)
        button.setAccessibleName(
            _("{act} ({holder})").format(act=word, holder=holder_words(self.slot))
        )
        self._acts.addWidget(button)
        self.acts.append(button)
        return button

    @Slot()
    def _change(self) -> None:
        self.change_wanted.emit(self.slot)

    @Slot()
    def _name(self) -> None:
        self.name_wanted.emit(self.slot)

    @Slot()
    def _practise(self) -> None:
        self.practise_wanted.emit(self.slot)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self.slot)
