"""Widgets die on the window's thread, whatever a lane was doing when they were let go."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import InputError
from app.progress import Progress
from app.ui.collecting import Collector
from app.ui.jobs import Lane, Lanes


class Deaths:
    """On which threads the watched objects were taken apart."""

    def __init__(self) -> None:
        self.threads: list[str] = []

    def watch(self, thing: object) -> None:
        """Note the thread when this object goes."""
        weakref.finalize(thing, self._note)

    def _note(self) -> None:
        self.threads.append(threading.current_thread().name)


class Held:
    """Stands for a widget: something a job's closure or result holds."""


@pytest.fixture
def deaths() -> Deaths:
    """Return an empty list of deaths."""
    return Deaths()


@pytest.fixture
def own_collector() -> Iterator[None]:
    """Let Python collect by itself, as in a program, and leave it as it was."""
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


def _rings(number: int) -> None:
    for _each in range(number):
        ring: list[object] = []
        ring.append(ring)


def test_a_dropped_widget_in_a_ring_dies_on_the_windows_thread(
    own_collector: None, deaths: Deaths, qtbot: QtBot
) -> None:
    """A lane that makes much garbage does not collect the window's."""
    lanes = Lanes()
    label = QLabel("gone")
    label.setProperty("ring", None)
    label.ring = label  # type: ignore[attr-defined]
    deaths.watch(label)
    del label
    job = lanes.submit(Lane.LONG, lambda _progress: _rings(100_000))
    with qtbot.waitSignal(job.ended, timeout=60_000):
        pass
    assert deaths.threads == [] or set(deaths.threads) == {"MainThread"}
    gc.collect()
    assert deaths.threads == ["MainThread"]
    assert lanes.close(10)


def test_python_collects_again_after_the_last_lanes_are_closed(
    own_collector: None, qtbot: QtBot
) -> None:
    """Closing one window's lanes takes nothing from another's."""
    first, second = Lanes(), Lanes()
    assert not gc.isenabled()
    assert first.close(10)
    assert not gc.isenabled()
    assert second.close(10)
    assert gc.isenabled()


def test_the_collector_collects_rings_while_events_run(
    own_collector: None, deaths: Deaths, qtbot: QtBot
) -> None:
    """Garbage does not pile up while Python's own collector is off."""
    collector = Collector()
    held = Held()
    held.ring = held  # type: ignore[attr-defined]
    deaths.watch(held)
    del held
    _rings(20_000)
    qtbot.waitUntil(lambda: deaths.threads == ["MainThread"], timeout=60_000)
    collector.stop()


def _kept_by_the_work(held: Held) -> Callable[[Progress], object]:
    return lambda _progress: id(held)


def _returned(held: Held) -> Callable[[Progress], object]:
    box = [held]
    return lambda _progress: box.pop()


def _in_an_error(held: Held) -> Callable[[Progress], object]:
    box = [held]

    def work(_progress: Progress) -> object:
        trouble = InputError("It did not work.")
        trouble.held = box.pop()  # type: ignore[attr-defined]
        raise trouble

    return work


@pytest.mark.parametrize("way", [_kept_by_the_work, _returned, _in_an_error])
def test_what_a_job_held_is_let_go_on_the_windows_thread(
    way: Callable[[Held], Callable[[Progress], object]],
    lanes: Lanes,
    deaths: Deaths,
    qtbot: QtBot,
) -> None:
    """Neither the work, nor its value, nor its error ends on the lane, also when superseded."""
    for number in range(60):
        held = Held()
        deaths.watch(held)
        work = way(held)
        del held
        topic = "same" if number % 2 else ""
        job = lanes.submit(Lane.BROWSE, work, topic=topic)
        del work
        if number % 3 == 0:
            with qtbot.waitSignal(job.ended, timeout=10_000):
                pass
    qtbot.waitUntil(lambda: not lanes.running(), timeout=10_000)
    del job
    gc.collect()
    assert deaths.threads == ["MainThread"] * 60
