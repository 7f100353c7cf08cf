"""Keys and people: who opens this archive, with what."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.archive.keys import KeyKind, KeySlot, remove_key
from app.errors import SatchelError
from app.translation import _
from app.ui.clipboard import ClipboardGuard
from app.ui.direction import set_margins
from app.ui.jobs import Lane
from app.ui.keys.actions import KeyActions
from app.ui.keys.add_code import AddCodeDialog
from app.ui.keys.add_person import AddPersonDialog
from app.ui.keys.add_shares import AddSharesDialog
from app.ui.keys.change_passphrase import ChangePassphraseDialog
from app.ui.keys.name_person import NamePersonDialog
from app.ui.keys.page import KeysPage
from app.ui.keys.rehearsal import RehearsalDialog
from app.ui.keys.removal import REMOVE, removal_question
from app.ui.keys.renewal import Renewal
from app.ui.keys.slot_words import TYPED, holder_words
from app.ui.keys.work import KeyState, key_state
from app.ui.screen import MenuAction, Screen
from app.ui.session import Session
from app.ui.tokens import Ground, Ink, Size
from app.ui.widgets.buttons import primary_button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.surface import Surface


class KeysScreen(Screen):
    """The page, and the paths that lead from it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            parent,
            key="keys",
            title=_("Keys and people"),
            icon="users",
            shortcut="Ctrl+8",
            below=True,
        )
        self.acts = KeyActions(self)
        self.page = KeysPage(self.acts, self)
        self.renewal = Renewal(session, self)
        self.state: KeyState | None = None
        self.dialog: Dialog | None = None
        self._removing: KeySlot | None = None
        self._clipboard = ClipboardGuard(self)
        self._why = ElidedLabel("", self, ink=Ink.TEXT2)
        self.add_button = primary_button(_("Add a person…"), self, icon="plus")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self.page, 1)
        self._connect()

    def _head(self) -> Surface:
        head = Surface(Ground.LIST, self, line="bottom")
        row = QHBoxLayout(head)
        set_margins(row, 24, 10, 16, 11)
        row.setSpacing(10)
        row.addWidget(PlainLabel(self.title, head, size=Size.READING, weight=600))
        row.addWidget(self._why, 1)
        row.addWidget(self.add_button)
        end = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        self._why.setAlignment(end | Qt.AlignmentFlag.AlignVCenter)
        return head

    def _connect(self) -> None:
        acts, page = self.acts, self.page
        self.add_button.clicked.connect(acts.add_person.trigger)
        acts.change_mine.triggered.connect(self.change_mine)
        acts.add_person.triggered.connect(self.add_person)
        acts.add_code.triggered.connect(self.add_code)
        acts.add_shares.triggered.connect(self.add_shares)
        acts.practise.triggered.connect(self.practise)
        acts.rekey.triggered.connect(self.renewal.explain)
        page.change_wanted.connect(self.change)
        page.name_wanted.connect(self.name)
        page.practise_wanted.connect(self.practise)
        page.remove_wanted.connect(self.ask_removal)
        page.go_on_wanted.connect(self.renewal.begin)
        page.again_wanted.connect(self.look)
        self.renewal.busy.changed.connect(self._busy_changed)
        self.renewal.ended.connect(self.look)
        self._busy_changed()

    def menu_actions(self) -> list[MenuAction]:
        """Every action of the screen."""
        return self.acts.all

    def arrive(self, argument: str) -> None:
        """Shown: look at the keys."""
        self.look()

    @Slot()
    def look(self) -> None:
        """Read the keys."""
        job = self.session.run(
            Lane.BROWSE, partial(key_state, self.session.archive), topic="keys-page"
        )
        job.finished.connect(self._show)
        job.failed.connect(self.page.show_failure)

    @Slot(object)
    def _show(self, state: KeyState) -> None:
        self.state = state
        self.page.show_state(state)
        self._busy_changed()

    # Paths

    @Slot()
    def add_person(self) -> None:
        """Somebody else gets a passphrase of their own."""
        dialog = AddPersonDialog(self, self.session)
        dialog.added.connect(self._person_added)
        self._open(dialog)

    @Slot()
    def add_code(self) -> None:
        """A recovery code on paper."""
        dialog = AddCodeDialog(self, self.session, self._clipboard)
        dialog.added.connect(self._code_added)
        dialog.taken_back.connect(self.look)
        self._open(dialog)

    @Slot()
    def add_shares(self) -> None:
        """A key that several people hold together."""
        dialog = AddSharesDialog(self, self.session)
        dialog.added.connect(self._shares_added)
        dialog.taken_back.connect(self.look)
        self._open(dialog)

    @Slot()
    def practise(self) -> None:
        """Would the shares open the archive?"""
        self._open(RehearsalDialog(self, self.session))

    @Slot()
    def change_mine(self) -> None:
        """A new passphrase for the key that opened the archive."""
        mine = self.state.opened_with if self.state is not None else None
        if mine is not None and mine.kind in TYPED:
            self.change(mine)

    @Slot(object)
    def change(self, slot: KeySlot) -> None:
        """A new passphrase for a key."""
        dialog = ChangePassphraseDialog(self, self.session, slot)
        dialog.changed.connect(self._passphrase_changed)
        self._open(dialog)

    @Slot(object)
    def name(self, slot: KeySlot) -> None:
        """Another name for whoever has a key."""
        dialog = NamePersonDialog(self, self.session, slot)
        dialog.named.connect(self._named)
        self._open(dialog)

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open()

    @Slot(object)
    def _person_added(self, made: object) -> None:
        self._done(_("Added. From now on this person opens the archive"))

    @Slot(object)
    def _code_added(self, _made: object) -> None:
        self._done(_("The recovery code opens the archive"))

    @Slot(object, bool)
    def _shares_added(self, _made: object, practise: bool) -> None:
        self._done(_("The shares open the archive"))
        if practise:
            self.practise()

    @Slot(object)
    def _passphrase_changed(self, _made: object) -> None:
        self._done(_("The passphrase was changed; the old one opens nothing any more"))

    @Slot(object)
    def _named(self, slot: KeySlot) -> None:
        self._done(_("Kept: {holder}").format(holder=holder_words(slot)))

    def _done(self, sentence: str) -> None:
        self.session.say(sentence)
        self.look()

    # Removing

    @Slot(object)
    def ask_removal(self, slot: KeySlot) -> None:
        """Ask, with what follows from it."""
        self._removing = slot
        dialog = removal_question(self, slot)
        dialog.chosen.connect(self._removal_answered)
        self._open(dialog)

    @Slot(str)
    def _removal_answered(self, key: str) -> None:
        slot, self._removing = self._removing, None
        if key != REMOVE or slot is None:
            return
        archive, number = self.session.archive, slot.number
        job = self.session.run(Lane.BROWSE, lambda _progress: remove_key(archive, number))
        job.finished.connect(self._removed)
        job.failed.connect(self._not_removed)

    @Slot(object)
    def _removed(self, _nothing: object) -> None:
        self._done(_("Removed; it opens nothing any more"))

    @Slot(object)
    def _not_removed(self, error: SatchelError) -> None:
        self.session.show_trouble(_("The key was not removed"), error)
        self.look()

    @Slot()
    def _busy_changed(self) -> None:
        """While all keys change, no single one does."""
        busy, state = self.renewal.busy.running, self.state
        mine = state.opened_with if state is not None else None
        shares = state is not None and any(slot.kind is KeyKind.SHARES for slot in state.slots)
        acts = self.acts
        for action in (acts.add_person, acts.add_code, acts.add_shares, acts.rekey):
            action.setEnabled(not busy)
        acts.change_mine.setEnabled(not busy and mine is not None and mine.kind in TYPED)
        acts.practise.setEnabled(not busy and shares)
        self.add_button.setEnabled(not busy)
        self.add_button.setAccessibleDescription(busy)
        self._why.setText(busy)
        for card in self.page.cards:
            card.setEnabled(not busy)
