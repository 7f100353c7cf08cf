"""The guided path to a new archive: place, passphrase, recovery code, what to begin with.

Who works here is asked last: only then there is an encryption for the name to lie in.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.archive.opening import Archive, NewArchive, create_archive
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _
from app.ui.card_page import CardPage
from app.ui.guided_step import Step
from app.ui.jobs import Lane, Lanes
from app.ui.keys.code_step import CodeStep
from app.ui.new_archive_steps import BeginStep, PassphraseStep, PlaceStep
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, ButtonKind, quiet_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.progress_strip import ProgressBar
from app.ui.widgets.steps import Steps

_PLACE, _PASSPHRASE, _CODE, _BEGIN = range(4)
_FIRST_SLOT = 1


def furnish(
    archive: Archive, person: str, initials: str, progress: Progress, *, samples: bool
) -> None:
    """Put into a new archive what its maker asked for.

    Args:
        person: Who works here; with the initials empty, nobody is named.
        samples: Whether the invented records are wanted.

    Raises:
        SystemTroubleError: The disk refused; what was put in before stays.
    """
    if person or initials:
        from app.archive.keys import name_person  # The lock screen need not wait for it.

        name_person(archive, _FIRST_SLOT, person=person, initials=initials)
    if samples:
        from app.intake.samples import add_samples

        add_samples(archive, progress)


class NewArchivePage(CardPage):
    """Four steps, one after the other. Up to the second nothing is written anywhere."""

    opened = Signal(object)
    """The new `Archive`, open."""
    cancelled = Signal()
    """Back to the lock screen; nothing was made."""

    def __init__(self, lanes: Lanes, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=600)
        self._lanes = lanes
        self._archive: Archive | None = None
        self.place_step = PlaceStep(lanes)
        self.passphrase_step = PassphraseStep()
        self.code_step = CodeStep()
        self.begin_step = BeginStep()
        self._steps: tuple[Step, ...] = (
            self.place_step,
            self.passphrase_step,
            self.code_step,
            self.begin_step,
        )
        self._header = Steps([_("Place"), _("Passphrase"), _("Recovery code"), _("Begin")])
        self._stack = QStackedLayout()
        self._trouble = Banner(tone=Tone.BAD)
        self._trouble.hide()
        self._bar = ProgressBar()
        self._bar.hide()
        self.back_button = quiet_button(_("Cancel"))
        self.next_button = Button("", kind=ButtonKind.PRIMARY)
        self._why = PlainLabel("", ink=Ink.WARN, size=Size.META, wrap=True)
        end = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self._why.setAlignment(end | middle)
        self._build()
        self._show(_PLACE)

    def _build(self) -> None:
        title = PlainLabel(_("New archive"), size=Size.DIALOG, weight=600)
        self.column.addWidget(title)
        self.column.addSpacing(14)
        self.column.addWidget(self._header)
        self.column.addSpacing(20)
        for step in self._steps:
            self._stack.addWidget(step)
            step.ready_changed.connect(self._ready_changed)
        self.column.addLayout(self._stack)
        self.column.addSpacing(12)
        self.column.addWidget(self._trouble)
        self.column.addSpacing(12)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back_button)
        foot.addWidget(self._bar)
        foot.addWidget(self._why, 1)
        foot.addWidget(self.next_button)
        self.column.addLayout(foot)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, from any field; a button that has the keyboard takes it first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_button.click()
        elif event.key() == Qt.Key.Key_Escape and self.back_button.isVisible():
            self.back_button.click()
        else:
            super().keyPressEvent(event)

    @property
    def _now(self) -> int:
        return self._stack.currentIndex()

    @property
    def archive(self) -> Archive | None:
        """The archive, once it was made."""
        return self._archive

    def take_focus(self) -> None:
        """Put the keyboard where the present step begins."""
        self._steps[self._now].take_focus()

    def _show(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._header.show_step(number)
        self._trouble.hide()
        self.back_button.setText(_("Cancel") if number == _PLACE else _("Back"))
        # An archive that is there cannot be taken back by a button in passing.
        self.back_button.setVisible(number < _CODE)
        self.next_button.setText(
            {_PLACE: _("Next"), _PASSPHRASE: _("Create archive"), _CODE: _("Next")}.get(
                number, _("Begin")
            )
        )
        self._ready_changed()
        self.take_focus()

    @Slot()
    def _ready_changed(self) -> None:
        missing = self._steps[self._now].missing()
        self.next_button.setEnabled(not missing)
        self._why.set_ink(Ink.WARN)
        self._why.setText(missing)

    @Slot()
    def _back(self) -> None:
        if self._now == _PLACE:
            self.cancelled.emit()
        else:
            self._show(_PLACE)

    @Slot()
    def _next(self) -> None:
        match self._now:
            case 0:
                self.passphrase_step.choice.know([self.place_step.name.text()])
                self._show(_PASSPHRASE)
            case 1:
                self._create()
            case 2:
                self._show(_BEGIN)
            case _:
                self._begin()

    def _create(self) -> None:
        path, passphrase = self.place_step.path(), self.passphrase_step.passphrase()
        job = self._lanes.submit(
            Lane.LONG, lambda progress: create_archive(path, passphrase, progress=progress)
        )
        self._set_busy(True)
        job.finished.connect(self._created)
        job.failed.connect(self._not_done)

    @Slot(object)
    def _created(self, made: NewArchive) -> None:
        self._set_busy(False)
        self._archive = made.archive
        self.passphrase_step.forget()
        self.code_step.show_code(made.recovery_code)
        self._show(_CODE)

    def _begin(self) -> None:
        archive = self._archive
        assert archive is not None
        self.code_step.forget()
        person, initials = self.begin_step.person.answer()
        samples = self.begin_step.with_samples()
        if not (person or initials or samples):
            self.opened.emit(archive)
            return
        job = self._lanes.submit(
            Lane.LONG,
            lambda progress: furnish(archive, person, initials, progress, samples=samples),
        )
        self._set_busy(True)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._furnished)
        job.failed.connect(self._not_done)

    @Slot(object)
    def _furnished(self, _nothing: object) -> None:
        self._set_busy(False)
        self.opened.emit(self._archive)

    @Slot(str, int, object)
    def _progressed(self, _what: str, done: int, total: int | None) -> None:
        self._bar.show_progress(done, total)

    @Slot(object)
    def _not_done(self, error: SatchelError) -> None:
        self._set_busy(False)
        self._trouble.say(error.happened, error.advice, tone=Tone.BAD)
        self._trouble.show()

    def _set_busy(self, busy: bool) -> None:
        self._steps[self._now].setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        self.next_button.setEnabled(not busy)
        self._bar.show_progress(0, None)
        self._bar.setVisible(busy)
        if busy:
            self._trouble.hide()
            self._why.set_ink(Ink.TEXT2)
            self._why.setText(_("Working…"))
        else:
            self._ready_changed()
