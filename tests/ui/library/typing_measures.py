"""Typing while an import runs: how late each key is in the field, and how long the gaps are.

Keys are sent from a thread of their own, at the pace of somebody who types, whatever the window
does meanwhile. What lies between sending and the field's new text is the key's lateness. Times are
taken as in `heartbeat`: by the clock or by this process's processor time, whichever is less, since
other programs on the computer make anything late.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.archive.opening import Archive
from app.intake.importing import Acceptance, import_paths
from app.progress import Progress
from app.records.vocabularies import Kind
from app.ui.jobs import Job, Lane
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from tests.benchmarks.generated import generate_texts

PACE_SECONDS = 0.09
"""Between two keys: somebody who types quickly, eleven letters a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """How it went, in milliseconds.

    Attributes:
        latest: Of the keys, from sending to standing in the field.
        by_clock: The same by the clock alone, other programs' share of the computer included.
        gaps: The 99th percentile of the event loop's gaps.
        longest: Of the gaps.
        keys: How many were sent.
        shown: The questions whose answers were shown, in order.
    """

    latest: float
    by_clock: float
    gaps: float
    longest: float
    keys: int
    shown: tuple[str, ...]


class Heartbeat(QObject):
    """Measures the gaps between beats of a timer, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[float] = []
        self._last = now()
        self._timer = QTimer(self)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def take(self) -> list[float]:
        """The gaps since the last time they were taken, the longest last."""
        gaps = sorted(self._gaps)
        self._gaps.clear()
        return gaps

    @Slot()
    def _beat(self) -> None:
        at = now()
        self._gaps.append(between(self._last, at))
        self._last = at


class Typist:
    """Sends keys to a line from a thread of its own, and notes when each stands there.

    The events are made beforehand, on the window's thread: Qt looks up the keyboard for them there.
    """

    def __init__(self, line: QLineEdit, texts: Sequence[str]) -> None:
        self._line = line
        self._events: list[tuple[bool, QKeyEvent]] = []
        for text in texts:
            self._events += [(True, _key(Qt.Key.Key_unknown, letter)) for letter in text]
            # Select all and type over it, as one does.
            self._events.append((False, _key(Qt.Key.Key_A)))
        self._sent: list[tuple[float, float]] = []
        self._there: list[tuple[float, float]] = []
        line.textChanged.connect(self._changed)
        self._thread = threading.Thread(target=self._type, name="typist", daemon=True)

    def start(self) -> None:
        """Begin typing."""
        self._thread.start()

    @property
    def done(self) -> bool:
        """Everything was sent, and has come."""
        return not self._thread.is_alive() and len(self._there) >= len(self._sent)

    def late(self) -> list[float]:
        """How late each key was, in milliseconds."""
        return [between(*each) for each in zip(self._sent, self._there, strict=True)]

    def by_clock(self) -> float:
        """How late the latest key was by the clock alone, in milliseconds."""
        pairs = zip(self._sent, self._there, strict=True)
        return max(there[0] - sent[0] for sent, there in pairs) * 1000

    def _type(self) -> None:
        for is_letter, event in self._events:
            if is_letter:
                time.sleep(PACE_SECONDS)
                self._sent.append(now())
            QCoreApplication.postEvent(self._line, event)

    def _changed(self, _text: str) -> None:
        self._there.append(now())


def _key(key: Qt.Key, letter: str = "") -> QKeyEvent:
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, none if letter else control, letter)


def now() -> tuple[float, float]:
    """Seconds on the clock, and of processor time of all threads of this process."""
    return time.perf_counter(), time.process_time()


def between(first: tuple[float, float], then: tuple[float, float]) -> float:
    """Milliseconds from one moment to another, by whichever clock has gone less far."""
    return min(then[0] - first[0], then[1] - first[1]) * 1000


def write_pages(folder: Path, count: int, *, seed: int = 77) -> tuple[Path, ...]:
    """Files of made-up text that no archive holds yet."""
    folder.mkdir()
    paths = []
    for number, text in enumerate(generate_texts(count, seed=seed)):
        path = folder / f"{number:05}.txt"
        path.write_text("\n\n".join((text.title, *text.paragraphs)), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def start_import(session: Session, paths: Sequence[Path]) -> Job:
    """Import files as the window does: read on one lane, written on another."""
    work = partial(_import, session.archive, tuple(paths))
    return session.run(Lane.LONG, work, title="Adding")


def type_questions(
    qtbot: QtBot, screen: LibraryScreen, texts: Sequence[str], *, timeout_ms: int
) -> Typed:
    """Type questions one over the other, and say how it went."""
    shown: list[str] = []
    screen.searcher.answered.connect(lambda question, _result: shown.append(question.text))
    line = screen.results.head.line.line
    line.selectAll()
    heart, typist = Heartbeat(), Typist(line, texts)
    typist.start()
    qtbot.waitUntil(lambda: typist.done, timeout=timeout_ms)
    gaps, late = heart.take(), typist.late()
    return Typed(
        latest=max(late),
        by_clock=typist.by_clock(),
        gaps=gaps[int(len(gaps) * 0.99)],
        longest=gaps[-1],
        keys=len(late),
        shown=tuple(shown),
    )


def _import(archive: Archive, paths: tuple[Path, ...], progress: Progress) -> object:
    return import_paths(archive, paths, Acceptance(kind=Kind.ARTICLE), progress)


def prefixes(text: str) -> Iterator[str]:
    """What stands in the field after each key."""
    for end in range(1, len(text) + 1):
        yield text[:end]
