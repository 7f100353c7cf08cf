"""Near-doubles in the review: each draft is looked up, shown beside its double, and decided on."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout

from app.archive.difference import Comparison
from app.archive.doubles import NearDouble
from app.errors import SatchelError
from app.intake.draft import Draft
from app.records.stored import RecordCard
from app.translation import _
from app.ui.direction import isolated
from app.ui.intake.desk import ReviewDesk
from app.ui.intake.doubles_sheet import DoublesSheet
from app.ui.intake.draft_doubles import (
    Checked,
    Decided,
    Decision,
    checking,
    comparing,
    settling,
)
from app.ui.intake.fields_pane import FieldsPane
from app.ui.intake.papers import Paper, PaperKey
from app.ui.jobs import Lane
from app.ui.session import Changes, Session
from app.ui.tokens import Tone
from app.ui.widgets.banner import Banner

_PAUSE_MS = 250
_TOGETHER = 64


class ReviewDoubles(QObject):
    """Follows the desk; nothing here holds up reading, typing or accepting."""

    def __init__(self, session: Session, desk: ReviewDesk, fields: FieldsPane) -> None:
        super().__init__(fields)
        self._session, self._desk, self._fields = session, desk, fields
        self._checked: dict[PaperKey, Checked] = {}
        self._decided: dict[PaperKey, Decided] = {}
        self._running = False
        self.sheet: DoublesSheet | None = None
        self.notice = Banner(parent=fields, tone=Tone.WARN)
        self.notice.hide()
        around = fields.banner.parentWidget()
        body = around.layout() if around is not None else None
        assert isinstance(body, QVBoxLayout)
        body.insertWidget(body.indexOf(fields.banner) + 1, self.notice)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._look)
        self.notice.acted.connect(self.compare)
        desk.listed.connect(self._listed)
        desk.changed.connect(self._changed)
        desk.moved.connect(self.show_notice)

    def doubles_of(self, key: PaperKey | None) -> tuple[NearDouble, ...]:
        """What a document is nearly the same as, as far as it was looked up."""
        found = self._checked.get(key) if key is not None else None
        return found.doubles if found is not None else ()

    # Looking

    @Slot()
    def _listed(self) -> None:
        self._settle_accepted()
        self._later.start()

    @Slot(int)
    def _changed(self, _number: int) -> None:
        self._later.start()

    def _waiting(self) -> list[tuple[PaperKey, Draft]]:
        """Documents that were not looked up as they stand now, the one looked at first."""
        found = []
        current = self._desk.current
        for key in sorted(self._desk.waiting(), key=lambda each: each != current):
            paper, known = self._desk.paper(key), self._checked.get(key)
            if paper is not None and (known is None or known.draft.lines is not paper.draft.lines):
                found.append((key, paper.draft))
                if len(found) == _TOGETHER:
                    break
        return found

    @Slot()
    def _look(self) -> None:
        drafts = self._waiting()
        if self._running or not drafts:
            return
        self._running = True
        job = self._session.run(Lane.BROWSE, checking(self._session.archive, drafts))
        job.finished.connect(self._found)
        job.ended.connect(self._ended)

    @Slot(object)
    def _found(self, checked: tuple[Checked, ...]) -> None:
        self._checked.update({each.key: each for each in checked})
        self.show_notice()
        self._later.start()

    @Slot()
    def _ended(self) -> None:
        self._running = False

    # Showing

    @Slot()
    def show_notice(self) -> None:
        """Say what the document looked at is nearly the same as."""
        key, paper = self._desk.current, self._desk.current_paper
        doubles = self.doubles_of(key)
        open_still = paper is not None and not paper.discarded
        there = key is not None and self._desk.card(key) is not None
        self.notice.setVisible(bool(doubles) and open_still and not there)
        if not doubles or key is None:
            return
        best, decided = doubles[0], self._decided.get(key)
        if decided is not None:
            self.notice.say(
                _told(decided), _("As soon as it is accepted."), tone=Tone.OK, action=_("Change…")
            )
            return
        more = len(doubles) - 1
        title = best.card.title + (_(" (and {} more)").format(more) if more else "")
        self.notice.say(
            _("{percent} % like {code}").format(
                percent=int(best.similarity * 100), code=isolated(best.card.code)
            ),
            title,
            tone=Tone.WARN,
            action=_("Compare…"),
            icon="copy",
        )

    @Slot()
    def compare(self) -> None:
        """Show the document beside what it is most like."""
        key, paper = self._desk.current, self._desk.current_paper
        doubles = self.doubles_of(key)
        if key is None or paper is None or not doubles:
            return
        work = comparing(self._session.archive, doubles[0].card.id, paper.draft)
        job = self._session.run(Lane.BROWSE, work, topic="review double")
        job.finished.connect(partial(self._compared, key, paper, doubles[0].card))
        job.failed.connect(self._failed)

    def _compared(
        self, key: PaperKey, paper: Paper, card: RecordCard, comparison: Comparison
    ) -> None:
        if self._desk.current != key:
            return
        self.sheet = DoublesSheet(
            self._fields, card, paper.draft.title.value, comparison, article=not paper.testimony
        )
        self.sheet.decided.connect(partial(self._decide, key, card))
        self.sheet.closed.connect(self._sheet_closed)
        self.sheet.open()

    @Slot()
    def _sheet_closed(self) -> None:
        self.sheet = None

    def _decide(self, key: PaperKey, card: RecordCard, decision: str) -> None:
        self._decided[key] = Decided(decision=Decision(decision), other=card)
        self.show_notice()

    # Doing what was decided

    def _settle_accepted(self) -> None:
        """Documents that are records now: link, merge or keep them."""
        for key in list(self._decided):
            card = self._desk.card(key)
            if card is None:
                continue
            decided = self._decided.pop(key)
            work = settling(self._session.archive, card.id, decided)
            job = self._session.run(Lane.WRITING, work)
            job.finished.connect(partial(self._settled, decided))
            job.failed.connect(self._failed)

    def _settled(self, decided: Decided, left: str) -> None:
        # The record that was merged is in the bin now; its document is done all the same.
        self._session.tell(Changes(records=frozenset((decided.other.id,)), collections=True))
        self._session.say(f"{_done(decided)}. {left}" if left else _done(decided))

    @Slot(object)
    def _failed(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The near-double was left as it is"), error)


def _told(decided: Decided) -> str:
    code = isolated(decided.other.code)
    match decided.decision:
        case Decision.LINK:
            return _("To be linked as a republication of {}").format(code)
        case Decision.MERGE:
            return _("To be merged into {}").format(code)
        case Decision.KEEP:
            return _("To be kept beside {}").format(code)


def _done(decided: Decided) -> str:
    code = isolated(decided.other.code)
    match decided.decision:
        case Decision.LINK:
            return _("Linked as a republication of {}").format(code)
        case Decision.MERGE:
            return _("Merged into {}").format(code)
        case Decision.KEEP:
            return _("Kept beside {}").format(code)
