"""A guided path in a card: one step after the other, some of which end in a long job."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.errors import SatchelError
from app.translation import _
from app.ui.card_page import CardPage
from app.ui.guided_step import Step
from app.ui.jobs import Job, Lane, Lanes, Work
from app.ui.tokens import Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, ButtonKind, quiet_button
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.progress_strip import ProgressBar
from app.ui.widgets.steps import Steps


class GuidedPage(CardPage):
    """Steps with Back and Next. A path says which step ends in what work.

    Args:
        lanes: Work runs on the lane for long work.
        title: What the path leads to.
        steps: Name and content of each, in order.
    """

    opened = Signal(object)
    """An `Archive` that the path led to, open."""
    cancelled = Signal()
    """The path was left."""

    def __init__(
        self,
        lanes: Lanes,
        title: str,
        steps: Sequence[tuple[str, Step]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, width=600)
        self._lanes = lanes
        self._job: Job | None = None
        self._now = 0
        self._steps = tuple(step for _name, step in steps)
        self._header = Steps([name for name, _step in steps])
        self._stack = QStackedLayout()
        self.trouble = Banner(tone=Tone.BAD)
        self.trouble.hide()
        self._bar = ProgressBar()
        self._bar.hide()
        self.back_button = quiet_button("")
        self.next_button = Button("", kind=ButtonKind.PRIMARY)
        self._why = PlainLabel("", ink=Ink.WARN, size=Size.META, wrap=True)
        end = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self._why.setAlignment(end | middle)
        self._build(title)
        self.show_step(0)

    def _build(self, title: str) -> None:
        self.column.addWidget(PlainLabel(title, size=Size.DIALOG, weight=600))
        self.column.addSpacing(14)
        self.column.addWidget(self._header)
        self.column.addSpacing(20)
        for step in self._steps:
            self._stack.addWidget(step)
            step.ready_changed.connect(self._ready_changed)
        self.column.addLayout(self._stack)
        self.column.addSpacing(12)
        self.column.addWidget(self.trouble)
        self.column.addSpacing(12)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back_button)
        foot.addWidget(self._bar)
        foot.addWidget(self._why, 1)
        foot.addWidget(self.next_button)
        self.column.addLayout(foot)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self.go_on)

    # What a path says of itself

    def work_of(self, step: int) -> Work | None:
        """The work that a step ends in, or None where it only leads to the next."""
        return None

    def took(self, step: int, result: object) -> None:
        """The work of a step is done."""

    def word_of(self, step: int) -> str:
        """The word on the button that goes on from a step."""
        return _("Next")

    def is_final(self, step: int) -> bool:
        """Whether there is no way back from a step, only out."""
        return False

    # Going about

    @property
    def step(self) -> int:
        """The number of the present step, from 0."""
        return self._now

    def show_step(self, number: int) -> None:
        """Show a step, with the keyboard where it begins."""
        self._now = number
        self._header.show_step(number)
        self._stack.setCurrentIndex(number)
        self.trouble.hide()
        self._word_buttons()
        self._ready_changed()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the present step begins."""
        self._steps[self._now].take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, from any field; a button that has the keyboard takes it first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_button.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_button.click()
        else:
            super().keyPressEvent(event)

    @Slot()
    def go_on(self) -> None:
        """To the next step, by way of the work of this one."""
        if not self.next_button.isEnabled():
            return
        work = self.work_of(self._now)
        if work is None:
            self.show_step(self._now + 1)
            return
        job = self._lanes.submit(Lane.LONG, work)
        self._job = job
        self._show_busy()
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._stopped)

    @Slot()
    def _back(self) -> None:
        if self._job is not None:
            self._job.cancel()
        elif self._now == 0 or self.is_final(self._now):
            for step in self._steps:
                step.forget()
            self.cancelled.emit()
        else:
            self.show_step(self._now - 1)

    def _word_buttons(self) -> None:
        if self._job is None and self.is_final(self._now):
            self.back_button.setText(_("Close"))
        else:
            leaves = self._now == 0 or self._job is not None
            self.back_button.setText(_("Cancel") if leaves else _("Back"))
        self.next_button.setText(self.word_of(self._now))
        self.back_button.updateGeometry()
        self.next_button.updateGeometry()

    @Slot()
    def _ready_changed(self) -> None:
        if self._job is not None:
            return
        missing = self._steps[self._now].missing()
        self.next_button.setEnabled(not missing)
        self._why.set_ink(Ink.WARN)
        self._why.setText(missing)

    # Work

    @Slot(str, int, object)
    def _progressed(self, what: str, done: int, total: int | None) -> None:
        if what:
            self._why.setText(what)
        self._bar.show_progress(done, total)

    @Slot(object)
    def _finished(self, result: object) -> None:
        self._job = None
        self._show_busy()
        self.took(self._now, result)

    @Slot(object)
    def _failed(self, error: SatchelError) -> None:
        self._job = None
        self._show_busy()
        self.trouble.say(error.happened, error.advice, tone=Tone.BAD)
        self.trouble.show()
        self.take_focus()

    @Slot()
    def _stopped(self) -> None:
        self._job = None
        self._show_busy()
        self.trouble.say("", _("Cancelled. Nothing was left at the new place."), tone=Tone.INFO)
        self.trouble.show()

    def _show_busy(self) -> None:
        """Show whether a job runs; Cancel stays within reach."""
        busy = self._job is not None
        self._steps[self._now].setEnabled(not busy)
        self._bar.show_progress(0, None)
        self._bar.setVisible(busy)
        self._word_buttons()
        if busy:
            self.next_button.setEnabled(False)
            self.trouble.hide()
            self._why.set_ink(Ink.TEXT2)
            self._why.setText(_("Working…"))
        else:
            self._ready_changed()
