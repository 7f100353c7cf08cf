"""A dialog of a few steps, one after the other; what it needs time for runs on a lane."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import SatchelError
from app.translation import _
from app.ui.guided_step import Step
from app.ui.jobs import Job, Lane, Work
from app.ui.session import Session
from app.ui.tokens import Grid, Ink, Size, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, ButtonKind, secondary_button
from app.ui.widgets.dialog import Dialog
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.progress_strip import ProgressBar


class PathDialog(Dialog):
    """Shows steps one by one. Subclasses say what each primary button does.

    Nothing is kept when it closes: every step lets go of its secrets.

    Args:
        over: A widget of the window to cover.
        session: What the steps do runs on its lanes.
        title: What it is about.
        steps: All steps, in order; subclasses may leave some out.
    """

    def __init__(self, over: QWidget, session: Session, title: str, steps: Sequence[Step]) -> None:
        super().__init__(over, title, width=Grid.DIALOG_WIDTH)
        self.session, self.steps = session, tuple(steps)
        self.now = 0
        self._trouble = Banner(parent=self.card, tone=Tone.BAD)
        self._trouble.hide()
        self._bar = ProgressBar(self.card)
        self._bar.hide()
        self._why = PlainLabel("", self.card, ink=Ink.WARN, size=Size.META, wrap=True)
        self.back_button = secondary_button(_("Cancel"), self.card)
        self.next_button = Button(_("Next"), self.card, kind=ButtonKind.PRIMARY)
        self.next_button.setDefault(True)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 4, 0)
        for step in self.steps:
            column.addWidget(step)
            step.setVisible(False)
            step.ready_changed.connect(self._ready_changed)
        self.body.addWidget(held)
        self.body.addWidget(self._trouble)
        self.body.addStretch(1)
        self._fit_to_content()
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self._bar)
        words.addWidget(self._why, 1)
        self._foot.insertLayout(0, words, 1)
        self._foot.setStretch(1, 0)
        self._foot.addWidget(self.back_button)
        self._foot.addWidget(self.next_button)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._next)
        self.closed.connect(self._forget)

    def _fit_to_content(self) -> None:
        content = self.area.widget()
        assert content is not None
        self._content: QWidget = content
        self._measuring = QTimer(self)
        self._measuring.setSingleShot(True)
        self._measuring.setInterval(0)
        self._measuring.timeout.connect(self._fit)
        self._content.installEventFilter(self)

    def add_aside(self, text: str, *, icon: str = "") -> Button:
        """Add a quiet button at the beginning of the foot; it closes nothing."""
        button = Button(text, self.card, kind=ButtonKind.QUIET, icon=icon)
        self._foot.insertWidget(0, button)
        return button

    def open(self) -> None:
        """Lay it over the window, at its first step."""
        self.show_step(0)
        super().open()
        self.steps[self.now].take_focus()

    def next_word(self) -> str:
        """The word of the primary button at the present step."""
        return _("Next")

    def back_word(self) -> str:
        """The word of the other button; empty where there is no way back."""
        return _("Cancel") if self.now == 0 else _("Back")

    def advance(self) -> None:
        """The primary button was pressed, and nothing is missing."""

    def go_back(self) -> None:
        """The other button was pressed."""
        if self.now == 0:
            self.close_sheet()
        else:
            self.show_step(self.now - 1)

    def may_close(self) -> bool:
        """Whether Escape closes it at the present step."""
        return bool(self.back_word())

    def show_step(self, number: int) -> None:
        """Go to a step."""
        self.now = number
        for at, step in enumerate(self.steps):
            step.setVisible(at == number)
        self._trouble.hide()
        self.next_button.setText(self.next_word())
        back = self.back_word()
        self.back_button.setText(back)
        self.back_button.setVisible(bool(back))
        # What is shown only once is not lost by a key pressed in passing.
        self._closable = self.may_close()
        self._ready_changed()
        if self.isVisible():
            self.steps[number].take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with what is shown; several changes at once are measured once."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._content:
            self._measuring.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _fit(self) -> None:
        if self.isVisible():
            self.area.updateGeometry()
            self._place()
            if self._trouble.isVisible():
                self.area.ensureWidgetVisible(self._trouble)

    def work(self, work: Work, *, lane: Lane = Lane.BROWSE) -> Job:
        """Do something on a lane; until then nothing here can be pressed. Connect `finished`.

        Deriving keys takes a second each, too long for the lane that writes; the store itself
        takes its turn for what is written.
        """
        job = self.session.run(lane, work)
        self._set_busy(True)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._worked)
        job.failed.connect(self.show_failure)
        return job

    @Slot(object)
    def show_failure(self, error: SatchelError) -> None:
        """Say why it was not done; the step stays."""
        self._set_busy(False)
        self._trouble.say(error.happened, error.advice, tone=Tone.BAD)
        self._trouble.show()

    @Slot(object)
    def _worked(self, _result: object) -> None:
        self._set_busy(False)

    @Slot(str, int, object)
    def _progressed(self, _what: str, done: int, total: int | None) -> None:
        self._bar.show_progress(done, total)

    def _set_busy(self, busy: bool) -> None:
        self.steps[self.now].setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        self._bar.show_progress(0, None)
        self._bar.setVisible(busy)
        self._closable = not busy and self.may_close()
        if busy:
            self._trouble.hide()
            self.next_button.setEnabled(False)
        else:
            self._ready_changed()

    @Slot()
    def _ready_changed(self) -> None:
        missing = self.steps[self.now].missing()
        self.next_button.setEnabled(not missing)
        self.next_button.setAccessibleDescription(missing)
        self._why.setText(missing)

    @Slot()
    def _next(self) -> None:
        if not self.steps[self.now].missing():
            self.advance()

    @Slot()
    def _back(self) -> None:
        self.go_back()

    @Slot()
    def _forget(self) -> None:
        for step in self.steps:
            step.forget()
