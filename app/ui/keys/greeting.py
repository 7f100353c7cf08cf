"""What is said once after opening: old or healed key files, and the offer of a new passphrase."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import KeySlot
from app.progress import Progress
from app.translation import _
from app.ui.jobs import Lane
from app.ui.keys.add_person import AddPersonDialog
from app.ui.keys.change_passphrase import ChangePassphraseDialog
from app.ui.keys.slot_words import TYPED
from app.ui.keys.whose_passphrase import SOMEBODY_NEW, WhosePassphraseDialog
from app.ui.keys.work import KeyState, key_state
from app.ui.lock_ways import Way
from app.ui.session import Session
from app.ui.tokens import Ink, Size
from app.ui.widgets.buttons import ButtonKind
from app.ui.widgets.dialog import Dialog, trouble_dialog
from app.ui.widgets.plain_label import PlainLabel

_SET = "set"


class Greeting(QObject):
    """Shows at most one dialog after the other, over the window that just opened.

    Attributes:
        dialog: The one that is shown, or was last.
    """

    def __init__(self, over: QWidget, session: Session, way: Way) -> None:
        super().__init__(over)
        self._over, self._session, self._way = over, session, way
        self.dialog: Dialog | None = None

    def wait(self) -> None:
        """Begin when the window has come back to the place of before."""
        job = self._session.run(Lane.BROWSE, _nothing)
        job.finished.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        """Say what there is to say; mostly nothing."""
        archive = self._session.archive
        if archive.old_key_files:
            self._tell(old_key_files_dialog(self._over))
        elif archive.store.healed:
            self._tell(healed_dialog(self._over))
        else:
            self._offer()

    def _tell(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.closed.connect(self._offer)
        dialog.open()

    @Slot()
    def _offer(self) -> None:
        """After a recovery code or shares somebody has probably forgotten a passphrase."""
        if self._way not in (Way.CODE, Way.SHARES):
            return
        self.dialog = _offer_dialog(self._over, self._way)
        self.dialog.chosen.connect(self._answered)
        self.dialog.open()

    @Slot(str)
    def _answered(self, key: str) -> None:
        if key == _SET:
            archive = self._session.archive
            job = self._session.run(Lane.BROWSE, lambda progress: key_state(archive, progress))
            job.finished.connect(self._ask_whose)

    @Slot(object)
    def _ask_whose(self, state: KeyState) -> None:
        typed = tuple(slot for slot in state.slots if slot.kind in TYPED)
        if not typed:
            self._add()
            return
        dialog = WhosePassphraseDialog(self._over, typed)
        dialog.answered.connect(self._change)
        self.dialog = dialog
        dialog.open()

    @Slot(object)
    def _change(self, slot: KeySlot | None) -> None:
        if slot is SOMEBODY_NEW:
            self._add()
            return
        assert slot is not None
        dialog = ChangePassphraseDialog(self._over, self._session, slot)
        dialog.changed.connect(self._changed)
        self.dialog = dialog
        dialog.open()

    def _add(self) -> None:
        dialog = AddPersonDialog(self._over, self._session)
        dialog.added.connect(self._added)
        self.dialog = dialog
        dialog.open()

    @Slot(object)
    def _changed(self, _made: object) -> None:
        self._session.say(_("The passphrase was changed; the old one opens nothing any more"))

    @Slot(object)
    def _added(self, _made: object) -> None:
        self._session.say(_("Added. From now on this person opens the archive"))


def _nothing(_progress: Progress) -> None:
    """Waits its turn on the lane, behind what the window asks."""


def healed_dialog(over: QWidget) -> Dialog:
    """One of the two key files was damaged or behind, and is whole again."""
    return trouble_dialog(
        over,
        _("A key file of the archive was repaired"),
        happened=_(
            "One of the two files that hold the keys was damaged or behind. It was written anew "
            "from the other one."
        ),
        safe=_("Everything in the archive, and every passphrase."),
        advice=_(
            "Check the archive and make a backup: a disk that damaged one file may damage others."
        ),
    )


def old_key_files_dialog(over: QWidget) -> Dialog:
    """Somebody put key files of before the last change of keys back."""
    return trouble_dialog(
        over,
        _("The archive was opened with old key files"),
        happened=_(
            "The files that hold the keys are older than the last change of keys. Passphrases and "
            "codes that were changed or removed since open the archive again."
        ),
        safe=_("Everything in the archive. The audit log names this opening."),
        advice=_(
            "Unless you restored them yourself, somebody with access to the folder put them there: "
            "renew all keys under Keys and people."
        ),
    )


def _offer_dialog(over: QWidget, way: Way) -> Dialog:
    with_code = way is Way.CODE
    made = Dialog(over, _("Set a new passphrase?"))
    made.body.addWidget(
        PlainLabel(
            _("You opened the archive with a recovery code.")
            if with_code
            else _("You opened the archive with shares."),
            made.card,
            size=Size.TITLE,
            weight=600,
            wrap=True,
        )
    )
    made.body.addWidget(
        PlainLabel(
            _(
                "If a passphrase was forgotten, set a new one now. It can also be done later, "
                "under Keys and people. The code and the shares stay good."
            ),
            made.card,
            ink=Ink.TEXT2,
            size=Size.TITLE,
            wrap=True,
        )
    )
    made.add_button("later", _("Later"))
    made.add_button(_SET, _("Set a new passphrase…"), ButtonKind.PRIMARY)
    return made
