"""Near-doubles in the window: looked for, compared and settled on the lanes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.archive.difference import Comparison, compare_records
from app.archive.doubles import DoublePair, all_doubles
from app.archive.merging import ask_again, keep_both, left_in_bin, merge_records, undo_merge
from app.archive.opening import Archive
from app.archive.origins import link_republication, unlink_republication
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _
from app.ui.compare.doubles_pane import DoublesPane
from app.ui.direction import isolated
from app.ui.jobs import Lane
from app.ui.session import Changes, Session, Undo

Act = Callable[[Archive, str, str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settling:
    """One of the three decisions, and how it is taken back."""

    act: Act
    undo: Act
    sentence: str


class DoublesFlow(QObject):
    """Keeps the pairs, and does what is decided about the one that is shown."""

    found = Signal()
    """The list of pairs is another one."""

    def __init__(self, session: Session, pane: DoublesPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._pane = session, pane
        self.pairs: tuple[DoublePair, ...] = ()
        self._shown: Comparison | None = None
        pane.link_wanted.connect(self.link)
        pane.merge_wanted.connect(self.merge)
        pane.keep_wanted.connect(self.keep)
        pane.swap_wanted.connect(self.swap)

    def look(self) -> None:
        """Look for near-doubles in the whole archive."""
        archive = self._session.archive

        def work(progress: Progress) -> tuple[DoublePair, ...]:
            return all_doubles(archive, progress)

        job = self._session.run(
            Lane.LONG, work, title=_("Looking for near-doubles"), topic="compare doubles"
        )
        job.finished.connect(self._found)
        job.failed.connect(self._not_found)

    def show_pair(self, row: int) -> None:
        """Compare the pair of a row."""
        if 0 <= row < len(self.pairs):
            pair = self.pairs[row]
            self._compare(pair.first.id, pair.second.id)

    @Slot()
    def swap(self) -> None:
        """Set the two the other way round."""
        if self._shown is not None:
            self._compare(self._shown.second.id, self._shown.first.id)

    @Slot()
    def link(self) -> None:
        """The second one is a republication of the first."""
        told = _("{second} is linked as a republication of {first}")
        self._settle(_Settling(act=_link, undo=_unlink, sentence=told))

    @Slot()
    def merge(self) -> None:
        """The first one is kept, with what the second one had."""
        told = _("{second} was merged into {first}")
        self._settle(_Settling(act=_merge, undo=_unmerge, sentence=told))

    @Slot()
    def keep(self) -> None:
        """Both stay, and nobody is asked again."""
        told = _("{first} and {second} both stay")
        self._settle(_Settling(act=keep_both, undo=ask_again, sentence=told))

    def _compare(self, first: str, second: str) -> None:
        archive = self._session.archive

        def work(_progress: Progress) -> Comparison:
            return compare_records(archive, first, second)

        job = self._session.run(Lane.BROWSE, work, topic="compare pair")
        job.finished.connect(self._compared)
        job.failed.connect(self._not_found)

    def _settle(self, settling: _Settling) -> None:
        shown = self._shown
        if shown is None:
            return
        first, second, archive = shown.first, shown.second, self._session.archive
        changes = Changes(records=frozenset((first.id, second.id)), collections=True)
        sentence = settling.sentence.format(
            first=isolated(first.code), second=isolated(second.code)
        )
        undo = Undo(work=_work(settling.undo, archive, first.id, second.id), changes=changes)
        job = self._session.run(Lane.WRITING, _work(settling.act, archive, first.id, second.id))
        job.finished.connect(partial(self._settled, sentence, undo, changes))
        job.failed.connect(self._not_settled)

    def _settled(self, sentence: str, undo: Undo, changes: Changes, left: object) -> None:
        self._session.tell(changes)
        if isinstance(left, str) and left:
            sentence = f"{sentence}. {left}"
        self._session.say(sentence, undo)

    @Slot(object)
    def _found(self, pairs: tuple[DoublePair, ...]) -> None:
        self.pairs = pairs
        self.found.emit()

    @Slot(object)
    def _compared(self, comparison: Comparison) -> None:
        self._shown = comparison
        self._pane.show_comparison(comparison)

    @Slot(object)
    def _not_found(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The near-doubles could not be shown"), error)

    @Slot(object)
    def _not_settled(self, error: SatchelError) -> None:
        self._session.show_trouble(_("Nothing was decided about the two records"), error)


def _link(archive: Archive, first: str, second: str) -> object:
    return link_republication(archive, second, first)


def _unlink(archive: Archive, _first: str, second: str) -> object:
    return unlink_republication(archive, second)


def _merge(archive: Archive, first: str, second: str) -> str:
    merge_records(archive, first, second)
    return left_in_bin(archive, first, second)


def _unmerge(archive: Archive, _first: str, second: str) -> object:
    return undo_merge(archive, second)


def _work(act: Act, archive: Archive, first: str, second: str) -> Callable[[Progress], object]:
    def work(_progress: Progress) -> object:
        return act(archive, first, second)

    return work
