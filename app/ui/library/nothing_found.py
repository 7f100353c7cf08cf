"""Nothing found: what is so, and the nearest questions with what they would find."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.archive.opening import Archive
from app.archive.searching import search
from app.progress import Progress
from app.translation import _
from app.ui.direction import isolated
from app.ui.jobs import Lane
from app.ui.library.question import Question
from app.ui.session import Session
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.empty_state import EmptyState


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """A question near to one that found nothing, and how many it finds."""

    words: str
    question: Question
    count: int = 0


class NothingFound(QWidget):
    """Offers the nearest questions; each is counted before it is offered."""

    question_changed = Signal(object)
    """The `Question` that was pressed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._nearest: list[Nearest] = []
        self._buttons: list[Button] = []
        self._state = EmptyState("search", _("Nothing found"), " ", self)
        self._links = QVBoxLayout()
        self._links.setSpacing(4)
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addStretch(2)
        holder.addWidget(self._state)
        holder.addLayout(self._links)
        holder.addStretch(3)

    def show_question(self, question: Question, suggestion: str | None) -> None:
        """Say that a question found nothing, and look for what is near."""
        words = len(question.text.split())
        if question.like is not None:
            title = _("No other record shares telling words with {code}").format(
                code=question.like.code
            )
        elif question.binned and not question.asks_words:
            title = _("The bin is empty")
        elif not question.asks_words:
            title = _("No record is like this")
        elif words > 1 and not question.any_word:
            title = _("No record has all of these words")
        else:
            title = _("Nothing found")
        self._state.title.setText(title)
        hidden = question.is_filtered
        self._state.sentence.setText(_("Filters may hide something.") if hidden else "")
        self._state.sentence.setVisible(hidden)
        self._show(())
        near = _near(question, suggestion)
        if near:
            job = self._session.run(
                Lane.SEARCH,
                partial(_counted, self._session.archive, near),
                topic="library nearest",
            )
            job.finished.connect(self._show)

    @Slot(object)
    def _show(self, nearest: Sequence[Nearest]) -> None:
        self._nearest = [each for each in nearest if each.count]
        while len(self._buttons) < len(self._nearest):
            button = Button("", self, kind=ButtonKind.LINK)
            button.clicked.connect(self._pressed)
            self._links.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self._buttons.append(button)
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(self._nearest))
            if at < len(self._nearest):
                found = _("{count} found").format(count=f"{self._nearest[at].count:,}")
                button.setText(f"{self._nearest[at].words}  {found}".replace("&", "&&"))
                button.updateGeometry()

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.question_changed.emit(self._nearest[self._buttons.index(button)].question)


def _near(question: Question, suggestion: str | None) -> tuple[Nearest, ...]:
    found: list[Nearest] = []
    if suggestion:
        words = _("Did you mean “{words}”?").format(words=isolated(suggestion))
        found.append(Nearest(words=words, question=replace(question, text=suggestion)))
    if len(question.text.split()) > 1 and not question.any_word:
        words = _("Any of the words")
        found.append(Nearest(words=words, question=replace(question, any_word=True)))
    if question.is_filtered:
        words = _("Without filters")
        found.append(Nearest(words=words, question=replace(question, narrowed=(), without=())))
    if question.asks_words and not question.binned:
        words = _("In the bin")
        found.append(Nearest(words=words, question=replace(question, binned=True)))
    return tuple(found)


def _counted(
    archive: Archive, nearest: tuple[Nearest, ...], progress: Progress
) -> tuple[Nearest, ...]:
    counted = []
    for at, each in enumerate(nearest):
        progress.step("", at, len(nearest))
        count = search(archive, each.question.request(1)).count
        counted.append(replace(each, count=count))
    return tuple(counted)
