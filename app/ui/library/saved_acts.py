"""Saving a search, renaming, changing and removing it, each with its undo; and counting them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.archive.opening import Archive
from app.archive.saved_searches import (
    KeptQuestion,
    SavedSearch,
    change_search,
    put_search_back,
    remove_search,
    rename_search,
    request_of,
    save_search,
    saved_searches,
)
from app.archive.searching import interrupt_search, search
from app.errors import SatchelError
from app.progress import Progress
from app.records.postings import Order
from app.translation import _
from app.ui.jobs import Job, Lane, Priority, Work
from app.ui.library.name_dialog import NameDialog
from app.ui.library.searcher import COUNTS
from app.ui.reader.undo_log import Step
from app.ui.session import Changes

if TYPE_CHECKING:
    from app.ui.library.screen import LibraryScreen

_CHANGES = Changes(collections=True)
_COUNTED = 30
"""So many saved searches are counted; further down the pane nobody looks at the numbers."""
_LONGEST_NAME = 40


class SavedActs(QObject):
    """What the saved searches of the left pane and the bookmark do."""

    def __init__(self, screen: LibraryScreen) -> None:
        super().__init__(screen)
        self._screen, self._session = screen, screen.session
        self._meant: SavedSearch | None = None
        self._stale = True
        section = screen.side.saved
        section.rename_wanted.connect(self._ask_rename)
        section.change_wanted.connect(self._change)
        section.remove_wanted.connect(self._remove)
        screen.results.head.save_wanted.connect(self.ask_name)
        screen.searcher.answered.connect(self._answered)
        self._session.changed.connect(self._archive_changed)

    @Slot()
    def ask_name(self) -> None:
        """Ask for a name for the present question."""
        question = self._screen.question
        if question.like is not None:
            return
        dialog = NameDialog(
            self._screen,
            _("Save this search"),
            _("Save"),
            text=question.text.strip()[:_LONGEST_NAME],
            told=_(
                "It is kept inside the archive, encrypted, and finds what is there each time it is"
                " pressed."
            ),
        )
        dialog.named.connect(self._save)
        dialog.open()

    def read(self) -> None:
        """Read the list anew; counts follow when nothing is being searched for."""
        self._stale = True
        job = self._session.run(
            Lane.BROWSE, partial(_listed, self._session.archive), topic="library saved"
        )
        job.finished.connect(self._show)

    @Slot(object)
    def _show(self, searches: tuple[SavedSearch, ...]) -> None:
        self._screen.side.saved.show_searches(searches)
        self._count()

    @Slot(object)
    def _archive_changed(self, changes: Changes) -> None:
        if changes.collections:
            self.read()

    @Slot(object, object)
    def _answered(self, _question: object, _result: object) -> None:
        self._count()

    def _count(self) -> None:
        searches = self._screen.side.saved.searches[:_COUNTED]
        if not self._stale or not searches:
            return
        archive = self._session.archive
        job = self._session.run(
            Lane.SEARCH,
            partial(_counted, archive, searches),
            priority=Priority.BATCH,
            topic=COUNTS,
            interrupt=partial(interrupt_search, archive),
        )
        job.finished.connect(self._show_counts)

    @Slot(object)
    def _show_counts(self, counts: dict[int, int]) -> None:
        # A count that a newer question took the place of is still to be made.
        self._stale = False
        self._screen.side.saved.show_counts(counts)

    @Slot(str)
    def _save(self, name: str) -> None:
        archive, question = self._session.archive, self._screen.question.kept()
        self._do(
            partial(_save, archive, name, question),
            partial(_remove, archive, name),
            partial(_save, archive, name, question),
            _("Saved the search “{name}”").format(name=name),
        )

    @Slot(object)
    def _ask_rename(self, meant: SavedSearch) -> None:
        self._meant = meant
        dialog = NameDialog(
            self._screen, _("Rename the saved search"), _("Rename"), text=meant.name
        )
        dialog.named.connect(self._rename)
        dialog.open()

    @Slot(str)
    def _rename(self, name: str) -> None:
        meant, archive = self._meant, self._session.archive
        if meant is not None and name != meant.name:
            forth = partial(_rename, archive, meant.name, name)
            back = partial(_rename, archive, name, meant.name)
            self._do(forth, back, forth, _("Renamed the saved search “{name}”").format(name=name))

    @Slot(object)
    def _change(self, meant: SavedSearch) -> None:
        archive, question = self._session.archive, self._screen.question.kept()
        forth = partial(_change, archive, meant.name, question)
        back = partial(_change, archive, meant.name, meant.question)
        self._do(forth, back, forth, _("Changed the search “{name}”").format(name=meant.name))

    @Slot(object)
    def _remove(self, meant: SavedSearch) -> None:
        archive = self._session.archive
        forth = partial(_remove, archive, meant.name)
        back = partial(_put_back, archive, meant)
        self._do(forth, back, forth, _("Removed the search “{name}”").format(name=meant.name))

    def _do(self, first: Work, back: Work, forth: Work, what: str) -> None:
        job = self._session.run(Lane.WRITING, first)
        step = Step(what=what, back=back, forth=forth, changes=_CHANGES)
        _Noted(job, partial(self._screen.log.note, step))
        job.failed.connect(self._not_done)

    @Slot(object)
    def _not_done(self, error: object) -> None:
        if isinstance(error, SatchelError):
            self._session.show_trouble(_("This could not be done"), error)


class _Noted(QObject):
    """Notes a step once its job has finished; lives as long as the job."""

    def __init__(self, job: Job, note: Callable[[], None]) -> None:
        super().__init__(job)
        self._note = note
        job.finished.connect(self._finished)

    @Slot(object)
    def _finished(self, _result: object) -> None:
        self._note()


def _listed(archive: Archive, _progress: Progress) -> tuple[SavedSearch, ...]:
    return saved_searches(archive)


def _counted(
    archive: Archive, searches: tuple[SavedSearch, ...], progress: Progress
) -> dict[int, int]:
    counts = {}
    for at, each in enumerate(searches):
        progress.step("", at, len(searches))
        # In the order of adding nothing has to be ranked, only counted.
        asked = replace(each.question, order=Order.ADDED)
        request = replace(request_of(asked, limit=1), snippets=False, facets=False)
        counts[each.number] = search(archive, request).count
    return counts


def _save(archive: Archive, name: str, question: KeptQuestion, _progress: Progress) -> SavedSearch:
    return save_search(archive, name, question)


def _rename(archive: Archive, name: str, new: str, _progress: Progress) -> SavedSearch:
    return rename_search(archive, name, new)


def _change(
    archive: Archive, name: str, question: KeptQuestion, _progress: Progress
) -> SavedSearch:
    return change_search(archive, name, question)


def _remove(archive: Archive, name: str, _progress: Progress) -> SavedSearch:
    return remove_search(archive, name)


def _put_back(archive: Archive, removed: SavedSearch, _progress: Progress) -> SavedSearch:
    return put_search_back(archive, removed)
