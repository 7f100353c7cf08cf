"""The review: which files and documents are on the desk, what was done to them, undo and redo."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.intake.draft import Draft
from app.records.stored import RecordCard
from app.ui.intake.papers import Entry, Paper, PaperKey, PaperState, known_as, state_of

_MOST_STEPS = 1_000
_OPEN = (PaperState.TO_DO, PaperState.NEEDS_LOOK)


class _Step(QUndoCommand):
    """One file from one state to the next. Typing in one field is one step."""

    def __init__(
        self, desk: "ReviewDesk", before: Entry, after: Entry, key: PaperKey, field: str
    ) -> None:
        super().__init__()
        self._desk, self._before, self.after = desk, before, after
        self._key, self._field = key, field
        self._generation = desk.generation(before.number)

    def id(self) -> int:
        """Only typing is merged."""
        return 1 if self._field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over what was typed further in the same field of the same document."""
        if not isinstance(other, _Step) or (other._key, other._field) != (self._key, self._field):
            return False
        self.after = other.after
        return True

    @property
    def stale(self) -> bool:
        """A document of the file went into the archive since: this step stands for good."""
        return self._generation != self._desk.generation(self._before.number)

    def undo(self) -> None:
        """Go back."""
        self._put(self._before)

    def redo(self) -> None:
        """Go forth; also called when the step is made."""
        self._put(self.after)

    def _put(self, entry: Entry) -> None:
        if self.stale:
            self.setObsolete(True)
        else:
            self._desk.put(entry, self._key)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """What is counted of one file, so that ten thousand need not be looked at for one change."""

    keys: tuple[PaperKey, ...]
    waiting: tuple[PaperKey, ...]
    certain: tuple[PaperKey, ...]


class ReviewDesk(QObject):
    """Holds what is under review. Change an entry by `change`; everything else follows."""

    listed = Signal()
    """Files or documents came, went, or changed their state."""
    changed = Signal(int)
    """This file's documents are different."""
    moved = Signal()
    """Another document is looked at now."""
    touched = Signal(int)
    """This file came, went, or is different in any way that has to be kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[int, Entry] = {}
        self._added: dict[PaperKey, RecordCard] = {}
        self._generations: dict[int, int] = {}
        self._current: PaperKey | None = None
        self._sums: dict[int, _Sum] = {}
        self._by_bytes: dict[str, int] = {}
        self._places: dict[PaperKey, int] = {}
        self._waiting: tuple[PaperKey, ...] | None = None
        self._certain: tuple[PaperKey, ...] | None = None
        self._unkept: frozenset[int] = frozenset()
        self._next_number = 1
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_MOST_STEPS)

    # What is there

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The files, in the order they came."""
        return tuple(self._entries.values())

    @property
    def keys(self) -> tuple[PaperKey, ...]:
        """Every document and every unreadable file, in order."""
        return tuple(self._all_places())

    def place_of(self, key: PaperKey | None) -> int:
        """Which of all documents this is, from 0; -1 if it is none."""
        return self._all_places().get(key, -1) if key is not None else -1

    @property
    def count(self) -> int:
        """Documents and unreadable files in all."""
        return len(self._all_places())

    def _all_places(self) -> dict[PaperKey, int]:
        if not self._places:
            keys = (key for number in self._entries for key in self._sum(number).keys)
            self._places = {key: place for place, key in enumerate(keys)}
        return self._places

    def _sum(self, number: int) -> _Sum:
        found = self._sums.get(number)
        if found is None:
            found = self._sums[number] = self._sum_up(self._entries[number])
        return found

    def _sum_up(self, entry: Entry) -> _Sum:
        lines = [paper.draft.first_line for paper in entry.papers] or [0]
        keys = tuple(PaperKey(entry=entry.number, line=line) for line in lines)
        waiting = tuple(key for key in keys if self.state(key) in _OPEN)
        certain = tuple(
            key for key in waiting if (paper := self.paper(key)) is not None and paper.certain
        )
        return _Sum(keys=keys, waiting=waiting, certain=certain)

    def _forget(self, number: int) -> None:
        """A file is different: count it anew when asked."""
        self._waiting = self._certain = None
        before = self._sums.pop(number, None)
        there = number in self._entries
        if before is None or not there or self._sum(number).keys != before.keys:
            self._places = {}

    @property
    def current(self) -> PaperKey | None:
        """The document looked at."""
        return self._current

    @property
    def current_entry(self) -> Entry | None:
        """The file of the document looked at."""
        return self._entries.get(self._current.entry) if self._current else None

    @property
    def current_paper(self) -> Paper | None:
        """The document looked at."""
        return self.paper(self._current) if self._current else None

    def entry(self, number: int) -> Entry | None:
        """A file by its number."""
        return self._entries.get(number)

    def index_of(self, key: PaperKey) -> int:
        """Which document of its file this is, -1 for an unreadable file."""
        entry = self._entries.get(key.entry)
        return entry.index_of(key.line) if entry else -1

    def paper(self, key: PaperKey) -> Paper | None:
        """A document; None for a file that could not be read."""
        entry, index = self._entries.get(key.entry), self.index_of(key)
        return entry.papers[index] if entry and index >= 0 else None

    def card(self, key: PaperKey) -> RecordCard | None:
        """The record that a document became, here or when its file was added before."""
        found = self._added.get(key)
        if found is None:
            entry, paper = self._entries.get(key.entry), self.paper(key)
            found = known_as(entry, paper) if entry and paper else None
        return found

    def state(self, key: PaperKey) -> PaperState:
        """How far the review of a document is."""
        paper = self.paper(key)
        if paper is None:
            return PaperState.UNREADABLE
        return state_of(paper, done=self.card(key) is not None)

    def locked(self, entry: Entry) -> frozenset[int]:
        """First lines of the documents of a file that are in the archive."""
        lines = (paper.draft.first_line for paper in entry.papers)
        return frozenset(
            line for line in lines if self.card(PaperKey(entry=entry.number, line=line))
        )

    def waiting(self) -> tuple[PaperKey, ...]:
        """Documents that are neither in the archive nor discarded."""
        if self._waiting is None:
            sums = (self._sum(number) for number in self._entries)
            self._waiting = tuple(key for each in sums for key in each.waiting)
        return self._waiting

    def waits(self, number: int) -> bool:
        """Whether a file has documents that are neither in the archive nor discarded."""
        return number in self._entries and bool(self._sum(number).waiting)

    def is_kept(self, number: int) -> bool:
        """Whether the review of a file outlives a lock, or soon will."""
        return number not in self._unkept

    def certain(self) -> tuple[PaperKey, ...]:
        """Articles that can be accepted at once. Never a testimony."""
        if self._certain is None:
            sums = (self._sum(number) for number in self._entries)
            self._certain = tuple(key for each in sums for key in each.certain)
        return self._certain

    def with_bytes(self, sha256: str) -> Entry | None:
        """The file on the desk that has these bytes."""
        number = self._by_bytes.get(sha256)
        return self._entries.get(number) if number is not None else None

    @property
    def held(self) -> int:
        """Bytes that the files on the desk take, about."""
        return sum(each.weight for each in self._entries.values())

    def generation(self, number: int) -> int:
        """How often documents of a file went into the archive or came back."""
        return self._generations.get(number, 0)

    # What changes it

    def add(self, entry: Entry) -> Entry:
        """Put a file on the desk; it gets a number. The first one is looked at."""
        numbered = replace(entry, number=self._next_number)
        self._next_number += 1
        self._entries[numbered.number] = numbered
        if entry.source is not None:
            self._by_bytes[entry.source.sha256] = numbered.number
        self._waiting = self._certain = None
        keys = self._sum(numbered.number).keys
        if self._places:
            self._places.update({key: len(self._places) + at for at, key in enumerate(keys)})
        self.listed.emit()
        self.touched.emit(numbered.number)
        if self._current is None:
            self.go_to(keys[0])
        return numbered

    def remove(self, number: int) -> None:
        """Take a file off the desk."""
        keys = self.keys
        gone = self._entries.pop(number, None)
        if gone is not None and gone.source is not None:
            self._by_bytes.pop(gone.source.sha256, None)
        self._forget(number)
        if self._current is not None and self._current.entry == number:
            at = keys.index(self._current) if self._current in keys else 0
            left = [key for key in keys[at:] if key.entry != number]
            left += [key for key in reversed(keys[:at]) if key.entry != number]
            self._current = left[0] if left else None
            self.moved.emit()
        self.listed.emit()
        self.touched.emit(number)

    def keep_file(self, number: int, draft: Draft) -> None:
        """Give a file that could not be read a document of its own."""
        entry = self._entries.get(number)
        if entry is None or entry.papers:
            return
        self._entries[number] = replace(entry, trouble="", papers=(Paper(draft=draft),))
        self._forget(number)
        self._current = PaperKey(entry=number, line=draft.first_line)
        self.changed.emit(number)
        self.listed.emit()
        self.touched.emit(number)
        self.moved.emit()

    def show_unkept(self, numbers: frozenset[int]) -> None:
        """Say which files could not be written into the archive."""
        if numbers != self._unkept:
            self._unkept = numbers
            self.listed.emit()

    def go_to(self, key: PaperKey) -> None:
        """Look at a document."""
        if key != self._current and self.place_of(key) >= 0:
            self._current = key
            self.moved.emit()

    def step(self, way: int) -> None:
        """Look at the next document (1) or the one before (-1)."""
        at = self.place_of(self._current) + way
        if self._current is not None and 0 <= at < self.count:
            self.go_to(self.keys[at])

    def change(self, after: Entry, name: str, key: PaperKey, *, field: str = "") -> None:
        """Make a change to a file that can be undone.

        Args:
            name: What it is called in the menu.
            key: The document to look at afterwards, and when it is undone.
            field: The field typed in; changes of one field run together.
        """
        before = self._entries.get(after.number)
        if before is None or before == after:
            return
        step = _Step(self, before, after, key, field)
        step.setText(name)
        self.stack.push(step)

    def put(self, entry: Entry, key: PaperKey) -> None:
        """Show a state of a file without making a step; the steps themselves call it."""
        if entry.number not in self._entries:
            return
        # Records known from before are no part of what is undone.
        known = self._entries[entry.number].known
        self._entries[entry.number] = replace(entry, known=known)
        self._forget(entry.number)
        index = max(0, entry.index_of(key.line))
        now = PaperKey(entry=entry.number, line=entry.papers[index].draft.first_line)
        moved, self._current = now != self._current, now
        self.changed.emit(entry.number)
        self.listed.emit()
        self.touched.emit(entry.number)
        if moved:
            self.moved.emit()

    def undo(self) -> None:
        """Take the last step back, passing over those that stand for good."""
        while self.stack.canUndo():
            command = self.stack.command(self.stack.index() - 1)
            stale = isinstance(command, _Step) and command.stale
            self.stack.undo()
            if not stale:
                return

    def redo(self) -> None:
        """Make a step again."""
        while self.stack.canRedo():
            command = self.stack.command(self.stack.index())
            stale = isinstance(command, _Step) and command.stale
            self.stack.redo()
            if not stale:
                return

    def mark_added(self, key: PaperKey, card: RecordCard | None) -> None:
        """A document is in the archive now as this record; None: it is not any more."""
        if card is None:
            self._added.pop(key, None)
        else:
            self._added[key] = card
        self._generations[key.entry] = self.generation(key.entry) + 1
        self._forget(key.entry)
        self.changed.emit(key.entry)
        self.listed.emit()
        self.touched.emit(key.entry)

    def added_ids(self) -> dict[str, PaperKey]:
        """Ids of the records made in this review, with their documents."""
        return {card.id: key for key, card in self._added.items()}
