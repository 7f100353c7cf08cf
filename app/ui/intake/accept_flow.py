"""Accepting documents: asked for here, written on the writing lane, told when it is on the disk."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from app.archive.changing import bin_records
from app.archive.opening import Archive
from app.archive.reading import read_record
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _, ngettext
from app.ui.direction import isolated
from app.ui.intake.accepting import Accepted, AddedPapers, accepting
from app.ui.intake.desk import ReviewDesk
from app.ui.intake.papers import PaperKey
from app.ui.jobs import Lane, Work
from app.ui.session import Changes, Session, Undo

_NAMED_AT_MOST = 3
_AT_ONCE = 4


class AcceptFlow(QObject):
    """Turns accepted documents into records, and takes them back where the records go again."""

    def __init__(self, session: Session, desk: ReviewDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._desk = session, desk
        self._under_way: frozenset[PaperKey] = frozenset()
        session.changed.connect(self._archive_changed)

    @property
    def running(self) -> bool:
        """Whether documents are being added."""
        return bool(self._under_way)

    def why_not(self, key: PaperKey | None, *, misread: bool) -> str:
        """Why a document cannot be accepted; empty if it can.

        Args:
            misread: Something typed into its fields is not understood.
        """
        paper = self._desk.paper(key) if key is not None else None
        if key is None or paper is None:
            return _("This file could not be read")
        if self._desk.card(key) is not None:
            return _("It is in the archive")
        if paper.discarded:
            return _("It is discarded")
        if self.running:
            return _("It is being added")
        if misread:
            return _("A date is not understood")
        if not paper.draft.title.value.strip():
            return _("Give it a title")
        kept = any(line.role.segment_role is not None for line in paper.draft.lines)
        if not kept and not paper.draft.only_file:
            return _("Every line is left out")
        if paper.testimony and not paper.answers.complete:
            return _("Answer both questions first")
        return ""

    def accept(self, keys: tuple[PaperKey, ...]) -> None:
        """Add documents to the archive; what cannot be accepted is passed over."""
        if self.running:
            return
        accepted = tuple(found for key in keys if (found := self._accepted(key)) is not None)
        if not accepted:
            return
        self._under_way = frozenset(each.key for each in accepted)
        self._desk.listed.emit()
        title = ngettext("Adding {} document", "Adding {} documents", len(accepted))
        archive, title = self._session.archive, title.format(len(accepted))
        if len(accepted) <= _AT_ONCE:
            job = self._session.run(Lane.WRITING, accepting(archive, accepted), title=title)
        else:
            # Many at once let what is saved meanwhile go first.
            write = partial(self._session.lanes.inside, Lane.WRITING)
            job = self._session.run(Lane.LONG, accepting(archive, accepted, write), title=title)
        job.finished.connect(self._added)
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)

    def _accepted(self, key: PaperKey) -> Accepted | None:
        entry, paper = self._desk.entry(key.entry), self._desk.paper(key)
        if entry is None or paper is None or entry.source is None:
            return None
        if paper.discarded or self._desk.card(key) is not None:
            return None
        if paper.testimony and not paper.answers.complete:
            return None
        return Accepted(key=key, source=entry.source, draft=paper.draft, answers=paper.answers)

    @Slot(object)
    def _added(self, added: AddedPapers) -> None:
        for key, card in added.cards:
            self._desk.mark_added(key, card)
        cards = [card for _key, card in added.cards]
        if not cards:
            self._session.say(_("The archive had it already. Nothing was added."))
            return
        ids = tuple(card.id for card in cards)
        codes = [card.code for card in cards[:_NAMED_AT_MOST]]
        more = len(cards) - len(codes)
        words = ", ".join(isolated(code) for code in codes)
        sentence = _("Added {}").format(words)
        if more:
            sentence = _("Added {codes} and {count} more").format(codes=words, count=more)
        self._session.tell(Changes(added=frozenset(ids), drafts=True, collections=True))
        undo = Undo(
            work=_to_bin(self._session.archive, ids), changes=Changes(records=frozenset(ids))
        )
        self._session.say(sentence, undo)

    @Slot(object)
    def _failed(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The document could not be added"), error)

    @Slot()
    def _ended(self) -> None:
        self._under_way = frozenset()
        self._desk.listed.emit()

    @Slot(object)
    def _archive_changed(self, changes: Changes) -> None:
        """A record made here that went to the bin is a draft again."""
        ours = {id_: key for id_, key in self._desk.added_ids().items() if id_ in changes.records}
        if not ours:
            return
        archive = self._session.archive

        def work(_progress: Progress) -> tuple[PaperKey, ...]:
            return tuple(key for id_, key in ours.items() if read_record(archive, id_).card.binned)

        job = self._session.run(Lane.BROWSE, work, topic="intake-binned")
        job.finished.connect(self._binned)

    @Slot(object)
    def _binned(self, keys: tuple[PaperKey, ...]) -> None:
        for key in keys:
            self._desk.mark_added(key, None)


def _to_bin(archive: Archive, ids: tuple[str, ...]) -> Work:
    def work(_progress: Progress) -> object:
        return bin_records(archive, ids)

    return work
