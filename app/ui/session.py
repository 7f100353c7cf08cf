"""What the screens share while one archive is open."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.archive.opening import Archive
from app.errors import SatchelError
from app.ui.jobs import Job, Lane, Lanes, Priority, Work
from app.ui.widths import Widths


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an operation changed, so that views refresh only that.

    Attributes:
        records: Ids of records whose content, code or bin state changed.
        added: Ids of records that are new.
        collections: Collections, saved searches or tags changed.
        drafts: Drafts in intake changed.
        dossiers: A dossier's basket or settings changed.
    """

    records: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    collections: bool = False
    drafts: bool = False
    dossiers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """How to take back what the status strip just told of.

    Attributes:
        work: Runs on the writing lane.
        changes: What taking it back changes; told by `Session.changed` afterwards.
    """

    work: Work
    changes: Changes


class Session(QObject):
    """An opened archive, its lanes, and what happens to it. Widgets take a session.

    Attributes:
        archive: The opened archive; use it on a lane, never from a widget.
        lanes: The background threads.
        widths: How many panes fit at present, and the signal that tells when that changes.
    """

    changed = Signal(object)
    """`Changes`: something in the archive is different."""
    said = Signal(str, object)
    """A sentence for the status strip and an `Undo` or None."""
    trouble = Signal(str, object)
    """What could not be done, and a `SatchelError`; the window shows a dialog."""
    go_to = Signal(str, str)
    """Show the screen of this key, with an argument such as a record's id."""
    badge = Signal(str, int)
    """Items waiting in the screen of this key; 0 hides the number."""
    counted = Signal(int)
    """Records in the archive, for the status strip."""
    checked = Signal(str)
    """When the archive was checked last and what came of it, for the status strip."""
    files_offered = Signal(object)
    """Files were dropped on the window: a tuple of `Path`s. The intake screen takes them."""
    unsaved = Signal(bool)
    """Something typed is not in the archive yet; False when all of it is."""
    lock_requested = Signal()
    """The archive is to be locked now."""

    salvage_wanted = Signal()
    """The archive is to be closed, and what is whole in it copied into a new one."""

    def __init__(self, archive: Archive, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.archive = archive
        self.lanes = lanes
        self.widths = Widths(self)

    def run(
        self,
        lane: Lane,
        work: Work,
        *,
        priority: Priority = Priority.PERSON,
        title: str = "",
        topic: str = "",
        interrupt: Callable[[], None] | None = None,
    ) -> Job:
        """Queue a piece of work; see `Lanes.submit`."""
        return self.lanes.submit(
            lane, work, priority=priority, title=title, topic=topic, interrupt=interrupt
        )

    def tell(self, changes: Changes) -> None:
        """Say that something in the archive is different."""
        self.changed.emit(changes)

    def say(self, sentence: str, undo: Undo | None = None) -> None:
        """Put a sentence in the status strip, with Undo where there is one."""
        self.said.emit(sentence, undo)

    def show_trouble(self, what: str, error: SatchelError) -> None:
        """Show an error as a dialog: what could not be done, and why."""
        self.trouble.emit(what, error)
