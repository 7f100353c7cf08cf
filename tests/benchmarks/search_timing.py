"""How long questions take, on the clock and on the processor."""

import time
from collections.abc import Callable
from dataclasses import dataclass

PAGE = 20
"""Hits on the first page."""


@dataclass(frozen=True, kw_only=True)
class Timing:
    """How long questions of one kind took, in milliseconds.

    Attributes:
        median: On the clock.
        p95: On the clock.
        busy_median: On the processor, whatever else runs on the computer.
        busy_p95: On the processor.
    """

    kind: str
    median: float
    p95: float
    busy_median: float
    busy_p95: float


def time_questions(kind: str, questions: list[str], ask: Callable[[str], object]) -> Timing:
    """Ask questions one after the other, each once."""
    taken: list[float] = []
    busy: list[float] = []
    for question in questions:
        began, worked = time.perf_counter(), time.process_time()
        ask(question)
        taken.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (time.process_time() - worked))
    return Timing(
        kind=kind,
        median=_share(taken, 0.5),
        p95=_share(taken, 0.95),
        busy_median=_share(busy, 0.5),
        busy_p95=_share(busy, 0.95),
    )


def _share(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
