"""The window stays quick: gaps of its event loop while one types, scrolls and reads.

A timer beats every two milliseconds; what lies between two beats is a gap. Other programs on the
same computer make gaps as well, so a gap is the time on the clock or the processor time that this
process used meanwhile, whichever is less. The idle window of the same run is the baseline.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from pytestqt.qtbot import QtBot

from app.archive.adding import Addition, add_records
from app.archive.opening import Archive
from app.progress import Silent
from app.records.dates import StatedDate
from app.records.record import Record
from app.ui.library.screen import LibraryScreen
from app.ui.session import Session
from tests.benchmarks.generated import GeneratedText, generate_texts, natural_questions
from tests.records.builders import an_article
from tests.ui.library.conftest import settle

Open = Callable[..., LibraryScreen]

GAP_MS = 50.0
"""At most so much longer than in the idle window, at the 99th percentile."""


class Heartbeat(QObject):
    """Measures the gaps between beats, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[float] = []
        self._last = _now()
        self._timer = QTimer(self)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def p99(self) -> float:
        """The 99th percentile since the last time it was asked."""
        gaps = sorted(self._gaps)
        self._gaps.clear()
        return gaps[int(len(gaps) * 0.99)]

    @Slot()
    def _beat(self) -> None:
        now = _now()
        self._gaps.append(min(now[0] - self._last[0], now[1] - self._last[1]) * 1000)
        self._last = now


def _now() -> tuple[float, float]:
    """Seconds on the clock, and of processor time of all threads of this process."""
    return time.perf_counter(), time.process_time()


def live(milliseconds: int) -> None:
    """Let the window live on its own for a while, as it does between two keys."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@pytest.mark.parametrize(
    "records", [300, pytest.param(10_000, marks=[pytest.mark.nightly, pytest.mark.timeout(600)])]
)
def test_typing_scrolling_and_reading_leave_no_gaps(
    qtbot: QtBot,
    archive: Archive,
    session: Session,
    open_library: Open,
    records: int,
) -> None:
    """Gaps stay within 50 ms of the idle window's, at p99, while a search runs with every key."""
    additions = (Addition(records=(article(text),)) for text in generate_texts(records))
    add_records(archive, additions, Silent())
    questions = [" ".join(words) for words in natural_questions(4)]
    screen = open_library()
    heart = Heartbeat()
    live(300)
    idle = heart.p99()
    found = dict(measures(screen, heart, questions))
    settle(qtbot, session)
    assert all(gap <= idle + GAP_MS for gap in found.values()), f"idle {idle:.1f}, {found}"


def measures(
    screen: LibraryScreen, heart: Heartbeat, questions: list[str]
) -> Iterator[tuple[str, float]]:
    """Do what a person does, and say how long the gaps were meanwhile."""
    for text in questions:
        for end in range(1, len(text) + 1):
            screen.results.head.line.set_text(text[:end])
            live(30)
    yield "typing", heart.p99()
    screen.results.head.line.set_text("")
    live(200)
    heart.p99()
    bar = screen.results.list.verticalScrollBar()
    for _each in range(60):
        bar.setValue(bar.value() + 300)
        live(8)
    for at in range(15):
        bar.setValue(bar.maximum() * (at * 37 % 100) // 100)
        live(20)
    yield "scrolling", heart.p99()
    for row in range(15):
        screen.results.go_to_row(row)
        live(40)
    yield "reading", heart.p99()


def article(text: GeneratedText) -> Record:
    """A made-up text as a record."""
    made = an_article(*text.paragraphs, title=text.title)
    assert made.article is not None
    about = replace(made.article, published=StatedDate(edtf=text.date), place=text.place)
    return replace(made, article=about)
