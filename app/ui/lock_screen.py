"""The lock screen: open an archive, choose another, make a new one. It tells nothing of use."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import AccessError, DamageError, SatchelError
from app.progress import Progress
from app.translation import _
from app.ui.card_page import CardPage, Satchel
from app.ui.jobs import Lane, Lanes
from app.ui.passphrase_field import PassphraseField
from app.ui.promises import PromisesSheet
from app.ui.tokens import Ink, Size, Tone
from app.ui.typing_hints import TypingHints
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, ButtonKind, link_button
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.place_picker import PlacePicker, Wanted
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.progress_strip import ProgressBar
from app.ui.widgets.text_input import LineInput

if TYPE_CHECKING:
    from app.archive.opening import Archive

_QUIET_MS = 500


def opened_archive(
    path: Path, passphrase: str | None, code: str | None, progress: Progress
) -> "Archive":
    """Open an archive. What that needs is read here, so that the lock screen need not wait."""
    from app.archive.opening import Credentials, open_archive

    credentials = Credentials(passphrase=passphrase, recovery_code=code)
    return open_archive(path, credentials, progress=progress)


def read_ahead(_progress: Progress) -> None:
    """Read what opening needs while the passphrase is being typed."""
    import app.archive.opening  # noqa: F401


class LockScreen(CardPage):
    """Asks for the passphrase of one archive.

    Args:
        lanes: The key is derived on the lane for long work.
        archive: The archive offered; None asks to choose one first.
        sentence: Shown above the field, such as after a crash; empty for none.
    """

    opened = Signal(object)
    """An `Archive`, open."""
    new_wanted = Signal()
    """The path to a new archive is to begin."""

    def __init__(
        self, lanes: Lanes, archive: Path | None, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lanes, self._archive = lanes, archive
        self._recovering = False
        self._name = PlainLabel("", size=Size.RECORD, weight=600, wrap=True)
        self._notice = Banner(tone=Tone.INFO)
        self._label = PlainLabel("", ink=Ink.TEXT2, size=Size.META)
        self.passphrase = PassphraseField()
        self.code = LineInput(name=_("Recovery code"), hint="XXXX-XXXX-XXXX-XXXX-…")
        self.trouble = Banner(tone=Tone.BAD)
        self._hints = TypingHints(self.passphrase.line)
        self._caps = PlainLabel(_("Caps Lock is on"), ink=Ink.WARN, size=Size.META)
        self._caps_mark = IconMark("arrow-up", ink=Ink.WARN, size=14)
        self._script = PlainLabel("", ink=Ink.TEXT3, size=Size.META)
        self._script_mark = IconMark("keyboard", ink=Ink.TEXT3, size=14)
        self.open_button = Button("", kind=ButtonKind.PRIMARY, size=Size.TITLE)
        self.choose_button = Button(_("Choose an archive…"), size=Size.TITLE)
        self._bar = ProgressBar()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._bar.show)
        self.recovery_link = link_button("")
        self.other_link = link_button(_("Other archive…"))
        self.new_link = link_button(_("New archive…"))
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
        column.addWidget(self._label)
        column.addSpacing(6)
        column.addWidget(self.passphrase)
        column.addWidget(self.code)
        column.addSpacing(8)
        column.addWidget(self.trouble)
        column.addSpacing(4)
        hints = QHBoxLayout()
        hints.setSpacing(6)
        for widget in (self._script_mark, self._script, self._caps_mark, self._caps):
            hints.addWidget(widget)
        hints.addStretch(1)
        column.addLayout(hints)
        column.addSpacing(12)
        self.open_button.setMinimumHeight(38)
        self.choose_button.setMinimumHeight(38)
        column.addWidget(self.open_button)
        column.addSpacing(8)
        column.addWidget(self.choose_button)
        column.addWidget(self._bar, 0, middle)
        self._bar.hide()
        column.addSpacing(8)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addStretch(1)
        for link in (self.recovery_link, self.other_link, self.new_link):
            links.addWidget(link)
        links.addStretch(1)
        column.addLayout(links)
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
        self.passphrase.changed.connect(self._typed)
        self.passphrase.entered.connect(self._open)
        self.code.textChanged.connect(self._typed)
        self.code.returnPressed.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.choose_button.clicked.connect(self._choose_other)
        self.recovery_link.clicked.connect(self._switch)
        self.other_link.clicked.connect(self._choose_other)
        self.new_link.clicked.connect(self.new_wanted)
        self._hints.changed.connect(self._show_hints)

    def offer(self, archive: Path) -> None:
        """Ask for another archive's passphrase."""
        self._archive = archive
        self._recovering = False
        self._notice.hide()
        self.passphrase.clear()
        self.code.clear()
        self._show_state()

    def take_focus(self) -> None:
        """Put the keyboard where typing begins."""
        if self._archive is None:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            field = self.code if self._recovering else self.passphrase
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self) -> None:
        known = self._archive is not None
        name = self._archive.name.removesuffix(".satchel") if self._archive is not None else ""
        self._name.setText(name or _("Open an archive"))
        self._label.setText(_("Recovery code") if self._recovering else _("Passphrase"))
        self._label.setVisible(known)
        self.passphrase.setVisible(known and not self._recovering)
        self.code.setVisible(known and self._recovering)
        self.trouble.hide()
        self.open_button.setText(_("Open") if known else _("New archive…"))
        self.choose_button.setVisible(not known)
        self.recovery_link.setText(_("Passphrase…") if self._recovering else _("Recovery code…"))
        for link in (self.recovery_link, self.other_link, self.new_link):
            link.setVisible(known)
        self._show_hints()
        self._typed()
        self.take_focus()

    @Slot()
    def _typed(self) -> None:
        text = self.code.text() if self._recovering else self.passphrase.text()
        self.open_button.setEnabled(self._archive is None or bool(text))

    @Slot()
    def _show_hints(self) -> None:
        shown = self._archive is not None and not self._recovering
        caps = shown and self._hints.caps_lock
        script = self._hints.script if shown else ""
        for widget in (self._caps, self._caps_mark):
            widget.setVisible(caps)
        self._script.setText(_("The keyboard writes {script}").format(script=script))
        for widget in (self._script, self._script_mark):
            widget.setVisible(bool(script))

    @Slot()
    def _switch(self) -> None:
        self._recovering = not self._recovering
        self._show_state()

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
        path = self._archive
        passphrase = None if self._recovering else self.passphrase.text()
        code = self.code.text() if self._recovering else None
        job = self._lanes.submit(
            Lane.LONG, lambda progress: opened_archive(path, passphrase, code, progress)
        )
        self._set_busy(True)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._opened)
        job.failed.connect(self._not_opened)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.passphrase, self.code, self.recovery_link, self.other_link):
            widget.setEnabled(not busy)
        self.new_link.setEnabled(not busy)
        self.open_button.setEnabled(not busy)
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
        self.passphrase.clear()
        self.code.clear()
        self.opened.emit(archive)

    @Slot(object)
    def _not_opened(self, error: SatchelError) -> None:
        self._set_busy(False)
        if isinstance(error, AccessError) and not self._recovering:
            self.passphrase.clear()
            self.trouble.say(
                "",
                _(
                    "That passphrase does not open this archive. Nothing was changed. "
                    "Check Caps Lock and the keyboard language, then try again."
                ),
                tone=Tone.BAD,
            )
        else:
            icon = "triangle-alert" if isinstance(error, DamageError) else ""
            self.trouble.say(error.happened, error.advice, tone=Tone.BAD, icon=icon)
        self.trouble.show()
        self._typed()
        self.take_focus()
