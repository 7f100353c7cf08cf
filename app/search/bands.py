"""Finding similar signatures without comparing every pair (locality-sensitive hashing).

Two neighbouring numbers of a signature are a band; texts that agree in one of the 64 bands are
compared. Texts of which one in ten shingles is shared meet in half of the cases, those with one in
four nearly always, and unrelated ones hardly ever. Source: Indyk, Motwani 1998.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.signatures import SLOTS, Slots

_BAND = 2
_BANDS = SLOTS // _BAND
_TOGETHER = 256
"""Texts that are asked for at once."""
_MOST_RUNS = 4
_CROWD = 512
"""A band that so many texts share, such as a site's own footer, tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A text that may be nearly the same.

    Attributes:
        number: As it was added.
        estimate: Of the Jaccard index of the shingles, 0 to 1; its standard error is 0.04 at most.
    """

    number: int
    estimate: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Texts that were added together, with their bands in order."""

    numbers: NDArray[np.int64]
    slots: Slots
    bands: NDArray[np.uint64]
    owners: NDArray[np.uint32]


class BandIndex:
    """Signatures of many texts, in memory: about 1 KB for each."""

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def __len__(self) -> int:
        return sum(len(run.numbers) for run in self._runs)

    def add(self, numbers: Sequence[int], slots: Slots) -> None:
        """Take in texts, at best many at once.

        Args:
            slots: Their signatures, shape (texts, 128).
        """
        if not len(numbers):
            return
        self._runs.append(_run(np.asarray(numbers, dtype=np.int64), slots))
        if len(self._runs) > _MOST_RUNS:
            whole = _run(
                np.concatenate([run.numbers for run in self._runs]),
                np.concatenate([run.slots for run in self._runs]),
            )
            self._runs = [whole]

    def alike(self, slots: Slots, at_least: float) -> list[list[Alike]]:
        """For each of many texts those that may be nearly the same, the most similar first.

        Args:
            slots: Signatures, shape (texts, 128).
            at_least: Estimates below this are left out.
        """
        found: list[list[Alike]] = [[] for _ in range(len(slots))]
        for start in range(0, len(slots), _TOGETHER):
            part = slots[start : start + _TOGETHER]
            for run in self._runs:
                for asked, row, estimate in zip(*_pairs(run, part, at_least), strict=True):
                    alike = Alike(number=int(run.numbers[row]), estimate=float(estimate))
                    found[start + asked].append(alike)
        for each in found:
            each.sort(key=lambda alike: (-alike.estimate, alike.number))
        return found


def _run(numbers: NDArray[np.int64], slots: Slots) -> _Run:
    bands = _bands(slots).ravel()
    order = np.argsort(bands)
    owners = (order // _BANDS).astype(np.uint32)
    return _Run(numbers, slots, bands[order], owners)


def _bands(slots: Slots) -> NDArray[np.uint64]:
    """Each band as one number that also tells which band it is, shape (texts, 64)."""
    wide = slots.astype(np.uint64)
    values = wide[:, 0::_BAND] << np.uint64(16) | wide[:, 1::_BAND]
    return values | np.arange(_BANDS, dtype=np.uint64) << np.uint64(32)


def _pairs(
    run: _Run, slots: Slots, at_least: float
) -> tuple[list[int], list[int], NDArray[np.float64]]:
    """Which of the asked texts, and which row of the run, with the estimate."""
    asked_bands = _bands(slots).ravel()
    first = np.searchsorted(run.bands, asked_bands, side="left")
    count = np.searchsorted(run.bands, asked_bands, side="right") - first
    count[count > _CROWD] = 0
    total = int(count.sum())
    asked = np.repeat(np.arange(len(asked_bands)) // _BANDS, count)
    within = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
    rows = run.owners[np.repeat(first, count) + within]
    pairs = np.unique(asked.astype(np.uint64) << np.uint64(32) | rows)
    asked, rows = (
        (pairs >> np.uint64(32)).astype(np.intp),
        (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32),
    )
    estimates = np.zeros(len(pairs))
    for start in range(0, len(pairs), 1 << 16):
        part = slice(start, start + (1 << 16))
        estimates[part] = (slots[asked[part]] == run.slots[rows[part]]).mean(axis=1)
    kept = estimates >= at_least
    return asked[kept].tolist(), rows[kept].tolist(), estimates[kept]
