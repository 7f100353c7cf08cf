"""Help with asking: examples to try, rows to fill in, and records that are like one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.archive.opening import Archive
from app.archive.search_examples import Example, search_examples
from app.archive.searching import SearchRequest, SearchResult, interrupt_search, search
from app.progress import Progress
from app.translation import _
from app.ui.jobs import Lane
from app.ui.library.builder_dialog import BuilderDialog
from app.ui.library.question import Like, Question
from app.ui.library.search_help import SearchHelp
from app.ui.library.searcher import EXAMPLES

if TYPE_CHECKING:
    from app.ui.library.screen import LibraryScreen


class AskingActs(QObject):
    """Opens the help and the builder, and asks for similar records."""

    def __init__(self, screen: LibraryScreen) -> None:
        super().__init__(screen)
        self._screen, self._session = screen, screen.session
        self.help: SearchHelp | None = None
        self.builder: BuilderDialog | None = None
        acts, head = screen.acts, screen.results.head
        acts.save_search.triggered.connect(screen.saved.ask_name)
        acts.build_question.triggered.connect(self.build)
        acts.how_to_search.triggered.connect(self.explain)
        acts.similar.triggered.connect(self.find_similar)
        head.builder_wanted.connect(self.build)
        head.help_wanted.connect(self.explain)

    @Slot()
    def explain(self) -> None:
        """Show what can be typed, with examples from this archive."""
        archive = self._session.archive
        job = self._session.run(
            Lane.SEARCH,
            partial(search_examples, archive),
            title=_("Looking for examples"),
            topic=EXAMPLES,
            interrupt=partial(interrupt_search, archive),
        )
        job.finished.connect(self._explain_with)

    @Slot(object)
    def _explain_with(self, examples: tuple[Example, ...]) -> None:
        self.help = SearchHelp(self._screen, examples)
        self.help.tried.connect(self._ask)
        self.help.builder_wanted.connect(self.build)
        self.help.open()

    @Slot()
    def build(self) -> None:
        """Show the question as rows, once the values to choose from are known."""
        archive = self._session.archive
        job = self._session.run(
            Lane.SEARCH,
            partial(_values, archive),
            topic="library values",
            interrupt=partial(interrupt_search, archive),
        )
        job.finished.connect(self._build_with)

    @Slot(object)
    def _build_with(self, everything: SearchResult) -> None:
        counts = {facet.name: facet.counts for facet in everything.facets}
        text = self._screen.question.text
        self.builder = BuilderDialog(self._screen, self._session, text, counts)
        self.builder.built.connect(self._ask)
        self.builder.open()

    @Slot(str)
    def _ask(self, text: str) -> None:
        question = self._screen.question
        self._screen.ask(replace(question, text=text, any_word=False, like=None))
        self._screen.results.head.line.line.setFocus()

    @Slot()
    def find_similar(self) -> None:
        """List the records that are most like the one being read."""
        opened = self._screen.reader.opened
        if opened is not None:
            self._screen.show_results()
            self._screen.ask(Question(like=Like(id=opened.card.id, code=opened.card.code)))


def _values(archive: Archive, _progress: Progress) -> SearchResult:
    return search(archive, SearchRequest(limit=1, snippets=False))
