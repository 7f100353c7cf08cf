"""Keeps the unfinished review in the archive while it changes, so that no lock has to pack it."""

import time
from collections import deque
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.archive.opening import Archive
from app.errors import SatchelError
from app.progress import Progress
from app.translation import _
from app.ui.intake.desk import ReviewDesk
from app.ui.intake.kept_review import (
    PIECE,
    Batch,
    Kept,
    Piece,
    TakenUp,
    pieces_of,
    take_up,
    write,
)
from app.ui.intake.papers import Entry
from app.ui.jobs import Job, Lane, Priority
from app.ui.session import Session

AFTER_MS = 700
"""From a change to its writing: with the writing itself, less than a second."""
AGAIN_MS = 10_000
"""After the disk refused."""
_MANY = 100
_LOCK_SECONDS = 0.7
"""What a lock leaves for bytes that are not written yet."""


class ReviewKeeper(QObject):
    """Writes what is different, a file at a time; each file's bytes once.

    Only one batch is on its way at a time, so that other writing gets in between.
    """

    keeping = Signal(bool)
    """Something is not in the archive yet; False when all of it is."""

    def __init__(self, session: Session, desk: ReviewDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._desk = session, desk
        self._kept: dict[int, Kept] = {}
        self._different: dict[int, None] = {}
        self._small: deque[Batch] = deque()
        self._pieces: deque[Piece] = deque()
        self._under_way: Batch | None = None
        self._refused = False
        self._next_place = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write_different)
        desk.touched.connect(self._touched)
        # Once the window listens to the lanes, so that a long review shows its progress.
        QTimer.singleShot(0, self._take_up)

    @property
    def unsaved(self) -> bool:
        """Whether something is not in the archive yet."""
        return bool(self._different or self._small or self._pieces or self._under_way)

    # Taking up what was kept

    @Slot()
    def _take_up(self) -> None:
        work = partial(take_up, self._session.archive)
        job = self._session.run(Lane.LONG, work, title=_("Taking up the review"))
        job.finished.connect(self._taken_up)
        job.failed.connect(self._not_taken_up)

    @Slot(object)
    def _taken_up(self, found: tuple[TakenUp, ...]) -> None:
        for taken in found:
            self._next_place = max(self._next_place, taken.kept.place + 1)
            if self._desk.with_bytes(taken.kept.sha256) is not None:
                continue
            number = self._desk.add(taken.entry).number
            self._kept[number] = taken.kept
            self._different.pop(number, None)  # it stands in the archive as it is
            if taken.entry.source is not None and not self._desk.waits(number):
                self._desk.remove(number)  # accepted just before the program was ended
        self._tell()

    @Slot(object)
    def _not_taken_up(self, error: SatchelError) -> None:
        self._session.show_trouble(_("The review could not be taken up"), error)

    # Writing what is different

    @Slot(int)
    def _touched(self, number: int) -> None:
        self._different[number] = None
        if not self._timer.isActive() or self._refused:
            self._timer.start(AFTER_MS)
        self._tell()

    @Slot()
    def _write_different(self) -> None:
        self._gather()
        self._go_on()

    def _gather(self) -> None:
        """Turn what is different into batches."""
        decided: list[tuple[Entry, Kept]] = []
        gone: list[Kept] = []
        for number in self._different:
            entry, kept = self._desk.entry(number), self._kept.get(number)
            source = entry.source if entry is not None else None
            if entry is not None and source is not None and self._desk.waits(number):
                if kept is None:
                    kept = Kept(sha256=source.sha256, place=self._next_place, size=len(source.data))
                    self._next_place += 1
                    self._kept[number] = kept
                    self._pieces.extend(pieces_of(entry))
                decided.append((entry, kept))
            elif kept is not None and (entry is None or source is not None):
                gone.append(self._kept.pop(number))
        self._different.clear()
        if gone:
            self._forget(gone)
        for start in range(0, len(decided), _MANY):
            self._small.append(Batch(decided=tuple(decided[start : start + _MANY])))

    def _forget(self, gone: list[Kept]) -> None:
        """Forget files, but those whose bytes are on the desk a second time."""
        there = {kept.sha256 for kept in self._kept.values()}
        gone = [kept for kept in gone if kept.sha256 not in there]
        sums = {kept.sha256 for kept in gone}
        self._pieces = deque(piece for piece in self._pieces if piece.sha256 not in sums)
        for start in range(0, len(gone), _MANY):
            self._small.append(Batch(forgotten=tuple(gone[start : start + _MANY])))

    def _next_batch(self) -> Batch | None:
        """Decisions before bytes: they are small, and most bytes are on the disk already."""
        if self._small:
            return self._small.popleft()
        pieces: list[Piece] = []
        room = PIECE
        while self._pieces and len(pieces) < _MANY and self._pieces[0].size <= room:
            pieces.append(self._pieces.popleft())
            room -= pieces[-1].size
        return Batch(pieces=tuple(pieces)) if pieces else None

    @Slot()
    def _go_on(self) -> None:
        if self._under_way is None:
            self._under_way = self._next_batch()
            if self._under_way is not None:
                job = self._submit(self._under_way, until=None)
                job.finished.connect(self._written)
                job.failed.connect(self._not_written)
        self._tell()

    def _submit(self, batch: Batch, *, until: float | None) -> Job:
        work = partial(_write, self._session.archive, batch, until)
        return self._session.run(Lane.WRITING, work, priority=Priority.AUTOSAVE)

    @Slot(object)
    def _written(self, _nothing: object) -> None:
        self._under_way = None
        if self._refused:
            self._refused = False
            self._desk.show_unkept(frozenset())
        self._go_on()

    @Slot(object)
    def _not_written(self, error: SatchelError) -> None:
        """Keep the batch for another try, and say once what that means."""
        batch, self._under_way = self._under_way, None
        if batch is not None and batch.pieces:
            self._pieces.extendleft(reversed(batch.pieces))
        elif batch is not None:
            self._small.appendleft(batch)
        if not self._refused:
            self._refused = True
            self._session.show_trouble(_("The review is kept only until you lock"), error)
        numbers = [waiting.numbers for waiting in self._small]
        bytes_of = {piece.number for piece in self._pieces}
        self._desk.show_unkept(frozenset(bytes_of.union(*numbers)))
        self._timer.start(AGAIN_MS)
        self._tell()

    def save_now(self) -> None:
        """Queue all that is not in the archive yet. A lock waits a little for it, not long."""
        self._timer.stop()
        self._gather()
        until = time.monotonic() + _LOCK_SECONDS
        while (batch := self._next_batch()) is not None:
            self._submit(batch, until=until)

    def _tell(self) -> None:
        self.keeping.emit(self.unsaved)


def _write(archive: Archive, batch: Batch, until: float | None, _progress: Progress) -> None:
    """Write a batch; bytes only until a moment of `time.monotonic`."""
    if until is None or not batch.pieces or time.monotonic() < until:
        write(archive, batch)
