"""The lock screen: open an archive, choose another, make a new one. It tells nothing of use."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import AccessError, DamageError, SatchelError
from app.progress import Progress
from app.translation import _
from app.ui.card_page import CardPage, Satchel
from app.ui.credentials_form import CredentialsForm
from app.ui.jobs import Lane, Lanes
from app.ui.lock_links import LockLinks
from app.ui.lock_ways import Way, opened_archive
from app.ui.promises import PromisesSheet
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.progress_strip import ProgressBar

if TYPE_CHECKING:
    from app.archive.opening import Archive

_QUIET_MS = 500


def read_ahead(_progress: Progress) -> None:
    """Read what opening needs while the passphrase is being typed."""
    import app.archive.keys
    import app.archive.opening  # noqa: F401


class LockScreen(CardPage):
    """Asks for what opens one archive: a passphrase, or another way.

    Args:
        lanes: The key is derived on the lane for long work.
        archive: The archive offered; None asks to choose one first.
        sentence: Shown above the field, such as after a crash; empty for none.

    Attributes:
        opened_with: What opened the archive; a passphrase, as long as nothing did.
    """

    opened = Signal(object)
    """An `Archive`, open."""
    new_wanted = Signal()
    """The path to a new archive is to begin."""
    salvage_wanted = Signal(object)
    """What is whole in the archive at this `Path` is to be copied into a new one."""
    restore_wanted = Signal()
    """A backup is to become an archive again; nothing is open."""

    def __init__(
        self, lanes: Lanes, archive: Path | None, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lanes, self._archive = lanes, archive
        self.opened_with = Way.PASSPHRASE
        self._name = PlainLabel("", size=Size.RECORD, weight=600, wrap=True)
        self._notice = Banner(tone=Tone.INFO)
        self.form = CredentialsForm(lanes, links=False)
        self.passphrase, self.key_file = self.form.passphrase, self.form.key_file
        self.code, self.shares = self.form.code, self.form.shares
        self.trouble = Banner(tone=Tone.BAD)
        self.open_button = Button("", kind=ButtonKind.PRIMARY, size=Size.TITLE)
        self.choose_button = Button(_("Choose an archive…"), size=Size.TITLE)
        self._bar = ProgressBar()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._bar.show)
        self.links = LockLinks()
        self.recovery_link = self.links.ways[Way.CODE]
        self.other_link, self.new_link = self.links.other, self.links.new
        self._build()
        self._connect()
        if sentence:
            self._notice.say("", sentence, tone=Tone.INFO)
        self._notice.setVisible(bool(sentence))
        self._show_state()
        lanes.submit(Lane.LONG, read_ahead)

    def _build(self) -> None:
        column, middle = self.column, Qt.AlignmentFlag.AlignHCenter
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(Satchel(), 0, middle)
        column.addSpacing(18)
        column.addWidget(self._name)
        column.addSpacing(18)
        column.addWidget(self._notice)
        column.addSpacing(8)
        column.addWidget(self.form)
        column.addSpacing(8)
        column.addWidget(self.trouble)
        column.addSpacing(12)
        self.open_button.setMinimumHeight(38)
        self.choose_button.setMinimumHeight(38)
        column.addWidget(self.open_button)
        column.addSpacing(8)
        column.addWidget(self.choose_button)
        column.addWidget(self._bar, 0, middle)
        self._bar.hide()
        column.addSpacing(8)
        column.addWidget(self.links)
        self._build_below()

    def _build_below(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addStretch(1)
        foot.addWidget(IconMark("shield-check", ink=Ink.TEXT3, size=14))
        foot.addWidget(
            PlainLabel(_("Works offline. Nothing is ever sent."), ink=Ink.TEXT3, size=Size.META)
        )
        self.promises_link = Button(_("What is not promised"), kind=ButtonKind.LINK, size=Size.META)
        self.promises_link.clicked.connect(self._show_promises)
        foot.addWidget(self.promises_link)
        foot.addStretch(1)
        self.below.addLayout(foot)

    def _connect(self) -> None:
        self.form.changed.connect(self._typed)
        self.form.entered.connect(self._open)
        self.form.completed.connect(self.take_focus)
        self.open_button.clicked.connect(self._open)
        self.choose_button.clicked.connect(self._choose_other)
        self.links.way_wanted.connect(self.show_way)
        self.other_link.clicked.connect(self._choose_other)
        self.new_link.clicked.connect(self.new_wanted)
        self.links.restore.clicked.connect(self.restore_wanted)
        self.trouble.acted.connect(self._salvage)

    def offer(self, archive: Path) -> None:
        """Ask for another archive's passphrase."""
        self._archive = archive
        self._notice.hide()
        self.form.show_way(Way.PASSPHRASE)
        self._show_state()

    def take_focus(self) -> None:
        """Put the keyboard where typing begins."""
        if self._archive is None or (self.way is Way.SHARES and self.shares.complete):
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.take_focus()

    @property
    def way(self) -> Way:
        """What is asked for now."""
        return self.form.way

    @Slot(object)
    def show_way(self, way: Way) -> None:
        """Ask for something else; what was typed for the old way is let go of."""
        self.form.show_way(way)
        self._show_state()

    def _show_state(self) -> None:
        known = self._archive is not None
        name = self._archive.name.removesuffix(".satchel") if self._archive is not None else ""
        self._name.setText(name or _("Open an archive"))
        self.form.setVisible(known)
        self.trouble.hide()
        self.open_button.setText(_("Open") if known else _("New archive…"))
        self.choose_button.setVisible(not known)
        self.links.show_for(self.way if known else None)
        self._typed()
        self.take_focus()

    @Slot()
    def _typed(self) -> None:
        self.open_button.setEnabled(self._archive is None or self.form.complete)

    @Slot()
    def _choose_other(self) -> None:
        start = self._archive.parent if self._archive is not None else None
        picker = PlacePicker(self, self._lanes, _("Choose an archive"), Wanted.ARCHIVE, start=start)
        picker.picked.connect(self._other_chosen)
        picker.open()

    @Slot(object)
    def _other_chosen(self, paths: tuple[Path, ...]) -> None:
        self.offer(paths[0])

    @Slot()
    def _show_promises(self) -> None:
        PromisesSheet(self).open()

    @Slot()
    def _open(self) -> None:
        if self._archive is None:
            self.new_wanted.emit()
            return
        if not self.open_button.isEnabled():
            return
        path, attempt = self._archive, self.form.attempt()
        job = self._lanes.submit(
            Lane.LONG, lambda progress: opened_archive(path, attempt, progress)
        )
        self._set_busy(True)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._opened)
        job.failed.connect(self._not_opened)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.form, self.links, self.open_button):
            widget.setEnabled(not busy)
        self.open_button.setText(_("Opening…") if busy else _("Open"))
        if busy:
            self.trouble.hide()
            self._bar.show_progress(0, None)
            self._quiet.start()
        else:
            self._quiet.stop()
            self._bar.hide()

    @Slot(str, int, object)
    def _progressed(self, _what: str, done: int, total: int | None) -> None:
        self._bar.show_progress(done, total)

    @Slot(object)
    def _opened(self, archive: "Archive") -> None:
        self._quiet.stop()
        self.form.clear()
        self.opened_with = self.way
        self.opened.emit(archive)

    @Slot()
    def _salvage(self) -> None:
        self.form.clear()
        self.salvage_wanted.emit(self._archive)

    @Slot(object)
    def _not_opened(self, error: SatchelError) -> None:
        self._set_busy(False)
        sentence = _not_this_way(self.way, error) if isinstance(error, AccessError) else ""
        if sentence:
            self.passphrase.clear()
            self.trouble.say("", sentence, tone=Tone.BAD)
        else:
            harmed = isinstance(error, DamageError)
            self.trouble.say(
                error.happened,
                error.advice,
                tone=Tone.BAD,
                icon="triangle-alert" if harmed else "",
                action=_("Salvage…") if harmed else "",
            )
        self.trouble.show()
        self._typed()
        self.take_focus()


def _not_this_way(way: Way, error: AccessError) -> str:
    """The plain sentence after a wrong passphrase; codes and shares say it themselves."""
    from app.store.unlocking import KeyFileNotGivenError

    if way is Way.KEY_FILE:
        return _(
            "That passphrase and key file do not open this archive together. Nothing was "
            "changed. Check Caps Lock, the keyboard language and the file, then try again."
        )
    if way is not Way.PASSPHRASE:
        return ""
    sentence = _(
        "That passphrase does not open this archive. Nothing was changed. "
        "Check Caps Lock and the keyboard language, then try again."
    )
    if isinstance(error, KeyFileNotGivenError):
        sentence += " " + _("If a key file belongs to it, choose “Key file…” below.")
    return sentence
