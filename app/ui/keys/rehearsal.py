"""Practising with shares: would they open the archive? Nothing is opened, nothing changes."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.archive.keys import rehearse_shares
from app.translation import _
from app.ui.guided_step import Step
from app.ui.jobs import Lane, Lanes
from app.ui.keys.path_dialog import PathDialog
from app.ui.keys.share_collector import ShareCollector
from app.ui.session import Session
from app.ui.tokens import Tone
from app.ui.widgets.banner import Banner

_GATHER, _RESULT = range(2)


class GatherStep(Step):
    """The shares, one after the other."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self.say(
            _(
                "Each holder adds their share and types its passphrase while the others look "
                "away. This opens nothing and changes nothing."
            )
        )
        self.collector = ShareCollector(lanes)
        self.column.addWidget(self.collector)
        self.collector.changed.connect(self.ready_changed)

    def missing(self) -> str:
        """Fewer shares than are needed; the collector says how many."""
        return "" if self.collector.complete else " "

    def take_focus(self) -> None:
        """Where the next share goes in."""
        self.collector.take_focus()

    def forget(self) -> None:
        """Let go of all shares."""
        self.collector.clear()


class ResultStep(Step):
    """They would open it."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(
            Banner(
                _("These shares open this archive."),
                _("Every one of them was copied right, and its passphrase is the right one."),
                tone=Tone.OK,
            )
        )
        self.say(_("Practise again from time to time, also with the other holders."))


class RehearsalDialog(PathDialog):
    """Gather, try, tell."""

    def __init__(self, over: QWidget, session: Session) -> None:
        self.gather, self.result = GatherStep(session.lanes), ResultStep()
        title = _("Practise with shares")
        super().__init__(over, session, title, (self.gather, self.result))
        self.gather.collector.completed.connect(self._complete)

    def next_word(self) -> str:
        """Try, then done."""
        return _("Try them") if self.now == _GATHER else _("Done")

    def back_word(self) -> str:
        """Cancel while gathering."""
        return _("Cancel") if self.now == _GATHER else ""

    def may_close(self) -> bool:
        """Nothing can be lost here."""
        return True

    def advance(self) -> None:
        """Try, or close."""
        if self.now == _RESULT:
            self.close_sheet()
            return
        folder, shares = self.session.archive.path, self.gather.collector.shares()
        job = self.work(lambda _progress: rehearse_shares(folder, shares), lane=Lane.LONG)
        job.finished.connect(self._tried)

    @Slot()
    def _complete(self) -> None:
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _tried(self, _nothing: object) -> None:
        self.gather.forget()
        self.show_step(_RESULT)
