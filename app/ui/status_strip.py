"""The status strip: what was saved, the running job with Cancel, undo. There are no toasts."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.progress import Pace
from app.translation import _, ngettext
from app.ui.direction import set_margins
from app.ui.jobs import Job
from app.ui.session import Undo
from app.ui.theme import Theme
from app.ui.tokens import Grid, Ground, Ink, Size
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.icon_mark import IconMark
from app.ui.widgets.plain_label import ElidedLabel, PlainLabel
from app.ui.widgets.progress_strip import ProgressStrip
from app.ui.widgets.surface import Surface
from app.ui.widths import TWO_FROM

_SHOW_JOB_AFTER_MS = 500
_SENTENCE_MS = 12_000


class StatusStrip(Surface):
    """One quiet line at the bottom of the window."""

    undo_wanted = Signal(object)
    """An `Undo` that was offered here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.RAIL, parent, line="top")
        self._jobs: list[Job] = []
        self._shown: Job | None = None
        self._pace = Pace()
        self._undo: Undo | None = None
        self._mark = IconMark("check", self, ink=Ink.OK, size=14)
        self._sentence = ElidedLabel("", self, ink=Ink.TEXT2, size=Size.META)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.undo_button = Button(_("Undo"), self, kind=ButtonKind.LINK, size=Size.META)
        self._progress = ProgressStrip(self)
        self._check = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self._dot = PlainLabel("·", self, ink=Ink.TEXT3, size=Size.META)
        self._count = PlainLabel("", self, ink=Ink.TEXT2, size=Size.META, tabular=True)
        self._patience = self._timer(_SHOW_JOB_AFTER_MS)
        self._patience.timeout.connect(self._show_oldest_job)
        self._fading = self._timer(_SENTENCE_MS)
        self._fading.timeout.connect(self._show_saved)
        layout = QHBoxLayout(self)
        set_margins(layout, 12, 1, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self._mark)
        layout.addWidget(self._sentence)
        layout.addWidget(self.undo_button)
        layout.addWidget(self._progress)
        layout.addStretch(1)
        for widget in (self._check, self._dot, self._count):
            layout.addWidget(widget)
        self.undo_button.clicked.connect(self._undo_clicked)
        self._progress.cancelled.connect(self._cancel)
        self._saved = True
        self._progress.hide()
        self._make_room()
        self._show_saved()
        Theme.current().changed.connect(self._measure)
        self._measure()

    def _timer(self, milliseconds: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        return made

    @Slot(object)
    def watch(self, job: Job) -> None:
        """Show a job here if it has a title and is not over after half a second."""
        if not job.title:
            return
        self._jobs.append(job)
        job.progressed.connect(self._progressed)
        job.ended.connect(self._job_ended)
        if not self._patience.isActive():
            self._patience.start()

    @Slot(str, object)
    def say(self, sentence: str, undo: Undo | None) -> None:
        """Say what was done, for some seconds, with Undo where there is one."""
        self._undo = undo
        self._sentence.setText(sentence)
        self._mark.show_icon("check", Ink.OK)
        self.undo_button.setVisible(undo is not None)
        self._fading.start()

    @Slot(bool)
    def show_unsaved(self, unsaved: bool) -> None:
        """Something typed is not in the archive yet, or all of it is."""
        self._saved = not unsaved
        if not self._fading.isActive():
            self._show_saved()

    @Slot(int)
    def show_count(self, count: int) -> None:
        """Records in the archive."""
        self._count.setText(
            ngettext("{count} record", "{count} records", count).format(count=f"{count:,}")
        )

    @Slot(str)
    def show_check(self, sentence: str) -> None:
        """When the archive was checked last; where the window is narrow there is no room for it."""
        self._check.setText(sentence)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let go of what is least needed."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        shown = bool(self._check.text()) and self.width() >= TWO_FROM * Theme.current().factor
        for widget in (self._check, self._dot):
            widget.setVisible(shown)

    @Slot()
    def _show_saved(self) -> None:
        self._undo = None
        self.undo_button.hide()
        self._mark.show_icon("check" if self._saved else "pencil", Ink.OK)
        self._sentence.setText(_("All changes saved") if self._saved else _("Saving…"))

    @Slot()
    def _show_oldest_job(self) -> None:
        self._shown = self._jobs[0] if self._jobs else None
        busy = self._shown is not None
        if self._shown is not None:
            self._pace = Pace()
            self._progress.show_progress(self._shown.title, 0, None)
        self._progress.setVisible(busy)
        for widget in (self._mark, self._sentence):
            widget.setVisible(not busy)
        self.undo_button.setVisible(not busy and self._undo is not None)

    @Slot(str, int, object)
    def _progressed(self, what: str, done: int, total: int | None) -> None:
        if self._shown is not None and self.sender() is self._shown:
            left = self._pace.left(done, total)
            self._progress.show_progress(what or self._shown.title, done, total, left)

    @Slot()
    def _job_ended(self) -> None:
        job = self.sender()
        self._jobs = [other for other in self._jobs if other is not job]
        if job is self._shown or not self._jobs:
            self._show_oldest_job()

    @Slot()
    def _cancel(self) -> None:
        if self._shown is not None:
            self._shown.cancel()

    @Slot()
    def _undo_clicked(self) -> None:
        undo = self._undo
        self._fading.stop()
        self._show_saved()
        if undo is not None:
            self.undo_wanted.emit(undo)

    def _measure(self) -> None:
        self.setFixedHeight(Theme.current().scaled(Grid.STATUS))
