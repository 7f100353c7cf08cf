"""Adding shares: how many, then each holder alone at the keyboard, twice.

First every holder chooses a passphrase; when all have, the shares are made, and every holder takes
their own. Between two holders nothing secret is on the screen.
"""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import NewKey, add_shares, remove_key
from app.translation import _
from app.ui.guided_step import Step
from app.ui.keys.path_dialog import PathDialog
from app.ui.keys.share_steps import CountStep, HandedOutStep, ShareStep
from app.ui.keys.steps import HandOverStep, PassphraseStep
from app.ui.session import Session

_COUNT, _HAND_OVER, _PASSPHRASE, _SHARE, _DONE = range(5)


class AddSharesDialog(PathDialog):
    """The whole path. Nothing is made before the last holder has chosen a passphrase."""

    added = Signal(object, bool)
    """The `NewKey`, and whether the holders want to practise now."""
    taken_back = Signal()
    """The shares were made and removed again."""

    def __init__(self, over: QWidget, session: Session) -> None:
        self.count = CountStep()
        self.hand_over = HandOverStep()
        self.passphrase = PassphraseStep("", [session.archive.name])
        self.share = ShareStep(session.lanes, session.archive.path)
        self.done = HandedOutStep()
        self._chosen: list[str] = []
        self._made: NewKey | None = None
        self._shown = 0
        steps: tuple[Step, ...] = (
            self.count,
            self.hand_over,
            self.passphrase,
            self.share,
            self.done,
        )
        super().__init__(over, session, _("Add shares"), steps)

    def next_word(self) -> str:
        """What the primary button does now."""
        match self.now:
            case 1:
                return _("The others look away")
            case 2:
                last = len(self._chosen) + 1 == self.count.held()
                return _("Make the shares") if last else _("Next")
            case 3:
                return _("Hide it")
            case 4:
                return _("Practise now")
        return _("Next")

    def back_word(self) -> str:
        """Before the shares are made all of it can be dropped; afterwards taken back."""
        if self.now == _DONE:
            return _("Done")
        return _("Take them back") if self._made is not None else _("Cancel")

    def may_close(self) -> bool:
        """Escape drops no passphrase that a holder has learnt already, and loses no share."""
        return self.now in (_COUNT, _DONE)

    def advance(self) -> None:
        """One step on."""
        match self.now:
            case 0:
                self._ask_next_holder()
            case 1:
                self._show_secret_step()
            case 2:
                self._keep_passphrase()
            case 3:
                self._hide_share()
            case _:
                self._finish(practise=True)

    def go_back(self) -> None:
        """Drop it, take it back, or be done."""
        if self.now == _DONE:
            self._finish(practise=False)
        elif self._made is None:
            self.close_sheet()
        else:
            archive, number = self.session.archive, self._made.slot.number
            job = self.work(lambda _progress: remove_key(archive, number))
            job.finished.connect(self._removed)

    def _ask_next_holder(self) -> None:
        number, held = len(self._chosen) + 1, self.count.held()
        self.passphrase.told.setText(
            _(
                "Holder {number} of {held}: this passphrase belongs to your share alone. Without "
                "it the share opens nothing, so keep the two apart."
            ).format(number=number, held=held)
        )
        self.passphrase.choice.begin_anew()
        self.hand_over.ask_for(
            _("Now holder {number} of {held}").format(number=number, held=held),
            _("Sit down at the keyboard alone. Next you choose the passphrase of your share."),
        )
        self.show_step(_HAND_OVER)

    def _keep_passphrase(self) -> None:
        self._chosen.append(self.passphrase.choice.passphrase())
        if len(self._chosen) < self.count.held():
            self._ask_next_holder()
            return
        archive, person = self.session.archive, self.count.called()
        needed, passphrases = self.count.needed(), tuple(self._chosen)
        job = self.work(
            lambda _progress: add_shares(
                archive, needed=needed, passphrases=passphrases, person=person
            )
        )
        job.finished.connect(self._show_first)
        job.failed.connect(self._not_made)

    @Slot(object)
    def _not_made(self, _error: object) -> None:
        self._chosen.pop()

    @Slot(object)
    def _show_first(self, made: NewKey) -> None:
        self._made, self._chosen, self._shown = made, [], 0
        self.passphrase.choice.forget()
        self._ask_to_take()

    def _show_secret_step(self) -> None:
        """The next holder sits alone at the keyboard."""
        if self._made is None:
            self.show_step(_PASSPHRASE)
            return
        self.share.show_share(self._made.shares[self._shown], len(self._made.shares))
        self.show_step(_SHARE)

    def _ask_to_take(self) -> None:
        assert self._made is not None
        share, held = self._made.shares[self._shown], len(self._made.shares)
        self.hand_over.ask_for(
            _("Now holder {number} of {held} again").format(number=share.number, held=held),
            _("Sit down at the keyboard alone. Next your share is shown, once."),
        )
        self.show_step(_HAND_OVER)

    def _hide_share(self) -> None:
        assert self._made is not None
        self.share.forget()
        self._shown += 1
        if self._shown < len(self._made.shares):
            self._ask_to_take()
            return
        self.done.say_what(self._made.slot.needed, len(self._made.shares))
        self.show_step(_DONE)

    def _finish(self, *, practise: bool) -> None:
        made = self._made
        self.close_sheet()
        self.added.emit(made, practise)

    @Slot(object)
    def _removed(self, _nothing: object) -> None:
        self.close_sheet()
        self.taken_back.emit()

    @Slot()
    def _forget(self) -> None:
        super()._forget()
        self._made, self._chosen = None, []
