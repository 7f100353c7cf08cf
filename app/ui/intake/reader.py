"""Reads files and pasted text in the background; each comes to the desk as soon as it is read."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from app.archive.adding import records_from_source
from app.archive.opening import Archive
from app.confined.worker import Worker
from app.errors import SatchelError
from app.intake.draft import Draft
from app.intake.reading import SourceFile, drafts_from, drafts_from_text, read_file, source_of
from app.progress import Progress
from app.translation import _
from app.ui.intake.papers import Entry, Paper
from app.ui.jobs import Job, Lane, UnexpectedError
from app.ui.session import Session

_DEEPEST = 12


class Reader(QObject):
    """Turns paths and text into entries."""

    read = Signal(object)
    """An `Entry` without a number: a file that was read, or could not be."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pasted = itertools.count(1)

    def read_files(self, paths: Sequence[Path]) -> Job:
        """Read files, and those in folders; what cannot be read becomes an entry with its reason.

        Cancelling keeps what was read.
        """
        archive, tell = self._session.archive, self.read.emit

        def work(progress: Progress) -> int:
            files = list(_files(paths))
            with Worker() as worker:
                for done, path in enumerate(files):
                    progress.step(_("Reading"), done, len(files))
                    tell(_entry_of_file(archive, path, worker))
            return len(files)

        return self._session.run(Lane.LONG, work, title=_("Reading"))

    def read_text(self, text: str) -> Job:
        """Read pasted text."""
        archive, tell = self._session.archive, self.read.emit
        name = _("Pasted text {}").format(next(self._pasted))

        def work(_progress: Progress) -> int:
            tell(_entry_of_text(archive, text, name))
            return 1

        return self._session.run(Lane.LONG, work, title=_("Reading"))

    def connect_to(self, slot: Callable[[Entry], None]) -> None:
        """Have entries delivered on the window's thread, whichever thread read them."""
        self.read.connect(slot, Qt.ConnectionType.QueuedConnection)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files as given, and those inside folders, in order; hidden ones and links are passed over."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from _inside(path, _DEEPEST)
        else:
            yield path


def _inside(folder: Path, deeper: int) -> Iterator[Path]:
    try:
        children = sorted(folder.iterdir())
    except OSError:
        # Reading the folder itself then gives the reason, as for a file.
        yield folder
        return
    for child in children:
        if child.name.startswith(".") or child.is_symlink():
            continue
        if child.is_dir():
            if deeper:
                yield from _inside(child, deeper - 1)
        else:
            yield child


def _entry_of_file(archive: Archive, path: Path, worker: Worker) -> Entry:
    name = path.name or str(path)
    try:
        source = read_file(path)
        return _entry(archive, source, name, drafts_from(source, worker))
    except SatchelError as error:
        return Entry(number=0, name=name, source=None, trouble=str(error))
    except Exception as error:
        # One file that our own code stumbles over must not end the others.
        return Entry(number=0, name=name, source=None, trouble=str(UnexpectedError(error)))


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
    return Entry(number=0, name=name, source=source, papers=papers, known=known)
