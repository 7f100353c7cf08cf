"""Reads files and pasted text in the background; each comes to the desk as soon as it is read."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from app.archive.adding import records_from_source
from app.archive.entries import records_of_entries
from app.archive.opening import Archive
from app.confined.worker import Worker
from app.errors import CancelledError, SatchelError
from app.intake.draft import Draft, RefusedEntry
from app.intake.gathering import Gathered, Gathering
from app.intake.importing import read_gathered
from app.intake.reading import SourceFile, drafts_from_text, source_of
from app.intake.report import Outcome, ReportLine
from app.progress import Progress
from app.records.stored import RecordCard
from app.translation import _, ngettext
from app.ui.intake.papers import WEIGHT, Entry, Paper, known_as
from app.ui.jobs import Job, Lane, UnexpectedError
from app.ui.session import Session

_MOST_REFUSED = 20
MOST_BYTES = 384 * 1024 * 1024
"""What is under review at once, some 12,000 small files: held until accepted or discarded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEnd:
    """How reading files for the review ended.

    Attributes:
        paths: As a person named them.
        count: Files that came to the desk.
        passed: Files that did not: all of it is in the archive already, or they were not reached.
        full: It ended because no more is held under review at once.
    """

    paths: tuple[Path, ...]
    count: int
    passed: tuple[ReportLine, ...]
    full: bool = False


class Reader(QObject):
    """Turns paths and text into entries."""

    read = Signal(object)
    """An `Entry` without a number: a file that was read, or could not be."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pasted = itertools.count(1)

    def read_files(self, paths: Sequence[Path], *, held: int = 0) -> Job:
        """Read files, and those in folders, ZIPs and mail boxes; the result is a `ReadEnd`.

        What cannot be read becomes an entry with its reason. Where several files are read, those
        that are in the archive as a whole are passed over. Cancelling keeps what was read.

        Args:
            held: Bytes that are under review already.
        """
        archive, tell, given = self._session.archive, self.read.emit, tuple(paths)

        def work(progress: Progress) -> ReadEnd:
            return _read_all(archive, given, progress, tell, MOST_BYTES - held)

        return self._session.run(Lane.LONG, work, title=_("Reading"))

    def read_text(self, text: str) -> Job:
        """Read pasted text; the result is a `ReadEnd` without paths."""
        archive, tell = self._session.archive, self.read.emit
        name = _("Pasted text {}").format(next(self._pasted))

        def work(_progress: Progress) -> ReadEnd:
            tell(_entry_of_text(archive, text, name))
            return ReadEnd(paths=(), count=1, passed=())

        return self._session.run(Lane.LONG, work, title=_("Reading"))

    def connect_to(self, slot: Callable[[Entry], None]) -> None:
        """Have entries delivered on the window's thread, whichever thread read them."""
        self.read.connect(slot, Qt.ConnectionType.QueuedConnection)


def _read_all(
    archive: Archive,
    paths: tuple[Path, ...],
    progress: Progress,
    tell: Callable[[Entry], None],
    room: int,
) -> ReadEnd:
    gathering = Gathering(paths)
    passed: list[ReportLine] = []
    count, full = 0, False
    with Worker() as worker:
        for found in gathering:
            try:
                progress.step(_("Reading"), count + len(passed), gathering.total)
            except CancelledError:
                passed += _not_reached(found, gathering)
                break
            weight = WEIGHT + (len(found.source.data) if found.source is not None else 0)
            if weight > room:
                full = True
                passed += _not_reached(found, gathering)
                break
            entry, *refused = _entries_of_file(archive, found, worker)
            if gathering.total > 1 and _all_known(entry):
                codes = tuple(card.code for card in entry.known)
                passed.append(ReportLine(name=entry.name, outcome=Outcome.SAME, codes=codes))
                continue
            room -= weight
            count += 1
            for each in (entry, *refused):
                tell(each)
    return ReadEnd(paths=paths, count=count, passed=tuple(passed), full=full)


def _not_reached(found: Gathered, gathering: Gathering) -> list[ReportLine]:
    names = (found.name, *gathering.waiting)
    return [ReportLine(name=name, outcome=Outcome.NOT_REACHED) for name in names]


def _all_known(entry: Entry) -> bool:
    return bool(entry.papers) and all(known_as(entry, paper) for paper in entry.papers)


def _entries_of_file(archive: Archive, found: Gathered, worker: Worker) -> list[Entry]:
    """A file, and behind it the rows of a table that become no draft."""
    name, source = found.name, found.source
    try:
        read = read_gathered(found, worker)
        refused = _refused(name, read.refused)
        if not read.drafts:
            # The file is at hand still, should a person want to keep it as it is.
            return [replace(refused[0], source=source), *refused[1:]]
        return [_entry(archive, read.source, name, read.drafts), *refused]
    except SatchelError as error:
        return [Entry(number=0, name=name, source=source, trouble=str(error))]
    except Exception as error:
        # One file that our own code stumbles over must not end the others.
        return [Entry(number=0, name=name, source=source, trouble=str(UnexpectedError(error)))]


def _refused(name: str, refused: tuple[RefusedEntry, ...]) -> list[Entry]:
    """The first ones each for itself, and how many more there are."""
    shown = [Entry(number=0, name=name, trouble=each.reason) for each in refused[:_MOST_REFUSED]]
    more = len(refused) - len(shown)
    if more:
        words = ngettext("{} row more became no draft.", "{} rows more became no draft.", more)
        shown.append(Entry(number=0, name=name, trouble=words.format(more)))
    return shown


def _entry_of_text(archive: Archive, text: str, name: str) -> Entry:
    try:
        source = source_of(name, text.encode("utf-8", "surrogatepass"))
        return _entry(archive, source, name, drafts_from_text(text, name))
    except SatchelError as error:
        return Entry(number=0, name=name, source=None, trouble=str(error))
    except Exception as error:
        return Entry(number=0, name=name, source=None, trouble=str(UnexpectedError(error)))


def _entry(archive: Archive, source: SourceFile, name: str, drafts: tuple[Draft, ...]) -> Entry:
    cards = records_from_source(archive, source.sha256)
    known = tuple(card for card in cards if not card.binned)
    papers = tuple(Paper(draft=draft) for draft in drafts)
    entries = known_entries(archive, drafts)
    return Entry(
        number=0, name=name, source=source, papers=papers, known=known, known_entries=entries
    )


def known_entries(archive: Archive, drafts: Sequence[Draft]) -> dict[str, RecordCard]:
    """Records that were made of the same rows or bulletins; ones in the bin are not meant."""
    found = records_of_entries(archive, (draft.further.entry for draft in drafts))
    return {entry: card for entry, card in found.items() if not card.binned}
