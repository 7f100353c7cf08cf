"""Asks the archive as the person types: a newer question takes the place of an older one."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.archive.opening import Archive
from app.archive.searching import Hit, SearchResult, interrupt_search, search
from app.archive.similar import similar_records
from app.errors import SatchelError
from app.progress import Progress
from app.ui.jobs import Lane
from app.ui.library.hit_model import PAGE
from app.ui.library.question import Like, Question
from app.ui.session import Session

MOST_SIMILAR = 30
"""Similar records shown; further down they share little."""

COUNTS = "library saved counts"
"""Topic of what counts in the background; every question goes before it."""

EXAMPLES = "library examples"
"""Topic of looking for examples; who types meanwhile does not wait for them."""

_TOPIC, _PAGES = "library search", "library pages"


class Searcher(QObject):
    """One question at a time, and further pages of its answer."""

    answered = Signal(object, object)
    """The `Question` and its `SearchResult`; never of a question that was replaced."""
    page_came = Signal(int, object)
    """Number of a page of the present answer, and its hits."""
    page_missed = Signal(int)
    """A page was not fetched after all."""
    failed = Signal(object)
    """A `SatchelError`: the archive could not answer."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.question = Question()
        self._pages: list[int] = []

    def ask(self, question: Question) -> None:
        """Ask a question; what was asked before is dropped, also while it runs."""
        self.question = question
        self._pages.clear()
        self._session.lanes.supersede(_PAGES)
        self._session.lanes.supersede(COUNTS)
        self._session.lanes.supersede(EXAMPLES)
        job = self._session.run(
            Lane.SEARCH,
            partial(_first_page, self._session.archive, question),
            topic=_TOPIC,
            interrupt=partial(interrupt_search, self._session.archive),
        )
        job.finished.connect(self._answered)
        job.failed.connect(self.failed)

    @Slot(list)
    def fetch_pages(self, numbers: list[int]) -> None:
        """Fetch further pages of the present answer, the last named first."""
        for number in numbers:
            if number not in self._pages:
                self._pages.append(number)
        # Only what is looked at: older wishes are dropped, and may be made again.
        for dropped in self._pages[:-4]:
            self.page_missed.emit(dropped)
        self._pages = self._pages[-4:]
        self._fetch_next()

    def _fetch_next(self) -> None:
        if not self._pages or any(
            job.topic == _PAGES and not job.superseded for job in self._session.lanes.running()
        ):
            return
        job = self._session.run(
            Lane.SEARCH,
            partial(_page, self._session.archive, self.question, self._pages[-1]),
            topic=_PAGES,
            interrupt=partial(interrupt_search, self._session.archive),
        )
        job.finished.connect(self._page_came)
        job.failed.connect(self._page_failed)

    @Slot(object)
    def _answered(self, answer: tuple[Question, SearchResult]) -> None:
        self.answered.emit(*answer)

    @Slot(object)
    def _page_came(self, answer: tuple[int, SearchResult]) -> None:
        number, result = answer
        if number in self._pages:
            self._pages.remove(number)
        self.page_came.emit(number, result.hits)
        self._fetch_next()

    @Slot(object)
    def _page_failed(self, error: SatchelError) -> None:
        for number in self._pages:
            self.page_missed.emit(number)
        self._pages.clear()
        self.failed.emit(error)


def _first_page(
    archive: Archive, question: Question, _progress: Progress
) -> tuple[Question, SearchResult]:
    if question.like is not None:
        return question, _similar(archive, question.like)
    return question, search(archive, question.request(PAGE))


def _similar(archive: Archive, like: Like) -> SearchResult:
    """Similar records as an answer: one page, the most like first, with nothing to narrow by."""
    found = similar_records(archive, like.id, MOST_SIMILAR)
    return SearchResult(
        query="",
        read_as="",
        plain=False,
        count=len(found),
        milliseconds=0,
        suggestion=None,
        cut_off=False,
        hits=tuple(
            Hit(card=each.card, score=each.likeness, snippets=each.snippets) for each in found
        ),
        facets=(),
    )


def _page(
    archive: Archive, question: Question, number: int, _progress: Progress
) -> tuple[int, SearchResult]:
    request = question.request(PAGE, number * PAGE)
    return number, search(archive, replace(request, facets=False))
